import { randomUUID } from 'node:crypto'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { ConflictError, EngineError, InvalidValueError, NotFoundError, RefusedError } from '../../errors.ts'
import type { CaseMoveCaseRow, CaseMoveRow, JsonObject } from '../../store/index.ts'
import type { TokenState } from '../../tokens/index.ts'
import { mayLookAt, onlyVisible } from '../access.ts'
import type { CaseWork } from '../case-work.ts'
import { changeCase } from '../change-case.ts'
import { finish } from '../finish.ts'
import { lookAhead } from '../look-ahead.ts'
import type { LoadedProcedure } from '../procedures.ts'
import type { Runtime } from '../runtime.ts'
import type { InstanceTree, ProcessInstance } from '../tree.ts'
import { moveCase, NotMovable, type CaseMove, type CaseMoveResult } from './move-case.ts'
import { checkMovePlan, proposePlan, type CaseMoveFailure, type MovePlan } from './move-tree.ts'

/*
 * A move of cases from its trial to its taking back. Over 300 lines: each step rests on the one before it, and they share
 * what a case is refused for.
 */

/** Which cases go where. */
export interface MoveAsked {
  readonly procedure: string
  readonly from: number
  readonly to: number
  /** What goes without saying, when left out. */
  readonly plan?: MovePlan
  /** Every open case on the version, when left out. */
  readonly cases?: readonly string[]
}

export interface TriedCase {
  readonly caseId: string
  readonly result: CaseMoveResult
}

/** Cases of one move at the most; the same number may be named. */
export const MOST_CASES = 20_000
/** Cases that one request moves before it answers; the rest is gone on with. */
const AT_ONCE = 500
/** Cases tried in one request: somebody looks at each. */
const MOST_TRIED = 500

/**
 * Moves every case in thought: in a transaction of its own, by the very code that moves it, which is then taken back.
 *
 * @throws NotFoundError when there is no such version.
 * @throws RefusedError (`plan-faulty`) naming everything that is wrong with the plan itself.
 */
export async function tryMove(
  runtime: Runtime,
  actor: Actor,
  asked: MoveAsked,
): Promise<{ readonly total: number; readonly tried: readonly TriedCase[] }> {
  mustBeAllowed(actor, 'migrate-cases')
  const move = await moveOf(runtime, asked)
  const caseIds = await casesOf(runtime, actor, asked)
  const tried: TriedCase[] = []
  for (const caseId of caseIds.slice(0, MOST_TRIED)) {
    tried.push({ caseId, result: await tryCase(runtime, actor, caseId, move) })
  }
  await runtime.store.command((unit) => {
    const { procedure, from, to } = asked
    const failed = tried.filter(({ result }) => result.kind === 'failed').length
    const body = { procedure, from, to, cases: tried.length, failed }
    unit.audit({ actor: actor.id, role: actor.role, type: 'move-tried', body })
    return Promise.resolve()
  })
  return { total: caseIds.length, tried }
}

async function tryCase(runtime: Runtime, actor: Actor, caseId: string, move: CaseMove): Promise<CaseMoveResult> {
  try {
    const asked = { caseId, action: 'migrate-cases', given: ['reason'] } as const
    return await lookAhead(runtime, actor, asked, async (work) => {
      const { changes } = await moveCase(work, move)
      await finish(work, { type: 'case-moved' }, false)
      return { kind: 'moved', changes }
    })
  } catch (error) {
    return { kind: 'failed', failures: failuresOf(error) }
  }
}

/**
 * Moves cases, each in a transaction of its own with a line in its trail. Where some cannot be moved the others are.
 * What was not reached (the service stopped, or there are many) is gone on with by `continueMove`.
 *
 * @throws as `tryMove`, and RefusedError when no reason is given, there is no case to move, or the version has never been
 * put in force, which takes a second person (`not-approved`).
 */
