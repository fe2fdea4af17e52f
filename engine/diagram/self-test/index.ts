import type { Admission } from '../admit.ts'
import type { Finding } from '../finding.ts'
import type { InspectionOptions } from '../inspect.ts'
import { registryFromPlain, type PlainRegistry } from '../plain-registry.ts'
import { RULES } from '../rules/index.ts'
import knownBad from './known-bad.json' with { type: 'json' }

/** A diagram that breaks one rule and nothing else; drawn by `tests/support/diagrams/write.ts`. */
interface KnownBad {
  readonly rule: string
  readonly xml: string
  /** For rules that compare with the version before: that one, and where cases stand. */
  readonly previous?: string
  readonly runningElements?: readonly string[]
}

interface Examples {
  readonly registry: PlainRegistry
  readonly diagrams: readonly KnownBad[]
}

/** What bpmnlint says of one of them; it is loaded by name, and could be lost on the way into a bundle. */
const ALSO_FROM_BPMNLINT = { rule: 'no-gateway-joins-and-forks', says: 'bpmnlint/no-gateway-join-fork' } as const

/** What each rule says of a diagram that breaks it. */
export async function examplesOfRules(
  inspect: (xml: string, options: InspectionOptions) => Promise<Admission>,
): Promise<ReadonlyMap<string, Finding>> {
  const examples = new Map<string, Finding>()
  for (const { rule, findings } of await inspected(inspect)) {
    const found = findings.find((finding) => finding.rule === rule)
    if (found !== undefined) examples.set(rule, found)
  }
  return examples
}

/**
 * Tries each rule on a diagram that breaks it, by the very way in which diagrams are checked. The ids of the rules that
 * kept silent: a rule that was lost would otherwise look like a diagram without faults.
 *
 * @param inspect - how diagrams are checked here: in the thread of the server, or in a browser
 */
export async function silentRules(
  inspect: (xml: string, options: InspectionOptions) => Promise<Admission>,
): Promise<readonly string[]> {
  const speaking = await speakingRules(inspect)
  return rulesToSpeak().filter((id) => !speaking.has(id))
}

/** The ids of the rules that find the diagram which breaks them. */
export async function speakingRules(
  inspect: (xml: string, options: InspectionOptions) => Promise<Admission>,
): Promise<ReadonlySet<string>> {
  const speaking = new Set<string>()
  for (const { rule, findings } of await inspected(inspect)) {
    const found = new Set(findings.map((finding) => finding.rule))
    if (found.has(rule)) speaking.add(rule)
    if (rule === ALSO_FROM_BPMNLINT.rule && found.has(ALSO_FROM_BPMNLINT.says)) speaking.add(ALSO_FROM_BPMNLINT.says)
  }
  return speaking
}

/** The ids of those that must find one. */
export function rulesToSpeak(): readonly string[] {
  return [...RULES.map(({ id }) => id), ALSO_FROM_BPMNLINT.says]
}

async function inspected(
  inspect: (xml: string, options: InspectionOptions) => Promise<Admission>,
): Promise<readonly { readonly rule: string; readonly findings: readonly Finding[] }[]> {
  const { registry: plain, diagrams } = knownBad as unknown as Examples
  const registry = registryFromPlain(plain)
  const all: { rule: string; findings: readonly Finding[] }[] = []
  for (const { rule, xml, previous, runningElements } of diagrams) {
    const before = previous === undefined ? undefined : (await inspect(previous, { file: rule, registry })).diagram
    const { findings } = await inspect(xml, {
      file: rule,
      registry,
      lint: true,
      ...(before && { previous: before }),
      ...(runningElements && { runningElements: new Set(runningElements) }),
    })
    all.push({ rule, findings })
  }
  return all
}
