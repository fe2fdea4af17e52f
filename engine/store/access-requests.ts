import type { Instant } from '../values/instant.ts'
import type { LocalDate } from '../values/local-date.ts'
import { cursor, limitOf, placeOf, type Page, type PageRequest } from './page.ts'
import type { Sql } from './sql.ts'
import { defineTable, type Table } from './table.ts'
import { mustHaveChanged, type UnitContext } from './unit-context.ts'
import { update } from './sql.ts'

/** Somebody asked for what is held about them. `authority` and `identity` are words, and go with the case. */
export interface AccessRequestRow {
  /** `AR-2026-1`. */
  readonly id: string
  readonly receivedOn: LocalDate
  /** The person, or somebody for them. */
  readonly askedBy: 'self' | 'other'
  /** Who asks for them, and on what that rests; empty where they ask themselves. */
  readonly authority: string
  /** How it was checked who asks. */
  readonly identity: string
  readonly status: 'open' | 'prepared' | 'signed' | 'answered' | 'ended'
  readonly recordedBy: string
  readonly recordedAt: Instant
  readonly preparedBy: string | null
  readonly preparedAt: Instant | null
  /** Over all items and what was decided of each, hex: what the second person signs. */
  readonly contentHash: string | null
  readonly signedBy: string | null
  readonly signedAt: Instant | null
  readonly endedBy: string | null
  readonly endedAt: Instant | null
  readonly version: number
}

/** A case in which the person stands, and as whom. */
export interface AccessRequestCaseRow {
  readonly requestId: string
  readonly caseId: string
  /** Id of the person in that case. */
  readonly person: string
  /** That keeps the case meanwhile. */
  readonly hold: string
  /** Id of the fact that says that it was asked. */
  readonly fact: string
}

/** A place in one part of an item: from the first sign to before the last. */
export interface MarkedPlace {
  readonly part: number
  readonly from: number
  readonly to: number
}

export interface AccessDecisionRow {
  readonly requestId: string
  /** `fact:SC-2026-00001/4`. */
  readonly item: string
  readonly caseId: string
  /** Of the item as it was when it was decided, hex. */
  readonly textHash: string
  readonly verdict: 'include' | 'redact' | 'copy' | 'withhold'
  readonly marks: readonly MarkedPlace[]
  readonly reason: string | null
  /** Id of the document that is a copy with words blacked out. */
  readonly copy: string | null
  readonly decidedBy: string
  readonly decidedAt: Instant
}

/** A file of an answer; what it held goes when its time is over. */
export interface AccessFileRow {
  readonly requestId: string
  readonly name: string
  readonly mediaType: string
  readonly content: Buffer | null
  readonly size: number
  readonly sha256: string
  readonly madeAt: Instant
  /** The last day on which it can be taken. */
  readonly expiresOn: LocalDate
}

export interface AccessRequestReads {
  accessRequest(id: string): Promise<AccessRequestRow | undefined>
  /** Those received last first. */
  accessRequests(request?: PageRequest): Promise<Page<AccessRequestRow>>
  accessRequestCases(id: string): Promise<readonly AccessRequestCaseRow[]>
  accessDecisions(id: string): Promise<readonly AccessDecisionRow[]>
  accessFiles(id: string): Promise<readonly AccessFileRow[]>
}

export interface AccessRequestWrites {
  /** 1, 2, 3 … within the year, without gaps. */
  nextAccessRequestNumber(year: number): Promise<number>
  addAccessRequest(row: AccessRequestRow, cases: readonly AccessRequestCaseRow[]): void
  /** Held until the end of the command. */
  lockAccessRequest(id: string): Promise<AccessRequestRow | undefined>
  accessRequestCases(id: string): Promise<readonly AccessRequestCaseRow[]>
  /** The one of that person, in that case, that is neither answered nor ended. */
  openAccessRequest(caseId: string, person: string): Promise<AccessRequestRow | undefined>
  updateAccessRequest(id: string, part: Partial<AccessRequestRow>): void
  saveAccessDecision(row: AccessDecisionRow): void
  saveAccessFile(row: AccessFileRow): void
  /** Of a request, or with a day of all those whose last day was before it. @returns how many. */
  eraseAccessFiles(which: { readonly requestId: string } | { readonly before: LocalDate }): Promise<number>
}

