import { expect } from 'chai'
import { readCouncilFile } from '../../api/council-file.ts'
import { playedInWords } from '../../api/cli/scenarios/describe.ts'
import {
  coverageOf,
  foldersIn,
  playScenario,
  proceduresOf,
  readScenarioFolder,
  startWorld,
  type ScenarioWorld,
  type TakenFlow,
} from '../../api/scenarios/index.ts'
import { filesOf } from '../../api/service.ts'

/*
 * Every scenario of every procedure, on the real runtime; together they take every sequence flow of every diagram. A
 * flow of a procedure that others use counts whoever's scenario takes it.
 */
const PATHS = foldersIn('processes')

describe('processes: scenarios', function () {
  this.timeout(60_000)
  let world: ScenarioWorld
  const taken: TakenFlow[] = []
  before(async () => {
    world = await startWorld(readCouncilFile('processes/councils/example-council.json'), proceduresOf(PATHS))
  })
  after(() => world.close())

  for (const path of PATHS) {
    describe(path, () => {
      const folder = readScenarioFolder(path)
      it('is deployed', () => {
        expect(world.refused.get(folder.procedure) ?? []).to.deep.equal([])
      })
      for (const scenario of folder.scenarios) {
        it(`${scenario.id}: ${scenario.title}`, async () => {
          const played = await playScenario(world, folder, scenario)
          taken.push(...played.taken)
          if (played.problems.length > 0) expect.fail(playedInWords(folder, played).join('\n'))
        })
      }
    })
  }

  describe('take every flow', () => {
    for (const path of PATHS) {
      const diagrams = filesOf(path).filter(({ path: file }) => file.endsWith('.bpmn') && !file.startsWith('uses/'))
      for (const { path: file } of diagrams) {
        it(`of ${path}/${file}`, () => {
          const coverage = coverageOf(world, readScenarioFolder(path).procedure, taken)
          const untaken = coverage.find((diagram) => diagram.file === file)?.untaken
          expect(untaken?.map(({ id, name = '' }) => `${id} ${name}`.trim())).to.deep.equal([])
        })
      }
    }
  })
})
