import type { Finding, Registry } from '../finding.ts'
import { layoutOf } from '../layout.ts'
import type { Diagram } from '../procedure-model.ts'
import { advocacyBeforeStage1 } from './advocacy-before-stage-1.ts'
import { conditionsUseKnownOptions } from './conditions-use-known-options.ts'
import { consentBeforePartner } from './consent-before-partner.ts'
import { deadlineNamesItsStart } from './deadline-names-its-start.ts'
import { deadlineWithinStatute } from './deadline-within-statute.ts'
import { endEventHasOutcome } from './end-event-has-outcome.ts'
import { everyStepIsDrawn } from './every-step-is-drawn.ts'
import { gatewaysAreQuestions } from './gateways-are-questions.ts'
import { idsStayTheSame } from './ids-stay-the-same.ts'
import { investigatorsAreSeparate } from './investigators-are-separate.ts'
import { latenessTellsComplainant } from './lateness-tells-complainant.ts'
import { lettersHaveTheirValues } from './letters-have-their-values.ts'
import { loopsHaveAReason } from './loops-have-a-reason.ts'
import { noCrowdedProcess } from './no-crowded-process.ts'
import { noGatewayJoinsAndForks } from './no-gateway-joins-and-forks.ts'
import { noLiteralAddresses } from './no-literal-addresses.ts'
import { noLongTimers } from './no-long-timers.ts'
import { noOverlappingShapes } from './no-overlapping-shapes.ts'
import { noRawDaysInTimers } from './no-raw-days-in-timers.ts'
import { noScreenVariables } from './no-screen-variables.ts'
import { noStepRemovedUnderCases } from './no-step-removed-under-cases.ts'
import { onlyPausableClocksPause } from './only-pausable-clocks-pause.ts'
import { panelFormNamesWhoCame } from './panel-form-names-who-came.ts'
import { refusalTellsNextStep } from './refusal-tells-next-step.ts'
import { stepsCiteTheirClause } from './steps-cite-their-clause.ts'
import { userTaskHasDeadline } from './user-task-has-deadline.ts'
import { userTaskHasForm } from './user-task-has-form.ts'
import { userTaskHasRole } from './user-task-has-role.ts'
import { variablesAreWrittenBefore } from './variables-are-written-before.ts'
import { levelOf } from './levels.ts'
import type { DiagramRule, Fault, RuleContext } from './rule.ts'

export type { DiagramRule, Fault, RuleContext } from './rule.ts'
export { levelOf } from './levels.ts'

/** Every rule on diagrams. */
export const RULES: readonly DiagramRule[] = [
  userTaskHasRole,
  userTaskHasForm,
  userTaskHasDeadline,
  noRawDaysInTimers,
  deadlineWithinStatute,
  deadlineNamesItsStart,
  refusalTellsNextStep,
  endEventHasOutcome,
  latenessTellsComplainant,
  onlyPausableClocksPause,
  investigatorsAreSeparate,
  panelFormNamesWhoCame,
  consentBeforePartner,
  advocacyBeforeStage1,
  gatewaysAreQuestions,
  noScreenVariables,
  noLiteralAddresses,
  variablesAreWrittenBefore,
  conditionsUseKnownOptions,
  loopsHaveAReason,
  stepsCiteTheirClause,
  noGatewayJoinsAndForks,
  idsStayTheSame,
  noStepRemovedUnderCases,
  noCrowdedProcess,
  noLongTimers,
  lettersHaveTheirValues,
  everyStepIsDrawn,
  noOverlappingShapes,
]

/** Those that compare with the version before. */
export const AGAINST_PREVIOUS: ReadonlySet<string> = new Set([idsStayTheSame.id, noStepRemovedUnderCases.id])

/** What the rules are given: the registry, the file's text for its layout, and the version before, if any. */
export interface LintOptions extends Omit<RuleContext, 'layout'> {
  /** The BPMN text itself: where its shapes stand is no part of the `Diagram`. */
  readonly xml: string
}

/** Tries every rule on an admitted diagram. Rejects when `xml` cannot be read as BPMN; admission reads it first. */
export async function lint(diagram: Diagram, { xml, ...rest }: LintOptions): Promise<readonly Finding[]> {
  const context: RuleContext = { ...rest, layout: await layoutOf(xml) }
  return RULES.flatMap((rule) => rule.check(diagram, context).map((fault) => findingOf(rule, fault, context.file)))
}

/** A diagram of a procedure, and the name of its file for the findings. */
export interface NamedDiagram {
  readonly file: string
  readonly diagram: Diagram
}

/**
 * Tries on all admitted diagrams of one procedure what no single file can show. `lint` is tried on each besides; what it
 * says already may come again.
 */
export function lintTogether(files: readonly NamedDiagram[], registry: Registry): readonly Finding[] {
  const fileOf = new Map(
    files.flatMap(({ file, diagram }) => [diagram.main.id, ...diagram.others.keys()].map((id) => [id, file] as const)),
  )
  const diagrams = files.map(({ diagram }) => diagram)
  return RULES.flatMap((rule) =>
    (rule.together?.(diagrams, registry) ?? []).map((fault) => findingOf(rule, fault, fileOf.get(fault.process) ?? '')),
  )
}

function findingOf({ id, clause }: DiagramRule, { element, message, remedy }: Fault, file: string): Finding {
  return { file, element, rule: id, level: levelOf(id), message, remedy, ...(clause === undefined ? {} : { clause }) }
}