const REQUESTS = defineTable<AccessRequestRow>('access_requests', ['id'], {
  id: 'text',
  receivedOn: 'text',
  askedBy: 'text',
  authority: 'text',
  identity: 'text',
  status: 'text',
  recordedBy: 'text',
  recordedAt: 'text',
  preparedBy: 'text',
  preparedAt: 'text',
  contentHash: 'text',
  signedBy: 'text',
  signedAt: 'text',
  endedBy: 'text',
  endedAt: 'text',
  version: 'integer',
})

const CASES_OF = defineTable<AccessRequestCaseRow>('access_request_cases', ['requestId', 'caseId'], {
  requestId: 'text',
  caseId: 'text',
  person: 'text',
  hold: 'text',
  fact: 'text',
})

const DECISIONS = defineTable<AccessDecisionRow>('access_decisions', ['requestId', 'item'], {
  requestId: 'text',
  item: 'text',
  caseId: 'text',
  textHash: 'text',
  verdict: 'text',
  marks: 'json',
  reason: 'text',
  copy: 'text',
  decidedBy: 'text',
  decidedAt: 'text',
})

const FILES = defineTable<AccessFileRow>('access_files', ['requestId', 'name'], {
  requestId: 'text',
  name: 'text',
  mediaType: 'text',
  content: 'bytes',
  size: 'integer',
  sha256: 'text',
  madeAt: 'text',
  expiresOn: 'text',
})

const PAGE = 25

export function accessRequestReads(sql: Sql): AccessRequestReads {
  const select = async <Row>(table: Table<Row>, rest: string, bindings: readonly unknown[]): Promise<readonly Row[]> =>
    (await sql.run(`select ${table.list} from ${table.name} ${rest}`, bindings)).map(table.decode)
  return {
    accessRequest: async (id) => (await select(REQUESTS, 'where id = ?', [id]))[0],
    async accessRequests(request = {}) {
      const limit = limitOf({ limit: PAGE, ...request })
      const place = request.after === undefined ? undefined : placeOf(request.after, 2)
      const from = place === undefined ? '' : 'where (received_on, id) < (?, ?)'
      const rest = `${from} order by received_on desc, id desc limit ?`
      const rows = await select(REQUESTS, rest, [...(place ?? []), limit + 1])
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return {
        rows: shown,
        ...(rows.length > limit && last !== undefined && { next: cursor([last.receivedOn, last.id]) }),
      }
    },
    accessRequestCases: (id) => select(CASES_OF, 'where request_id = ? order by case_id', [id]),
    accessDecisions: (id) => select(DECISIONS, 'where request_id = ? order by item', [id]),
    accessFiles: (id) => select(FILES, 'where request_id = ? order by name', [id]),
  }
}

export function accessRequestPart(context: UnitContext): AccessRequestWrites {
  const { sql, read, writes, forUpdate } = context
  return {
    async nextAccessRequestNumber(year) {
      const rows = await sql.run(
        'insert into counters (name, value) values (?, 1) on conflict (name) do update set value = counters.value + 1 returning value',
        [`access-requests-${year}`],
      )
      return Number(rows[0]?.['value'])
    },
    addAccessRequest(row, cases) {
      writes.insert(REQUESTS, row)
      for (const each of cases) writes.insert(CASES_OF, each)
    },
    lockAccessRequest: async (id) => (await read(REQUESTS, `where id = ?${forUpdate}`, [id]))[0],
    accessRequestCases: (id) => read(CASES_OF, 'where request_id = ? order by case_id', [id]),
    openAccessRequest: async (caseId, person) =>
      (
        await read(
          REQUESTS,
          "where status in ('open', 'prepared', 'signed') and id in (select request_id from access_request_cases where case_id = ? and person = ?) order by id limit 1",
          [caseId, person],
        )
      )[0],
    updateAccessRequest(id, part) {
      writes.statement(
        REQUESTS,
        () => update(REQUESTS, part, 'id = ?', [id], { set: 'version = version + 1', returning: 'id' }),
        mustHaveChanged(context, REQUESTS, id, 'request'),
      )
    },
    saveAccessDecision(row) {
      writes.replace(DECISIONS, row)
    },
    saveAccessFile(row) {
      writes.replace(FILES, row)
    },
    async eraseAccessFiles(which) {
      await writes.flush(sql)
      const [where, value] =
        'requestId' in which ? ['request_id = ?', which.requestId] : ['expires_on < ?', which.before]
      const statement = `update access_files set content = null where ${where} and content is not null returning name`
      return (await sql.run(statement, [value])).length
    },
  }
}
