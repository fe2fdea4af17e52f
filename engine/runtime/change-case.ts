import { createHash } from 'node:crypto'
import { ConflictError, NotFoundError } from '../errors.ts'
import type { CaseRow, InstanceRow } from '../store/rows.ts'
import type { IdempotentRequest, Unit } from '../store/unit.ts'
import type { TokenState } from '../tokens/index.ts'
import { mustBeAllowed, type Action, type Actor } from '../access/index.ts'
import { mustSee, recordingDenials, sightOf, type AskedOf, type Sight } from './access.ts'
import { openCaseWork, type CaseRowState, type CaseWork } from './case-work.ts'
import { finish, type CommandRecord } from './finish.ts'
import type { CaseChanged, CommandOptions, Runtime } from './runtime.ts'
import { goOn, ProcedureNotAtHand } from './go-on.ts'
import { takeWaiting } from './take-message.ts'
import type { InstanceTree, ProcessInstance } from './tree.ts'

/** What a command answers: the case, its new version, and what the command itself gives. */
export interface Changed<Result extends object> {
  readonly caseId: string
  readonly version: number
  readonly result: Result
}

/**
 * The one way in which a case changes: load it and hold it, do the work, write everything, commit; then tell those who
 * look on. When anything throws, nothing has happened.
 *
 * Whether the actor may do that is asked first of all, of what they are to the case in this very transaction.
 *
 * @param options - With what is asked of the case (`action`).
 * @param record - What stands in the audit trail; asked for after the work, so that it can say what came of it.
 * @throws NotFoundError when there is no such case, or none for this actor.
 * @throws NotPermittedError, MoreNeededError or StepUpNeededError when there is one, but not for that.
 * @throws ConflictError when the case is no longer at `options.expectedVersion`.
 */
export async function changeCase<Result extends object>(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  options: CommandOptions & { readonly request?: unknown } & Omit<AskedOf, 'caseId'>,
  record: (result: Result) => CommandRecord,
  workOn: (work: CaseWork) => Result | Promise<Result>,
): Promise<Changed<Result>> {
  let event: CaseChanged | undefined
  mustBeAllowedToActor(actor, options.action)
  const changed = await recordingDenials(runtime, actor, options.action, () =>
    withProcedures(runtime, (unit) => attempt(unit)),
  )
  tell(runtime, event)
  return changed

  async function attempt(unit: Unit): Promise<Changed<Result>> {
    event = undefined
    const row = await unit.lockCase(caseId)
    const seen = await sightOf(runtime, unit, actor, caseId)
    const sight = mustSee(actor, { ...options, caseId }, seen, unit.now)
    if (row === undefined) throw new NotFoundError('case', caseId)
    const request = idempotentRequest(actor, options, caseId)
    const earlier = await earlierAnswer<Result>(unit, request)
    if (earlier !== undefined) return earlier
    if (options.expectedVersion !== undefined && options.expectedVersion !== row.version) {
      throw new ConflictError(`${caseId} has changed: it is at version ${row.version}, not ${options.expectedVersion}`)
    }
    const work = await loadWork(runtime, unit, actor, row, sight)
    const result = await workOn(work)
    await takeWaiting(work)
    if (goOn(work)) await takeWaiting(work)
    event = await finish(work, record(result), false)
    const answer = { caseId, version: event.version, result }
    remember(unit, request, answer)
    return answer
  }
}

/** What no role of the actor has in any case is refused before anything is looked up. */
function mustBeAllowedToActor(actor: Actor, action: Action): void {
  if (actor.role !== 'system') mustBeAllowed(actor, action)
}

/** Tells those who look on. The command is on disk: what one of them throws cannot be its failure. */
export function tell(runtime: Runtime, event: CaseChanged | undefined): void {
  if (event === undefined) return
  try {
    runtime.publish(event)
  } catch {
    // They see the case's next change, or look again.
  }
}

/** Runs a command; where it needs procedures that are not at hand, reads these first and runs it again. */
export async function withProcedures<T>(runtime: Runtime, attempt: (unit: Unit) => Promise<T>): Promise<T> {
  for (let looks = 0; ; looks += 1) {
    try {
      return await runtime.store.command(attempt)
    } catch (error) {
      if (!(error instanceof ProcedureNotAtHand) || looks === MOST_LOOKS) throw error
      const { procedure, version } = error
      if (typeof version === 'number') await runtime.procedures.load(procedure, version)
      else await runtime.procedures.look(procedure, version)
    }
  }
}

/** Procedures that one command may have to read: its own, and those that the case goes over to. */
const MOST_LOOKS = 8

/** Loads a case that is already held. */
export async function loadWork(
  runtime: Runtime,
  unit: Unit,
  actor: Actor,
  row: CaseRow,
  sight: Sight,
): Promise<CaseWork> {
  const procedure = runtime.procedures.loaded(row.procedure, row.procedureVersion)
  if (procedure === undefined) throw new ProcedureNotAtHand(row.procedure, row.procedureVersion)
  const [instances, facts] = await Promise.all([unit.openInstances(row.id), unit.facts(row.id)])
  return openCaseWork(runtime, unit, actor, row, procedure, { facts, tree: treeOf(row, instances), sight })
}

/** The tree of process instances as the rows have it. */
export function treeOf(row: CaseRow, instances: readonly InstanceRow[]): InstanceTree {
  const { made, ends = {} } = row.state as unknown as CaseRowState
  const inOrder = instances.toSorted((one, other) => numberOf(one.id) - numberOf(other.id))
  return { made, instances: new Map(inOrder.map((each) => [each.id, instanceOf(each, ends[each.id])])) }
}

/** Of `SC-2026-00001/12`: 12. As texts, the tenth would come before the second. */
function numberOf(instanceId: string): number {
  return Number(instanceId.slice(instanceId.lastIndexOf('/') + 1))
}

function instanceOf(
  { id, processId, parentId, parentWait, state, ended, seq }: InstanceRow,
  outcome: string | undefined,
): ProcessInstance {
  return {
    id,
    process: processId,
    ...(parentId !== null && parentWait !== null && { parent: { instance: parentId, wait: parentWait } }),
    state: JSON.parse(state) as TokenState,
    ended,
    steps: seq,
    ...(outcome !== undefined && { outcome }),
  }
}

export function idempotentRequest(
  actor: Actor,
  { idempotencyKey, request }: CommandOptions & { readonly request?: unknown },
  about: string,
): IdempotentRequest | undefined {
  if (idempotencyKey === undefined) return undefined
  const requestHash = createHash('sha256')
    .update(JSON.stringify([about, request ?? null]))
    .digest('hex')
  return { key: idempotencyKey, actor: actor.id, requestHash }
}

export async function earlierAnswer<Result extends object>(
  unit: Unit,
  request: IdempotentRequest | undefined,
): Promise<Changed<Result> | undefined> {
  if (request === undefined) return undefined
  const earlier = await unit.idempotent(request)
  return earlier?.response as unknown as Changed<Result> | undefined
}

export function remember(unit: Unit, request: IdempotentRequest | undefined, answer: Changed<object>): void {
  if (request !== undefined) unit.rememberAnswer(request, { status: 200, response: { ...answer } })
}
