import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { isRole, KEY_ROLES, type Store } from '../../engine/index.ts'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { keyHash } from '../middleware/authenticate.ts'
import { openDatabase } from '../open-database.ts'
import type { Environment, Io } from './io.ts'

const USAGE = 'Usage: redress keys create --role <role> [--name <name>] | keys list | keys revoke <id>'

/** API keys: made (and printed once), listed, revoked. The database keeps only their hashes. Exit code. */
export async function keys(args: string[], environment: Environment, io: Io): Promise<number> {
  const [what = '', ...rest] = args
  if (!['create', 'list', 'revoke'].includes(what)) {
    io.err(USAGE)
    return 2
  }
  const store = await openDatabase(readConfig(environment), systemClock)
  try {
    await store.migrate()
    if (what === 'list') return await list(store, io)
    if (what === 'revoke') return await revoke(store, rest, io)
    return await create(store, rest, io)
  } finally {
    await store.close()
  }
}

async function create(store: Store, args: string[], io: Io): Promise<number> {
  const values = optionsOf(args)
  if (values === undefined) {
    io.err(USAGE)
    return 2
  }
  if (values.role === undefined || !isRole(values.role) || !KEY_ROLES.includes(values.role)) {
    io.err(`Say which role: --role ${KEY_ROLES.join(' | ')}`)
    return 2
  }
  const name = values.name ?? values.role
  if (!/^[A-Za-z0-9][A-Za-z0-9 ._@-]{0,63}$/.test(name)) {
    io.err('A name has letters, digits, spaces and . _ @ - only, at most 64 of them.')
    return 2
  }
  const secret = `rk_${randomBytes(32).toString('base64url')}`
  const id = `key-${randomBytes(5).toString('hex')}`
  const { role } = values
  await store.command((unit) => {
    unit.addApiKey({ id, hash: keyHash(secret), role, name, createdAt: unit.now, revokedAt: null })
    unit.audit({ actor: 'command-line', role: 'system-admin', type: 'key-created', body: { key: id, for: role } })
    return Promise.resolve()
  })
  io.err(`Key ${id} for the role ${role}. It is shown this once:`)
  io.out(secret)
  return 0
}

function optionsOf(args: string[]): { readonly role?: string; readonly name?: string } | undefined {
  try {
    return parseArgs({ args, options: { role: { type: 'string' }, name: { type: 'string' } } }).values
  } catch {
    return undefined
  }
}

async function list(store: Store, io: Io): Promise<number> {
  for (const { id, role, name, createdAt, revokedAt } of await store.read.apiKeys()) {
    io.out(`${id}  ${role}  ${name}  made ${createdAt}${revokedAt === null ? '' : `  revoked ${revokedAt}`}`)
  }
  return 0
}

async function revoke(store: Store, [id = '']: string[], io: Io): Promise<number> {
  if (!(await store.read.apiKeys()).some((key) => key.id === id)) {
    io.err(`There is no key '${id}'. See: redress keys list`)
    return 2
  }
  await store.command((unit) => {
    unit.revokeApiKey(id)
    unit.audit({ actor: 'command-line', role: 'system-admin', type: 'key-revoked', body: { key: id } })
    return Promise.resolve()
  })
  io.out(`${id} is revoked.`)
  return 0
}
