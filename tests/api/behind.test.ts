import { expect } from 'chai'
import { isBehind } from '../../api/behind.ts'
import { fixedClock } from '../support/test-databases-clock.ts'
import { aCase, aTimer } from '../support/test-databases-rows.ts'
import { seed } from '../support/test-databases-thrown.ts'
import { forEachDatabase } from '../support/test-databases.ts'

describe('being behind with timers', () => {
  forEachDatabase((database) => {
    it('is so while one waits that has been due for more than a minute', async () => {
      const clock = fixedClock('2026-03-02T09:00:00.000Z')
      const store = await database.open({ clock })
      const behind = () => isBehind({ store, clock })
      expect(await behind()).to.equal(false)
      await seed(store, (unit) => {
        unit.insertCase(aCase('b'))
        unit.armTimer(aTimer('b', 'later', '2026-03-02T10:00:00.000Z'))
        unit.armTimer(aTimer('b', 'soon', '2026-03-02T09:00:00.000Z'))
      })
      clock.advance(60_000)
      expect(await behind()).to.equal(false)
      clock.advance(1)
      expect(await behind()).to.equal(true)
      await seed(store, (unit) => {
        unit.timerFired('b/soon')
      })
      expect(await behind()).to.equal(false)
    })
  })
})
