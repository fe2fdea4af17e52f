import { isActivity, named, processesOf } from './reading/elements.ts'
import type { DiagramRule } from './rule.ts'

/** A clause, a paragraph of guidance, or the plain statement that the step is the council's own. */
const CLAUSE =
  /\b(regs?\.?|s\.|ss\.|section|sch(edule)?|para(s|graph)?|art(icle)?|chapter|annex)\s?\d|\bSI \d{4}\/\d+|\b(GTBFC|UK GDPR|LGSCO|Children Act|Code|Act \d{4}|policy|practice|local)\b/i

/** Who does a step, and who audits it, can read beside it what it is for. */
export const stepsCiteTheirClause: DiagramRule = {
  id: 'steps-cite-their-clause',
  about: 'The process and every task have documentation whose first line is the clause.',
  check: (diagram) =>
    processesOf(diagram).flatMap((model) => [
      ...(cites(model.documentation) ? [] : [fault(model.id, `The process '${model.name}' (${model.id})`)]),
      ...[...model.nodes.values()]
        .filter((node) => isActivity(node) && !cites(node.documentation))
        .map((node) => fault(node.id, named(node))),
    ]),
}

function cites(documentation: string): boolean {
  return CLAUSE.test(documentation.trim().split('\n')[0] ?? '')
}

function fault(element: string, what: string) {
  return {
    element,
    message: `${what} does not say which clause it rests on.`,
    remedy: 'Write the clause, or “Local practice”, in the first line of its documentation, then what to do.',
  }
}
