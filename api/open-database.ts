import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { openStore, type Clock, type Store } from '../engine/index.ts'
import { ConfigError, type Config } from './config.ts'

/**
 * Opens the database of the settings; for SQLite its folder is made where it is missing.
 *
 * @throws ConfigError when that folder cannot be made.
 */
export function openDatabase(
  { databaseUrl, databaseFile, mailFrom }: Pick<Config, 'databaseUrl' | 'databaseFile' | 'mailFrom'>,
  clock: Clock,
): Promise<Store> {
  if (databaseUrl === undefined) makeFolderOf(databaseFile)
  return openStore({
    clock,
    ...(databaseUrl === undefined ? { file: databaseFile } : { url: databaseUrl }),
    messageIdDomain: mailFrom.split('@').at(-1) ?? 'redress.invalid',
  })
}

/** @throws ConfigError when the folder of this file cannot be made. */
export function makeFolderOf(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw new ConfigError([`DATABASE_FILE: the folder of ${file} cannot be made (${code}).`])
  }
}
