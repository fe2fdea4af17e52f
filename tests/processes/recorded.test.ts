import { expect } from 'chai'
import { readCouncilFile } from '../../api/council-file.ts'
import {
  foldersIn,
  playScenario,
  proceduresOf,
  readScenarioFolder,
  startWorld,
  type Played,
  type ScenarioFolder,
  type ScenarioWorld,
} from '../../api/scenarios/index.ts'
import { caseTraces, parseScenarios, recordScenario, type Actor } from '../../engine/index.ts'

/*
 * A scenario recorded from a closed case, played on the version on which the case ran, leaves the very same facts,
 * letters, tasks with their due days, time limits and outcome, and nothing of the people. Here a few cases of each
 * procedure.
 */
const MANAGER: Actor = { id: 'complaints-manager', role: 'complaints-manager' }
const SAMPLE: Readonly<Record<string, readonly string[]>> = {
  'adult-social-care': ['procedure.scenarios.json', 'withdrawal.scenarios.json'],
  'children-act': ['procedure.scenarios.json'],
  corporate: ['corporate.scenarios.json'],
  intake: ['intake.scenarios.json'],
  learning: ['learning-costs.scenarios.json'],
  'nhs-joint': ['procedure.scenarios.json'],
  ombudsman: ['ombudsman.scenarios.json'],
  'public-health': ['procedure.scenarios.json'],
}
/** Of each of these files so many scenarios. */
const OF_EACH = 3

describe('processes: scenarios recorded from closed cases', function () {
  this.timeout(120_000)
  let world: ScenarioWorld
  before(async () => {
    const council = readCouncilFile('processes/councils/example-council.json')
    world = await startWorld(council, proceduresOf(foldersIn('processes')), [])
  })
  after(() => world.close())

  for (const [procedure, files] of Object.entries(SAMPLE)) {
    const folder = readScenarioFolder(`processes/${procedure}`)
    for (const file of files) {
      for (const scenario of folder.scenarios.filter((each) => each.file === file).slice(0, OF_EACH)) {
        it(`${procedure}/${scenario.id}`, async () => {
          const { caseId = '' } = await playScenario(world, withCanaries(folder), scenario)
          const {
            scenario: recorded,
            traces,
            left,
          } = await recordScenario(world.runtime, MANAGER, caseId, folder.usual)
          expect(JSON.stringify(recorded)).not.to.match(/canary/i)
          const again = await playAlone(world, folder, recorded)
          expect(again.problems, JSON.stringify(again.problems)).to.deep.equal([])
          expect(await caseTraces(world.runtime, again.caseId ?? ''), left.join(' ')).to.deep.equal(traces)
        })
      }
    }
  }
})

async function playAlone(world: ScenarioWorld, folder: ScenarioFolder, recorded: object): Promise<Played> {
  const [scenario] = parseScenarios({ scenarios: [{ id: 'recorded', title: 'Recorded', ...recorded }] })
  if (scenario === undefined) throw new RangeError('One went in')
  const filed = { ...scenario, file: 'recorded.scenarios.json' }
  return playScenario(world, { ...folder, scenarios: [filed] }, filed)
}

/** The same folder, in which every word that somebody wrote, and every name and address, can be told again. */
function withCanaries(folder: ScenarioFolder): ScenarioFolder {
  const people = folder.usual.people.map((person) => ({ ...person, name: 'Canary Name', email: 'canary@example.org' }))
  return { ...folder, usual: { forms: withCanaryWords(folder.usual.forms) as typeof folder.usual.forms, people } }
}

const WORDS = /[a-z] .*\.$/i

function withCanaryWords(value: unknown): unknown {
  if (typeof value === 'string') return WORDS.test(value) ? `Canary: ${value}` : value
  if (Array.isArray(value)) return value.map(withCanaryWords)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withCanaryWords(each)]))
}
