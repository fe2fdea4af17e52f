import { readFileSync } from 'node:fs'
import { checkCouncil, InvalidVariablesError, type Council } from '../engine/index.ts'
import { ConfigError } from './config.ts'

/** Reads the council's own data. @throws ConfigError naming the file, and every fault in it. */
export function readCouncilFile(file: string): Council {
  const text = read(file)
  try {
    return checkCouncil(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) throw new ConfigError([`COUNCIL_FILE: ${file} is not JSON: ${error.message}.`])
    if (!(error instanceof InvalidVariablesError)) throw error
    throw new ConfigError(error.faults.map(({ at, message }) => `COUNCIL_FILE: ${file}: ${at || '/'} ${message}.`))
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw new ConfigError([`COUNCIL_FILE: ${file} cannot be read (${code}).`])
  }
}
