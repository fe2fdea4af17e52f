import type { Store } from '../../engine/index.ts'

/** Counts what is asked of an SQLite database, on every connection of this process. */
export interface StatementCount {
  /** Does that, and tells which statements it took, without their values, sorted. */
  of<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly statements: readonly string[] }>
  stop(): void
}

interface Statement {
  readonly sql?: string
}
type Method = (this: Statement, ...given: unknown[]) => unknown
type Methods = Record<'run' | 'get' | 'all' | 'each', Method>

export async function countStatements({ knex }: Pick<Store, 'knex'>): Promise<StatementCount> {
  const client = knex.client as { acquireConnection(): Promise<Raw>; releaseConnection(raw: Raw): Promise<void> }
  const raw = await client.acquireConnection()
  const probe = raw.prepare('select 1')
  const prototype = Object.getPrototypeOf(probe) as Methods
  await new Promise((resolve) => {
    probe.finalize(resolve)
  })
  await client.releaseConnection(raw)
  const before: Methods = {
    ...prototype,
    run: prototype.run,
    get: prototype.get,
    all: prototype.all,
    each: prototype.each,
  }
  let seen: string[] = []
  for (const name of ['run', 'get', 'all', 'each'] as const) {
    prototype[name] = function (...given) {
      seen.push(this.sql ?? name)
      return before[name].apply(this, given)
    }
  }
  return {
    async of(work) {
      seen = []
      const result = await work()
      return { result, statements: seen.toSorted() }
    },
    stop() {
      for (const name of ['run', 'get', 'all', 'each'] as const) prototype[name] = before[name]
    },
  }
}

interface Raw {
  prepare(sql: string): { finalize(done: (value: unknown) => void): void }
}
