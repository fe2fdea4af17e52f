import { mayDo, SOON_WORKING_DAYS, workload, type Colleague, type FairMove, type Runtime } from '../../engine/index.ts'
import { inWords } from '../cases/words.ts'
import { addressWith, shortDay, view, type Reply, type StaffAsk } from '../frame/index.ts'
import { nameIn } from './rows.ts'

/** Height of a bar with the space to the next, and widths, in units of the drawing. */
const ROW = 30
const NAMES = 220
const BARS = 360
const WIDTH = 640

/** Who has how much before them: a picture, and the same as a table. */
export async function workloadPage(runtime: Runtime, { actor }: StaffAsk): Promise<Reply> {
  const { people, nobody, moves } = await workload(runtime, actor)
  const mayAssign = mayDo(actor, 'assign-tasks')
  return view('inbox/workload', {
    title: 'Who has how much to do',
    people: people.map((person) => personView(person, actor.id, mayAssign)),
    nobody,
    soonDays: SOON_WORKING_DAYS,
    chart: chartOf(people),
    moves: mayAssign ? moves.map((move) => moveView(move, people)) : [],
    mayAssign,
    unassigned: '/tasks/unassigned',
  })
}

function personView(person: Colleague, me: string, mayAssign: boolean) {
  const { id, name, roles, away, absentFrom, absentUntil, weeklyHours } = person
  const list = (due?: readonly string[]) =>
    addressWith('/tasks/all', { assignee: id, ...(due !== undefined && { due }) })
  return {
    ...person,
    name,
    roleNames: roles.map(inWords).join(', '),
    hours: weeklyHours === undefined ? 'Not known' : String(weeklyHours),
    absence:
      absentFrom === undefined || absentUntil === undefined
        ? ''
        : `${away ? 'Away' : 'Will be away'} ${shortDay(absentFrom)} to ${shortDay(absentUntil)}`,
    openHref: list(),
    lateHref: list(['late']),
    pausedHref: list(['paused']),
    absenceHref: id === me || mayAssign ? addressWith('/team/absence', { user: id }) : undefined,
    handoverHref: mayAssign ? `/team/handover/${encodeURIComponent(id)}` : undefined,
  }
}

/** Bars of open tasks, of which late and due soon are marked; whoever has none stands in the table alone. */
function chartOf(all: readonly Colleague[]) {
  const people = all.filter(({ open }) => open > 0)
  const most = Math.max(1, ...people.map(({ open }) => open))
  const wide = (n: number) => Math.round((n / most) * (BARS - 80))
  return {
    width: WIDTH,
    height: people.length * ROW + 6,
    bars: people.map(({ name, open, late, soon }, index) => ({
      name: name.length > 26 ? `${name.slice(0, 25)}…` : name,
      y: index * ROW + 4,
      textY: index * ROW + 19,
      x: NAMES,
      open: wide(open),
      late: wide(late),
      soonX: NAMES + wide(late),
      soon: wide(soon),
      wordsX: NAMES + wide(open) + 8,
      words: `${open} open${late > 0 ? `, ${late} late` : ''}`,
    })),
  }
}

function moveView({ role, from, to, count, because }: FairMove, people: readonly Colleague[]) {
  const tasks = `${count} task${count === 1 ? '' : 's'} of the role ${inWords(role).toLowerCase()}`
  const away = people.find(({ id }) => id === from)?.absentUntil
  const why =
    because === 'away'
      ? `${nameIn(people, from)} is away${away === undefined ? '' : ` until ${shortDay(away)}`}, and these are late or due soon`
      : 'both would then have as much of it for the hours that they work'
  return {
    text: `${tasks} from ${nameIn(people, from)} to ${nameIn(people, to)}: ${why}.`,
    href: addressWith('/tasks/all', { assignee: from, role, sort: because === 'away' ? undefined : '-due' }),
    link: `Choose from the tasks of ${nameIn(people, from)} as ${inWords(role).toLowerCase()}`,
  }
}
