import { createHash } from 'node:crypto'
import pg from 'pg'
import sqlite3 from 'sqlite3'
import type { FreshDatabase } from './experiment.ts'

/** Looks at every table of a database over a connection of its own. */
export interface Observer {
  dump(): Promise<Dump>
  /** Another text as soon as anything whatever was committed. */
  mark(): Promise<string>
  close(): Promise<void>
}

type Row = Readonly<Record<string, unknown>>
/** By table. */
export type Dump = ReadonlyMap<string, readonly Row[]>

export function observe(config: FreshDatabase['config']): Promise<Observer> {
  return 'file' in config ? observeSqlite(config.file) : observePostgresql(config.url)
}

/**
 * The same for contents that say the same: what is drawn by chance (keys, salts, and the hashes over them) and what only
 * tells where the database itself stands does not count.
 */
export function likened(dump: Dump): ReadonlyMap<string, readonly string[]> {
  const tables = [...dump].map(([table, rows]) => {
    const kept = table.startsWith(GRAPHILE) ? rows.map(({ key, payload }) => ({ key, payload })) : rows
    return [table, kept.map((row) => JSON.stringify(row, masked).replaceAll(OWN_ID, '$1*')).sort()] as const
  })
  return new Map(tables.filter(([table]) => !PASSING.test(table)))
}

/** In which tables, and in what, two differ; empty where they do not. */
export function differences(one: ReturnType<typeof likened>, other: ReturnType<typeof likened>): readonly string[] {
  return [...one].flatMap(([table, rows]) => {
    const others = other.get(table) ?? []
    const more = rows.filter((row) => !others.includes(row))
    const fewer = others.filter((row) => !rows.includes(row))
    if (more.length + fewer.length === 0 && rows.length === others.length) return []
    const told = [...fewer.map((row) => `-${row}`), ...more.map((row) => `+${row}`)].slice(0, 3)
    return [`${table} (${rows.length} rows, ${others.length}): ${told.join(' ').slice(0, 700)}`]
  })
}

const GRAPHILE = 'graphile_worker.'
/** Kept by the database or the worker for itself. */
const PASSING = /^(sqlite_|graphile_worker\.(?!_private_jobs))/
const CHANCE = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32,}|[\w-]{40,}/g

/** Ids that are drawn, shorter than the others. */
const OWN_ID =
  /("(?:code|id|key|invitation|message_id|token|totp_secret|totpSecret)\\*":\\*"(?:code-|invitation-|<)?)[\w-]{16}(?=[\\"@])/g

function masked(_: string, value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(CHANCE, '*')
  return isBytes(value) ? 'bytes' : value
}

/** JSON has asked a buffer for its own form before a replacer sees it. */
function isBytes(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer'
}

/** Diagrams and their models: told by their hash, since they are most of what there is. */
const LARGE: ReadonlySet<string> = new Set(['definitions', 'procedure_sources', 'procedures'])

function shortened(table: string, rows: readonly Row[]): readonly Row[] {
  if (!LARGE.has(table)) return rows
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, hashed(value)])))
}

function hashed(value: unknown): unknown {
  return typeof value === 'string' && value.length > 200 ? createHash('sha1').update(value).digest('base64') : value
}

async function observeSqlite(file: string): Promise<Observer> {
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(file, (error) => {
      if (error === null) resolve(opened)
      else reject(error)
    })
  })
  const all = (sql: string): Promise<readonly Row[]> =>
    new Promise((resolve, reject) => {
      database.all<Row>(sql, (error, rows) => {
        if (error === null) resolve(rows)
        else reject(error)
      })
    })
  return {
    async dump() {
      const names = await all(`select name from sqlite_master where type = 'table' order by name`)
      const dump = new Map<string, readonly Row[]>()
      for (const { name } of names) {
        dump.set(String(name), shortened(String(name), await all(`select * from "${String(name)}"`)))
      }
      return dump
    },
    async mark() {
      const [row] = await all('pragma data_version')
      return String(row?.['data_version'])
    },
    close: () =>
      new Promise((resolve) => {
        database.close(() => {
          resolve()
        })
      }),
  }
}

async function observePostgresql(url: string): Promise<Observer> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  let marks: string | undefined
  const tables = async () => {
    const { rows } = await client.query<{ readonly schema: string; readonly name: string }>(
      `select table_schema as schema, table_name as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
       order by table_schema, table_name`,
    )
    return rows
  }
  return {
    async mark() {
      // Whatever was written bears the number of its transaction, and what was taken out is missing.
      marks ??= (await tables())
        .map(
          ({ schema, name }, place) =>
            `select ${place} as place, count(*) || ':' || coalesce(max(xmin::text::bigint), 0) as part from "${schema}"."${name}"`,
        )
        .join(' union all ')
      const { rows } = await client.query<{ readonly part: string }>(`${marks} order by place`)
      return rows.map(({ part }) => part).join(' ')
    },
    async dump() {
      const dump = new Map<string, readonly Row[]>()
      for (const { schema, name } of await tables()) {
        const { rows: all } = await client.query<Row>(`select * from "${schema}"."${name}"`)
        dump.set(schema === 'public' ? name : `${schema}.${name}`, shortened(name, all))
      }
      return dump
    },
    close: () => client.end(),
  }
}
