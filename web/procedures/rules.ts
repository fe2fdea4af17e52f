import type { PageParts } from '../../api/index.ts'
import { diagramRules } from '../../engine/index.ts'
import { markedClause, view, type Area } from '../frame/index.ts'
import { plainFinding } from './plain-finding.ts'

/** `/rules`: what every diagram keeps before it is published, with the clause behind it and an example. */
export function addRulesPage(area: Area, _parts: PageParts): void {
  area.staff('get', '/rules', 'read-procedures', async ({ actor }) => {
    const rules = await diagramRules(actor)
    return view('procedures/rules', {
      groups: (['error', 'warning'] as const).map((level) => ({
        level,
        rules: rules
          .filter((rule) => rule.level === level)
          .map(({ example, clause, certainty, ...rule }) => ({
            ...rule,
            ...(clause !== undefined && { clause: markedClause(clause, certainty ?? 'unsure') }),
            ...(example && { wrong: plainFinding(example.wrong), right: plainFinding(example.right) }),
          })),
      })),
    })
  })
}
