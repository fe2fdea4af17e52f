import { expect } from 'chai'
import { extendClock, localDate, recordFacts, submitComplaint } from '../../../engine/index.ts'
import { ANSWERS } from '../../processes/children-act/answers.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { complete, newCase, openTasks, say, walkOn } from '../../support/runtime-walk.ts'
import { CONFORMS, replayed } from '../../support/replayed.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

describe('the audit trail of a case', () => {
  forEachDatabase((database) => {
    describe('run through the token core', () => {
      let test: TestRuntime
      before(async function () {
        this.timeout(60_000)
        test = await startRuntime(database)
      })

      it('gives the stored state of every process of a case that went through all stages', async () => {
        const caseId = await newCase(test)
        await walkOn(test, caseId)
        expect((await test.store.read.instances(caseId)).length).to.be.at.least(10)
        expect(await replayed(test, caseId)).to.deep.equal(CONFORMS)
      })

      it('gives it after timers, an extension, a withdrawal and a new beginning', async () => {
        const caseId = await newCase(test)
        await walkOn(test, caseId, (each) => each === 'task_answer_stage_1')
        const until = localDate('2026-03-02')
        await extendClock(test.runtime, MANAGER, {
          caseId,
          rule: 'children-act.stage-1-answer',
          ground: 'complex',
          reason: 'x',
          until,
        })
        for (let day = 0; day < 45; day += 1) {
          test.clock.advance(86_400_000)
          await test.settle()
        }
        expect(await replayed(test, caseId)).to.deep.equal(CONFORMS)
        // Both limits of Stage 1 have passed, so the case cannot be closed without saying why.
        const late = ['children-act.stage-1-answer', 'children-act.stage-1-limit'].map((rule) => ({
          type: 'lateness-reason-recorded',
          on: test.today(),
          data: { rule, reasonCode: 'workload', reason: 'Two people were ill.' },
        }))
        await recordFacts(test.runtime, MANAGER, caseId, late)
        await say(test, caseId, 'complaint-withdrawn', { ...ANSWERS['withdraw-complaint'], withdrawnOn: test.today() })
        const element = 'task_decide_internal_review'
        for (const task of await openTasks(test, caseId)) {
          if (task.element === element)
            await complete(test, caseId, element, { ...ANSWERS['decide-internal-review'], reviewInternally: false })
        }
        await walkOn(test, caseId)
        await say(test, caseId, 'complaint-reopened', { ...ANSWERS['reopen-complaint'], reopenedOn: test.today() })
        await walkOn(test, caseId, (each) => each === 'task_investigate')
        expect(await replayed(test, caseId)).to.deep.equal(CONFORMS)
      })

      it('gives it for a case of which there is one command alone', async () => {
        const { caseId } = await submitComplaint(test.runtime, a('intake'), CHILDS_COMPLAINT)
        expect(await replayed(test, caseId)).to.deep.equal(CONFORMS)
      })
    })
  })
})
