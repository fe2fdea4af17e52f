import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** A folder of procedures with one in it: reading all of them takes as long as a whole experiment. */
export function oneProcedure(folder: string): string {
  const procedures = join(folder, 'processes')
  mkdirSync(procedures)
  for (const name of ['children-act', 'letters'])
    cpSync(join('processes', name), join(procedures, name), { recursive: true })
  return procedures
}
