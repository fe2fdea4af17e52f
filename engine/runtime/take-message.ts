import { InvalidVariablesError, NotFoundError, RefusedError } from '../errors.ts'
import type { FlowNode } from '../diagram/procedure-model.ts'
import type { InboxRow } from '../store/rows.ts'
import type { CaseWork } from './case-work.ts'
import type { FormAnswers } from './form.ts'
import { keptAnswers } from './kept-answers.ts'
import type { LoadedProcedure } from './procedures.ts'
import { startVariablesOf } from './start-variables.ts'
import { openWaits, type InstanceTree } from './tree.ts'

/** Reads the message by the form of the event that waits for it, records its facts and lets the token go on. */
export function takeMessage(work: CaseWork, name: string, answers: unknown): boolean {
  const catcher = openWaits(work.tree()).find(({ wait }) => wait.kind === 'message' && wait.message === name)
  if (catcher === undefined) return restart(work, name, answers)
  const { instance, wait } = catcher
  const node = work.processOf(instance.process)?.model.nodes.get(wait.element)
  const { facts, variables } = read(work, node, answers)
  work.record(facts)
  work.stimulate(instance.id, { type: 'message', message: name, wait: wait.id, variables })
  return true
}

/** Why a message is not taken that nothing waits for. */
export function nobodyWaits(name: string, tree: InstanceTree): { readonly code: string; readonly message: string } {
  const waiting = openWaits(tree).flatMap(({ wait }) => (wait.kind === 'message' ? [wait.message] : []))
  const instead =
    waiting.length > 0
      ? `It waits for: ${[...new Set(waiting)].join(', ')}`
      : 'Its procedure has ended; another one takes the case up where the message names it ("procedure": "ombudsman")'
  return { code: 'nobody-waits', message: `Nothing in this case waits for '${name}' now. ${instead}` }
}

/** Whether the procedure can be begun by that message. */
export function hasStartFor(procedure: LoadedProcedure, name: string): boolean {
  return startFor(procedure, name) !== undefined
}

function startFor({ main, processes }: LoadedProcedure, name: string): FlowNode | undefined {
  return [...(processes.get(main)?.model.nodes.values() ?? [])].find(
    (node) => node.type === 'startEvent' && node.scope === main && catches(node, name),
  )
}

/**
 * Another procedure takes up a case whose own has ended, at its start event for that message.
 *
 * @throws RefusedError when the case's own procedure still runs, or the other does not begin with that message.
 */
export function takeUp(work: CaseWork, procedure: LoadedProcedure, name: string, answers: unknown): void {
  if ([...work.tree().instances.values()].some(({ ended }) => !ended)) {
    throw new RefusedError('still-open', `The case is open in ${work.procedure.id}; ${procedure.id} cannot take it up`)
  }
  if (!hasStartFor(procedure, name)) {
    throw new RefusedError('unknown-message', `${procedure.id} does not begin with '${name}'`)
  }
  if (work.procedure.id !== procedure.id) work.become(procedure)
  restart(work, name, answers)
}

/** A procedure that has ended can be begun again by a message for which its diagram has a start event. */
function restart(work: CaseWork, name: string, answers: unknown): boolean {
  const running = [...work.tree().instances.values()].some(({ ended }) => !ended)
  const start = startFor(work.procedure, name)
  if (running || start === undefined) return false
  const { facts, variables } = read(work, start, answers)
  work.record(facts)
  const { channel, oral, byChild } = work.caseState().received ?? { channel: 'form', oral: false, byChild: false }
  work.start({ ...startVariablesOf(work.procedure, { channel, oral, byChild }), ...variables }, name)
  return true
}

/**
 * Whatever was kept and is waited for now is taken, the oldest first, until nothing more is. One that the case does not
 * allow stays, and is put before a person; it stops nothing else.
 */
export async function takeWaiting(work: CaseWork): Promise<void> {
  if (!work.awaitsMore()) return
  const kept = new Map((await work.unit.inboxWaiting(work.row.id)).map((row) => [row.id, row]))
  for (let taken = kept.size > 0; taken;) {
    taken = false
    for (const row of kept.values()) {
      const outcome = tryToTake(work, row)
      if (outcome === 'not-yet') continue
      kept.delete(row.id)
      if (outcome === 'taken') work.unit.inboxTake(row.id)
      else await raiseOnce(work, row, outcome)
      taken = true
      break
    }
  }
}

function tryToTake(work: CaseWork, row: InboxRow): 'taken' | 'not-yet' | Error {
  try {
    const taken = work.allOrNothing(() => takeMessage(work, row.name, row.data['answers']))
    return taken ? 'taken' : 'not-yet'
  } catch (error) {
    if (error instanceof RefusedError || error instanceof InvalidVariablesError) return error
    throw error
  }
}

/** What an incident about a kept message hangs on: the message's id stands in place of a wait. */
async function raiseOnce(work: CaseWork, message: InboxRow, { message: why }: Error): Promise<void> {
  const { unit, row, now } = work
  const open = await unit.openIncidents(row.id)
  if (open.some(({ waitId, code }) => waitId === message.id && code === MESSAGE_REFUSED)) return
  work.raise({
    id: `${message.id}.${now}`.replaceAll(':', '.'),
    caseId: row.id,
    waitId: message.id,
    code: MESSAGE_REFUSED,
    message: `The message '${message.name}' was kept and could not be taken: ${why}`,
  })
}

export const MESSAGE_REFUSED = 'message-refused'

/**
 * Reads a message that nobody waits for yet by the form of an event that could catch it, so that its faults are told
 * to whoever sends it.
 *
 * @throws RefusedError when no event of the procedure has that message.
 * @throws InvalidVariablesError with every fault of the form.
 */
export function checkMessage(work: CaseWork, name: string, answers: unknown): void {
  const nodes = [...work.procedure.processes.values()].flatMap(({ model }) => [...model.nodes.values()])
  const node = nodes.find((each) => catches(each, name))
  if (node === undefined)
    throw new RefusedError('unknown-message', `Nothing in this procedure waits for '${name}', ever`)
  read(work, node, answers)
}

function catches(node: FlowNode, name: string): boolean {
  if (node.type === 'receiveTask') return node.message === name
  const catching = ['startEvent', 'intermediateCatchEvent', 'boundaryEvent'].includes(node.type)
  return catching && 'event' in node && node.event.kind === 'message' && node.event.message === name
}

function read(work: CaseWork, node: FlowNode | undefined, answers: unknown): FormAnswers {
  const formId = node?.redress.form
  const form = formId === undefined ? undefined : work.procedure.forms.get(formId)
  if (formId !== undefined && form === undefined) throw new NotFoundError('form', formId)
  if (form === undefined) return { facts: [], variables: {} }
  const { facts, variables } = form.read(answers, work.today)
  return { facts: [...facts, ...keptAnswers(form.schema, answers, work.today)], variables }
}
