import { startSharedPostgres, stopPostgres } from './postgres.ts'

/*
 * For the whole run, in which two processes take one test file after the other: what they share. A single file run by
 * itself does without.
 */

export async function mochaGlobalSetup(): Promise<void> {
  await startSharedPostgres({ durable: false })
}

export async function mochaGlobalTeardown(): Promise<void> {
  await stopPostgres()
}
