import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { newSigningKey, readSigningKey, type SigningKey } from '../engine/index.ts'
import { ConfigError, type Config } from './config.ts'

/** Where the key that signs the audit trail is: `AUDIT_KEY_FILE`, or beside the database's file. */
export function auditKeyFile({
  auditKeyFile: file,
  databaseFile,
}: Pick<Config, 'auditKeyFile' | 'databaseFile'>): string {
  return file ?? join(dirname(databaseFile), 'audit.key')
}

/**
 * Reads the key. Where no file is named, one is made on the first start; a named one must be there.
 *
 * @throws ConfigError when it can be neither read nor made.
 */
export function readAuditKey(config: Pick<Config, 'auditKeyFile' | 'databaseFile'>, origin: string): SigningKey {
  const file = auditKeyFile(config)
  try {
    const kept = read(file)
    if (kept !== undefined) return kept
    if (config.auditKeyFile !== undefined)
      throw new RangeError('there is no such file; make it with "redress audit key"')
    return makeAuditKey(file, origin)
  } catch (error) {
    throw new ConfigError([`AUDIT_KEY_FILE: ${file} can be neither read nor made (${(error as Error).message}).`])
  }
}

/** Makes a key, for its owner's eyes only. @throws when there is a file of that name. */
export function makeAuditKey(file: string, origin: string): SigningKey {
  mkdirSync(dirname(file), { recursive: true })
  try {
    writeFileSync(file, `${newSigningKey(origin)}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  // Another process may have been quicker: its key is the one that counts.
  const key = read(file)
  if (key === undefined) throw new RangeError('it is gone again')
  return key
}

function read(file: string): SigningKey | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  return readSigningKey(text)
}
