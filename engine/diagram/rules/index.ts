import type { Finding } from '../finding.ts'
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
import type { DiagramRule, RuleContext } from './rule.ts'

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

/** What the rules are given: the registry, the file's text for its layout, and the version before, if any. */
export interface LintOptions extends Omit<RuleContext, 'layout'> {
  /** The BPMN text itself: where its shapes stand is no part of the `Diagram`. */
  readonly xml: string
}

/** Tries every rule on an admitted diagram. Rejects when `xml` cannot be read as BPMN; admission reads it first. */
export async function lint(diagram: Diagram, { xml, ...rest }: LintOptions): Promise<readonly Finding[]> {
  const context: RuleContext = { ...rest, layout: await layoutOf(xml) }
  return RULES.flatMap((rule) => findingsOf(rule, diagram, context))
}

function findingsOf(rule: DiagramRule, diagram: Diagram, context: RuleContext): readonly Finding[] {
  return rule.check(diagram, context).map(({ element, message, remedy }) => ({
    file: context.file,
    element,
    rule: rule.id,
    level: levelOf(rule.id),
    message,
    remedy,
    ...(rule.clause === undefined ? {} : { clause: rule.clause }),
  }))
}
