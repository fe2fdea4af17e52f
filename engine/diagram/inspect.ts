import { admitHere, type Admission, type AdmissionOptions } from './admit.ts'
import { lintWithBpmnlint } from './bpmnlint/index.ts'
import type { Finding, Registry } from './finding.ts'
import type { Diagram } from './procedure-model.ts'
import { AGAINST_PREVIOUS, lint } from './rules/index.ts'

export interface InspectionOptions extends AdmissionOptions {
  /**
   * Also try the rules that a diagram must keep before it is published, on a diagram that has no error; `previous`: only
   * those that compare with the version before, and say nothing else.
   */
  readonly lint?: boolean | 'previous'
  /** The published version before this one, or its text. */
  readonly previous?: Diagram | string
  /** Elements at which cases stand now. */
  readonly runningElements?: ReadonlySet<string>
}

/** Rules that look at the drawing only, and ask nothing of a procedure's roles, forms and deadlines. */
const ON_ANY_DRAWING: ReadonlySet<string> = new Set([
  'every-step-is-drawn',
  'no-crowded-process',
  'no-gateway-joins-and-forks',
  'no-literal-addresses',
  'no-overlapping-shapes',
  'no-screen-variables',
])

/** Of one rule in one diagram. More tell nobody anything, and shapes that all lie on each other make a million. */
const MOST_OF_A_RULE = 100

const NOTHING_REGISTERED: Registry = {
  actions: new Map(),
  roles: new Set(),
  forms: new Map(),
  deadlineRules: new Map(),
  processes: new Set(),
  calendars: new Set(),
  factTypes: new Set(),
}

/**
 * Admission and, where asked for, the rules: ours, and bpmnlint's recommended ones.
 *
 * Without a registry only those rules are tried that need none.
 */
export async function inspect(xml: string, options: InspectionOptions): Promise<Admission> {
  const admission = admitHere(xml, options)
  const { file, registry, runningElements, lint: wanted = false } = options
  if (wanted === false || !admission.diagram) return wanted === 'previous' ? { findings: [] } : admission
  const previous = readBefore(options)
  const ours = await lint(admission.diagram, {
    registry: registry ?? NOTHING_REGISTERED,
    xml,
    file,
    ...(previous && { previous }),
    ...(runningElements && { runningElements }),
  })
  if (wanted === 'previous') {
    const { diagram } = admission
    return { diagram, findings: withoutFloods(ours.filter(({ rule }) => AGAINST_PREVIOUS.has(rule))) }
  }
  const findings: readonly Finding[] = [
    ...admission.findings,
    ...(registry ? ours : ours.filter(({ rule }) => ON_ANY_DRAWING.has(rule))),
    ...(await lintWithBpmnlint(xml, file)),
  ]
  return { diagram: admission.diagram, findings: withoutFloods(findings) }
}

/** A version that was published has been admitted; what its registry was does not matter here. */
function readBefore({ previous, file }: InspectionOptions): Diagram | undefined {
  return typeof previous === 'string' ? admitHere(previous, { file }).diagram : previous
}

function withoutFloods(findings: readonly Finding[]): readonly Finding[] {
  const counts = new Map<string, number>()
  return findings.filter(({ rule }) => {
    const count = (counts.get(rule) ?? 0) + 1
    counts.set(rule, count)
    return count <= MOST_OF_A_RULE
  })
}
