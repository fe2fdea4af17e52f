import type { ModdleElement, ModdleWarning } from '../moddle.ts'
import type { ProcedureModel } from '../procedure-model.ts'
import type { XmlElement } from '../scan-xml.ts'
import { checkBoundaries } from './check-boundaries.ts'
import { checkDefinitions } from './check-definitions.ts'
import { checkEvents } from './check-events.ts'
import { checkFlows } from './check-flows.ts'
import { checkGateways } from './check-gateways.ts'
import { checkLinks } from './check-links.ts'
import { checkLoops } from './check-loops.ts'
import { checkReachable } from './check-reachable.ts'
import { checkRegistry } from './check-registry.ts'
import { checkStarts } from './check-starts.ts'
import { checkTimers } from './check-timers.ts'
import { checkWarnings } from './check-warnings.ts'
import { checkXml } from './check-xml.ts'
import type { Remark, Setting } from './remark.ts'

export type { Remark, Setting } from './remark.ts'

/** What the text says by itself. */
export function remarksOnText(elements: readonly XmlElement[], plain: boolean): readonly Remark[] {
  return checkXml(elements, plain)
}

/** What the parser could not take, and what is wrong with the file as a whole. */
export function remarksOnFile(
  definitions: ModdleElement,
  warnings: readonly ModdleWarning[],
  before: readonly Remark[],
  plain: boolean,
): readonly Remark[] {
  return [...checkWarnings(warnings, before, plain), ...checkDefinitions(definitions, plain)]
}

type ModelCheck = (model: ProcedureModel, setting: Setting) => readonly Remark[]

const MODEL_CHECKS: readonly ModelCheck[] = [
  checkStarts,
  checkFlows,
  checkGateways,
  checkEvents,
  checkBoundaries,
  checkLinks,
  checkTimers,
  checkLoops,
  checkRegistry,
  checkReachable,
]

/** What is wrong with the processes that would run. */
export function remarksOnDiagram(setting: Setting): readonly Remark[] {
  const { main, others } = setting.diagram
  return [main, ...others.values()].flatMap((model) => MODEL_CHECKS.flatMap((check) => check(model, setting)))
}
