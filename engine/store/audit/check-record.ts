import type { CaseEnd, RowBody, TrailRow } from './check-rows.ts'
import { isSealOf, sealOf } from './fact-seal.ts'
import type { Findings } from './finding.ts'
import type { StoredFact, TrailReader } from './read-trail.ts'

/*
 * What a chain of hashes alone does not show: whether facts, tasks and cases are those of which the trail speaks. Each fact
 * has its place in a row of the trail, and, since that is written there, a seal over all that it says.
 */

/** What the trail says of a fact. */
export interface FactToFind {
  readonly seq: number
  readonly caseId: string
  readonly n: number
  readonly type: string
  readonly onDay: string
  readonly recordedAt: string
  readonly recordedBy: string
  readonly role: string
  readonly seal?: string
}

/** What the trail says of a task that somebody completed. */
export interface TaskToFind {
  readonly seq: number
  readonly caseId: string
  readonly id: string
  readonly at: string
  readonly by: string
}

/** What one row says that was done to its case. */
export interface Deeds {
  readonly facts: readonly FactToFind[]
  readonly tasks: readonly TaskToFind[]
  /** It is a command that changed the case. */
  readonly changed: boolean
}

const NOTHING: Deeds = { facts: [], tasks: [], changed: false }

/** @param end - The case before this row; undefined where what came before was not looked at. */
export function deedsOf(row: TrailRow, { data }: RowBody, end: CaseEnd | undefined): Deeds {
  const { caseId, seq } = row
  const { stimuli, facts } = data
  if (caseId === null || !Array.isArray(stimuli)) return NOTHING
  const recorded = Array.isArray(facts) ? facts : []
  return {
    changed: true,
    facts: recorded.flatMap((fact, index): FactToFind[] => {
      const { type, on, n, seal } = fact as Readonly<Record<string, unknown>>
      const number = typeof n === 'number' ? n : end && end.facts + index + 1
      if (number === undefined) return []
      return [
        {
          seq,
          caseId,
          n: number,
          type: String(type),
          onDay: String(on),
          recordedAt: row.at,
          recordedBy: row.actor,
          role: row.role,
          ...(typeof seal === 'string' && { seal }),
        },
      ]
    }),
    tasks: (stimuli as readonly Readonly<Record<string, unknown>>[]).flatMap(({ type, instance, wait }) =>
      type === 'complete' && row.type === 'task-completed'
        ? [{ seq, caseId, id: taskId(String(instance), String(wait)), at: row.at, by: row.actor }]
        : [],
    ),
  }
}

/** Whether a row that recorded facts says which: those of older releases do not. */
export function namesItsFacts({ data }: RowBody): boolean {
  const { stimuli, facts } = data
  if (!Array.isArray(stimuli) || !Array.isArray(facts)) return true
  return (facts as readonly Readonly<Record<string, unknown>>[]).every(({ n }) => typeof n === 'number')
}

/** As the runtime names the task of one wait of one process instance. */
function taskId(instance: string, wait: string): string {
  return `${instance}.${wait}`.replaceAll('/', '.').replaceAll('#', '.')
}

/** Compares facts with what the trail says of them. @returns how many were erased, and how many had no seal. */
export async function checkFacts(
  reader: TrailReader,
  wanted: readonly FactToFind[],
  findings: Findings,
): Promise<{ readonly erased: number; readonly unsealed: number }> {
  const stored = new Map(
    (await reader.facts(wanted.map(({ caseId, n }) => [caseId, n] as const))).map((fact) => [
      `${fact.caseId}/${fact.n}`,
      fact,
    ]),
  )
  let erased = 0
  let unsealed = 0
  for (const fact of wanted) {
    const about = `${fact.caseId}/${fact.n}`
    const found = stored.get(about)
    const place = { seq: fact.seq, caseId: fact.caseId, about }
    if (found === undefined) {
      findings.add({
        ...place,
        kind: 'fact-missing',
        expected: fact.type,
        actual: 'nothing',
        sentence: `Row ${fact.seq} recorded fact ${about} (${fact.type}); it is not there.`,
      })
      continue
    }
    if (found.isErased) erased += 1
    else if (fact.seal === undefined) unsealed += 1
    const difference = factDifference(fact, found)
    if (difference === undefined) continue
    findings.add({
      ...place,
      kind: 'fact-altered',
      ...difference,
      sentence: `Fact ${about} is not the one that row ${fact.seq} recorded.`,
    })
  }
  return { erased, unsealed }
}

