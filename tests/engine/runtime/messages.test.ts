import { expect } from 'chai'
import { correlateMessage, InvalidVariablesError, retryIncident } from '../../../engine/index.ts'
import { skipByTwo } from '../../support/by-two.ts'
import { MANAGER, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { answersFor, complete, newCase, openTasks, say, taskAt, walkOn } from '../../support/runtime-walk.ts'
import { allRows } from '../../support/runtime-rows.ts'
import { forEachDatabase } from '../../support/test-databases.ts'
import { thrownBy } from '../../support/test-databases-thrown.ts'
import { ANSWERS } from '../../processes/children-act/answers.ts'

describe('messages to a case', () => {
  forEachDatabase((database) => {
    describe('of a child', () => {
      let test: TestRuntime
      let caseId: string
      before(async function () {
        this.timeout(60_000)
        test = await startRuntime(database)
      })
      beforeEach(async () => {
        caseId = await newCase(test)
      })

      const send = (name: string, form: string, keepForDays = 0, key?: string) =>
        correlateMessage(
          test.runtime,
          MANAGER,
          { caseId, name, answers: answersFor(test, form), keepForDays },
          key === undefined ? {} : { idempotencyKey: key },
        )
      const inbox = async () => (await allRows(test.store, 'inbox')).filter((row) => row['case_id'] === caseId)
      const factTypes = async () => (await test.store.read.facts(caseId)).map(({ type }) => type)

      it('keeps one that comes early, and takes it when the case comes to wait for it', async () => {
        const sent = await send('stage-2-requested', 'request-stage-2', 60)
        expect(sent.result).to.deep.equal({ name: 'stage-2-requested', taken: false })
        const steps = await walkOn(test, caseId, (step) => step === 'task_write_record')
        expect(steps).to.not.include('stage-2-requested')
        expect((await inbox()).map(({ status }) => status)).to.deep.equal(['taken'])
        expect(await factTypes()).to.include('stage-2-requested')
      })

      it('refuses one that comes early and is not to be kept, and says what the case waits for', async () => {
        const error = await thrownBy(send('stage-2-requested', 'request-stage-2'))
        expect(error).to.include({ reason: 'nobody-waits' })
        expect((error as Error).message).to.include('complaint-withdrawn')
        expect(await inbox()).to.deep.equal([])
      })

      it('refuses one that nothing ever waits for, and one whose form is filled in badly, at once', async () => {
        expect(await thrownBy(send('tea-time', 'request-stage-2', 10))).to.include({ reason: 'unknown-message' })
        const answers = { requestedOn: 'soon' }
        const badly = correlateMessage(test.runtime, MANAGER, {
          caseId,
          name: 'stage-2-requested',
          answers,
          keepForDays: 9,
        })
        expect(await thrownBy(badly)).to.be.instanceOf(InvalidVariablesError)
        for (const keepForDays of [-1, 0.5, 367, NaN]) {
          expect(await thrownBy(send('stage-2-requested', 'request-stage-2', keepForDays))).to.include({
            code: 'INVALID_VALUE',
          })
        }
        expect(await inbox()).to.deep.equal([])
      })

      it('takes one that is sent twice once', async () => {
        await walkOn(test, caseId, (step) => step === 'stage-2-requested')
        const first = await send('stage-2-requested', 'request-stage-2', 0, 'mail-77')
        expect(await send('stage-2-requested', 'request-stage-2', 0, 'mail-77')).to.deep.equal(first)
        expect(await thrownBy(send('stage-2-requested', 'request-stage-2', 0, 'mail-78'))).to.include({
          reason: 'nobody-waits',
        })
        expect((await factTypes()).filter((type) => type === 'stage-2-requested')).to.have.lengthOf(1)
      })

      it('keeps one that is sent twice early once', async () => {
        const first = await send('stage-2-requested', 'request-stage-2', 60, 'mail-79')
        expect(await send('stage-2-requested', 'request-stage-2', 60, 'mail-79')).to.deep.equal(first)
        expect(await inbox()).to.have.lengthOf(1)
      })

      it('does not take one that has expired', async () => {
        await send('stage-2-requested', 'request-stage-2', 1)
        const now = test.clock.now()
        test.clock.advance(2 * 86_400_000)
        const steps = await walkOn(test, caseId, (step) => step === 'stage-2-requested')
        expect(steps).to.include('task_answer_stage_1')
        expect(await factTypes()).to.not.include('stage-2-requested')
        test.clock.set(now)
      })

      it('puts a kept one that the case does not allow before a person, and goes on', async () => {
        // Two such requests: by the time the second is looked at, nothing waits for it; the form's own day is refused.
        await correlateMessage(test.runtime, MANAGER, {
          caseId,
          name: 'stage-2-requested',
          answers: answersFor(test, 'request-stage-2', { requestedOn: '2026-12-24' }),
          keepForDays: 300,
        })
        await walkOn(test, caseId, (step) => step === 'stage-2-requested')
        const { rows } = await test.store.read.incidents({ caseId, status: 'open', limit: 10 })
        expect(rows.map(({ code }) => code)).to.deep.equal(['message-refused'])
        expect((await test.store.read.case(caseId))?.status).to.equal('incident')
        const incidentId = rows[0]?.id ?? ''
        expect(await thrownBy(retryIncident(test.runtime, MANAGER, incidentId))).to.have.property('name')
        await skipByTwo(test.runtime, MANAGER, { incidentId, reason: 'Asked again by phone.' })
        expect((await test.store.read.case(caseId))?.status).to.equal('open')
        await walkOn(test, caseId, (step) => step === 'task_write_record')
      })

      for (const step of [
        'task_record_complaint',
        'task_answer_stage_1',
        'stage-2-requested',
        'task_investigate',
        'panel-requested',
      ]) {
        it(`lets the complainant withdraw at ${step}`, async () => {
          await walkOn(test, caseId, (each) => each === step)
          await say(test, caseId, 'complaint-withdrawn', {
            ...ANSWERS['withdraw-complaint'],
            withdrawnOn: test.today(),
          })
          for (const { element } of await openTasks(test, caseId)) {
            const change = element === 'task_decide_internal_review' ? ANSWERS['decide-internal-review'] : {}
            await complete(test, caseId, element, { ...change, reviewInternally: false })
          }
          await walkOn(test, caseId)
          expect(await factTypes()).to.include.members(['complaint-withdrawn', 'withdrawal-confirmed'])
          expect((await test.store.read.case(caseId))?.status).to.equal('closed')
          const open = await test.store.read.timers({ caseId, status: 'armed', limit: 50 })
          expect(open.rows).to.deep.equal([])
        })
      }

      it('defers a complaint for court proceedings, and takes it up again when it is resubmitted', async () => {
        await walkOn(test, caseId, (step) => step === 'task_record_complaint')
        await complete(test, caseId, 'task_record_complaint', { concurrentProceedings: true })
        await walkOn(test, caseId, (step) => step === 'task_decide_deferral' || step === 'task_choose_handling')
        await complete(test, caseId, 'task_decide_deferral', ANSWERS['decide-deferral'])
        expect(await factTypes()).to.include('consideration-deferred')
        const day = { concludedOn: test.today() }
        await complete(test, caseId, 'task_watch_proceedings', { ...ANSWERS['conclude-proceedings'], ...day })
        await say(test, caseId, 'complaint-resubmitted', {
          ...ANSWERS['resubmit-complaint'],
          resubmittedOn: test.today(),
        })
        await walkOn(test, caseId, (step) => step === 'task_answer_stage_1')
        expect((await taskAt(test, caseId, 'task_answer_stage_1')).dueOn).to.equal('2026-02-16')
      })

      it('begins a closed case again', async () => {
        await walkOn(test, caseId, (step) => step === 'stage-2-requested')
        await say(test, caseId, 'complaint-withdrawn', { ...ANSWERS['withdraw-complaint'], withdrawnOn: test.today() })
        for (const { element } of await openTasks(test, caseId))
          await complete(test, caseId, element, { ...ANSWERS['decide-internal-review'], reviewInternally: false })
        await walkOn(test, caseId)
        const again = { ...ANSWERS['reopen-complaint'], reopenedOn: test.today() }
        const { result } = await say(test, caseId, 'complaint-reopened', again)
        expect(result.taken).to.equal(true)
        expect(await test.store.read.case(caseId)).to.include({ status: 'open', closedAt: null })
        await walkOn(test, caseId)
        expect((await test.store.read.case(caseId))?.status).to.equal('closed')
        expect(await factTypes()).to.include('stage-2-answered')
      })
    })
  })
})
