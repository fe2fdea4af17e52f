import { parseArgs } from 'node:util'
import { startSharedPostgres, stopPostgres } from '../support/postgres.ts'
import { lineOf, runExperiment, type Database } from './experiment.ts'
import { EXPERIMENTS } from './experiments.ts'

/*
 * `npm run chaos -- --all | --only kill-storm,races [--database sqlite|postgres] [--seed 7] [--size short]`: one line an
 * experiment and database, as it comes. Ends with 1 if a promise was broken, with 2 if there was nothing to run.
 */

const { values } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    only: { type: 'string' },
    database: { type: 'string' },
    seed: { type: 'string' },
    size: { type: 'string', default: 'long' },
  },
})
const only = values.only?.split(',') ?? []
const unknown = only.filter((name) => !EXPERIMENTS.some((experiment) => experiment.name === name))
const chosen = EXPERIMENTS.filter(({ name }) => values.all || only.includes(name))
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const size = values.size === 'short' ? 'short' : 'long'

if (unknown.length > 0 || chosen.length === 0) {
  for (const name of unknown) process.stderr.write(`There is no experiment ${name}.\n`)
  process.stderr.write('npm run chaos -- --all, or --only with one or more of:\n')
  for (const { name, hypothesis } of EXPERIMENTS) process.stderr.write(`  ${name}: ${hypothesis}\n`)
  process.exitCode = 2
} else {
  const wanted = (database: Database) => values.database === undefined || values.database === database
  if (chosen.some(({ databases }) => databases.includes('postgres')) && wanted('postgres'))
    await startSharedPostgres({ durable: false })
  for (const experiment of chosen) {
    for (const database of experiment.databases.filter(wanted)) {
      const result = await runExperiment(experiment, { seed, size, database })
      process.stdout.write(`${lineOf(result)}\n`)
      if (!result.held) process.exitCode = 1
    }
  }
  await stopPostgres()
}
