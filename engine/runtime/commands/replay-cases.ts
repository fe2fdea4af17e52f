import { mustBeAllowed, SYSTEM, type Actor } from '../../access/index.ts'
import { NotFoundError } from '../../errors.ts'
import type { CaseToReplay, ConformanceRunRow, RunCounts } from '../../store/index.ts'
import { fromMillis, dayOf, toMillis, type Instant } from '../../values/instant.ts'
import { mayLookAt } from '../access.ts'
import { conformanceOf, type Conformance, type PlacedDeviation } from '../replay/conformance.ts'
import type { Runtime } from '../runtime.ts'

/** Which cases to play again: one; those that changed since they last went as they should (and those that did not); all. */
export type ReplayAsked = { readonly caseId: string } | { readonly scope?: 'changed' | 'all' }

export interface ReplayProgress {
  readonly done: number
  /** Of so many, as far as is known. */
  readonly of: number
}

/** What came of playing cases again. */
export interface ReplayReport {
  readonly run: number
  readonly cases: number
  /** Lines of their trails, and those that the diagrams allow: the share is their fitness. */
  readonly lines: number
  readonly played: number
  readonly fitness: number
  readonly deviating: number
  /** The first hundred of them. */
  readonly deviations: readonly CaseDeviation[]
  /** Cases that could not be played for another reason than what they are. */
  readonly failed: readonly { readonly caseId: string; readonly why: string }[]
}

export interface CaseDeviation {
  readonly caseId: string
  readonly fitness: number
  readonly deviation: PlacedDeviation
}

/** So many are named in a report; the rest is counted. */
const MOST_NAMED = 100
/** Cases read at once. */
const CASES_AT_ONCE = 100
/** A run that has been silent for so long has lost its process, in ms. */
const LEFT_MS = 15 * 60_000
/** The hour in London after which the run of a day is due. */
const HOUR_DUE = 2
const WEEK_MS = 7 * 86_400_000

/**
 * Plays cases again and keeps what came of it. That it was done, by whom and with what result is a row of the audit trail;
 * so is each case that departs and did not before.
 */
export async function replayCases(
  runtime: Runtime,
  actor: Actor,
  asked: ReplayAsked,
  onProgress?: (progress: ReplayProgress) => void,
): Promise<ReplayReport> {
  mustBeAllowed(actor, 'verify-audit')
  const one = 'caseId' in asked ? await theCase(runtime, actor, asked.caseId) : undefined
  const scope = 'caseId' in asked ? 'one' : (asked.scope ?? 'changed')
  const n = await runtime.store.conformance.begin({ scope, askedBy: actor.id })
  return run(runtime, actor, { n, scope }, one, onProgress)
}

/**
 * The run of a night, from two o'clock in London: all cases once a week, else those that changed. Whichever process asks
 * first makes it.
 *
 * @returns undefined when it is not due, has been made, or another process is at it.
 */
export async function replayNightly(runtime: Runtime): Promise<ReplayReport | undefined> {
  const { store, clock } = runtime
  const now = clock.now()
  const day = dayOf(back(now, HOUR_DUE * 3_600_000))
  const [newest] = (await store.conformance.runs(20)).filter(({ dueOn }) => dueOn !== null)
  const left = back(now, LEFT_MS)
  if (newest !== undefined && newest.dueOn !== null && newest.dueOn >= day) {
    if (newest.finishedAt !== null || newest.aliveAt >= left) return undefined
  }
  const whole = await store.conformance.lastWhole()
  const scope = whole === undefined || whole.startedAt <= back(now, WEEK_MS - 3_600_000) ? 'all' : 'changed'
  const claimed = await store.conformance.claim(day, scope, left)
  return claimed && run(runtime, SYSTEM, claimed)
}

async function theCase(runtime: Runtime, actor: Actor, caseId: string): Promise<CaseToReplay> {
  await mayLookAt(runtime, actor, { caseId, action: 'read-cases' })
  const row = await runtime.store.read.case(caseId)
  if (row === undefined) throw new NotFoundError('case', caseId)
  const earlier = await runtime.store.conformance.ofCase(caseId)
  return { ...row, deviated: earlier !== undefined && earlier.deviation !== null }
}

