import { createInterface } from 'node:readline'
import { openStore } from '../../engine/store/store.ts'
import { fixedClock } from '../support/test-databases-clock.ts'

/*
 * A process that brings up the schema each time it is told to, and says how many steps it took. `dieAt`: it is killed
 * before that statement, as the power failing would; see migration-race.ts.
 */
for await (const line of createInterface({ input: process.stdin })) {
  const { config, dieAt } = JSON.parse(line) as {
    readonly config: { readonly url: string } | { readonly file: string }
    readonly dieAt?: number
  }
  let statements = 0
  let steps = 0
  const watch = (statement: string): void => {
    statements += 1
    if (statements === dieAt) process.kill(process.pid, 'SIGKILL')
    if (statement.startsWith('insert into migrations')) steps += 1
  }
  const store = await openStore({ clock: fixedClock(), ...config, watch })
  const failed = await store.migrate().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : 'unknown'),
  )
  await store.close()
  process.stdout.write(failed === undefined ? `done ${steps}\n` : `failed ${failed.replaceAll('\n', ' ')}\n`)
}