export async function startMove(
  runtime: Runtime,
  actor: Actor,
  asked: MoveAsked & { readonly reason: string },
): Promise<{ readonly moveId: string }> {
  mustBeAllowed(actor, 'migrate-cases')
  const reason = asked.reason.trim()
  if (reason === '') throw new RefusedError('no-reason', 'Say why the cases are moved')
  const { plan } = await moveOf(runtime, asked)
  await mustBeApproved(runtime, asked)
  const caseIds = await casesOf(runtime, actor, asked)
  await mustBeThere(runtime, actor, asked, caseIds)
  if (caseIds.length === 0) throw new RefusedError('no-cases', 'There is no open case to be moved')
  const moveId = randomUUID()
  await runtime.store.command((unit) => {
    const { procedure, from, to } = asked
    unit.saveCaseMove({
      ...{ id: moveId, procedure, fromVersion: from, toVersion: to, plan: { ...plan }, reason },
      ...{ state: 'running', startedAt: unit.now, startedBy: actor.id, finishedAt: null },
      ...{ takenBackAt: null, takenBackBy: null, takenBackReason: null },
    })
    for (const caseId of caseIds) {
      unit.saveCaseMoveCase({ ...{ moveId, caseId, status: 'waiting', caseVersion: null, before: null }, ...UNTOLD })
    }
    const body = { move: moveId, procedure, from, to, cases: caseIds.length }
    unit.audit({ actor: actor.id, role: actor.role, type: 'move-started', body, payload: reason })
    return Promise.resolve()
  })
  await continueMove(runtime, actor, moveId)
  return { moveId }
}

const UNTOLD = { result: {}, at: null } as const

/**
 * Moves the cases of a move that wait still, at most 500; those that are done are left alone. May be asked again and
 * again, and by two at once.
 *
 * @returns how many wait still.
 */
export async function continueMove(
  runtime: Runtime,
  actor: Actor,
  moveId: string,
): Promise<{ readonly waiting: number }> {
  mustBeAllowed(actor, 'migrate-cases')
  const row = await moveRow(runtime, moveId)
  if (row.takenBackAt !== null) throw takenBack()
  const { procedure, fromVersion: from, toVersion: to, reason } = row
  const move = await moveOf(runtime, { procedure, from, to, plan: row.plan as unknown as MovePlan })
  const page = await runtime.store.read.caseMoveCases(moveId, { status: 'waiting', offset: 0, limit: AT_ONCE })
  for (const { caseId } of page.rows) {
    try {
      await moveOne(runtime, actor, row, move, caseId, reason)
    } catch (error) {
      if (error instanceof RefusedError && error.reason === TAKEN_BACK) throw error
      await keepFailure(runtime, moveId, caseId, error)
    }
  }
  const { waiting = 0 } = await runtime.store.read.caseMoveCounts(moveId)
  if (waiting === 0 && row.state === 'running') {
    await runtime.store.command((unit) => {
      unit.changeCaseMove(moveId, { state: 'done', finishedAt: unit.now })
      return Promise.resolve()
    })
  }
  return { waiting }
}

const TAKEN_BACK = 'move-taken-back'

function takenBack(): RefusedError {
  return new RefusedError(TAKEN_BACK, 'This move has been taken back')
}

/** Somebody else has this case of the move. */
class DoneAlready extends Error {}

async function moveOne(
  runtime: Runtime,
  actor: Actor,
  { id: moveId, fromVersion, toVersion }: CaseMoveRow,
  move: CaseMove,
  caseId: string,
  reason: string,
): Promise<void> {
  try {
    await changeCase(
      runtime,
      actor,
      caseId,
      { action: 'migrate-cases', given: ['reason'] },
      ({ used }: { readonly used: MovePlan }) => ({
        type: 'case-moved',
        body: { move: { id: moveId, from: fromVersion, to: toVersion, plan: used } },
        payload: reason,
      }),
      async (work) => {
        const mine = await work.unit.caseMoveCase(moveId, caseId)
        if (mine?.status !== 'waiting') throw new DoneAlready()
        if ((await work.unit.lockCaseMove(moveId))?.takenBackAt !== null) throw takenBack()
        const before = keptTree(work.tree())
        const { used, changes } = await moveCase(work, move)
        work.unit.saveCaseMoveCase({
          ...{ moveId, caseId, status: 'moved', caseVersion: work.row.version + 1, before, at: work.now },
          result: { ...changes },
        })
        return { used }
      },
    )
  } catch (error) {
    if (!(error instanceof DoneAlready)) throw error
  }
}