async function run(
  runtime: Runtime,
  actor: Actor,
  { n, scope }: Pick<ConformanceRunRow, 'n' | 'scope'>,
  one?: CaseToReplay,
  onProgress?: (progress: ReplayProgress) => void,
): Promise<ReplayReport> {
  const { store } = runtime
  const total = one === undefined ? await countOf(runtime) : 1
  const counts = { cases: 0, lines: 0, played: 0, deviating: 0, failed: 0 }
  const deviations: CaseDeviation[] = []
  const failed: { caseId: string; why: string }[] = []
  const fresh: string[] = []

  for (let after = '', page = await next(after); page.length > 0; page = await next(after)) {
    const played: (readonly [CaseToReplay, Conformance])[] = []
    for (const each of page) {
      try {
        played.push([each, await conformanceOf(runtime, each)])
      } catch (error) {
        counts.failed += 1
        if (failed.length < MOST_NAMED) failed.push({ caseId: each.id, why: reasonOf(error) })
      }
      counts.cases += 1
    }
    for (const [{ deviated }, found] of played) {
      const { caseId, played: good, fitness, deviation } = found
      counts.lines += owed(found)
      counts.played += good
      if (deviation === undefined) continue
      counts.deviating += 1
      if (deviations.length < MOST_NAMED) deviations.push({ caseId, fitness, deviation })
      if (!deviated) fresh.push(caseId)
    }
    await keep(runtime, actor, n, played)
    await store.conformance.alive(n, counts)
    onProgress?.({ done: counts.cases, of: Math.max(total, counts.cases) })
    after = page.at(-1)?.id ?? ''
    if (one !== undefined) break
  }
  await finish(runtime, actor, { n, scope }, counts, one?.id, fresh)
  const { lines, played } = counts
  return {
    run: n,
    ...counts,
    fitness: lines === 0 ? 1 : played / lines,
    deviations,
    failed,
  }

  function next(after: string): Promise<readonly CaseToReplay[]> {
    return one === undefined ? store.conformance.toReplay({ n, scope }, after, CASES_AT_ONCE) : Promise.resolve([one])
  }
}

/** What had to agree: each line of the trail and, where all of them do, the state that is stored. */
function owed({ lines, played, deviation }: Conformance): number {
  return deviation !== undefined && played === lines ? lines + 1 : lines
}

async function countOf({ store }: Runtime): Promise<number> {
  return Object.values(await store.read.caseCounts()).reduce((sum, each) => sum + each, 0)
}

async function keep(
  { store }: Runtime,
  actor: Actor,
  run: number,
  played: readonly (readonly [CaseToReplay, Conformance])[],
): Promise<void> {
  await store.command((unit) => {
    for (const [{ version, deviated }, found] of played) {
      const { caseId, played: good, deviation } = found
      unit.saveConformance({
        caseId,
        caseVersion: version,
        run,
        checkedAt: unit.now,
        lines: owed(found),
        played: good,
        deviation: deviation === undefined ? null : { ...deviation },
      })
      if (deviated === (deviation !== undefined)) continue
      unit.audit({
        caseId,
        actor: actor.id,
        role: actor.role,
        type: deviation === undefined ? 'case-conforms-again' : 'case-deviates',
        ...(deviation?.element !== undefined && { element: deviation.element }),
        ...(deviation !== undefined && { outcome: deviation.kind }),
        body: {
          run,
          ...(deviation?.step !== undefined && { step: deviation.step }),
          ...(deviation?.seq !== undefined && { row: deviation.seq }),
        },
      })
    }
    return Promise.resolve()
  })
}

async function finish(
  runtime: Runtime,
  actor: Actor,
  { n, scope }: Pick<ConformanceRunRow, 'n' | 'scope'>,
  counts: RunCounts,
  caseId: string | undefined,
  fresh: readonly string[],
): Promise<void> {
  const { store } = runtime
  await store.command(async (unit) => {
    unit.audit({
      actor: actor.id,
      role: actor.role,
      type: 'cases-replayed',
      outcome: counts.deviating > 0 ? 'deviating' : counts.failed > 0 ? 'incomplete' : 'conforming',
      body: { run: n, scope, ...counts, ...(caseId !== undefined && { case: caseId }) },
    })
    if (fresh.length === 0) return
    for (const { name, email } of whoIsTold(runtime)) {
      const id = `conformance-alert.${n}.${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`
      await unit.queueMessage({
        id,
        key: id,
        caseId: null,
        channel: 'email',
        toAddress: email,
        subject: `${fresh.length} ${fresh.length === 1 ? 'case departs' : 'cases depart'} from the procedure`,
        body: alert(runtime, name, fresh),
        details: { contents: ['conformance-alert'] },
      })
    }
  })
  await store.conformance.finish(n, counts)
}

/** The complaints manager's team, and internal audit where the council has named it. */
function whoIsTold({ council }: Runtime): readonly { readonly name: string; readonly email: string }[] {
  const team = council.teams[council.roleTeams['complaints-manager'] ?? 'complaints-team'] ?? council.complaintsTeam
  const { internalAudit } = council
  return [team, ...(internalAudit === undefined || internalAudit.email === team.email ? [] : [internalAudit])]
}

function alert({ council }: Runtime, name: string, fresh: readonly string[]): string {
  const named = fresh.slice(0, MOST_NAMED)
  const more = fresh.length - named.length
  return [
    `To ${name}`,
    `The complaints service of ${council.name} plays every case again on its own diagrams and compares the result with what is stored. In these cases the record does not lead to where the case stands, or has a step that the diagram does not allow:`,
    `${named.join('\n')}${more > 0 ? `\nand ${more} more` : ''}`,
    'That should never happen: something was changed other than through the service, or there is a fault in it. Please look at the page Conformance under Audit, which names the step in each case, and have the audit trail verified.',
  ].join('\n\n')
}

function back(from: Instant, ms: number): Instant {
  return fromMillis(toMillis(from) - ms)
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
