import type { TestPages } from '../support/pages.ts'
import type { Database } from './experiment.ts'

/** Texts of procedures, which nobody wrote into a case. */
const NOT_OF_CASES = /procedure|process|diagram|version|migration|calendar|sqlite_|knex|session/

/** Those of the texts that stand nowhere in the database as they were written. */
export async function textsKept(
  { service }: TestPages,
  written: readonly (readonly [field: string, text: string])[],
  database: Database,
): Promise<readonly string[]> {
  const { knex } = service.runtime.store
  const named =
    database === 'sqlite'
      ? await knex('sqlite_master').where({ type: 'table' }).select('name')
      : await knex('information_schema.tables').where({ table_schema: 'public' }).select({ name: 'table_name' })
  const found = new Set<string>()
  const collect = (value: unknown): void => {
    if (typeof value === 'string') {
      found.add(value)
      if (/^[[{"]/.test(value)) {
        try {
          collect(JSON.parse(value) as unknown)
        } catch {
          // It begins so, and is no JSON.
        }
      }
    } else if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value))
      Object.values(value).forEach(collect)
  }
  for (const { name } of named as readonly { name: string }[]) {
    if (!NOT_OF_CASES.test(name)) collect(await knex(name).select('*'))
  }
  const long = [...found].filter((text) => text.includes('Zq'))
  return written
    .filter(([, text]) => !found.has(text) && !long.some((each) => each.includes(text)))
    .map(([field]) => field)
}
