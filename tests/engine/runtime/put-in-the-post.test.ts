import { expect } from 'chai'
import { caseClocks, printQueue, recordPrinted, submitComplaint } from '../../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { MANAGER, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { walkOn } from '../../support/runtime-walk.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

const ON_PAPER = { contactPreference: 'letter', address: ['1 High Street', 'Exampleton'] } as const

describe('a letter on paper', () => {
  forEachDatabase((database) => {
    describe('that answers at Stage 1', () => {
      let test: TestRuntime
      let caseId: string
      let letter: string
      before(async function () {
        this.timeout(60_000)
        // Received on Monday 2 March 2026: the tenth working day is Monday 16 March.
        test = await startRuntime(database, { now: '2026-03-02T10:00:00.000Z' })
      })

      const begin = async () => {
        await test.moveTo('2026-03-02T10:00:00.000Z')
        const [child, ...others] = CHILDS_COMPLAINT.people
        const people = [{ ...child, ...ON_PAPER }, ...others]
        const submission = { ...CHILDS_COMPLAINT, points: [...CHILDS_COMPLAINT.points], people }
        ;({ caseId } = await submitComplaint(test.runtime, MANAGER, submission))
        await walkOn(test, caseId, (step) => step === 'task_answer_stage_1')
        await test.moveTo('2026-03-13T10:00:00.000Z')
        await walkOn(test, caseId, (step) => step === 'stage-2-requested')
        const { letters } = await printQueue(test.runtime, MANAGER)
        letter = letters.findLast((each) => each.caseId === caseId && each.contents.includes('answer'))?.id ?? ''
        expect(letter).to.not.equal('')
      }
      const clock = async (rule: string) => {
        const { status, due, metOn } =
          (await caseClocks(test.runtime, MANAGER, caseId)).find((each) => each.rule === rule) ?? {}
        return [status, due, metOn]
      }
      const facts = async (type: string) => {
        const all = await test.store.read.facts(caseId)
        const corrected = new Set(all.flatMap((fact) => (fact.type === 'fact-corrected' ? [fact.data.fact] : [])))
        return all.filter((fact) => fact.type === type && !corrected.has(fact.id)).map(({ on }) => on)
      }
      const timer = async () => {
        const { rows } = await test.store.read.timers({ caseId, status: 'armed', limit: 50 })
        return rows.map(({ dueAt }) => dueAt.slice(0, 10))
      }

      it('keeps its day when it is posted on the day on which it was written', async () => {
        await begin()
        await recordPrinted(test.runtime, MANAGER, letter)
        expect(await facts('stage-1-answered')).to.deep.equal(['2026-03-13'])
        expect(await clock('children-act.stage-1-answer')).to.deep.equal(['met', '2026-03-16', '2026-03-13'])
      })

      it('is sent on the day on which it is posted, in time or late, and what it begins begins then', async () => {
        for (const [posted, status, ends] of [
          // Twenty working days after 16 March, without Good Friday 3 April and Easter Monday 6 April: 15 April.
          ['2026-03-16', 'met', '2026-04-15'],
          ['2026-03-17', 'met-late', '2026-04-16'],
        ] as const) {
          await begin()
          const before = await timer()
          await test.moveTo(`${posted}T10:00:00.000Z`)
          await recordPrinted(test.runtime, MANAGER, letter)
          expect(await facts('stage-1-answered')).to.deep.equal([posted])
          expect(await clock('children-act.stage-1-answer')).to.deep.equal([status, '2026-03-16', posted])
          expect((await clock('children-act.stage-2-request-window')).slice(0, 2)).to.deep.equal(['running', ends])
          expect(await timer()).to.not.deep.equal(before)
          const { rows } = await test.store.read.history({ caseId, limit: 100 })
          const row = rows.find(({ type }) => type === 'letter-printed')
          expect(row?.body).to.include('"moved":["stage-1-answered"]')
        }
      })
    })
  })
})
