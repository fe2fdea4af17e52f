import { ConflictError, EngineError, StoreUnavailableError } from '../errors.ts'

/*
 * What a database says when it cannot work now. A driver's own message may quote rows, so it goes into `cause` only.
 */
const UNAVAILABLE: ReadonlyMap<string, string> = new Map([
  ['SQLITE_FULL', 'the disk is full'],
  ['SQLITE_IOERR', 'the disk cannot be read or written'],
  ['SQLITE_CANTOPEN', 'the file cannot be opened'],
  ['SQLITE_READONLY', 'the file is read-only'],
  ['SQLITE_BUSY', 'another process has kept it for too long'],
  ['SQLITE_LOCKED', 'another process has kept it for too long'],
  ['SQLITE_CORRUPT', 'the file is damaged'],
  ['SQLITE_NOTADB', 'the file is not a database'],
  ['SQLITE_MISUSE', 'it has been closed'],
  ['53100', 'the disk is full'],
  ['53200', 'it is out of memory'],
  ['53300', 'it takes no more connections'],
  ['57P01', 'it is shutting down'],
  ['57P02', 'it has crashed'],
  ['57P03', 'it is starting up'],
  ['25006', 'it is read-only'],
  ['25P03', 'this process stood still too long'],
  ['40001', 'commands kept colliding'],
  ['40P01', 'commands kept colliding'],
  ['3D000', 'it does not exist'],
  ['28P01', 'it refuses the password'],
  ['28000', 'it refuses the account'],
  ['ECONNREFUSED', 'nothing answers at its address'],
  ['ECONNRESET', 'the connection was lost'],
  ['EPIPE', 'the connection was lost'],
  ['ETIMEDOUT', 'it does not answer'],
  ['ENOTFOUND', 'its address is unknown'],
  ['EHOSTUNREACH', 'it cannot be reached'],
])
const LOST =
  /connection (terminated|ended|timeout)|not queryable|timeout acquiring a connection|aborted|pool is destroyed|unable to acquire a connection/i

/** A driver's error in the engine's words; an error that is not the database's passes through as it is. */
export function inOurWords(error: unknown): unknown {
  if (error instanceof EngineError || !(error instanceof Error)) return error
  const code = codeOf(error)
  if (isDuplicate(error)) {
    return Object.assign(new ConflictError('Somebody else has just done the same thing'), { cause: error })
  }
  const why =
    UNAVAILABLE.get(code) ??
    (code.startsWith('08') || (code === '' && LOST.test(error.message)) ? 'the connection was lost' : undefined)
  if (why === undefined) return error
  return new StoreUnavailableError(`The database cannot be used now: ${why}. Nothing was half-written.`, {
    cause: error,
  })
}

/** Two PostgreSQL transactions waited for each other; the one that was stopped may simply be run again. */
export function isDeadlock(error: unknown): boolean {
  return error instanceof Error && ['40P01', '40001'].includes(codeOf(error))
}

/** A unique key is taken. */
function isDuplicate(error: Error): boolean {
  return (
    codeOf(error) === '23505' || (codeOf(error) === 'SQLITE_CONSTRAINT' && error.message.includes('UNIQUE constraint'))
  )
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}