async function keepFailure({ store }: Runtime, moveId: string, caseId: string, error: unknown): Promise<void> {
  const failures = failuresOf(error)
  await store.command(async (unit) => {
    const mine = await unit.caseMoveCase(moveId, caseId)
    if (mine?.status !== 'waiting') return
    unit.saveCaseMoveCase({ ...mine, status: 'failed', at: unit.now, result: { failures } })
  })
}

/** @throws what is no answer about the case: then the move stops, and can be gone on with. */
function failuresOf(error: unknown): readonly CaseMoveFailure[] {
  if (error instanceof NotMovable) return error.failures
  if (error instanceof NotFoundError) return [{ code: 'not-allowed', message: 'There is no such case' }]
  if (error instanceof ConflictError) {
    return [{ code: 'other-version', message: 'Somebody changed the case at this moment: move it again' }]
  }
  if (error instanceof EngineError) return [{ code: 'not-allowed', message: error.message }]
  throw error
}

/**
 * Takes a move back: each case that has not changed since is put back exactly as it was, in a transaction of its own with
 * a line in its trail. Those that have changed stay; of these the ones that the actor may know of are named.
 *
 * @throws RefusedError when it has been taken back before, or no reason is given.
 */
export async function takeMoveBack(
  runtime: Runtime,
  actor: Actor,
  moveId: string,
  given: string,
): Promise<{ readonly back: number; readonly touched: readonly string[] }> {
  mustBeAllowed(actor, 'migrate-cases')
  const reason = given.trim()
  if (reason === '') throw new RefusedError('no-reason', 'Say why the move is taken back')
  const row = await moveRow(runtime, moveId)
  if (row.state === 'taken-back') throw new RefusedError(TAKEN_BACK, 'This move has been taken back already')
  const { procedure, fromVersion } = row
  const from = await runtime.procedures.load(procedure, fromVersion)
  await runtime.procedures.load(procedure, row.toVersion)
  await runtime.store.command((unit) => {
    const taken = { takenBackAt: unit.now, takenBackBy: actor.id, takenBackReason: reason }
    unit.changeCaseMove(moveId, { state: 'done', ...taken })
    const body = { move: moveId, procedure, from: row.toVersion, to: fromVersion }
    unit.audit({ actor: actor.id, role: actor.role, type: 'move-taken-back', body, payload: reason })
    return Promise.resolve()
  })
  let back = 0
  const touched: string[] = []
  for (;;) {
    const page = await runtime.store.read.caseMoveCases(moveId, { status: 'moved', offset: 0, limit: AT_ONCE })
    if (page.rows.length === 0) break
    for (const { caseId } of page.rows) {
      const outcome = await putBack(runtime, actor, { moveId, caseId, from, reason })
      if (outcome === 'back') back += 1
      if (outcome === 'touched') touched.push(caseId)
    }
  }
  await runtime.store.command((unit) => {
    unit.changeCaseMove(moveId, { state: 'taken-back' })
    return Promise.resolve()
  })
  return { back, touched }
}

interface PutBack {
  readonly moveId: string
  readonly caseId: string
  readonly from: LoadedProcedure
  readonly reason: string
}

