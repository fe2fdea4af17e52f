import { sendBack, type Runtime } from '../../engine/index.ts'
import { field, redirect, view, type Reply, type StaffAsk } from '../frame/index.ts'
import { openTask, shared } from './opened.ts'

/** Where the work of a task can go back to, and why. */
export async function askSendBack(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  return form(runtime, ask, [])
}

export async function goBack(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { actor, body, params } = ask
  const { caseId = '', taskId = '' } = params
  const to = field(body, 'to')
  const reason = field(body, 'reason')
  const { page } = await openTask(runtime, ask)
  const target = page.backTo.find(({ element }) => element === to)
  const faults = [
    ...(target === undefined ? [{ text: 'Select the step to send it back to', href: '#to' }] : []),
    ...(reason === '' ? [{ text: 'Enter the reason', href: '#reason' }] : []),
  ]
  if (target === undefined || faults.length > 0) return form(runtime, ask, faults)
  await sendBack(runtime, actor, { taskId, to, reason })
  return redirect(`/cases/${caseId}`, { kind: 'success', title: `Sent back to: ${target.name}.` })
}

async function form(
  runtime: Runtime,
  ask: StaffAsk,
  errors: readonly { readonly text: string; readonly href: string }[],
): Promise<Reply> {
  const opened = await openTask(runtime, ask)
  const messageOf = (href: string) => errors.find((each) => each.href === href)?.text
  const data = {
    ...shared(runtime, ask, opened),
    targets: opened.page.backTo.map(({ element, name }) => ({ value: element, text: name })),
    to: field(ask.body, 'to'),
    reason: field(ask.body, 'reason'),
    messages: { to: messageOf('#to'), reason: messageOf('#reason') },
    errors,
  }
  return view('tasks/send-back', data, errors.length > 0 ? 422 : 200)
}
