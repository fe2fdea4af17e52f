import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { InboxLoad } from '../../store/inbox-list.ts'
import type { UserRow } from '../../store/rows.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { APPOINTED } from '../commands/hand-over.ts'
import type { Runtime } from '../runtime.ts'
import { daysFrom, filterOf, workingDaysOn } from './inbox.ts'

/** Somebody who works tasks, and what they have before them. */
export interface Colleague extends InboxLoad {
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
  readonly teams: readonly string[]
  readonly weeklyHours?: number
  readonly absentFrom?: LocalDate
  readonly absentUntil?: LocalDate
  /** Away today. */
  readonly away: boolean
}

/** Tasks of one role that could go from one person to another so that both have a fair share of it by their hours. */
export interface FairMove {
  readonly role: string
  readonly from: string
  readonly to: string
  readonly count: number
  /** `away`: they are not there, and something falls due. */
  readonly because: 'share' | 'away'
}

export interface Workload {
  /** By name: this is no league table. */
  readonly people: readonly Colleague[]
  /** What nobody has. */
  readonly nobody: InboxLoad
  readonly moves: readonly FairMove[]
  readonly today: LocalDate
}

/** Working days ahead that count as soon. */
export const SOON_WORKING_DAYS = 5
/** Tasks of one role by which two people must differ before a move is proposed. */
const WORTH_MOVING = 3
const FULL_TIME = 37
const NONE: InboxLoad = { open: 0, soon: 0, late: 0, paused: 0 }
const MOST_MOVES = 5

/** What everybody who works tasks has before them, of the cases that the asker may see. */
export async function workload(runtime: Runtime, actor: Actor): Promise<Workload> {
  mustBeAllowed(actor, 'work-tasks')
  const today = dayOf(runtime.clock.now())
  const filter = filterOf(runtime, actor, { scope: 'all' }, today)
  const [loads, users] = await Promise.all([
    runtime.store.read.inboxLoads(filter, daysFrom(today), workingDaysOn(today, SOON_WORKING_DAYS)),
    runtime.store.read.users({ status: 'active' }),
  ])
  const colleagues = users.filter(({ caseId, roles }) => caseId === null && roles.some(worksTasks))
  const loadOf = (id: string) => sumOf(loads.filter(({ who }) => who === id))
  const known = new Set(colleagues.map(({ id }) => id))
  // Somebody may still have tasks who signs in no more, or never did.
  const others = [...new Set(loads.map(({ who }) => who))].filter((who) => who !== '' && !known.has(who)).map(stranger)
  const people = [...colleagues, ...others].map((user) => colleague(user, loadOf(user.id), today))
  return { people, nobody: loadOf(''), moves: fairMoves(people, loads), today }
}

type RoleLoad = InboxLoad & { readonly who: string; readonly role: string }

/** Roles that never have a task of a complaint. */
const WITHOUT_TASKS = new Set([
  'intake',
  'process-owner',
  'auditor',
  'system-admin',
  'system',
  'complainant',
  'partner',
])

function worksTasks(role: string): boolean {
  return !WITHOUT_TASKS.has(role)
}

function stranger(
  id: string,
): Pick<UserRow, 'id' | 'name' | 'roles' | 'teams' | 'weeklyHours' | 'absentFrom' | 'absentUntil'> {
  return { id, name: id, roles: [], teams: [], weeklyHours: null, absentFrom: null, absentUntil: null }
}

function colleague(user: ReturnType<typeof stranger>, load: InboxLoad, today: LocalDate): Colleague {
  const { id, name, roles, teams, weeklyHours, absentFrom, absentUntil } = user
  return {
    id,
    name,
    roles,
    teams,
    ...load,
    away: absentFrom !== null && absentUntil !== null && absentFrom <= today && today <= absentUntil,
    ...(weeklyHours !== null && { weeklyHours }),
    ...(absentFrom !== null && { absentFrom }),
    ...(absentUntil !== null && { absentUntil }),
  }
}

function sumOf(loads: readonly InboxLoad[]): InboxLoad {
  return loads.reduce(
    (sum, { open, soon, late, paused }) => ({
      open: sum.open + open,
      soon: sum.soon + soon,
      late: sum.late + late,
      paused: sum.paused + paused,
    }),
    NONE,
  )
}

/**
 * Which tasks could change hands, role by role: first those of somebody who is away, then so that two who hold the role
 * have as much of it by the hours that they work. A person decides; what is held by appointment is left out.
 */
export function fairMoves(people: readonly Colleague[], loads: readonly RoleLoad[]): readonly FairMove[] {
  const roles = [...new Set(loads.map(({ role }) => role))].filter((role) => !APPOINTED.has(role)).sort()
  const moves = roles.flatMap((role) => movesOf(role, people, loads))
  return moves
    .toSorted((one, other) => Number(other.because === 'away') - Number(one.because === 'away'))
    .slice(0, MOST_MOVES)
}

function movesOf(role: string, people: readonly Colleague[], loads: readonly RoleLoad[]): readonly FairMove[] {
  const loadOf = (id: string) => loads.find((load) => load.who === id && load.role === role) ?? NONE
  const holders = people.filter((person) => person.roles.includes(role))
  const there = holders
    .filter(({ away }) => !away)
    .map((person) => ({ id: person.id, open: loadOf(person.id).open, hours: person.weeklyHours ?? FULL_TIME }))
    .filter(({ hours }) => hours > 0)
    .sort((one, other) => one.open / one.hours - other.open / other.hours)
  const [least] = there
  if (least === undefined) return []
  const away = holders.flatMap(({ id, away: isAway }): readonly FairMove[] => {
    const { late, soon } = loadOf(id)
    return isAway && late + soon > 0 ? [{ role, from: id, to: least.id, count: late + soon, because: 'away' }] : []
  })
  const most = there.at(-1)
  if (most === undefined || most.id === least.id) return away
  // As many as leave both with the same number of tasks an hour.
  const count = Math.floor((most.open * least.hours - least.open * most.hours) / (most.hours + least.hours))
  const share: readonly FairMove[] =
    count * 2 >= WORTH_MOVING ? [{ role, from: most.id, to: least.id, count, because: 'share' }] : []
  return [...away, ...share]
}

/** Somebody of the council to whom a task can be given. */
export type StaffMember = Pick<Colleague, 'id' | 'name' | 'roles' | 'teams' | 'absentFrom' | 'absentUntil' | 'away'>

/** Everybody of the council who signs in, by name. */
export async function staff(runtime: Runtime, actor: Actor): Promise<readonly StaffMember[]> {
  mustBeAllowed(actor, 'work-tasks')
  const today = dayOf(runtime.clock.now())
  const users = await runtime.store.read.users({ status: 'active' })
  return users
    .filter(({ caseId }) => caseId === null)
    .map((user) => {
      const { id, name, roles, teams, absentFrom, absentUntil, away } = colleague(user, NONE, today)
      return {
        id,
        name,
        roles,
        teams,
        away,
        ...(absentFrom !== undefined && { absentFrom }),
        ...(absentUntil !== undefined && { absentUntil }),
      }
    })
}
