import { startOf, type Instant } from '../values/instant.ts'
import { addDays, type LocalDate } from '../values/local-date.ts'
import { visibleCases, type Visibility } from './case-access.ts'
import { caseCondition, type CaseListFilter } from './case-list.ts'
import { cursor, limitOf, placeOf, type Page, type PageRequest } from './page.ts'
import type { CaseRow, JsonObject } from './rows.ts'
import { marks, type Sql, type SqlRow, type Statement } from './sql.ts'
import { defineTable, type Table } from './table.ts'
import type { UnitContext } from './unit-context.ts'

/*
 * Samples of cases and their working papers: their tables, and all that is read of them and written. Over 300 lines: one
 * place for the five tables, which are only used together.
 */

/** Cases that an auditor drew. Never changed. */
export interface SampleRow {
  /** `S-2026-1`. */
  readonly id: string
  /** What it is drawn for. */
  readonly title: string
  /** Which cases it was drawn from; codes and days. */
  readonly rule: JsonObject
  readonly seed: string
  /** Cases asked for; how many that makes hangs on `spread`. */
  readonly size: number
  readonly strata: string
  readonly spread: string
  /** What is looked at in each case, a sentence each. */
  readonly tests: readonly string[]
  readonly populationSize: number
  /** SHA-256 over the lines of the population, hex. */
  readonly populationHash: string
  readonly drawnBy: string
  readonly drawnAt: Instant
}

/** What a sample was drawn from. */
interface SamplePopulationRow {
  readonly sampleId: string
  /** A line for each case, in the order of their references: `SC-2026-00001,children-act`. */
  readonly lines: string
}

export interface SampleCaseRow {
  readonly sampleId: string
  /** From 1. */
  readonly place: number
  readonly caseId: string
  readonly stratum: string
  /** By which it was drawn; hex. */
  readonly drawKey: string
}

/** What an auditor found in one case of a sample. Never changed once it is signed, but for its one review. */
export interface WorkingPaperRow {
  readonly sampleId: string
  readonly caseId: string
  readonly version: number
  /** In the order of the sample's tests. */
  readonly tests: readonly PaperTest[]
  readonly conclusion: string
  /** How many of its tests are exceptions. */
  readonly exceptions: number
  /** Everybody who has written in it. */
  readonly authors: readonly string[]
  /** What the duties' rules found at the moment of signing; null before. */
  readonly findings: JsonObject | null
  readonly savedBy: string
  readonly savedAt: Instant
  readonly signedBy: string | null
  readonly signedAt: Instant | null
  readonly reviewedBy: string | null
  readonly reviewedAt: Instant | null
}

export interface PaperTest {
  /** Null while nobody has said. */
  readonly result: 'tick' | 'exception' | 'not-applicable' | null
  readonly note: string
}

/** What was added to a working paper after it was signed. Never changed. */
export interface PaperAddendumRow {
  readonly sampleId: string
  readonly caseId: string
  /** From 1, within the paper. */
  readonly n: number
  readonly words: string
  readonly writtenBy: string
  readonly writtenAt: Instant
}

/** How far the working papers of a sample are, of the cases that the asker may see. */
export interface SampleCounts {
  readonly drawn: number
  readonly begun: number
  readonly signed: number
  readonly reviewed: number
  /** Cases with at least one exception. */
  readonly withExceptions: number
}

/** A case of a sample as lists show it. */
export interface SampledCase extends Omit<SampleCaseRow, 'sampleId'> {
  readonly procedure: string
  readonly status: CaseRow['status']
  readonly receivedOn: LocalDate
  readonly paper:
    Pick<WorkingPaperRow, 'exceptions' | 'savedBy' | 'signedBy' | 'signedAt' | 'reviewedBy' | 'reviewedAt'> | undefined
}

