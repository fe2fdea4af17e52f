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
import { dayOf, caseReplay, waits, type ProcessWay, type TokenState } from '../../engine/index.ts'
import { judgeCases } from '../../engine/runtime/compliance/load-cases.ts'
import { storedDifferences } from '../../engine/runtime/compliance/stored-deadlines.ts'
import { conformanceOf } from '../../engine/runtime/replay/conformance.ts'
import type { InstanceRow } from '../../engine/store/index.ts'
import { CONFORMS } from '../support/replayed.ts'
import { brokenIn, NAMED } from './broken.ts'

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
          const [judged] = await judgeCases(world.runtime, [played.caseId ?? ''], dayOf(world.now()))
          const broken = (judged?.findings ?? []).flatMap(({ duty, result }) => {
            if (result !== 'not-met' && result !== 'cannot-tell') return []
            return result === 'not-met' ? [duty] : [`${duty}?`]
          })
          expect(broken.join(' '), 'duties').to.equal(brokenIn(folder.procedure, scenario.id))
          expect(judged && storedDifferences(judged), 'deadlines as they are stored').to.deep.equal([])
        })
      }
    })
  }

  it('are all there of which the table of duties speaks', () => {
    const all = PATHS.flatMap((path) => {
      const { procedure, scenarios } = readScenarioFolder(path)
      return scenarios.map(({ id }) => `${procedure}/${id}`)
    })
    expect(NAMED.filter((named) => !all.includes(named))).to.deep.equal([])
  })

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

  describe('played again from their record', () => {
    it('end in the state that is stored, in every case of every scenario, and were there at each step', async function () {
      this.timeout(240_000)
      const { store } = world.runtime
      let cases = 0
      for (let after: string | undefined, done = false; !done;) {
        const page = await store.read.cases({ limit: 100, ...(after !== undefined && { after }) })
        for (const row of page.rows) {
          const { fitness, deviation } = await conformanceOf(world.runtime, row)
          expect({ fitness, deviation }, row.id).to.deep.equal(CONFORMS)
          const { moment, steps } = await caseReplay(world.runtime, AUDITOR, row.id)
          expect(moment.step, row.id).to.equal(steps.length)
          expect(standingIn(moment.ways), row.id).to.deep.equal(standingStored(await store.read.instances(row.id)))
          cases += 1
        }
        after = page.next
        done = after === undefined
      }
      expect(cases).to.be.greaterThan(100)
    })
  })
})

const AUDITOR = { id: 'auditor', role: 'auditor' } as const

/** Processes with how often each was begun, whether one runs, and the elements at which it waits. */
function standingIn(ways: readonly ProcessWay[]): readonly string[] {
  return ways
    .map(({ process, begun, standing, elements }) => {
      const waiting = elements.flatMap(({ element, waiting: how }) => (how === undefined ? [] : [element]))
      return `${process} ${begun} ${standing} ${waiting.toSorted().join(' ')}`
    })
    .toSorted()
}

function standingStored(rows: readonly InstanceRow[]): readonly string[] {
  const processes = [...new Set(rows.map(({ processId }) => processId))]
  return processes
    .map((process) => {
      const own = rows.filter(({ processId }) => processId === process)
      const open = own.filter(({ ended }) => !ended).map(({ state }) => JSON.parse(state) as TokenState)
      const waiting = open.flatMap((state) => [
        ...waits(state).map(({ element }) => element),
        ...state.held.flatMap(({ kind, element }) => (kind === 'join' ? [element] : [])),
      ])
      const standing = open.length > 0 ? 'running' : 'ended'
      return `${process} ${own.length} ${standing} ${[...new Set(waiting)].toSorted().join(' ')}`
    })
    .toSorted()
}
