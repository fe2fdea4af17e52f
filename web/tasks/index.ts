import { claimTask, NotFoundError, releaseTask, saveTaskDraft, taskView, type TaskSummary } from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { changeRows, formFieldsOf } from '../forms/index.ts'
import { field, makeArea, redirect, type Area, type StaffAsk } from '../frame/index.ts'
import { complete, lookOnceMore, lost } from './completion.ts'
import { beginning, openTask, showTask, taskAddress } from './opened.ts'
import { askSendBack, goBack } from './send-back.ts'

const ONE = '/cases/:caseId/tasks/:taskId'

/** Where a task is done: read, filled in, looked at once more, completed. */
export function tasksArea({ runtime }: PageParts): Area {
  const area = makeArea()

  area.staff('get', ONE, 'read-cases', async (ask) => {
    const opened = await openTask(runtime, ask)
    return showTask(runtime, ask, opened, opened.page.draft ?? beginning(opened, ask))
  })

  // Rows that come and go, and the way back from the last look, show the page anew: nothing has changed by them.
  area.staff('post', ONE, 'work-tasks', async (ask) => {
    const opened = await openTask(runtime, ask)
    const posted = formFieldsOf(ask.body)
    if (opened.page.task.status !== 'open') return lost(runtime, ask, opened, posted)
    const button = field(ask.body, '_do')
    if (button === 'draft') {
      await saveTaskDraft(runtime, ask.actor, { taskId: opened.page.task.id, fields: posted })
      return redirect(taskAddress(opened), { kind: 'success', title: 'Draft saved.', text: 'Only you can see it.' })
    }
    const changed = changeRows(opened.layout, posted, button, opened.choices)
    if (changed !== undefined) return showTask(runtime, ask, opened, changed.posted, { focus: changed.list })
    if (button === 'change') return showTask(runtime, ask, opened, posted)
    return lookOnceMore(runtime, ask, opened, posted)
  })
  area.staff('post', `${ONE}/complete`, 'work-tasks', (ask) => complete(runtime, ask))

  // What scripts save by themselves while somebody writes.
  area.staff('post', `${ONE}/draft`, 'work-tasks', async (ask) => {
    const { taskId } = await ofCase(ask)
    const saved = await saveTaskDraft(runtime, ask.actor, { taskId, fields: formFieldsOf(ask.body) })
    return { kind: 'file', type: 'json', content: JSON.stringify({ version: saved.version }) }
  })

  area.staff('post', `${ONE}/claim`, 'work-tasks', async (ask) => {
    const { caseId, taskId } = await ofCase(ask)
    await claimTask(runtime, ask.actor, taskId)
    return redirect(`/cases/${caseId}/tasks/${taskId}`, { kind: 'success', title: 'You have this task now.' })
  })
  area.staff('post', `${ONE}/release`, 'work-tasks', async (ask) => {
    const { caseId, taskId } = await ofCase(ask)
    await releaseTask(runtime, ask.actor, taskId)
    return redirect(`/cases/${caseId}/tasks/${taskId}`, { kind: 'success', title: 'You have put this task back.' })
  })

  area.staff('get', `${ONE}/send-back`, 'move-tokens', (ask) => askSendBack(runtime, ask))
  area.staff('post', `${ONE}/send-back`, 'move-tokens', (ask) => goBack(runtime, ask))
  return area

  /** What shows nothing of the case reads nothing of it. */
  async function ofCase({ actor, params }: StaffAsk): Promise<TaskSummary> {
    const { caseId, taskId = '' } = params
    const task = await taskView(runtime, actor, taskId)
    if (task.caseId !== caseId) throw new NotFoundError('task', taskId)
    return task
  }
}
