import {
  dayOf,
  inbox,
  isLocalDate,
  mayDo,
  releaseTask,
  setAbsence,
  staff,
  type LocalDate,
  type Runtime,
  type StaffMember,
} from '../../engine/index.ts'
import { field, redirect, shortDay, view, type Fields, type Reply, type StaffAsk } from '../frame/index.ts'

interface Typed {
  readonly day: string
  readonly month: string
  readonly year: string
}

interface Faults {
  readonly from?: string
  readonly until?: string
}

/** Records when somebody is away, and says what becomes of their tasks. */
export async function absencePage(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const person = await personOf(runtime, ask, field(ask.query, 'user'))
  return show(runtime, ask, person, { from: typedOf(person.absentFrom), until: typedOf(person.absentUntil) }, {})
}

async function show(
  runtime: Runtime,
  { actor }: StaffAsk,
  person: StaffMember,
  typed: { readonly from: Typed; readonly until: Typed },
  faults: Faults,
): Promise<Reply> {
  const errors = [
    ...(faults.from === undefined ? [] : [{ text: faults.from, href: '#from-day' }]),
    ...(faults.until === undefined ? [] : [{ text: faults.until, href: '#until-day' }]),
  ]
  const own = person.id === actor.id
  const { total } = await inbox(runtime, actor, { scope: 'all', assignee: person.id, limit: 1 })
  const data = {
    title: own ? 'When you are away' : `When ${person.name} is away`,
    own,
    person,
    typed,
    faults,
    errors,
    total,
    recorded: person.absentFrom !== undefined,
    mayAssign: mayDo(actor, 'assign-tasks'),
  }
  return view('inbox/absence', data, errors.length === 0 ? 200 : 422)
}

/** Stores the days; where it was asked, puts back each task that falls due before they return. */
export async function recordAbsence(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { actor, body } = ask
  const person = await personOf(runtime, ask, field(body, 'user'))
  if (field(body, 'action') === 'clear') {
    await setAbsence(runtime, actor, { user: person.id })
    return redirect('/team/workload', { kind: 'success', title: `${person.name} is not away any more.` })
  }
  const typed = { from: typedIn(body, 'from'), until: typedIn(body, 'until') }
  const from = dayTyped(typed.from)
  const until = dayTyped(typed.until)
  const today = dayOf(runtime.clock.now())
  if (from === undefined || until === undefined || until < from || until < today) {
    return show(runtime, ask, person, typed, {
      ...(from === undefined && { from: 'The first day away must be a real day, such as 27 4 2026' }),
      ...(until === undefined && { until: 'The last day away must be a real day, such as 8 5 2026' }),
      ...(from !== undefined &&
        until !== undefined &&
        until < from && { until: 'The last day away must not be before the first' }),
      ...(until !== undefined && until < today && { until: 'The last day away must be today or later' }),
    })
  }
  await setAbsence(runtime, actor, { user: person.id, from, until })
  const put = field(body, 'tasks') === 'put-back' ? await putBack(runtime, actor, person.id, until) : undefined
  return redirect('/team/workload', {
    kind: 'success',
    title: `${person.name} is away from ${shortDay(from)} to ${shortDay(until)}.`,
    ...(put !== undefined && { text: put }),
  })
}

async function putBack(runtime: Runtime, actor: StaffAsk['actor'], user: string, until: LocalDate): Promise<string> {
  const { tasks } = await inbox(runtime, actor, { scope: 'all', assignee: user, limit: 500 })
  const due = tasks.filter(
    ({ dueOn, deadlineState }) => dueOn !== undefined && dueOn <= until && deadlineState === 'running',
  )
  const results = await Promise.allSettled(due.map(({ taskId }) => releaseTask(runtime, actor, taskId)))
  const done = results.filter(({ status }) => status === 'fulfilled').length
  const left = due.length - done
  const said = `${done} task${done === 1 ? '' : 's'} due by then went back to those that nobody has.`
  return left === 0 ? said : `${said} ${left} could not be put back: give them to somebody.`
}

/** Themselves; somebody else only where the asker gives out tasks. */
async function personOf(runtime: Runtime, { actor, user }: StaffAsk, asked: string): Promise<StaffMember> {
  const id = asked === '' || !mayDo(actor, 'assign-tasks') ? actor.id : asked
  const known = (await staff(runtime, actor)).find((person) => person.id === id)
  return known ?? { id, name: user.name, roles: [], teams: [], away: false }
}

function typedIn(body: Fields, name: string): Typed {
  return { day: field(body, `${name}-day`), month: field(body, `${name}-month`), year: field(body, `${name}-year`) }
}

function typedOf(day: LocalDate | undefined): Typed {
  const [year = '', month = '', date = ''] = day?.split('-') ?? []
  return { day: date.replace(/^0/, ''), month: month.replace(/^0/, ''), year }
}

function dayTyped({ day, month, year }: Typed): LocalDate | undefined {
  const text = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isLocalDate(text) ? text : undefined
}
