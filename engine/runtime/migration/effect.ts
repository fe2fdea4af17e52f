import { setImmediate } from 'node:timers/promises'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { EngineError, NotFoundError, StateDamagedError } from '../../errors.ts'
import type { DraftEffectCaseRow, DraftEffectRow, RunningCase } from '../../store/index.ts'
import { dayOf, fromMillis, toMillis } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { countedFor, onlyVisible } from '../access.ts'
import { readDraft } from '../drafts/index.ts'
import { grouped } from '../replay/ways.ts'
import type { Runtime } from '../runtime.ts'
import { effectOn, type CaseEffect, type EffectAsked, type EffectKind } from './case-effect.ts'
import { makeTally, standsLate, type EffectSummary, type Tally } from './effect-tally.ts'
import { proposePlan, type MovableVersion } from './move-tree.ts'
import { draftInView, onRecord, versionInView } from './versions-in-view.ts'

export interface DraftEffect {
  readonly draftId: string
  readonly procedure: string
  readonly revision: number
  /** `none`: nobody has asked for it since the draft was last changed. */
  readonly state: 'none' | DraftEffectRow['state']
  readonly asAt?: LocalDate
  /** While it is worked out: how many cases are done, and of how many. */
  readonly done?: { readonly cases: number; readonly of: number }
  readonly summary?: EffectSummary
  /** Where it could not be worked out: why. */
  readonly problem?: string
}

export interface EffectCase extends CaseEffect {
  readonly caseId: string
  readonly version: number
  /** By the forecast: a time limit of it is late on its own version, on the draft, on the draft alone. */
  readonly lateNow: boolean
  readonly lateThen: boolean
  readonly becomesLate: boolean
}

/** Cases read at once, and written in one transaction. */
const LOT = 200
/** A work that has been silent for so long has lost its process, in ms. */
const LEFT_MS = 2 * 60_000
/** So much of the processor the forecast may take, in ms: what is left is worked out without, and the summary says so. */
const FORECAST_MS = 25_000

/**
 * Works out what the draft would do to every running case, and keeps it for the draft's revision and today. What is kept
 * already, or is being worked out, is left alone.
 *
 * @param options.again - Works it out though it is there: cases go on meanwhile.
 * @throws NotFoundError when there is no such draft.
 */
export async function workOutEffect(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  options: { readonly again?: boolean; readonly onProgress?: (done: number) => void } = {},
): Promise<void> {
  mustBeAllowed(actor, 'migrate-cases')
  const draft = await readDraft(runtime, actor, draftId)
  const { revision, procedure } = draft
  const now = runtime.clock.now()
  const asAt = dayOf(now)
  const kept = await runtime.store.read.draftEffect(draftId, revision)
  if (kept?.state === 'running' && kept.aliveAt > fromMillis(toMillis(now) - LEFT_MS)) return
  if (kept?.state === 'done' && kept.asAt === asAt && options.again !== true) return
  const keep = (state: DraftEffectRow['state'], summary: object, cases: readonly DraftEffectCaseRow[] = []) =>
    runtime.store.command((unit) => {
      unit.saveDraftEffect({ draftId, revision, asAt, state, aliveAt: unit.now, summary: { ...summary } })
      for (const row of cases) unit.saveDraftEffectCase(row)
      return Promise.resolve()
    })
  let spent = 0
  await keep('running', {})
  try {
    const summary = await sumUp()
    await keep('done', summary)
    await runtime.store.command((unit) => {
      unit.dropOlderEffects(draftId, revision)
      const { cases, effects } = summary
      const body = { draft: draftId, revision, procedure, cases, effects }
      unit.audit({ actor: actor.id, role: actor.role, type: 'draft-effect-worked-out', body })
      return Promise.resolve()
    })
  } catch (error) {
    await keep('failed', { problem: error instanceof EngineError ? error.message : 'Something went wrong on our side' })
    if (!(error instanceof EngineError)) throw error
  }

  async function sumUp(): Promise<EffectSummary> {
    const record = await onRecord(runtime, procedure)
    const to = await draftInView(runtime, procedure, draft.files, record)
    const versions = await runtime.store.read.openCaseVersions(procedure)
    const all = versions.reduce((sum, { cases }) => sum + cases, 0)
    const asked = new Map<number, EffectAsked>()
    for (const { version } of versions) {
      const [loaded, source] = await Promise.all([
        runtime.procedures.load(procedure, version),
        runtime.store.read.procedureSource(procedure, version),
      ])
      const from = versionInView(runtime, loaded, record, source?.files ?? draft.files)
      const sameLimits = JSON.stringify(from.context.local) === JSON.stringify(to.context.local)
      asked.set(version, { from, to, sameLimits, plan: proposePlan(from, to), now })
    }
    const tally = makeTally()
    for (let after = ''; ;) {
      const ids = await runtime.store.read.openCasesOn(procedure, undefined, { after, limit: LOT })
      after = ids.at(-1) ?? after
      if (ids.length === 0) break
      const rows = await lot(ids, asked, tally)
      await keep('running', { cases: tally.cases(), of: all }, rows)
      options.onProgress?.(tally.cases())
    }
    const views = [to, ...[...asked.values()].map(({ from }) => from)]
    const { medians, past } = record
    return tally.result(versions, {
      medians: [...medians.steps.values()]
        .map(({ element, workingDays, done }) => ({ name: nameIn(views, element), workingDays, done }))
        .sort((one, other) => other.done - one.done),
      medianOfAll: medians.all,
      pastCases: past.cases,
    })
  }

  async function lot(
    ids: readonly string[],
    asked: ReadonlyMap<number, EffectAsked>,
    tally: Tally,
  ): Promise<readonly DraftEffectCaseRow[]> {
    const [cases, steps] = await Promise.all([readRunning(runtime, ids), runtime.store.read.openStepsOf(ids)])
    const stepsOf = new Map(grouped(steps, ({ caseId }) => caseId).map((own) => [own[0]?.caseId, own]))
    const rows: DraftEffectCaseRow[] = []
    for (const theCase of cases) {
      // After each case whatever else waits has its turn.
      await setImmediate()
      const how = asked.get(theCase.row.procedureVersion)
      if (how === undefined) continue
      const { id: caseId, procedureVersion: version } = theCase.row
      const began = process.cpuUsage()
      const effect = effectOn(theCase, stepsOf.get(caseId) ?? [], { ...how, late: spent > FORECAST_MS })
      const { user, system } = process.cpuUsage(began)
      spent += (user + system) / 1000
      tally.add(effect)
      const { effect: kind, dueNow = null, dueThen = null, ...detail } = effect
      const { lateNow, lateThen, becomeLate: becomesLate } = standsLate(effect.forecast)
      const standing = { lateNow, lateThen, becomesLate }
      rows.push({ draftId, revision, caseId, version, effect: kind, ...standing, dueNow, dueThen, detail })
    }
    return rows
  }
}

