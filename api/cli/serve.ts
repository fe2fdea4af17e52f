import { readConfig } from '../config.ts'
import { makeLog } from '../log.ts'
import { startService } from '../service.ts'
import type { Environment, Io } from './io.ts'

/** Runs until it is told to stop (SIGTERM, SIGINT); then finishes what it does and leaves. Exit code. */
export async function serve(environment: Environment, io: Io): Promise<number> {
  const config = readConfig(environment)
  const service = await startService(config, makeLog(config))
  const keys = await service.runtime.store.read.apiKeys()
  const database = config.databaseUrl === undefined ? config.databaseFile : 'PostgreSQL'
  io.err(
    [
      '',
      `  Redress is running at ${service.url}  (database: ${database}, clock: ${config.clock})`,
      '',
      ...service.deployed.map(({ procedure, version }) => `  procedure in place: ${procedure}, version ${version}`),
      '',
      ...(keys.length === 0
        ? ['  Next, in another terminal, make a key:', '    npx redress keys create --role complaints-manager', '']
        : []),
      `  What it can do:  ${service.url}/api/v1/openapi.json   (a tour with curl: api/WALK-THROUGH.md)`,
      ...((config.smtpUrl ?? config.notify) === undefined
        ? ['  E-mail waits in the outbox: set SMTP_URL (or NOTIFY_API_KEY) to send it.']
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
