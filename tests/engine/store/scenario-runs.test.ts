import { expect } from 'chai'
import { instant } from '../../../engine/index.ts'
import type { ScenarioRunRow, Store } from '../../../engine/store/index.ts'
import { fixedClock } from '../../support/test-databases-clock.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

type Added = Omit<ScenarioRunRow, 'askedAt' | 'heardAt'>

const run = (id: string, contents: string): Added => ({
  id,
  contents,
  procedure: 'tiny',
  draftId: 'draft-1',
  revision: 3,
  status: 'running',
  total: 2,
  played: 0,
  results: null,
  askedBy: 'owner',
})

describe('runs of the scenarios of a draft, as they are kept', () => {
  forEachDatabase((database) => {
    const clock = fixedClock('2026-03-02T09:00:00.000Z')
    let store: Store
    before(async () => {
      store = await database.open({ clock })
    })
    const add = (row: Added) =>
      store.command((unit) => {
        unit.addScenarioRun(row)
        return Promise.resolve()
      })
    const change = (id: string, to: Pick<Partial<ScenarioRunRow>, 'status' | 'played' | 'results'>) =>
      store.command((unit) => {
        unit.changeScenarioRun(id, to)
        return Promise.resolve()
      })

    it('are heard of while they are played, and keep what came of them', async () => {
      await add(run('run-1', 'aa'))
      clock.set(instant('2026-03-02T09:01:00.000Z'))
      await change('run-1', { played: 1 })
      const results = { summary: { passed: 2, failed: 0 }, unfit: [], words: '“Choose” – £5' }
      await change('run-1', { status: 'done', played: 2, results })
      expect(await store.read.scenarioRun('run-1')).to.deep.equal({
        ...run('run-1', 'aa'),
        ...{ status: 'done', played: 2, results },
        ...{ askedAt: '2026-03-02T09:00:00.000Z', heardAt: '2026-03-02T09:01:00.000Z' },
      })
    })

    it('hear nothing once they have ended', async () => {
      await change('run-1', { status: 'cancelled', results: null })
      expect(await store.read.scenarioRun('run-1')).to.include({ status: 'done', played: 2 })
    })

    it('are found by the draft, the newest first, and by what they were played on', async () => {
      clock.set(instant('2026-03-02T10:00:00.000Z'))
      await add(run('run-2', 'bb'))
      const idOf = async (...asked: Parameters<Store['read']['lastScenarioRun']>) =>
        (await store.read.lastScenarioRun(...asked))?.id
      expect(await idOf('draft-1')).to.equal('run-2')
      expect(await idOf('draft-1', 'aa')).to.equal('run-1')
      expect(await idOf('draft-1', 'cc')).to.equal(undefined)
      expect(await idOf('draft-2')).to.equal(undefined)
    })
  })
})
