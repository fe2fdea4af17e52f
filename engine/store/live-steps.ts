import type { LocalDate } from '../values/local-date.ts'
import { visibleCases, type Visibility } from './case-access.ts'
import { partOf } from './part-of.ts'
import { marks, type Dialect, type Sql, type SqlRow, type Statement } from './sql.ts'

/*
 * Where the open cases of a version are. A task stands at its step in its own row; a part with its own diagram is a
 * process that runs; what waits for a message or an event stands in the state of its process, and is looked for there.
 */

/** A step at which cases can be, as the database finds them. */
export type LivePlace =
  | { readonly kind: 'task' | 'work'; readonly element: string }
  /** A part with its own diagram; with the tasks within it, however deep. */
  | { readonly kind: 'part'; readonly element: string; readonly inside: readonly string[] }
  /** `mark`: the event for which the process waits there. */
  | { readonly kind: 'wait'; readonly element: string; readonly process: string; readonly mark: string }

/** Open cases of one version. */
export interface LiveScope {
  readonly procedure: string
  readonly version: number
  /** In London; what was due before it is late. */
  readonly today: LocalDate
  /** Left out, every case is counted: a count names none. */
  readonly visibleTo?: Visibility
}

export interface LiveCounts {
  readonly cases: number
  /** With a task, at any step, that is past its day. */
  readonly late: number
  readonly places: readonly LiveCount[]
}

export interface LiveCount {
  readonly element: string
  readonly cases: number
  /** A task at the step, or within the part, is past its day. */
  readonly late: number
  /** Something is wrong there, and waits for a person. */
  readonly stuck: number
}

export interface LiveReads {
  /** How many open cases are at each of these steps; those at which there is none are left out. */
  liveCounts(scope: LiveScope, places: readonly LivePlace[]): Promise<LiveCounts>
}

export function liveReader(sql: Sql): LiveReads {
  return {
    async liveCounts(scope, places) {
      const [totals, tasks, work, stuck, parts, late, waits] = await Promise.all([
        run(sql, totalOf(scope)),
        run(sql, tasksOf(scope)),
        run(sql, workOf(scope)),
        run(sql, stuckIn(scope)),
        run(sql, partsOf(sql.dialect, scope, places)),
        lateOnes(sql, scope),
        waitsOf(sql, scope, places),
      ])
      const at = (rows: readonly SqlRow[], key: string) =>
        new Map(rows.map((row) => [String(row['at']), counted(row, key)]))
      const [taskCases, taskLate, workCases] = [at(tasks, 'cases'), at(tasks, 'late'), at(work, 'cases')]
      const [stuckCases, partCases] = [at(stuck, 'cases'), at(parts, 'cases')]
      const found = places.map((place): LiveCount => {
        const { element } = place
        const wrong = stuckCases.get(element) ?? 0
        const own = { element, late: 0, stuck: wrong }
        switch (place.kind) {
          case 'task':
            return { ...own, cases: Math.max(taskCases.get(element) ?? 0, wrong), late: taskLate.get(element) ?? 0 }
          case 'work':
            return { ...own, cases: workCases.get(element) ?? 0 }
          case 'part': {
            const cases = partCases.get(element) ?? 0
            // Where several steps call one diagram, its tasks are within each of them.
            return { ...own, cases, late: Math.min(cases, countIn(late, place.inside)) }
          }
          case 'wait':
            return { ...own, cases: waits.get(element) ?? 0 }
        }
      })
      return {
        cases: counted(totals[0], 'cases'),
        late: late.reduce((sum, { cases }) => sum + cases, 0),
        places: found.filter(({ cases, stuck: wrong }) => cases + wrong > 0),
      }
    },
  }
}

/** The open cases of the version at that step, as a set of their ids. */
export function casesAtPlace(dialect: Dialect, place: LivePlace, { today }: LiveScope, late: boolean): Statement {
  const { text, bindings } = placed(dialect, place)
  const isHere = { text: `select case_id from (${text}) here`, bindings }
  if (!late) return isHere
  const tasks = place.kind === 'part' ? place.inside : [place.element]
  if (tasks.length === 0) return { text: `${isHere.text} where 1 = 0`, bindings }
  return {
    text: `${isHere.text} where case_id in (select case_id from tasks where status = 'open' and element in (${marks(tasks.length)}) and sort_on < ?)`,
    bindings: [...bindings, ...tasks, today],
  }
}

function placed(dialect: Dialect, place: LivePlace): Statement {
  const stuck = `select case_id from incidents where status = 'open' and element = ?`
  switch (place.kind) {
    case 'task':
      return {
        text: `select case_id from tasks where status = 'open' and element = ? union ${stuck}`,
        bindings: [place.element, place.element],
      }
    case 'work':
      return {
        text: `select case_id from jobs where status in ('ready', 'leased', 'failed') and element = ? union ${stuck}`,
        bindings: [place.element, place.element],
      }
    case 'part':
      return {
        text: `select case_id from instances where ended = 0 and ${partOf(dialect)} = ?`,
        bindings: [place.element],
      }
    case 'wait':
      return {
        text: `select case_id from instances where ended = 0 and process_id = ? and state like ? escape '!'`,
        bindings: [place.process, pattern(place.mark)],
      }
  }
}

/** Texts within the JSON of a state; `_` and `%` stand for themselves. */
function pattern(element: string): string {
  return `%"element":"${element.replaceAll(/[!%_]/g, '!$&')}"%`
}

async function run(sql: Sql, { text, bindings }: Statement): Promise<readonly SqlRow[]> {
  return sql.run(text, bindings)
}

