import { expect } from 'chai'
import { readCouncilFile } from '../../../api/council-file.ts'
import {
  playScenario,
  proceduresOf,
  readScenarioFolder,
  startWorld,
  type ScenarioWorld,
} from '../../../api/scenarios/index.ts'
import { caseRecord, dayOf, dutyNamed, judgeDuty } from '../../../engine/index.ts'
import { CHILDREN_ACT_DUTIES } from '../../../engine/law/children-act/duties.ts'

/*
 * Cases that the product itself ran, judged. What went well has nothing that was not met and nothing that cannot be told;
 * what went wrong shows that and no more. `shown` are duties of which something was to be kept.
 */
const CHILD = 'processes/children-act'
const AT_THE_START = ['C01', 'C02', 'C03', 'C05', 'C07', 'C08']
const STAGE_2 = ['C09', 'C10', 'C11', 'C12', 'C13', 'C14', 'C15', 'C16', 'C17', 'C18', 'C19', 'C20']
const STAGE_3 = ['C21', 'C22', 'C23', 'C24', 'C25', 'C26', 'C27', 'C28', 'C29']

const RUNS: readonly {
  readonly scenario: string
  readonly met: readonly string[]
  readonly broken?: readonly string[]
}[] = [
  { scenario: 'all-three-stages', met: [...AT_THE_START, ...STAGE_2, ...STAGE_3] },
  { scenario: 'early-referral', met: [...AT_THE_START, ...STAGE_2, 'C30'] },
  { scenario: 'stage-1-extended', met: [...AT_THE_START, 'C06'] },
  { scenario: 'advocate-on-day-6', met: [...AT_THE_START, 'C04'] },
  { scenario: 'stage-2-to-65-working-days', met: [...AT_THE_START, ...STAGE_2] },
  {
    scenario: 'withdrawn-and-reopened',
    met: ['C01', 'C02', 'C03', 'C31'],
    broken: ['C05', 'C07', 'C08'],
  },
  {
    scenario: 'f1-children',
    met: [...AT_THE_START, 'C06', ...STAGE_2.filter((id) => id !== 'C16'), ...STAGE_3],
    broken: ['C16'],
  },
]

describe('children’s procedure: duties of cases that the product ran', function () {
  this.timeout(60_000)
  let world: ScenarioWorld
  before(async () => {
    world = await startWorld(readCouncilFile('processes/councils/example-council.json'), proceduresOf([CHILD]))
  })
  after(() => world.close())

  for (const { scenario, met, broken = [] } of RUNS) {
    it(scenario, async () => {
      const folder = readScenarioFolder(CHILD)
      const filed = folder.scenarios.find(({ id }) => id === scenario)
      if (filed === undefined) throw new Error(`There is no scenario ${scenario}`)
      const known = new Set((await world.runtime.store.read.cases({ limit: 100 })).rows.map(({ id }) => id))
      await playScenario(world, folder, filed)
      const { rows } = await world.runtime.store.read.cases({ limit: 100 })
      const caseId = rows.find(({ id }) => !known.has(id))?.id ?? ''
      const facts = await world.runtime.store.read.facts(caseId)
      const today = dayOf(world.now())
      const record = caseRecord({ caseId, facts, today, context: { procedure: 'children-act' } })
      const found = CHILDREN_ACT_DUTIES.map(({ id }) => judgeDuty(dutyNamed(id), record))
      const having = (...results: readonly string[]): readonly string[] =>
        found.filter(({ result }) => results.includes(result)).map(({ duty }) => duty)
      expect(having('not-met', 'cannot-tell')).to.deep.equal(broken)
      expect([...having('met')].sort()).to.deep.equal([...met].sort())
    })
  }
})
