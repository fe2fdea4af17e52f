import { readdirSync, readFileSync } from 'node:fs'
import type { ProcedureFile } from '../../../../engine/index.ts'

const PROCESSES = new URL('../../../../processes/', import.meta.url)

/** All files of a procedure that belong to a draft of it. */
export function filesBelow(procedure: string): readonly ProcedureFile[] {
  const home = new URL(`${procedure}/`, PROCESSES)
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('scenarios'))
    .map((entry) => {
      const path = `${entry.parentPath}/${entry.name}`.replace(home.pathname, '').replace(/^\//, '')
      return { path, text: readFileSync(new URL(path, home), path.endsWith('.docx') ? 'base64' : 'utf8') }
    })
}