function counted(row: SqlRow | undefined, key: string): number {
  return Number(row?.[key] ?? 0)
}

/** Of open tasks. */
function ofVersion({ procedure, version, visibleTo }: LiveScope): Statement {
  const seen = visibleTo === undefined ? [] : [visibleCases('tasks.case_id', visibleTo)]
  return {
    text: [`status = 'open' and procedure = ? and procedure_version = ?`, ...seen.map(({ text }) => text)].join(
      ' and ',
    ),
    bindings: [procedure, version, ...seen.flatMap(({ bindings }) => bindings)],
  }
}

/** Of everything else: what holds of an open case of the version. */
function asJoined({ procedure, version, visibleTo }: LiveScope): Statement {
  const seen = visibleTo === undefined ? [] : [visibleCases('cases.id', visibleTo)]
  return {
    text: [
      `cases.procedure = ? and cases.procedure_version = ? and cases.status <> 'closed'`,
      ...seen.map(({ text }) => text),
    ].join(' and '),
    bindings: [procedure, version, ...seen.flatMap(({ bindings }) => bindings)],
  }
}

function totalOf(scope: LiveScope): Statement {
  const { text, bindings } = asJoined(scope)
  return { text: `select count(*) as cases from cases where ${text}`, bindings }
}

/** The inner grouping follows the index, so that nothing is sorted. */
function tasksOf(scope: LiveScope): Statement {
  const { text, bindings } = ofVersion(scope)
  return {
    text: `select element as at, count(*) as cases, sum(is_late) as late from (
      select element, case_id, max(case when sort_on < ? then 1 else 0 end) as is_late
      from tasks where ${text} group by element, case_id) here group by element`,
    bindings: [scope.today, ...bindings],
  }
}

interface LateOnes {
  /** Steps with a late task. */
  readonly elements: readonly string[]
  readonly cases: number
}

/** Late cases by the steps at which they are late: there are few such sets, however many the cases. */
async function lateOnes(sql: Sql, scope: LiveScope): Promise<readonly LateOnes[]> {
  const { text, bindings } = ofVersion(scope)
  const all = sql.dialect === 'sqlite' ? `group_concat(element, ' ')` : `string_agg(element, ' ')`
  const rows = await sql.run(
    `select elements, count(*) as cases from (
      select case_id, ${all} as elements from tasks where ${text} and sort_on < ? group by case_id) late group by elements`,
    [...bindings, scope.today],
  )
  return rows.map((row) => ({ elements: String(row['elements']).split(' '), cases: counted(row, 'cases') }))
}

function countIn(late: readonly LateOnes[], inside: readonly string[]): number {
  const own = new Set(inside)
  return late.reduce((sum, { elements, cases }) => (elements.some((each) => own.has(each)) ? sum + cases : sum), 0)
}

/** Few rows wait for the service or for help: their cases are looked up one by one. */
function workOf(scope: LiveScope): Statement {
  const { text, bindings } = asJoined(scope)
  return {
    text: `select element as at, count(distinct case_id) as cases from (
      select case_id, element from jobs where status in ('ready', 'leased', 'failed')
      union all select case_id, element from incidents where status = 'open' and element is not null
      ) waiting join cases on cases.id = waiting.case_id where ${text} group by element`,
    bindings,
  }
}

function stuckIn(scope: LiveScope): Statement {
  const { text, bindings } = asJoined(scope)
  return {
    text: `select element as at, count(distinct case_id) as cases from incidents join cases on cases.id = incidents.case_id
      where incidents.status = 'open' and element is not null and ${text} group by element`,
    bindings,
  }
}

/** From the parts that run to their cases, in this order on both databases: most of what runs is of an open case. */
function partsOf(dialect: Dialect, scope: LiveScope, places: readonly LivePlace[]): Statement {
  const elements = places.flatMap((place) => (place.kind === 'part' ? [place.element] : []))
  if (elements.length === 0) return NOTHING
  const { text, bindings } = asJoined(scope)
  return {
    text: `select ${partOf(dialect)} as at, count(distinct instances.case_id) as cases from instances cross join cases
      where instances.ended = 0 and ${partOf(dialect)} in (${marks(elements.length)}) and cases.id = instances.case_id
      and ${text} group by ${partOf(dialect)}`,
    bindings: [...elements, ...bindings],
  }
}

const NOTHING: Statement = { text: 'select null as at, 0 as cases where 1 = 0', bindings: [] }

/** One statement for each process that has such waits: only its own states are looked into. */
async function waitsOf(sql: Sql, scope: LiveScope, places: readonly LivePlace[]): Promise<ReadonlyMap<string, number>> {
  const waits = places.flatMap((place) => (place.kind === 'wait' ? [place] : []))
  const processes = [...new Set(waits.map(({ process }) => process))]
  const { text, bindings } = asJoined(scope)
  const found = await Promise.all(
    processes.map(async (process) => {
      const own = waits.filter((each) => each.process === process)
      const columns = own.map(
        (_, n) => `count(distinct case when instances.state like ? escape '!' then case_id end) as n${n}`,
      )
      const [row] = await sql.run(
        `select ${columns.join(', ')} from instances cross join cases
          where ended = 0 and process_id = ? and cases.id = instances.case_id and ${text}`,
        [...own.map(({ mark }) => pattern(mark)), process, ...bindings],
      )
      return own.map(({ element }, n): [string, number] => [element, counted(row, `n${n}`)])
    }),
  )
  return new Map(found.flat())
}