export interface PopulationFilter extends Omit<CaseListFilter, 'teams' | 'late'> {
  /** The team that works every complaint, and has a case only where no other ever had it. */
  readonly complaintsTeam: string
  /** First and last day of closing, in London. */
  readonly closedFrom?: LocalDate
  readonly closedTo?: LocalDate
  /** The team that had the case last is one of these. */
  readonly heldBy?: readonly string[]
  /** At that place of its findings, from 0, stands one of these letters; judged by that version of the law. */
  readonly found?: { readonly law: string; readonly place: number; readonly letters: readonly string[] }
}

export interface PopulationCase {
  readonly caseId: string
  readonly procedure: string
  readonly receivedOn: LocalDate
  /** The team that had it last; null where none ever had it. */
  readonly team: string | null
}

export interface SampleReads {
  sample(id: string): Promise<SampleRow | undefined>
  /** The newest first; left out, `visibleTo` counts every case. */
  samples(
    filter: { readonly visibleTo?: Visibility } & PageRequest,
  ): Promise<Page<SampleRow & { readonly counts: SampleCounts }>>
  /** What the sample was drawn from, a line for each case. */
  samplePopulation(id: string): Promise<string | undefined>
  /** In the order of their places. */
  sampledCases(id: string, filter: { readonly visibleTo?: Visibility }): Promise<readonly SampledCase[]>
  workingPaper(sampleId: string, caseId: string): Promise<WorkingPaperRow | undefined>
  paperAddenda(sampleId: string, caseId: string): Promise<readonly PaperAddendumRow[]>
  /** Cases that the asker may not see; without `visibleTo` there are none. */
  hiddenCases(filter: { readonly visibleTo?: Visibility }): Promise<ReadonlySet<string>>
  /** Cases that a sample can be drawn from, by reference. */
  population(filter: PopulationFilter, today: LocalDate): Promise<readonly PopulationCase[]>
}

export interface SampleWrites {
  /** 1, 2, 3 … within the year, without gaps. */
  nextSampleNumber(year: number): Promise<number>
  addSample(row: SampleRow, population: string, cases: readonly SampleCaseRow[]): void
  /** Held until the end of the command: of two who write in its papers at once the second waits. */
  lockSample(id: string): Promise<SampleRow | undefined>
  isSampled(sampleId: string, caseId: string): Promise<boolean>
  workingPaper(sampleId: string, caseId: string): Promise<WorkingPaperRow | undefined>
  saveWorkingPaper(row: WorkingPaperRow): void
  addPaperAddendum(row: Omit<PaperAddendumRow, 'n' | 'writtenAt'>): Promise<void>
}

const SAMPLES = defineTable<SampleRow>('samples', ['id'], {
  id: 'text',
  title: 'text',
  rule: 'json',
  seed: 'text',
  size: 'integer',
  strata: 'text',
  spread: 'text',
  tests: 'json',
  populationSize: 'integer',
  populationHash: 'text',
  drawnBy: 'text',
  drawnAt: 'text',
})

const SAMPLE_POPULATIONS = defineTable<SamplePopulationRow>('sample_populations', ['sampleId'], {
  sampleId: 'text',
  lines: 'text',
})

const SAMPLE_CASES = defineTable<SampleCaseRow>('sample_cases', ['sampleId', 'place'], {
  sampleId: 'text',
  place: 'integer',
  caseId: 'text',
  stratum: 'text',
  drawKey: 'text',
})

const WORKING_PAPERS = defineTable<WorkingPaperRow>('working_papers', ['sampleId', 'caseId'], {
  sampleId: 'text',
  caseId: 'text',
  version: 'integer',
  tests: 'json',
  conclusion: 'text',
  exceptions: 'integer',
  authors: 'json',
  findings: 'json',
  savedBy: 'text',
  savedAt: 'text',
  signedBy: 'text',
  signedAt: 'text',
  reviewedBy: 'text',
  reviewedAt: 'text',
})

const PAPER_ADDENDA = defineTable<PaperAddendumRow>('paper_addenda', ['sampleId', 'caseId', 'n'], {
  sampleId: 'text',
  caseId: 'text',
  n: 'integer',
  words: 'text',
  writtenBy: 'text',
  writtenAt: 'text',
})