/** One damaged case stops no other: it is read apart, and left out. */
async function readRunning({ store }: Runtime, ids: readonly string[]): Promise<readonly RunningCase[]> {
  try {
    return await store.read.runningCases(ids)
  } catch (error) {
    if (!(error instanceof StateDamagedError)) throw error
    if (ids.length === 1) return []
    const half = Math.ceil(ids.length / 2)
    const [one, other] = [ids.slice(0, half), ids.slice(half)]
    return [...(await readRunning({ store } as Runtime, one)), ...(await readRunning({ store } as Runtime, other))]
  }
}

function nameIn(views: readonly MovableVersion[], element: string): string {
  for (const { processes } of views) {
    for (const { model } of processes.values()) {
      const name = model.nodes.get(element)?.name ?? ''
      if (name !== '') return name
    }
  }
  return element
}

/** What is kept of the draft as it now is. @throws NotFoundError when there is no such draft. */
export async function draftEffect(runtime: Runtime, actor: Actor, draftId: string): Promise<DraftEffect> {
  mustBeAllowed(actor, 'migrate-cases')
  const { revision, procedure } = await readDraft(runtime, actor, draftId)
  const row = await runtime.store.read.draftEffect(draftId, revision)
  const about = { draftId, procedure, revision }
  if (row === undefined) return { ...about, state: 'none' }
  const { state, asAt, summary } = row
  if (state === 'done') {
    const whole = summary as unknown as EffectSummary
    return { ...about, state, asAt, summary: await summaryFor(runtime, actor, { draftId, revision }, whole) }
  }
  const { problem, cases, of } = summary as { readonly problem?: string; readonly cases?: number; readonly of?: number }
  const done = cases === undefined || of === undefined ? undefined : { cases, of }
  return { ...about, state, asAt, ...(problem !== undefined && { problem }), ...(done !== undefined && { done }) }
}

/** Without the cases that are taken away from the actor in person: of these not even a number tells. */
async function summaryFor(
  runtime: Runtime,
  actor: Actor,
  { draftId, revision }: Pick<DraftEffect, 'draftId' | 'revision'>,
  summary: EffectSummary,
): Promise<EffectSummary> {
  const visibleTo = countedFor(runtime, actor)
  if (visibleTo === undefined) return summary
  const read = (limit: number) =>
    runtime.store.read.draftEffectCases(draftId, revision, { visibleTo, offset: 0, limit })
  if ((await read(1)).total === summary.cases) return summary
  const { rows } = await read(summary.cases)
  const tally = makeTally()
  for (const { effect, detail } of rows) tally.add({ ...(detail as unknown as KeptDetail), effect })
  const versions = summary.versions.map(({ version }) => ({
    version,
    cases: rows.filter((row) => row.version === version).length,
  }))
  return tally.result(versions, summary.forecast)
}

/** What is kept of a case besides the columns of its row. */
type KeptDetail = Pick<CaseEffect, 'steps' | 'failures' | 'armed' | 'disarmed' | 'forecast'>

/** Cases that the actor may know of, by reference, a page at a time. @throws NotFoundError where it is not worked out. */
export async function draftEffectCases(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  asked: {
    readonly effect?: EffectKind
    readonly becomesLate?: boolean
    readonly offset: number
    readonly limit: number
  },
): Promise<{ readonly cases: readonly EffectCase[]; readonly total: number }> {
  mustBeAllowed(actor, 'migrate-cases')
  const { revision } = await readDraft(runtime, actor, draftId)
  const row = await runtime.store.read.draftEffect(draftId, revision)
  if (row?.state !== 'done') throw new NotFoundError('effect of the draft', draftId)
  const page = await runtime.store.read.draftEffectCases(draftId, revision, {
    ...asked,
    ...onlyVisible(runtime, actor, 'migrate-cases'),
  })
  const cases = page.rows.map(
    ({ draftId: _draft, revision: _revision, dueNow, dueThen, detail, ...row }): EffectCase => {
      return {
        ...(detail as unknown as KeptDetail),
        ...row,
        ...(dueNow !== null && { dueNow }),
        ...(dueThen !== null && { dueThen }),
      }
    },
  )
  return { cases, total: page.total }
}
