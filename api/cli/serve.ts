import { noteSettings, SYNTHETIC } from '../../engine/index.ts'
import { systemClock } from '../clock.ts'
import { readConfig, type Config } from '../config.ts'
import { progressOn } from '../demo/progress.ts'
import { addDemoUsers } from '../demo/users.ts'
import { mailIntoFile } from '../demo/local-mailbox.ts'
import { playLive } from '../demo/play-live.ts'
import { makeLog } from '../log.ts'
import type { MakePages } from '../pages.ts'
import { startService } from '../service.ts'
import type { Environment, Io } from './io.ts'

/** The database of a demonstration, where none is named. */
const DEMO_DATABASE = 'data/demo.sqlite'

/**
 * Runs until it is told to stop (SIGTERM, SIGINT); then finishes what it does and leaves. With `--demo` a database of its
 * own is first filled with some forty synthetic cases. Exit code.
 */
export async function serve(
  args: readonly string[],
  environment: Environment,
  io: Io,
  makePages: MakePages,
): Promise<number> {
  const demo = args.includes('--demo')
  const config = readConfig(demo ? { DATABASE_FILE: DEMO_DATABASE, ...environment } : environment)
  if (demo) await fill(config, io)
  const mailboxFile = mailboxOf(config)
  const service = await startService(config, makeLog(config), {
    makePages,
    ...(demo && { mailTransport: mailIntoFile(mailboxFile) }),
  })
  await noteSettings(service.runtime)
  const { read } = service.runtime.store
  const [keys, users] = await Promise.all([read.apiKeys(), read.users({ status: 'active' })])
  const demoPassword = demo ? await addDemoUsers(service.runtime) : undefined
  const synthetic = (await read.setting(SYNTHETIC)) !== undefined
  const database = config.databaseUrl === undefined ? config.databaseFile : 'PostgreSQL'
  io.err(
    [
      '',
      `  Redress is running at ${service.url}  (database: ${database}, clock: ${config.clock})`,
      '',
      ...(synthetic ? ['  SYNTHETIC DATA: nobody in it exists, and nothing in it happened.', ''] : []),
      ...service.deployed.map(({ procedure, version }) => `  procedure in place: ${procedure}, version ${version}`),
      '',
      ...(demoPassword !== undefined
        ? [
            `  Sign in at ${service.url}/sign-in with any user name that stands there; the password is ${demoPassword}`,
            '',
          ]
        : users.length === 0
          ? [
              '  Nobody can sign in yet. In another terminal, make the first account:',
              '    npx redress users create <user name> --name "<name>" --role system-admin',
              '    npx redress users set-password <user name>',
              '',
            ]
          : []),
      ...(keys.length === 0
        ? [
            '  For programs that use the API, make a key:',
            `    ${demo ? `DATABASE_FILE=${config.databaseFile} ` : ''}npx redress keys create --role complaints-manager`,
            '',
          ]
        : []),
      `  What it can do:  ${service.url}/api/v1/openapi.json   (a tour with curl: api/WALK-THROUGH.md)`,
      ...((config.smtpUrl ?? config.notify) === undefined
        ? demo
          ? [`  E-mail, with the codes that let people in, goes to ${mailboxFile}: "tail -f" shows it.`]
          : ['  E-mail waits in the outbox: set SMTP_URL (or NOTIFY_API_KEY) to send it.']
        : []),
      '',
    ].join('\n'),
  )
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        resolve()
      })
    }
  })
  await service.stop()
  return 0
}

/** The file beside the database that a demonstration's e-mail goes to. */
function mailboxOf({ databaseFile }: Config): string {
  return `${databaseFile.replace(/\.sqlite$/, '')}.mail.jsonl`
}

/** Plays the demonstration's cases, where there are none yet. */
async function fill(config: Config, io: Io): Promise<void> {
  const { databaseFile, databaseUrl, proceduresDir, councilFile } = config
  io.err('  Playing some forty synthetic cases of the last nine months …')
  const mailboxFile = mailboxOf(config)
  const options = { databaseFile, databaseUrl, mailboxFile, proceduresDir, councilFile }
  const progress = progressOn(process.stderr, () => performance.now())
  progress.show(0, 'Reading the procedures')
  const played = await playLive(options, systemClock.now(), (share, day) => {
    progress.show(share, day)
  })
  progress.end()
  if (played === undefined) io.err('  They are there already.')
  else io.err(`  ${played.cases.size} cases; their letters and e-mails are in ${mailboxFile}.`)
  for (const { key, what, message } of played?.faults ?? []) io.err(`  ${key}, ${what}: ${message}`)
}
