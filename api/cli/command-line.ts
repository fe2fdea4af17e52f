import { text } from 'node:stream/consumers'
import { audit } from './audit.ts'
import { backup } from './backup.ts'
import { check } from './check.ts'
import { compare } from './compare.ts'
import { demo } from './demo.ts'
import { due } from './due.ts'
import { exportLog } from './export.ts'
import { figures } from './figures.ts'
import { keys } from './keys.ts'
import { migrate } from './migrate.ts'
import { report } from './report.ts'
import { restore } from './restore.ts'
import { run } from './run.ts'
import { scenarios } from './scenarios.ts'
import { serve } from './serve.ts'
import { users } from './users.ts'
import type { MakePages } from '../pages.ts'
import type { Environment, Io } from './io.ts'

const USAGE = `redress <command>

  serve [--demo]                            runs the service; settings: see .env.example; --demo: with synthetic cases
  check <file or folder>… [--json] [--plain]
                                            checks diagrams against the law and the rules of drawing
  compare <procedure> <from> <to> [--database <file>] [--json] | compare <folder> <folder> [--json]
                                            says in sentences what differs: 0 nothing, 1 something, 2 cannot be compared
  run <diagram.bpmn> --steps <steps.json> [--persist] [--plain] [--json]
                                            runs a diagram in memory, on virtual time
  scenarios [<procedure folder>…] [--only <id>] [--coverage] [--show] [--json]
                                            plays whole cases with their deadlines, and says which flows none takes
  due --list [--json]                       names every deadline rule
  due --rule <id> --from <day>… [--extended] [--json]
                                            works a deadline out, and shows the working
  keys create --role <role> [--name <name>] makes an API key and prints it, once
  keys list | keys revoke <id>
  users create <id> --name <name> --role <role>… [--team <team>…] [--email <address>] [--line-manager <id>]
                                            adds somebody who can sign in
  users set-password <id> [--from-input]    makes a password and prints it, once; or takes one from standard input
  users list | users disable <id> | users enable <id>
  figures --year <2020-21> [--written <day>] [--database <file>] [--json]
                                            prints an annual report's figures, each with what it counts
  export --format xes|ocel|csv|jsonl|dates --from <day> --to <day> [--by received|closed|happened] [--procedure <id>]
         [--reason <why>] [--out <file>] [--database <file>]
                                            takes out an event log with pseudonyms, or the dates of each case
  report --from <day> --to <day> [--as-at <day>] [--format html|pdf|csv|json] [--public] [--out <file>] [--freeze]
                                            writes the annual report; --quarter <2020-Q2>: a quarter's summary;
                                            --pack learning: for the learning panel; --snapshot <id>: as it was frozen
  demo --year 2020-21 [--seed <n>] [--scale <share>] [--speed <days a second>] [--database <file>] [--fresh] [--json]
                                            plays a synthetic year through the engine, and its figures beside the report's
  audit verify [--database <file or URL>] [--case <id>] [--since <row>] [--checkpoint <file or folder>…] [--pubkey <key>] [--json]
                                            verifies the audit trail; also --bundle <file>
  audit replay [--database <file or URL>] [--case <id>] [--changed] [--json]
                                            plays every case again on its own diagrams, and names where one departs
  audit sweep [--database <file or URL>] [--json]
                                            judges every duty of the cases that changed, or that a day may have changed
  audit bundle --case <id> --out <file> [--with-words]
                                            takes out a case's rows, to be verified without Redress
  audit checkpoint | audit key [--replace <new file>]
                                            signs the trail now; makes, shows or changes the key that signs it
  backup --to <file>                        copies the database as it stands, while the service runs
  restore --from <backup> --into <file> | --check
                                            brings a backup back, has it prove itself, and holds mail that may have gone
  migrate                                   brings the database up to this release`

/** Writes a line to standard output or standard error. */
const STANDARD: Io = {
  out: (line: string) => void process.stdout.write(`${line}\n`),
  err: (line: string) => void process.stderr.write(`${line}\n`),
}

interface Surroundings {
  readonly makePages: MakePages
  readonly environment: Environment
  readonly io: Io
}

type Command = (args: string[], surroundings: Surroundings) => number | Promise<number>

const COMMANDS: Readonly<Record<string, Command>> = {
  serve: (args, { environment, io, makePages }) => serve(args, environment, io, makePages),
  audit: (args, { environment, io }) => audit(args, environment, io),
  backup: (args, { environment, io }) => backup(args, environment, io),
  check: (args, { io }) => check(args, io),
  compare: (args, { environment, io }) => compare(args, environment, io),
  restore: (args, { environment, io }) => restore(args, environment, io),
  run: (args, { io }) => run(args, io),
  scenarios: (args, { environment, io }) => scenarios(args, environment, io),
  due: (args, { io }) => due(args, io),
  keys: (args, { environment, io }) => keys(args, environment, io),
  export: (args, { environment, io }) => exportLog(args, environment, io),
  figures: (args, { environment, io }) => figures(args, environment, io),
  report: (args, { environment, io }) => report(args, environment, io),
  demo: (args, { environment, io }) => demo(args, environment, io),
  users: (args, { environment, io }) => users(args, environment, io, () => text(process.stdin)),
  migrate: (_, { environment, io }) => migrate(environment, io),
}

/**
 * Carries out what the command line of this process asks for; `makePages` makes the pages of the service.
 *
 * @returns the exit code.
 */
export function runCommandLine(args: readonly string[], makePages: MakePages): Promise<number> {
  // A reader such as `head` may go before everything is written; the work, and its exit code, are the same without it.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  }
  return runCommand(args, { makePages, environment: process.env, io: STANDARD })
}

/** Carries out a command with these settings, and writes there. @returns the exit code. */
export async function runCommand([name = '', ...args]: readonly string[], surroundings: Surroundings): Promise<number> {
  const { io } = surroundings
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command === undefined) {
    const asked = ['', 'help', '--help', '-h'].includes(name)
    if (asked) io.out(USAGE)
    else io.err(`There is no command '${name}'.\n\n${USAGE}`)
    return asked && name !== '' ? 0 : 2
  }
  try {
    return await command(args, surroundings)
  } catch (error) {
    io.err(error instanceof Error ? error.message : String(error))
    return 2
  }
}
