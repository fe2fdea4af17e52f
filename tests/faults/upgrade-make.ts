import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { openCaseOf } from '../../api/scenarios/act.ts'
import { calendar } from '../../api/scenarios/calendar.ts'
import {
  foldersIn,
  proceduresOf,
  readScenarioFolder,
  type FiledScenario,
  type ScenarioFolder,
  type ScenarioWorld,
} from '../../api/scenarios/index.ts'
import {
  addPerson,
  closeDiagramReader,
  dayOf,
  deployProcedure,
  momentInLondon,
  SYSTEM,
  withDays,
} from '../../engine/index.ts'
import { endOf, MANAGER, openWorld, playOn, readProcedures, type HalfWay } from './upgrade-world.ts'

/*
 * Makes the database that a release leaves to those after it: its procedures, and cases half-way through each of them.
 *
 *   npx tsx tests/faults/upgrade-make.ts 0.2.0
 *
 * writes tests/fixtures/releases/0.2.0.sqlite.br and 0.2.0.json. To be run once at each release, in its code, and never
 * again: that later code opens what this code wrote is the point.
 */

/** Cases half-way through each procedure. */
const OF_EACH = 2
const BEGINS_AT = '2026-01-05T09:00'

interface Chosen {
  readonly folder: ScenarioFolder
  readonly scenario: FiledScenario
  readonly half: number
}

const release = process.argv[2]
if (release === undefined) throw new Error('Say which release: npx tsx tests/faults/upgrade-make.ts 0.2.0')
const to = join('tests', 'fixtures', 'releases')
const work = mkdtempSync(join(tmpdir(), 'redress-release-'))

const chosen: Chosen[] = foldersIn('processes').flatMap((path) => {
  const folder = readScenarioFolder(path)
  return folder.scenarios
    .filter(({ from, steps }) => from === undefined && steps.length >= 4)
    .toSorted((one, other) => other.steps.length - one.steps.length)
    .slice(0, OF_EACH)
    .map((scenario) => ({ folder, scenario, half: Math.floor(scenario.steps.length / 2) }))
})

// Each to its end once, in a database that is thrown away: so it ends, and there it stands at the half.
const scratch = await openDeployed(join(work, 'scratch.sqlite'))
const known: (Chosen & Pick<HalfWay, 'at' | 'end'>)[] = []
for (const each of chosen) {
  const { folder, scenario, half } = each
  try {
    const caseId = await begin(scratch, each)
    await playOn(scratch, folder, caseId, scenario.steps.slice(0, half))
    const at = scratch.now()
    await playOn(scratch, folder, caseId, scenario.steps.slice(half))
    known.push({ ...each, at, end: await endOf(scratch, caseId) })
    process.stdout.write(`${folder.procedure}/${scenario.id}: ${half} of ${scenario.steps.length} steps, until ${at}\n`)
  } catch (error) {
    process.stdout.write(`${folder.procedure}/${scenario.id}: left out: ${String(error)}\n`)
  }
}
await scratch.close()

// What stands latest first: nothing of a case that waits falls due while one that stands earlier is played.
const file = join(work, 'release.sqlite')
const world = await openDeployed(file)
const cases: HalfWay[] = []
for (const { folder, scenario, half, at, end } of known.toSorted((one, other) => (one.at < other.at ? 1 : -1))) {
  const caseId = await begin(world, { folder, scenario, half })
  await playOn(world, folder, caseId, scenario.steps.slice(0, half))
  const instances = await world.runtime.store.read.instances(caseId)
  const { path, procedure, usual, usualBeside } = folder
  cases.push({
    caseId,
    scenario: scenario.id,
    folder: { path, procedure, usual, usualBeside: [...usualBeside] },
    at,
    rest: scenario.steps.slice(half),
    end,
    tokens: Object.fromEntries(instances.map(({ id, processId, state }) => [id, [processId, JSON.parse(state)]])),
  })
}
await world.runtime.store.knex.raw('pragma wal_checkpoint(truncate)')
await world.runtime.store.knex.raw('vacuum')
await world.runtime.store.knex.raw('pragma wal_checkpoint(truncate)')
await world.close()
mkdirSync(to, { recursive: true })
const bytes = readFileSync(file)
const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
writeFileSync(join(to, `${release}.sqlite.br`), brotliCompressSync(bytes, { params }))
writeFileSync(join(to, `${release}.json.br`), brotliCompressSync(JSON.stringify({ release, cases }), { params }))
rmSync(work, { recursive: true, force: true })
process.stdout.write(
  `${cases.length} cases of ${new Set(cases.map(({ folder }) => folder.procedure)).size} procedures\n`,
)
process.exit(0)

async function openDeployed(path: string): Promise<ScenarioWorld> {
  const opened = await openWorld(path)
  for (const { files } of proceduresOf(foldersIn('processes'))) await deployProcedure(opened.runtime, SYSTEM, files)
  await closeDiagramReader()
  await readProcedures(opened)
  return opened
}

async function begin(on: ScenarioWorld, { folder, scenario }: Chosen): Promise<string> {
  on.begin(momentInLondon(withDays(scenario.at ?? BEGINS_AT, dayOf(on.now()), calendar(on))))
  const caseId = await openCaseOf(on, folder, scenario)
  for (const person of scenario.usualPeople === false ? [] : folder.usual.people) {
    await addPerson(on.runtime, MANAGER, caseId, person)
  }
  return caseId
}
