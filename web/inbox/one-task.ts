import { claimTask, RefusedError, releaseTask, takeNextTask, type Runtime } from '../../engine/index.ts'
import { field, redirect, shortDay, type Reply, type StaffAsk } from '../frame/index.ts'

/** Takes the next task, and says why it is that one. */
export async function nextTask(runtime: Runtime, { actor }: StaffAsk): Promise<Reply> {
  try {
    const { caseId, result } = await takeNextTask(runtime, actor)
    const { taskId, name, because } = result
    return redirect(`/cases/${caseId}/tasks/${encodeURIComponent(taskId)}`, {
      kind: 'success',
      title: `You have taken “${name}”, ${caseId}.`,
      text: whyInWords(because),
    })
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    return redirect('/tasks/mine', { kind: 'information', title: 'There is no next task.', text: `${error.message}.` })
  }
}

function whyInWords({ dueOn, waiting, before }: Awaited<ReturnType<typeof takeNextTask>>['result']['because']): string {
  const of = waiting === 1 ? 'It is the only task that nobody has' : `Of the ${waiting} tasks that nobody has, it is`
  const first = waiting === 1 ? '' : dueOn === undefined ? ' the one that has waited longest' : ' the soonest due'
  const day = dueOn === undefined ? '' : waiting === 1 ? `; it is due ${shortDay(dueOn)}` : ` (${shortDay(dueOn)})`
  const who = before.map((each) => (each === 'child' ? 'a child complains' : 'the complainant needs adjustments'))
  return `${of}${first}${day}${who.length === 0 ? '' : `; ${who.join(' and ')}, which comes before others of the same day`}.`
}

/** Takes one task for oneself, or puts it back; then the list again, as it stood. */
export function takeOrPutBack(runtime: Runtime, act: 'claim' | 'release') {
  return async ({ actor, body }: StaffAsk): Promise<Reply> => {
    const taskId = field(body, 'task')
    const command = act === 'claim' ? claimTask : releaseTask
    const { caseId } = await command(runtime, actor, taskId)
    const title = act === 'claim' ? `You have taken the task of ${caseId}.` : `You have put the task of ${caseId} back.`
    return redirect(backTo(field(body, 'back')), { kind: 'success', title })
  }
}

/** Only back to a list of ours. */
export function backTo(path: string): string {
  return /^\/(tasks|team)[/?\w.=&%-]*$/.test(path) ? path : '/tasks/mine'
}