/** `hidden`: it stays, too, and the actor is not told of it. */
async function putBack(
  runtime: Runtime,
  actor: Actor,
  { moveId, caseId, from, reason }: PutBack,
): Promise<'back' | 'touched' | 'hidden'> {
  try {
    await changeCase(
      runtime,
      actor,
      caseId,
      { action: 'migrate-cases', given: ['reason'] },
      () => ({ type: 'case-moved-back', body: { takenBack: moveId }, payload: reason }),
      async (work) => {
        const mine = await work.unit.caseMoveCase(moveId, caseId)
        if (mine?.status !== 'moved') throw new DoneAlready()
        if (mine.caseVersion !== work.row.version || mine.before === null) throw new Touched()
        work.moveTo(from, treeKept(work, mine))
        work.unit.saveCaseMoveCase({ ...mine, status: 'taken-back', at: work.now, before: null })
        return {}
      },
    )
    return 'back'
  } catch (error) {
    if (error instanceof DoneAlready) return 'back'
    if (!(error instanceof Touched) && !(error instanceof EngineError)) throw error
    await runtime.store.command(async (unit) => {
      const mine = await unit.caseMoveCase(moveId, caseId)
      if (mine?.status === 'moved') unit.saveCaseMoveCase({ ...mine, status: 'touched', at: unit.now })
    })
    return error instanceof NotFoundError ? 'hidden' : 'touched'
  }
}

class Touched extends Error {}

interface Kept {
  readonly instances: readonly { readonly id: string; readonly process: string; readonly state: TokenState }[]
}

function keptTree({ instances }: InstanceTree): JsonObject {
  const open = [...instances.values()].filter(({ ended }) => !ended)
  return { instances: open.map(({ id, process, state }) => ({ id, process, state })) }
}

function treeKept(work: CaseWork, { before }: CaseMoveCaseRow): InstanceTree {
  const kept = new Map((before as unknown as Kept).instances.map((each) => [each.id, each]))
  const tree = work.tree()
  const instances = [...tree.instances.values()].map((instance): [string, ProcessInstance] => {
    const { process, state } = kept.get(instance.id) ?? instance
    return [instance.id, { ...instance, process, state }]
  })
  return { ...tree, instances: new Map(instances) }
}

/** @throws NotFoundError */
export async function moveRow({ store }: Runtime, moveId: string): Promise<CaseMoveRow> {
  const row = await store.read.caseMove(moveId)
  if (row === undefined) throw new NotFoundError('move of cases', moveId)
  return row
}

async function moveOf(runtime: Runtime, { procedure, from, to, plan: given }: MoveAsked): Promise<CaseMove> {
  if (from === to) throw new InvalidValueError('version to move to', String(to))
  const [old, next] = await Promise.all([
    runtime.procedures.load(procedure, from),
    runtime.procedures.load(procedure, to),
  ])
  const plan = given ?? proposePlan(old, next)
  const faults = checkMovePlan(old, next, plan)
  if (faults.length > 0) {
    throw new RefusedError('plan-faulty', [...new Set(faults.map(({ message }) => message))].join('. '))
  }
  return { from: old, to: next, plan }
}

/** Nobody moves cases by themselves to what no second person has seen. @throws RefusedError */
async function mustBeApproved({ store }: Runtime, { procedure, to }: MoveAsked): Promise<void> {
  if ((await store.read.inForce(procedure)).some(({ version }) => version === to)) return
  const message = `Version ${to} has never been put in force: a second person must do that before cases are moved to it`
  throw new RefusedError('not-approved', message)
}

/** @throws NotFoundError for a case that is named and is not there, or not for this actor. */
async function mustBeThere(
  runtime: Runtime,
  actor: Actor,
  { cases: named = [] }: MoveAsked,
  caseIds: readonly string[],
): Promise<void> {
  if (named.length > MOST_CASES) throw new InvalidValueError('number of cases', String(named.length))
  for (const caseId of named.length === 0 ? [] : caseIds) {
    await mayLookAt(runtime, actor, { caseId, action: 'migrate-cases', given: ['reason'] })
  }
}

async function casesOf(
  runtime: Runtime,
  actor: Actor,
  { procedure, from, cases }: MoveAsked,
): Promise<readonly string[]> {
  const { read } = runtime.store
  const visible = onlyVisible(runtime, actor, 'migrate-cases')
  const all = await read.openCasesOn(procedure, from, { ...visible, after: '', limit: MOST_CASES })
  if (cases === undefined) return all
  return [...new Set(cases)].sort()
}
