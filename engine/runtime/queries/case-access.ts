import { decide, type Action, type Actor, type Relation } from '../../access/index.ts'
import { NotFoundError } from '../../errors.ts'
import type { Instant } from '../../values/instant.ts'
import { mayLookAt, sightOf } from '../access.ts'
import { treeOf } from '../change-case.ts'
import type { Runtime } from '../runtime.ts'

/*
 * Who sees a case and why, how somebody who does not may come to it, and what stopped in it: for the pages on which that is
 * read and changed.
 */

/**
 * How somebody who is told that there is no such case may open it all the same.
 *
 * @returns undefined when there is no way, or no case: nothing may be said then.
 */
export async function wayIn(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
): Promise<{ readonly alone: boolean } | undefined> {
  const sight = await sightOf(runtime, runtime.store.read, actor, caseId)
  const now = runtime.clock.now()
  if (sight === undefined) return undefined
  const { theCase, standing } = sight
  if (decide(actor, 'see-case-file', theCase, standing, now, ['reason']).kind !== 'deny') return undefined
  const decision = decide(actor, 'break-glass', theCase, standing, now, ['reason'])
  // A tie closes the case to whoever has it, and an emergency does not open it: nothing is said of it.
  return decision.kind === 'deny' ? undefined : { alone: decision.kind === 'allow' }
}

/** Until when the actor sees the case by having broken the glass; undefined where they see it otherwise, or not. */
export async function glassUntil(runtime: Runtime, actor: Actor, caseId: string): Promise<Instant | undefined> {
  const lines = await runtime.store.read.caseAccess(caseId)
  return lines.find(({ who, relation }) => who === actor.id && relation === 'glass-broken')?.untilAt ?? undefined
}

/** Somebody who is something to a case. */
export interface WhoSees {
  /** Id of a user or of a person of the case; `team:<code>`, `role:<code>`, `partner:<code>`. */
  readonly who: string
  /** Of a user. */
  readonly name?: string
  readonly relation: Relation
  readonly part?: string
  /** Given until then. */
  readonly until?: Instant
}

/**
 * Everybody who is something to the case, for whoever may read its file.
 *
 * @throws NotFoundError when there is no such case, or none for this asker.
 */
export async function whoSees(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
): Promise<{ readonly restricted: boolean; readonly access: readonly WhoSees[] }> {
  const { theCase } = await mayLookAt(runtime, actor, { caseId, action: 'see-case-file' })
  const lines = await runtime.store.read.caseAccess(caseId)
  const users = await runtime.store.read.usersNamed([...new Set(lines.map(({ who }) => who))])
  const names = new Map(users.map(({ id, name }) => [id, name]))
  const access = lines.map(({ who, relation, part, untilAt }): WhoSees => {
    const name = names.get(who)
    return {
      who,
      relation: relation as Relation,
      ...(name !== undefined && { name }),
      ...(part !== '' && { part }),
      ...(untilAt !== null && { until: untilAt }),
    }
  })
  return { restricted: theCase.restricted, access }
}

/**
 * Whether that may be done to the case with a reason, and perhaps a second person.
 *
 * @throws NotFoundError or NotPermittedError when not even so.
 */
export async function mayAsk(
  runtime: Runtime,
  actor: Actor,
  action: Action,
  caseId: string,
): Promise<{ readonly restricted: boolean }> {
  const { theCase } = await mayLookAt(runtime, actor, { caseId, action, given: ['reason', 'second-person'] })
  return { restricted: theCase.restricted }
}

/** What stopped in a case. */
export interface CaseIncident {
  readonly id: string
  readonly code: string
  /** The technical words, for those who look after the service. */
  readonly message: string
  readonly raisedAt: Instant
  /** Name of the step. */
  readonly step?: string
  /** Steps at which the case could go on without it; empty where it goes on by itself. */
  readonly onwards: readonly { readonly element: string; readonly name: string }[]
}

/**
 * What stopped in a case and waits for a person, the oldest first: codes and steps, nothing of what people said.
 *
 * @throws NotFoundError when there is no such case, or none for this asker.
 */
export async function caseIncidents(runtime: Runtime, actor: Actor, caseId: string): Promise<readonly CaseIncident[]> {
  await mayLookAt(runtime, actor, { caseId, action: 'retry-incidents' })
  const { read } = runtime.store
  const [row, instances, incidents] = await Promise.all([
    read.case(caseId),
    read.instances(caseId),
    read.incidents({ caseId, status: 'open', limit: 200 }),
  ])
  if (row === undefined) throw new NotFoundError('case', caseId)
  const procedure = await runtime.procedures.load(row.procedure, row.procedureVersion)
  const tree = treeOf(row, instances)
  return incidents.rows.map(({ id, code, message, raisedAt, element, jobId, instanceId }) => {
    const instance = instanceId === null ? undefined : tree.instances.get(instanceId)
    const model = instance === undefined ? undefined : procedure.processes.get(instance.process)?.model
    const here = element === null ? undefined : model?.nodes.get(element)
    const isStuck = jobId === null && !GOES_ON.has(code)
    const steps = [...(model?.nodes.values() ?? [])].filter(
      (node) => isStuck && node.scope === here?.scope && STEPS.has(node.type) && node.id !== element,
    )
    return {
      id,
      code,
      message,
      raisedAt,
      ...(here !== undefined && here.name !== '' && { step: here.name }),
      onwards: steps.map((node) => ({ element: node.id, name: node.name })),
    }
  })
}

/** Without these the case goes on by itself. */
const GOES_ON: ReadonlySet<string> = new Set(['message-delayed', 'message-not-sent', 'message-refused', 'timer-failed'])
const STEPS: ReadonlySet<string> = new Set([
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'callActivity',
  'endEvent',
])
