import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { filesOf } from '../procedure-files.ts'
import type { ScenarioProcedure } from './world.ts'

/** The procedure folders in a directory (those with a `procedure.json`), by name. */
export function foldersIn(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(directory, name))
    .filter(isProcedureFolder)
    .sort()
}

/** The folder and those beside it, each once. */
export function foldersBeside(folders: readonly string[]): readonly string[] {
  const all = folders.flatMap((folder) => [folder, ...foldersIn(dirname(folder))])
  return [...new Map(all.map((folder) => [basename(folder), folder])).values()]
}

export function isProcedureFolder(folder: string): boolean {
  return statSync(join(folder, 'procedure.json'), { throwIfNoEntry: false })?.isFile() === true
}

/** What to deploy from those folders. */
export function proceduresOf(folders: readonly string[]): readonly ScenarioProcedure[] {
  return folders.map((folder) => ({ id: basename(folder), files: filesOf(folder) }))
}
