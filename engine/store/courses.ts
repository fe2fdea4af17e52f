import { MILESTONE_TYPES, type RecordedCourse, type RecordedFact, type RecordedTask } from '../figures/index.ts'
import { dayOf, type Instant } from '../values/instant.ts'
import type { LocalDate } from '../values/local-date.ts'
import { caseCondition, type CaseListFilter } from './case-list.ts'
import { marks, type Dialect, type Sql, type SqlRow } from './sql.ts'

/*
 * The courses of many cases. What belongs to one case is put together by the database, so that a case comes as one row:
 * for tens of thousands of cases the rows are what takes time.
 */

export interface CoursesAsked {
  /** The last reference of the page before. */
  readonly after?: string
  readonly limit: number
  /** For filters that ask what is late. */
  readonly today: LocalDate
}

export interface CourseReads {
  /** By reference, a page at a time; fewer than `limit` only on the last. */
  courses(filter: CaseListFilter, asked: CoursesAsked): Promise<readonly RecordedCourse[]>
  /** Of these cases, in the order in which they are named; those that are not there are left out. */
  coursesOf(caseIds: readonly string[]): Promise<readonly RecordedCourse[]>
}

/** Between the parts of one fact or task, and between these. */
const PART = '\u001f'
const EACH = '\u001e'
const TYPES = [...MILESTONE_TYPES, 'fact-corrected']

export function courseReader(sql: Sql): CourseReads {
  return {
    async courses(filter, { after = '', limit, today }) {
      const { text, bindings } = caseCondition(filter, today)
      const cases = await sql.run(
        `select id, received_on, closed_at, stage from cases where (${text}) and id > ? order by id limit ${Math.trunc(limit)}`,
        [...bindings, after],
      )
      return coursesFor(sql, cases)
    },
    async coursesOf(caseIds) {
      if (caseIds.length === 0) return []
      const cases = await sql.run(
        `select id, received_on, closed_at, stage from cases where id in (${marks(caseIds.length)})`,
        caseIds,
      )
      const found = new Map((await coursesFor(sql, cases)).map((course) => [course.caseId, course]))
      return caseIds.flatMap((id) => found.get(id) ?? [])
    },
  }
}

async function coursesFor(sql: Sql, cases: readonly SqlRow[]): Promise<readonly RecordedCourse[]> {
  const ids = cases.map(({ id }) => String(id))
  if (ids.length === 0) return []
  const [facts, tasks] = await Promise.all([
    texts(
      sql,
      ids,
      `facts where type in (${marks(TYPES.length)}) and`,
      [`cast(n as text)`, 'type', 'on_day', correctedFact(sql.dialect)],
      TYPES,
    ),
    texts(
      sql,
      ids,
      'tasks where',
      ['id', 'element', 'name', 'role', 'status', 'created_at', `coalesce(completed_at, '')`],
      [],
    ),
  ])
  return cases.map((row) => {
    const caseId = String(row['id'])
    const { closed_at: closedAt, stage } = row
    return {
      caseId,
      receivedOn: row['received_on'] as LocalDate,
      closedOn: typeof closedAt === 'string' ? dayOf(closedAt as Instant) : undefined,
      stage: typeof stage === 'string' ? stage : undefined,
      facts: split(facts.get(caseId)).map(factIn),
      tasks: split(tasks.get(caseId)).map(taskIn),
    }
  })
}

/** Of each case one text with what it has in that table. */
async function texts(
  sql: Sql,
  ids: readonly string[],
  from: string,
  parts: readonly string[],
  bindings: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const one = parts.join(` || '${PART}' || `)
  const all = sql.dialect === 'sqlite' ? `group_concat(${one}, '${EACH}')` : `string_agg(${one}, '${EACH}')`
  const rows = await sql.run(
    `select case_id, ${all} as found from ${from} case_id in (${marks(ids.length)}) group by case_id`,
    [...bindings, ...ids],
  )
  return new Map(rows.map((row) => [String(row['case_id']), String(row['found'])]))
}

/** `SC-2026-00001/12` of a correction, nothing of other facts. */
function correctedFact(dialect: Dialect): string {
  const named = dialect === 'sqlite' ? `json_extract(data, '$.fact')` : `data::json ->> 'fact'`
  return `case when type = 'fact-corrected' then coalesce(${named}, '') else '' end`
}

function split(text: string | undefined): readonly (readonly string[])[] {
  return text === undefined ? [] : text.split(EACH).map((each) => each.split(PART))
}

function factIn([n = '', type = '', on = '', corrects = '']: readonly string[]): RecordedFact {
  const corrected = Number(corrects.slice(corrects.lastIndexOf('/') + 1))
  return { n: Number(n), type, on: on as LocalDate, ...(corrects !== '' && { corrects: corrected }) }
}

function taskIn(parts: readonly string[]): RecordedTask {
  const [id = '', element = '', name = '', role = '', status = '', createdAt = '', completedAt = ''] = parts
  return {
    ...{ id, element, name, role },
    status: status as RecordedTask['status'],
    createdAt: createdAt as Instant,
    completedAt: completedAt === '' ? undefined : (completedAt as Instant),
  }
}
