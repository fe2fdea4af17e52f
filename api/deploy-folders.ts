import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  closeDiagramReader,
  deployedFrom,
  deployProcedure,
  DiagramRefusedError,
  SYSTEM,
  type Deployed,
  type ProcedureFile,
  type Runtime,
} from '../engine/index.ts'
import { ConfigError } from './config.ts'
import { filesOf } from './procedure-files.ts'

/**
 * Deploys every procedure folder (one with a `procedure.json`) in a directory. One whose files are in place already is
 * not read again.
 *
 * @throws ConfigError when the directory cannot be read or holds no procedure.
 * @throws ProcedureUnfitError when a procedure has errors.
 */
export async function deployFolders(runtime: Runtime, directory: string): Promise<readonly Deployed[]> {
  const folders = foldersIn(directory).map((folder) => ({ folder, files: filesOf(folder) }))
  const procedures = folders.filter(({ files }) => files.some(({ path }) => path === 'procedure.json'))
  if (procedures.length === 0) {
    throw new ConfigError([`PROCEDURES_DIR: there is no procedure (a folder with a procedure.json) in ${directory}.`])
  }
  const deployed: Deployed[] = []
  for (const { folder, files } of procedures) {
    deployed.push((await deployedFrom(runtime, files)) ?? (await deploy(runtime, folder, files)))
  }
  await closeDiagramReader()
  return deployed
}

/** A procedure among the folders is not fit to be published; the message names each error. */
export class ProcedureUnfitError extends Error {
  override readonly name = 'ProcedureUnfitError'
}

async function deploy(runtime: Runtime, folder: string, files: readonly ProcedureFile[]): Promise<Deployed> {
  try {
    return await deployProcedure(runtime, SYSTEM, files)
  } catch (error) {
    if (!(error instanceof DiagramRefusedError)) throw error
    const errors = error.findings.filter(({ level }) => level === 'error')
    const lines = errors.map(({ file, element, message, remedy }) => `  - ${file}, ${element}: ${message} → ${remedy}`)
    throw new ProcedureUnfitError(`The procedure in ${folder} cannot be deployed:\n${lines.join('\n')}`)
  }
}

function foldersIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(directory, name))
      .sort()
  } catch (error) {
    throw new ConfigError([`PROCEDURES_DIR: ${directory} cannot be read (${codeOf(error)}).`])
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
}