function factDifference(
  said: FactToFind,
  found: StoredFact,
): { readonly expected: string; readonly actual: string } | undefined {
  for (const property of ['type', 'onDay', 'recordedAt', 'recordedBy', 'role'] as const) {
    if (said[property] !== found[property]) {
      return { expected: `${property} ${said[property]}`, actual: `${property} ${found[property]}` }
    }
  }
  if (found.isErased) return found.data === '{}' ? undefined : { expected: 'nothing, as erased', actual: 'something' }
  if (said.seal === undefined) return undefined
  if (found.salt === null) return { expected: said.seal.slice(0, 16), actual: 'no salt' }
  if (isSealOf(said.seal, found.salt, found)) return undefined
  return { expected: said.seal.slice(0, 16), actual: sealOf(found.salt, found).slice(0, 16) }
}

/** Looks for the completed tasks of which the trail speaks. */
export async function checkTasks(
  reader: TrailReader,
  wanted: readonly TaskToFind[],
  findings: Findings,
): Promise<void> {
  const stored = await reader.tasks(wanted.map(({ id }) => id))
  for (const { seq, caseId, id, at, by } of wanted) {
    const found = stored.get(id)
    const place = { seq, caseId, about: id }
    if (found === undefined) {
      findings.add({
        ...place,
        kind: 'task-missing',
        sentence: `Row ${seq} says that task ${id} was completed; it is not there.`,
      })
    } else if (found.status !== 'done' || found.completedAt !== at || found.completedBy !== by) {
      findings.add({
        ...place,
        kind: 'task-altered',
        expected: `done at ${at} by ${by}`,
        actual: `${found.status} at ${found.completedAt ?? 'no time'} by ${found.completedBy ?? 'nobody'}`,
        sentence: `Task ${id} was completed otherwise by what row ${seq} says than it shows.`,
      })
    }
  }
}

/** Tasks that stand at a moment at which nothing in the trail opened, or closed, them. */
export async function checkStrayTasks(reader: TrailReader, findings: Findings, caseId?: string): Promise<void> {
  for (const { id, caseId: of } of await reader.strayTasks(caseId)) {
    findings.add({
      kind: 'task-unrecorded',
      seq: 0,
      caseId: of,
      about: id,
      sentence: `Nothing in the trail opened task ${id}, or closed it, when it says that it was.`,
    })
  }
}

const CASES_AT_ONCE = 1_000

/** Compares cases with their rows, once all have gone by. @returns the number of cases. */
export async function checkCases(
  reader: TrailReader,
  ends: ReadonlyMap<string, Pick<CaseEnd, 'facts' | 'changes'>>,
  findings: Findings,
): Promise<number> {
  let seen = 0
  const unmet = new Set([...ends].filter(([, { changes }]) => changes > 0).map(([id]) => id))
  for (let after = ''; ;) {
    const page = await reader.factCounts(after, CASES_AT_ONCE)
    for (const count of page) {
      seen += 1
      unmet.delete(count.caseId)
      checkCase(count, ends.get(count.caseId), findings)
    }
    const last = page.at(-1)
    if (last === undefined || page.length < CASES_AT_ONCE) break
    after = last.caseId
  }
  for (const caseId of unmet) {
    findings.add({
      kind: 'case-missing',
      seq: 0,
      caseId,
      sentence: `The trail tells of ${caseId}; the case is not there.`,
    })
  }
  return seen
}

/** Compares one case with its rows. */
export function checkCase(
  { caseId, version, factCount, facts }: Awaited<ReturnType<TrailReader['factCounts']>>[number],
  end: Pick<CaseEnd, 'facts' | 'changes'> | undefined,
  findings: Findings,
): void {
  const place = { seq: 0, caseId }
  if (end === undefined || end.changes === 0) {
    findings.add({
      ...place,
      kind: 'case-unrecorded',
      sentence: `Nothing in the trail opened ${caseId}.`,
    })
    return
  }
  if (facts > end.facts) {
    findings.add({
      ...place,
      kind: 'fact-unrecorded',
      expected: String(end.facts),
      actual: String(facts),
      sentence: `${caseId} has ${facts} facts; its rows in the trail recorded ${end.facts}.`,
    })
  }
  if (factCount !== end.facts || version < end.changes) {
    findings.add({
      ...place,
      kind: 'case-altered',
      expected: `${end.facts} facts, ${end.changes} changes`,
      actual: `${factCount} facts, ${version} changes`,
      sentence: `${caseId} is not as its last row in the trail left it: it was set back, or rows were added to it.`,
    })
  }
}
