import type { Sql, SqlRow } from '../sql.ts'
import type { TrailRow } from './check-rows.ts'

const HASHES = ['commitment', 'prev', 'case_prev', 'leaf', 'hash'] as const
/** Bytes of all of them. */
const ALL = 32 * HASHES.length
const COLUMNS = [
  'seq',
  'case_id',
  'case_seq',
  'at',
  'actor',
  'role',
  'on_behalf_of',
  'type',
  'element',
  'outcome',
  'body',
] as const

export interface RowReader {
  /** Rows in the order of their numbers, of that number and after it. */
  page(from: number, limit: number): Promise<readonly TrailRow[]>
  /** @param rest - From `where` on. */
  rows(rest: string, bindings: readonly unknown[]): Promise<readonly TrailRow[]>
}

/** Reads rows of the trail, as they are: SQLite keeps in a column whatever it is given. */
export function makeRowReader(sql: Sql): RowReader {
  const isSqlite = sql.dialect === 'sqlite'
  const joined = isSqlite ? `cast(${HASHES.join(' || ')} as blob)` : HASHES.join(' || ')
  const length = isSqlite ? 'length' : 'octet_length'
  // Where one is longer and the next as much shorter, the piece is the same and the row is not.
  const fit = `case when ${HASHES.map((name) => `${length}(${name}) = 32`).join(' and ')} then 1 else 0 end`
  const select = `select ${COLUMNS.join(', ')}, ${joined} as hashes, ${fit} as fit from audit`
  const pageOfRows = pageReader(
    sql,
    `${COLUMNS.join(', ')}, ${fit}`,
    'from audit where seq >= ? order by seq limit ?',
    joined,
  )

  // Somebody wrote a hash of another length: each has to be read for itself.
  const oddRow = async (cell: Cells): Promise<TrailRow> => {
    const [found = {}] = await sql.run(`select ${HASHES.join(', ')} from audit where seq = ?`, [cell[0]])
    return trailRow(cell, (n) => bytesOf(found[HASHES[n] ?? '']))
  }
  const rows: RowReader['rows'] = async (rest, bindings) => {
    const found: TrailRow[] = []
    for (const row of await sql.run(`${select} ${rest}`, bindings)) {
      const cell: Cells = COLUMNS.map((name) => row[name])
      const hashes = row['hashes'] as Buffer
      found.push(isFit(row['fit'], hashes) ? trailRow(cell, partsOf(hashes)) : await oddRow(cell))
    }
    return found
  }
  return {
    rows,
    async page(from, limit) {
      const page = await pageOfRows([from, limit])
      // The bytes of a page are told apart by their number alone.
      if (page?.cells.every((cell) => cell[COLUMNS.length] === 1) && page.bytes.length === ALL * page.cells.length) {
        return page.cells.map((cell, n) => trailRow(cell, partsOf(page.bytes, n * ALL)))
      }
      return rows('where seq >= ? order by seq limit ?', [from, limit])
    },
  }
}

/** Of one row, in the order in which they were asked for. */
export type Cells = readonly unknown[]

/** Rows that were read as one text. */
interface Page {
  readonly cells: readonly Cells[]
  /** Of all rows, one after another. */
  readonly bytes: Buffer
}

/**
 * Reads many rows as one text, which takes half as long as handing over their columns.
 *
 * @param source - From `from` on.
 * @param bytes - What else is wanted of each row; in the text it would be written in digits, and read back.
 * @returns undefined where SQLite has something in them that goes into no JSON: then they must be read as they are.
 */
export function pageReader(
  sql: Sql,
  cells: string,
  source: string,
  bytes = sql.dialect === 'sqlite' ? `''` : `cast('' as bytea)`,
): (bindings: readonly unknown[]) => Promise<Page | undefined> {
  const isSqlite = sql.dialect === 'sqlite'
  const statement = isSqlite
    ? `select '[' || coalesce(group_concat(line), '') || ']' as page, cast(group_concat(bytes, '') as blob) as bytes from (select json_array(${cells}) as line, ${bytes} as bytes ${source})`
    : `select cast(coalesce(json_agg(line), '[]') as text) as page, string_agg(bytes, cast('' as bytea)) as bytes from (select json_build_array(${cells}) as line, ${bytes} as bytes ${source}) as lines`
  return async (bindings) => {
    const [row] = await sql.run(statement, bindings).catch((error: unknown): readonly SqlRow[] => {
      if (isSqlite) return []
      throw error
    })
    if (row === undefined) return undefined
    const found = row['bytes']
    return {
      cells: JSON.parse(String(row['page'])) as readonly Cells[],
      bytes: Buffer.isBuffer(found) ? found : Buffer.alloc(0),
    }
  }
}

/** Bytes for such a page. What is no bytes in SQLite, whose columns keep anything, comes to no bytes at all. */
export function bytesInPage(sql: Sql, name: string): string {
  return sql.dialect === 'sqlite'
    ? `case typeof(${name}) when 'blob' then hex(${name}) when 'null' then null else '' end`
    : `encode(${name}, 'hex')`
}

function isFit(fit: unknown, hashes: Buffer): boolean {
  return Number(fit) === 1 && hashes.length === ALL
}

function partsOf(hashes: Buffer, from = 0): (n: number) => Buffer {
  return (n) => hashes.subarray(from + 32 * n, from + 32 * n + 32)
}

function trailRow(cells: Cells, hashAt: (n: number) => Buffer): TrailRow {
  const [seq, caseId, caseSeq, at, actor, role, onBehalfOf, type, element, outcome, body] = cells
  return {
    seq: Number(seq),
    caseId: textOf(caseId),
    caseSeq: caseSeq === null ? null : wholeOf(caseSeq),
    at: String(at),
    actor: String(actor),
    role: String(role),
    onBehalfOf: textOf(onBehalfOf),
    type: String(type),
    element: textOf(element),
    outcome: textOf(outcome),
    body: String(body),
    commitment: hashAt(0),
    prev: hashAt(1),
    casePrev: hashAt(2),
    leaf: hashAt(3),
    hash: hashAt(4),
  }
}

export function bytesOf(value: unknown): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify([value]))
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** 0, which no row has, for what is no number. */
function wholeOf(value: unknown): number {
  return Number.isSafeInteger(Number(value)) ? Number(value) : 0
}