const THIS_PAPER = 'where sample_id = ? and case_id = ?'
const BY_PAPER = 'left join working_papers p on p.sample_id = s.sample_id and p.case_id = s.case_id'
/** The team of a case: the one that had a task of it last, besides the team that works every complaint. */
const TEAM =
  '(select candidate_team from tasks where tasks.case_id = cases.id and candidate_team is not null order by case when candidate_team = ? then 1 else 0 end, created_at desc, id desc limit 1)'

export function sampleReader(sql: Sql): SampleReads {
  const read = async <Row>(table: Table<Row>, rest: string, bindings: readonly unknown[]): Promise<readonly Row[]> =>
    (await sql.run(`select ${table.list} from ${table.name} ${rest}`, bindings)).map(table.decode)

  return {
    sample: async (id) => (await read(SAMPLES, 'where id = ?', [id]))[0],
    async samples({ visibleTo, after, ...request }) {
      const limit = limitOf(request)
      const place = after === undefined ? [] : placeOf(after, 2)
      const where = after === undefined ? '' : 'where (drawn_at, id) < (?, ?)'
      const found = await read(SAMPLES, `${where} order by drawn_at desc, id desc limit ${limit + 1}`, place)
      const rows = found.slice(0, limit)
      const counts = await countsOf(
        sql,
        rows.map(({ id }) => id),
        visibleTo,
      )
      const last = rows.at(-1)
      return {
        rows: rows.map((row) => ({ ...row, counts: counts.get(row.id) ?? NOTHING })),
        ...(found.length > limit && last !== undefined && { next: cursor([last.drawnAt, last.id]) }),
      }
    },
    samplePopulation: async (id) => (await read(SAMPLE_POPULATIONS, 'where sample_id = ?', [id]))[0]?.lines,
    async sampledCases(id, { visibleTo }) {
      const seen = seenBy('s.case_id', visibleTo)
      const rows = await sql.run(
        `select s.place, s.case_id, s.stratum, s.draw_key, c.procedure, c.status, c.received_on, p.exceptions, p.saved_by, p.signed_by, p.signed_at, p.reviewed_by, p.reviewed_at
         from sample_cases s join cases c on c.id = s.case_id ${BY_PAPER} where s.sample_id = ? and ${seen.text} order by s.place`,
        [id, ...seen.bindings],
      )
      return rows.map(sampledCase)
    },
    workingPaper: async (...paper) => (await read(WORKING_PAPERS, THIS_PAPER, paper))[0],
    paperAddenda: (...paper) => read(PAPER_ADDENDA, `${THIS_PAPER} order by n`, paper),
    async hiddenCases({ visibleTo }) {
      const seen = seenBy('cases.id', visibleTo)
      const rows = await sql.run(`select id from cases where not (${seen.text})`, seen.bindings)
      return new Set(rows.map(({ id }) => String(id)))
    },
    async population(filter, today) {
      const { text, bindings } = populationCondition(filter, today)
      const rows = await sql.run(
        `select id, procedure, received_on, ${TEAM} as team from cases where ${text} order by id`,
        [filter.complaintsTeam, ...bindings],
      )
      return rows.map((row) => ({
        caseId: String(row['id']),
        procedure: String(row['procedure']),
        receivedOn: row['received_on'] as LocalDate,
        team: row['team'] as string | null,
      }))
    },
  }
}

/** A command's view of samples. */
export function samplePart({ now, sql, read, writes, forUpdate }: UnitContext): SampleWrites {
  return {
    async nextSampleNumber(year) {
      const rows = await sql.run(
        'insert into counters (name, value) values (?, 1) on conflict (name) do update set value = counters.value + 1 returning value',
        [`samples-${year}`],
      )
      return Number(rows[0]?.['value'])
    },
    addSample(row, population, cases) {
      writes.insert(SAMPLES, row)
      writes.insert(SAMPLE_POPULATIONS, { sampleId: row.id, lines: population })
      for (const each of cases) writes.insert(SAMPLE_CASES, each)
    },
    lockSample: async (id) => (await read(SAMPLES, `where id = ?${forUpdate}`, [id]))[0],
    isSampled: async (...paper) => (await read(SAMPLE_CASES, THIS_PAPER, paper)).length > 0,
    workingPaper: async (...paper) => (await read(WORKING_PAPERS, THIS_PAPER, paper))[0],
    saveWorkingPaper(row) {
      writes.replace(WORKING_PAPERS, row)
    },
    async addPaperAddendum(row) {
      const earlier = await read(PAPER_ADDENDA, THIS_PAPER, [row.sampleId, row.caseId])
      writes.insert(PAPER_ADDENDA, { ...row, n: earlier.length + 1, writtenAt: now })
    },
  }
}

