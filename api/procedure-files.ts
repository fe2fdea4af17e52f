import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import type { ProcedureFile } from '../engine/index.ts'

const PARTS = /\.(bpmn|dmn|json|txt|docx)$/
/** For single diagrams, see `processes/STEPS.md`. */
const ELSEWHERE = /(\.steps\.json|\.context\.json)$/
/** Scenarios and usual answers lie beside the diagrams: of a procedure that is used they are left out. */
const BESIDE = /(\.scenarios\.json|(^|\/)usual-answers\.json)$/

/**
 * The files of a procedure's folder: diagrams, decision tables, forms, letters, the description, scenarios and usual
 * answers, and under `uses/<id>/` those that each procedure it uses is made of, found in the folder beside it. Paths are relative to it, with `/`;
 * a `.docx` is in base64.
 */
export function filesOf(folder: string): readonly ProcedureFile[] {
  const own = ownFiles(folder)
  const used = allUses(folder, own, new Set())
  return [...own, ...used].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Those that it uses, and those that these use in turn, each once. */
function allUses(folder: string, own: readonly ProcedureFile[], seen: Set<string>): readonly ProcedureFile[] {
  return usesOf(own).flatMap((id) => {
    if (seen.has(id) || !/^[a-z][a-z0-9-]*$/.test(id)) return []
    seen.add(id)
    const files = ownFiles(join(dirname(folder), id)).filter(({ path }) => !BESIDE.test(path))
    return [...files.map(({ path, text }) => ({ path: `uses/${id}/${path}`, text })), ...allUses(folder, files, seen)]
  })
}

function usesOf(files: readonly ProcedureFile[]): readonly string[] {
  const settings = files.find(({ path }) => path === 'procedure.json')
  try {
    const { uses } = JSON.parse(settings?.text ?? '{}') as { readonly uses?: unknown }
    return Array.isArray(uses) ? uses.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

function ownFiles(folder: string): readonly ProcedureFile[] {
  return entriesOf(folder)
    .filter((entry) => entry.isFile() && PARTS.test(entry.name) && !ELSEWHERE.test(entry.name))
    .map((entry) => {
      const full = join(entry.parentPath, entry.name)
      const encoding = entry.name.endsWith('.docx') ? 'base64' : 'utf8'
      return { path: relative(folder, full).split(sep).join('/'), text: readFileSync(full, encoding) }
    })
}

/** A folder that is not there holds nothing: the reading of the procedure says what is missing. */
function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
  } catch {
    return []
  }
}
