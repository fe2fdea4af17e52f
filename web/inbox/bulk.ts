import {
  bulkTasks,
  canDo,
  inbox,
  RefusedError,
  type BulkResult,
  type InboxLine,
  type Runtime,
} from '../../engine/index.ts'
import {
  addressWith,
  field,
  fieldList,
  redirect,
  view,
  type PageSession,
  type Reply,
  type StaffAsk,
} from '../frame/index.ts'
import { backTo } from './one-task.ts'

type Bulk = 'claim' | 'release' | 'assign'

const WORDS: Readonly<Record<Bulk, { readonly title: string; readonly button: string; readonly done: string }>> = {
  claim: { title: 'Take these tasks', button: 'Take them', done: 'taken' },
  release: { title: 'Put these tasks back', button: 'Put them back', done: 'put back' },
  assign: { title: 'Give these tasks to somebody', button: 'Give them', done: 'given' },
}

/** What the result page shows: kept in the session, ids and reasons only. */
export interface BulkOutcome {
  readonly action: Bulk
  readonly back: string
  readonly results: readonly (BulkResult & { readonly caseId: string; readonly name: string })[]
}

/** Shows what was chosen before anything is done. */
export async function bulkConfirm(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const action = field(query, 'action')
  const back = backTo(field(query, 'back'))
  const chosen = fieldList(query, 'task')
  if (!isBulk(action)) return redirect(back)
  if (chosen.length === 0) {
    return redirect(back, { kind: 'information', title: 'Choose the tasks first.', text: 'None was chosen.' })
  }
  if (action === 'assign') return redirect(addressWith('/tasks/assign', { task: chosen, back }))
  return view('inbox/bulk', { ...WORDS[action], action, back, tasks: await chosenTasks(runtime, actor, chosen) })
}

/** Each by itself; what came of each is shown on the next page. */
export async function doBulk(runtime: Runtime, { actor, body, session }: StaffAsk): Promise<Reply> {
  const action = field(body, 'action')
  if (action !== 'claim' && action !== 'release')
    throw new RefusedError('no-such-action', 'That cannot be done with tasks.')
  const chosen = fieldList(body, 'task')
  const tasks = await chosenTasks(runtime, actor, chosen)
  const { results } = await bulkTasks(runtime, actor, { action, taskIds: chosen })
  return showResult(session, { action, back: backTo(field(body, 'back')), results: named(results, tasks) })
}

export function showResult(session: PageSession, outcome: BulkOutcome): Reply {
  session['bulk'] = outcome
  return redirect('/tasks/bulk/result')
}

export async function bulkResult(runtime: Runtime, { actor, session }: StaffAsk): Promise<Reply> {
  const outcome = session['bulk'] as BulkOutcome | undefined
  if (outcome === undefined) return redirect('/tasks/mine')
  const results = await stillSeen(runtime, actor, outcome.results)
  const done = results.filter((each) => each.done).length
  const all = results.length
  const title =
    done === all
      ? `All ${all} tasks ${WORDS[outcome.action].done}`
      : `${done} of ${all} tasks ${WORDS[outcome.action].done}`
  return view('inbox/bulk-result', {
    title: all === 1 && done === 1 ? `1 task ${WORDS[outcome.action].done}` : title,
    ...outcome,
    results,
  })
}

/** What came of tasks of cases that the asker may still see: they may have been shut out since. */
export async function stillSeen(
  runtime: Runtime,
  actor: StaffAsk['actor'],
  results: BulkOutcome['results'],
): Promise<BulkOutcome['results']> {
  const seen = await Promise.all(
    results.map(async ({ caseId }) => {
      if (caseId === '') return true
      return (await canDo(runtime, actor, 'read-cases', caseId)).kind === 'allow'
    }),
  )
  return results.filter((_, index) => seen[index])
}

/** The chosen tasks as far as the asker may see them, in the order in which they were chosen. */
export async function chosenTasks(
  runtime: Runtime,
  actor: StaffAsk['actor'],
  chosen: readonly string[],
): Promise<readonly InboxLine[]> {
  const { tasks } = await inbox(runtime, actor, { scope: 'all', taskIds: chosen, limit: 100 })
  const byId = new Map(tasks.map((task) => [task.taskId, task]))
  return chosen.flatMap((id) => byId.get(id) ?? [])
}

export function named(results: readonly BulkResult[], tasks: readonly InboxLine[]): BulkOutcome['results'] {
  const byId = new Map(tasks.map((task) => [task.taskId, task]))
  return results.map((result) => {
    const task = byId.get(result.taskId)
    return { ...result, caseId: task?.caseId ?? '', name: task?.name ?? 'A task that is not open any more' }
  })
}

function isBulk(text: string): text is Bulk {
  return Object.hasOwn(WORDS, text)
}