const NOTHING: SampleCounts = { drawn: 0, begun: 0, signed: 0, reviewed: 0, withExceptions: 0 }

async function countsOf(
  sql: Sql,
  ids: readonly string[],
  visibleTo: Visibility | undefined,
): Promise<ReadonlyMap<string, SampleCounts>> {
  if (ids.length === 0) return new Map()
  const seen = seenBy('s.case_id', visibleTo)
  const rows = await sql.run(
    `select s.sample_id, count(*) as drawn, count(p.case_id) as begun, count(p.signed_at) as signed, count(p.reviewed_at) as reviewed, sum(case when p.exceptions > 0 then 1 else 0 end) as with_exceptions
     from sample_cases s ${BY_PAPER} where s.sample_id in (${marks(ids.length)}) and ${seen.text} group by s.sample_id`,
    [...ids, ...seen.bindings],
  )
  return new Map(
    rows.map((row) => [
      String(row['sample_id']),
      {
        drawn: Number(row['drawn']),
        begun: Number(row['begun']),
        signed: Number(row['signed']),
        reviewed: Number(row['reviewed']),
        withExceptions: Number(row['with_exceptions']),
      },
    ]),
  )
}

function sampledCase(row: SqlRow): SampledCase {
  const text = (name: string) => row[name] as string
  const exceptions = row['exceptions']
  return {
    place: Number(row['place']),
    caseId: text('case_id'),
    stratum: text('stratum'),
    drawKey: text('draw_key'),
    procedure: text('procedure'),
    status: row['status'] as CaseRow['status'],
    receivedOn: row['received_on'] as LocalDate,
    paper:
      exceptions === null || exceptions === undefined
        ? undefined
        : {
            exceptions: Number(exceptions),
            savedBy: text('saved_by'),
            signedBy: row['signed_by'] as string | null,
            signedAt: row['signed_at'] as Instant | null,
            reviewedBy: row['reviewed_by'] as string | null,
            reviewedAt: row['reviewed_at'] as Instant | null,
          },
  }
}

function populationCondition(filter: PopulationFilter, today: LocalDate): Statement {
  const { closedFrom, closedTo, heldBy, complaintsTeam, found, ...cases } = filter
  const parts: Statement[] = [
    caseCondition(cases, today),
    ...(closedFrom === undefined ? [] : [{ text: 'closed_at >= ?', bindings: [startOf(closedFrom)] }]),
    ...(closedTo === undefined ? [] : [{ text: 'closed_at < ?', bindings: [startOf(addDays(closedTo, 1))] }]),
    ...(heldBy === undefined
      ? []
      : [{ text: `${TEAM} in (${marks(heldBy.length)})`, bindings: [complaintsTeam, ...heldBy] }]),
    ...(found === undefined ? [] : [foundCondition(found)]),
  ]
  return {
    text: parts.map(({ text }) => `(${text})`).join(' and '),
    bindings: parts.flatMap(({ bindings }) => bindings),
  }
}

function foundCondition({ law, place, letters }: NonNullable<PopulationFilter['found']>): Statement {
  const text = `cases.id in (select case_id from case_findings where law = ? and substr(results, ${Math.trunc(place) + 1}, 1) in (${marks(letters.length)}))`
  return { text, bindings: [law, ...letters] }
}

function seenBy(column: string, visibleTo: Visibility | undefined): Statement {
  return visibleTo === undefined ? { text: '1 = 1', bindings: [] } : visibleCases(column, visibleTo)
}
