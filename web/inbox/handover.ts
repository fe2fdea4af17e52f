import { handOver, handoverView, staff, type HandoverItem, type Runtime, type StaffMember } from '../../engine/index.ts'
import { inWords } from '../cases/words.ts'
import { field, redirect, view, type Fields, type Reply, type StaffAsk } from '../frame/index.ts'
import { named, stillSeen, type BulkOutcome } from './bulk.ts'
import { nameIn } from './rows.ts'

/*
 * Somebody leaves: what they have, what they promised and when each complainant is to hear something, and to whom each
 * goes. Everything to one person at once, or each to its own; with a note, all of it on one page and a look at the whole.
 */

/** What was said of one task. */
interface Choice {
  readonly item: HandoverItem
  readonly to: string
  readonly note: string
}

const MOST_NOTE = 2_000

export async function handoverPage(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  return show(runtime, ask, ask.body, [])
}

async function show(
  runtime: Runtime,
  { actor, params }: StaffAsk,
  typed: Fields,
  errors: readonly { readonly text: string; readonly href: string }[],
): Promise<Reply> {
  const handover = await handoverView(runtime, actor, params['user'] ?? '')
  const people = await staff(runtime, actor)
  const data = {
    title: `Hand over the tasks of ${handover.user.name}`,
    ...handover,
    items: handover.items.map((item, index) => ({
      ...item,
      index,
      href: `/cases/${item.task.caseId}/tasks/${encodeURIComponent(item.task.taskId)}`,
      choices: choicesFor(people, item, handover.user.id, field(typed, `to-${index}`)),
      note: field(typed, `note-${index}`),
      fault: errors.find(({ href }) => href === `#to-${index}` || href === `#note-${index}`)?.text,
      roleName: inWords(item.task.role).toLowerCase(),
    })),
    everybody: [
      { value: '', text: 'Choose for each task' },
      ...people
        .filter(({ id, away }) => id !== handover.user.id && !away)
        .map(({ id, name }) => ({ value: id, text: name, selected: field(typed, 'all') === id })),
    ],
    noteForAll: field(typed, 'note'),
    errors,
  }
  return view('inbox/handover', data, errors.length === 0 ? 200 : 422)
}

/** Those who hold the role of the task. */
function choicesFor(people: readonly StaffMember[], { task }: HandoverItem, leaves: string, chosen: string) {
  return [
    { value: '', text: 'Leave it where it is' },
    ...people
      .filter(({ id, roles }) => id !== leaves && roles.includes(task.role))
      .map(({ id, name, away }) => ({ value: id, text: away ? `${name} (away)` : name, selected: chosen === id })),
  ]
}

/** Shows what will go where before anything does. */
export async function handoverConfirm(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { actor, params, body } = ask
  const handover = await handoverView(runtime, actor, params['user'] ?? '')
  const chosen = choicesIn(handover.items, body)
  const errors = chosen.flatMap(({ item, note }) => {
    const index = handover.items.indexOf(item)
    if (note === '')
      return [{ text: `Write a note for whoever goes on with ${item.task.caseId}`, href: `#note-${index}` }]
    return note.length > MOST_NOTE
      ? [{ text: `The note on ${item.task.caseId} must be ${MOST_NOTE} characters or less`, href: `#note-${index}` }]
      : []
  })
  if (chosen.length === 0) errors.push({ text: 'Choose to whom the tasks go', href: '#all' })
  if (errors.length > 0) return show(runtime, ask, body, errors)
  const people = await staff(runtime, actor)
  return view('inbox/handover-confirm', {
    title: `Hand over ${chosen.length} task${chosen.length === 1 ? '' : 's'} of ${handover.user.name}`,
    user: handover.user,
    chosen: chosen.map(({ item, to, note }) => ({ ...item.task, to, toName: nameIn(people, to), note })),
  })
}

/** To whom each goes: its own choice, else the one for all; what goes by appointment stays. */
function choicesIn(items: readonly HandoverItem[], body: Fields): readonly Choice[] {
  const everybody = field(body, 'all')
  const note = field(body, 'note')
  return items.flatMap((item, index) => {
    const to = field(body, `to-${index}`) || everybody
    if (to === '' || item.byAppointment || field(body, `task-${index}`) !== item.task.taskId) return []
    return [{ item, to, note: field(body, `note-${index}`) || note }]
  })
}

export async function doHandover(runtime: Runtime, { actor, params, body, session }: StaffAsk): Promise<Reply> {
  const from = params['user'] ?? ''
  const count = Math.min(100, Number(field(body, 'count')) || 0)
  const items = Array.from({ length: count }, (_, index) => ({
    taskId: field(body, `task-${index}`),
    to: field(body, `to-${index}`),
    note: field(body, `note-${index}`).slice(0, MOST_NOTE),
  })).filter(({ taskId }) => taskId !== '')
  const { items: before } = await handoverView(runtime, actor, from)
  const { results } = await handOver(runtime, actor, { from, items })
  session['handover'] = named(
    results,
    before.map(({ task }) => task),
  )
  return redirect(`/team/handover/${encodeURIComponent(from)}/result`)
}

export async function handoverResult(runtime: Runtime, { actor, params, session }: StaffAsk): Promise<Reply> {
  const from = params['user'] ?? ''
  const kept = session['handover'] as BulkOutcome['results'] | undefined
  if (kept === undefined) return redirect(`/team/handover/${encodeURIComponent(from)}`)
  const results = await stillSeen(runtime, actor, kept)
  const done = results.filter((each) => each.done).length
  const name = nameIn(await staff(runtime, actor), from)
  return view('inbox/bulk-result', {
    title: `${done} of ${results.length} task${results.length === 1 ? '' : 's'} of ${name} handed over`,
    results,
    back: '/team/workload',
    backText: 'Back to who has how much to do',
  })
}
