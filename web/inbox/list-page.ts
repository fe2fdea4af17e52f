import {
  inboxPage,
  mayDo,
  staff,
  teamCodes,
  UNTOLD_WARNING,
  type Actor,
  type InboxAsk,
  type InboxCounts,
  type Runtime,
} from '../../engine/index.ts'
import {
  addressWith,
  countsOf,
  PAGE_SIZE,
  pageOf,
  pagesOf,
  redirect,
  sortLink,
  view,
  type Fields,
  type Reply,
  type StaffAsk,
} from '../frame/index.ts'
import { filterPanel, narrowedTo, orderInWords, sortedBy } from './filters.ts'
import { taskRow } from './rows.ts'

/** One of the lists of tasks. */
export interface ListPlace {
  readonly scope: InboxAsk['scope']
  readonly team?: string
  readonly path: string
  readonly title: string
}

const PLACES = {
  mine: { scope: 'mine', path: '/tasks/mine', title: 'My tasks' },
  unassigned: { scope: 'unassigned', path: '/tasks/unassigned', title: 'Tasks that nobody has' },
  all: { scope: 'all', path: '/tasks/all', title: 'All tasks' },
} as const satisfies Readonly<Record<string, ListPlace>>

/** The list at an address; undefined when there is none, or no such team. */
export function placeAt(runtime: Runtime, list: string, team?: string): ListPlace | undefined {
  if (list !== 'team') return Object.hasOwn(PLACES, list) ? PLACES[list as keyof typeof PLACES] : undefined
  const known = team === undefined ? undefined : runtime.council.teams[team]
  if (team === undefined || known === undefined) return undefined
  return { scope: 'team', team, path: `/tasks/team/${team}`, title: `Tasks of ${known.name}` }
}

/** What the query of such a list asks of the engine. */
export function askOf(place: ListPlace, query: Fields): InboxAsk {
  const { column: sort, down } = sortedBy(query)
  return { ...narrowedTo(query), scope: place.scope, ...(place.team !== undefined && { team: place.team }), sort, down }
}

export async function listPage(runtime: Runtime, { actor, query }: StaffAsk, place: ListPlace): Promise<Reply> {
  const page = pageOf(query)
  const ask = askOf(place, query)
  const [{ tasks, total, today, counts }, people] = await Promise.all([
    inboxPage(runtime, actor, { ...ask, offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE }),
    staff(runtime, actor),
  ])
  if (tasks.length === 0 && total > 0) return redirect(addressWith(place.path, query))
  const sorted = sortedBy(query)
  const heading = (text: string, column: string) => sortLink(place.path, query, text, column, sorted)
  const panel = filterPanel(place.path, query, place.scope === 'mine' ? undefined : people)
  const here = addressWith(place.path, query, { page: page === 1 ? undefined : String(page) })
  return view('inbox/list', {
    title: place.title,
    place,
    here,
    tabs: tabsOf(runtime, actor, place),
    teams: place.scope === 'team' ? teamLinks(runtime, actor, place) : [],
    rows: tasks.map((line) => taskRow(runtime, line, { today, people, me: actor.id })),
    counts: countsOf(page, tasks.length, total),
    order: orderInWords(sorted),
    pages: pagesOf(place.path, query, page, total),
    panel,
    filtered: panel.selected.length > 0,
    summary: summaryOf(place, counts),
    untold: counts.notTold,
    untoldHref: addressWith(place.path, { told: String(UNTOLD_WARNING) }),
    untoldDays: UNTOLD_WARNING,
    mayAssign: mayDo(actor, 'assign-tasks'),
    csv: addressWith('/tasks/export.csv', {
      ...query,
      list: place.scope,
      ...(place.team !== undefined && { team: place.team }),
    }),
    columns: {
      task: heading('Task', 'task'),
      stage: heading('Stage', 'stage'),
      due: heading('Due', 'due'),
      told: heading('Last told', 'told'),
      received: heading('Age', 'received'),
    },
  })
}

function summaryOf({ path }: ListPlace, counts: Pick<InboxCounts, 'late' | 'today' | 'week' | 'paused'>) {
  const part = (n: number, text: string, due: readonly string[]) => ({ n, text, href: addressWith(path, { due }) })
  return [
    part(counts.late, 'late', ['late']),
    part(counts.today + counts.week, 'due this week', ['today', 'week']),
    part(counts.paused, 'paused', ['paused']),
  ]
}

function tabsOf(runtime: Runtime, actor: Actor, { scope, path }: ListPlace) {
  const [team] = teamCodes(runtime, actor)
  const tabs = [
    { text: 'Mine', href: '/tasks/mine', at: 'mine' },
    ...(team === undefined
      ? []
      : [{ text: 'Team', href: scope === 'team' ? path : `/tasks/team/${team}`, at: 'team' }]),
    { text: 'Nobody has it', href: '/tasks/unassigned', at: 'unassigned' },
    { text: 'All', href: '/tasks/all', at: 'all' },
  ]
  return tabs.map(({ text, href, at }) => ({ text, href, active: at === scope }))
}

/** Whoever gives out tasks sees the lists of all teams. */
function teamLinks(runtime: Runtime, actor: Actor, place: ListPlace) {
  const codes = mayDo(actor, 'assign-tasks') ? Object.keys(runtime.council.teams) : teamCodes(runtime, actor)
  return codes.map((code) => ({
    text: runtime.council.teams[code]?.name ?? code,
    href: `/tasks/team/${code}`,
    active: code === place.team,
  }))
}
