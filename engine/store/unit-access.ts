import { RefusedError } from '../errors.ts'
import { sealDefinition, sealProcedure } from './row-seal.ts'
import { inserts, update } from './sql.ts'
import {
  AGGREGATES,
  API_KEYS,
  DEFINITIONS,
  IDEMPOTENCY,
  PROCEDURES,
  SEALED_PROCEDURES,
  SETTINGS,
  USERS,
} from './tables.ts'
import type { Unit } from './unit.ts'
import type { UnitContext } from './unit-context.ts'

type AccessPart = Pick<
  Unit,
  | 'idempotent'
  | 'rememberAnswer'
  | 'addDefinition'
  | 'addProcedure'
  | 'setProcedureStatus'
  | 'procedures'
  | 'addApiKey'
  | 'revokeApiKey'
  | 'user'
  | 'saveUser'
  | 'saveAggregate'
  | 'saveSetting'
>

/** A command's view of procedures, keys to the API, requests that may come twice, and what holds for the whole database. */
export function accessPart({ now, sql, read, writes }: UnitContext): AccessPart {
  return {
    async idempotent({ key, actor, requestHash }) {
      // The place is taken at once: a second request with the key waits here until the first has committed.
      const place = { key, actor, requestHash, status: null, response: null, at: now }
      const [statement] = inserts(IDEMPOTENCY, [place], 'ignore')
      const taken = statement && (await sql.run(`${statement.text} returning actor`, statement.bindings))
      if (taken !== undefined && taken.length > 0) return undefined
      const [earlier] = await read(IDEMPOTENCY, 'where actor = ? and key = ?', [actor, key])
      if (earlier === undefined) return undefined
      if (earlier.requestHash !== requestHash) {
        throw new RefusedError('idempotency-key-reused', `The key ${key} came with another request before.`)
      }
      if (earlier.status === null) return undefined
      return { status: earlier.status, response: earlier.response ?? {} }
    },
    rememberAnswer({ key, actor }, { status, response }) {
      writes.statement(IDEMPOTENCY, () =>
        update(IDEMPOTENCY, { status, response }, 'actor = ? and key = ?', [actor, key]),
      )
    },

    addDefinition(row) {
      for (const statement of inserts(DEFINITIONS, [sealDefinition(row)], 'ignore'))
        writes.statement(DEFINITIONS, () => statement)
    },
    addProcedure(row) {
      writes.insert(SEALED_PROCEDURES, sealProcedure(row))
    },
    setProcedureStatus(id, version, status, effectiveFrom) {
      const part = { status, ...(effectiveFrom === undefined ? {} : { effectiveFrom }) }
      writes.statement(PROCEDURES, () => update(PROCEDURES, part, 'id = ? and version = ?', [id, version]))
    },
    procedures: (id) => read(PROCEDURES, 'where id = ? order by version', [id]),

    addApiKey(row) {
      writes.insert(API_KEYS, row)
    },
    revokeApiKey(id) {
      writes.statement(API_KEYS, () => update(API_KEYS, { revokedAt: now }, 'id = ? and revoked_at is null', [id]))
    },

    async user(id) {
      return (await read(USERS, 'where id = ?', [id]))[0]
    },
    saveUser(row) {
      writes.replace(USERS, row)
    },

    saveAggregate(row) {
      writes.replace(AGGREGATES, row)
    },
    saveSetting(row) {
      writes.replace(SETTINGS, row)
    },
  }
}
