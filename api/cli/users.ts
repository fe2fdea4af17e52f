import { parseArgs } from 'node:util'
import {
  COMMAND_LINE,
  createUser,
  isRole,
  listUsers,
  setPasswordHash,
  setUserStatus,
  STAFF_ROLES,
  type Runtime,
} from '../../engine/index.ts'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { newPassword } from '../new-password.ts'
import { openRuntime } from '../open-runtime.ts'
import { hashPassword, passwordFault } from '../passwords.ts'
import type { Environment, Io } from './io.ts'

const USAGE = `Usage: redress users create <id> --name <name> --role <role> [--role …] [--team <team> …] [--email <address>] [--line-manager <id>]
       redress users set-password <id> [--from-input] | users disable <id> | users enable <id> | users list`

/** Users: made, listed, disabled, and given a password. Whoever can use this could change the database as well. Exit code. */
export async function users(
  args: string[],
  environment: Environment,
  io: Io,
  input: () => Promise<string>,
): Promise<number> {
  const [what = '', ...rest] = args
  const does = Object.hasOwn(COMMANDS, what) ? COMMANDS[what] : undefined
  const parsed = does && optionsOf(rest)
  if (does === undefined || parsed === undefined) {
    io.err(USAGE)
    return 2
  }
  const runtime = await openRuntime(readConfig(environment), systemClock)
  try {
    return await does(runtime, parsed, io, input)
  } finally {
    await runtime.store.close()
  }
}

type Options = NonNullable<ReturnType<typeof optionsOf>>
type Command = (runtime: Runtime, options: Options, io: Io, input: () => Promise<string>) => Promise<number>

const COMMANDS: Readonly<Record<string, Command>> = {
  async create(runtime, { id, name, role = [], team, email, 'line-manager': lineManager }, io) {
    const roles = role.filter(isRole).filter((each) => STAFF_ROLES.includes(each))
    if (id === '' || name === undefined || roles.length === 0 || roles.length < role.length) {
      io.err(`${USAGE}\n\nRoles: ${STAFF_ROLES.join(', ')}`)
      return 2
    }
    const user = await createUser(runtime, COMMAND_LINE, {
      id,
      name,
      roles,
      ...(team !== undefined && { teams: team }),
      ...(email !== undefined && { email }),
      ...(lineManager !== undefined && { lineManager }),
    })
    io.err(`User ${user.id} (${user.roles.join(', ')}). Next: redress users set-password ${user.id}`)
    return 0
  },

  async 'set-password'(runtime, { id, 'from-input': fromInput }, io, input) {
    const user = await runtime.store.read.user(id)
    if (user === undefined) return unknown(id, io)
    const password = fromInput === true ? (await input()).replace(/\r?\n$/, '') : newPassword()
    const fault = passwordFault(password, [user.id, user.name, user.email ?? ''])
    if (fault !== undefined) {
      io.err(`${fault}.`)
      return 2
    }
    await setPasswordHash(runtime, COMMAND_LINE, id, await hashPassword(password))
    io.err(fromInput === true ? `The password of ${id} is set.` : `The password of ${id}. It is shown this once:`)
    if (fromInput !== true) io.out(password)
    return 0
  },

  disable: (runtime, { id }, io) => setStatus(runtime, id, 'disabled', io),
  enable: (runtime, { id }, io) => setStatus(runtime, id, 'active', io),

  async list(runtime, _options, io) {
    for (const { id, name, roles, status, signsIn } of (await listUsers(runtime, COMMAND_LINE)).users) {
      io.out(
        `${id}  ${roles.join(',') || '-'}  ${name}  signs in: ${signsIn}${status === 'active' ? '' : `  ${status}`}`,
      )
    }
    return 0
  },
}

async function setStatus(runtime: Runtime, id: string, status: 'active' | 'disabled', io: Io): Promise<number> {
  if ((await runtime.store.read.user(id)) === undefined) return unknown(id, io)
  await setUserStatus(runtime, COMMAND_LINE, id, status)
  io.out(status === 'disabled' ? `${id} is disabled; their sessions have ended.` : `${id} can sign in again.`)
  return 0
}

function unknown(id: string, io: Io): number {
  io.err(`There is no user '${id}'. See: redress users list`)
  return 2
}

function optionsOf(args: string[]) {
  const text = { type: 'string' } as const
  const texts = { type: 'string', multiple: true } as const
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        name: text,
        role: texts,
        team: texts,
        email: text,
        'line-manager': text,
        'from-input': { type: 'boolean' },
      },
    })
    return { ...values, id: positionals[0] ?? '' }
  } catch {
    return undefined
  }
}
