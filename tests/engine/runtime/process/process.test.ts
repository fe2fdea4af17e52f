import { expect } from 'chai'
import {
  courseLines,
  InvalidValueError,
  NotPermittedError,
  processView,
  variantCases,
  type FactType,
  type NewFact,
} from '../../../../engine/index.ts'
import { instant } from '../../../../engine/values/instant.ts'
import { localDate } from '../../../../engine/values/local-date.ts'
import { a, startRuntime, type TestRuntime } from '../../../support/runtime.ts'
import { aCase, anInstance, aTask } from '../../../support/test-databases-rows.ts'
import { thrownBy } from '../../../support/test-databases-thrown.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'

const ANNA = a('auditor', 'anna')
const ASKED = { procedure: 'children-act' } as const
const BY = { recordedBy: 'm', role: 'complaints-manager' }
const fact = (type: FactType, on: string, data: object = {}) =>
  ({ type, on: localDate(on), data }) as unknown as NewFact

describe('how the cases of a procedure went', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    before(async () => {
      test = await startRuntime(database, { now: '2026-03-31T09:00:00.000Z' })
      await test.store.command(async (unit) => {
        for (const [id, row] of Object.entries(CASES)) unit.insertCase(aCase(id, row))
        await unit.addFacts('C1', [fact('complaint-received', '2026-03-02'), fact('case-closed', '2026-03-13')], BY)
        await unit.addFacts(
          'C2',
          [
            fact('complaint-received', '2026-03-04'),
            fact('stage-1-answered', '2026-03-05'),
            fact('fact-corrected', '2026-03-05', { fact: 'C2/2', reason: 'Another case.' }),
            fact('case-closed', '2026-03-10'),
          ],
          BY,
        )
        await unit.addFacts('C3', [fact('complaint-received', '2026-03-05')], BY)
        await unit.addFacts('C4', [fact('complaint-received', '2026-03-05')], BY)
        await unit.addFacts('C5', [fact('complaint-received', '2026-03-05')], BY)
        unit.openTask(aTask('C1', 'answer', { name: 'Answer at Stage 1', role: 'responding-manager' }))
        unit.closeTask('C1/answer', { status: 'done', by: 'm' })
        unit.openTask(aTask('C3', 'answer', { name: 'Answer at Stage 1', role: 'responding-manager' }))
      })
      await test.store.knex('tasks').update({ created_at: '2026-03-03T10:00:00.000Z' })
      await test.store.knex('tasks').whereNotNull('completed_at').update({ completed_at: '2026-03-11T10:00:00.000Z' })
    })
    after(async () => {
      await test.scheduler.stop()
      await test.store.close()
    })

    it('counts variants without what was taken back, of the cases that the reader may see', async () => {
      const { variants, cases, tasks, calendar } = await processView(test.runtime, ANNA, ASKED)
      expect(cases).to.equal(3)
      expect(variants.map(({ key, cases: n, duration }) => [key, n, duration.median])).to.deep.equal([
        ['complaint-received.case-closed', 2, 4],
        ['complaint-received', 1, undefined],
      ])
      expect(calendar).to.match(/^SI 2006\/1738 /)
      const [answer] = tasks
      expect(answer).to.deep.include({ element: 'answer', name: 'Answer at Stage 1', role: 'responding-manager' })
      expect([answer?.done.longest, answer?.waiting.longest]).to.deep.equal([6, 20])
      expect(answer?.longest.map(({ caseId, taskId }) => [caseId, taskId])).to.deep.equal([
        ['C3', 'C3/answer'],
        ['C1', 'C1/answer'],
      ])
    })

    it('says how long open cases have lasted, by the stage in which they are', async () => {
      const { open, ages } = await processView(test.runtime, ANNA, ASKED)
      // From Thursday 5 March to Tuesday 31 March 2026: 1 + 5 + 5 + 5 + 2 working days after the first.
      expect([open.number, open.median]).to.deep.equal([1, 18])
      expect(ages).to.deep.equal([
        {
          stage: 'stage-1',
          age: { number: 1, median: 18, p90: 18, longest: 18 },
          longest: [{ caseId: 'C3', days: 18 }],
        },
      ])
    })

    const narrowed = [
      ['a day of receipt', { ...ASKED, from: localDate('2026-03-04'), to: localDate('2026-03-04') }, 1],
      ['a version', { ...ASKED, version: 2 }, 0],
      ['another procedure', { procedure: 'corporate' }, 1],
    ] as const
    for (const [what, asked, cases] of narrowed) {
      it(`is narrowed to ${what}`, async () => {
        expect((await processView(test.runtime, ANNA, asked)).cases).to.equal(cases)
      })
    }

    it('gives the cases behind a variant, a page at a time', async () => {
      const variant = 'complaint-received.case-closed'
      const asked = { ...ASKED, variant, offset: 1, limit: 1 }
      expect(await variantCases(test.runtime, ANNA, asked)).to.deep.equal({
        steps: ['complaint-received', 'case-closed'],
        cases: [{ caseId: 'C2', receivedOn: '2026-03-04', closedOn: '2026-03-10', workingDays: 4 }],
        total: 2,
      })
      const error = await thrownBy(variantCases(test.runtime, ANNA, { ...asked, variant: 'x' }))
      expect(error).to.be.instanceOf(InvalidValueError)
    })

    it('gives what happened in each case and when, the first received first', async () => {
      const { lines, total } = await courseLines(test.runtime, ANNA, { ...ASKED, offset: 0, limit: 2 })
      expect(total).to.equal(3)
      expect(lines).to.deep.equal([
        {
          caseId: 'C1',
          receivedOn: '2026-03-02',
          closedOn: '2026-03-13',
          events: [
            { type: 'complaint-received', kind: 'received', on: '2026-03-02', day: 0 },
            { type: 'case-closed', kind: 'closed', on: '2026-03-13', day: 11 },
          ],
        },
        {
          caseId: 'C2',
          receivedOn: '2026-03-04',
          closedOn: '2026-03-10',
          events: [
            { type: 'complaint-received', kind: 'received', on: '2026-03-04', day: 0 },
            { type: 'case-closed', kind: 'closed', on: '2026-03-10', day: 6 },
          ],
        },
      ])
    })

    it('says what open cases wait for besides tasks, of those that the reader may see', async () => {
      expect((await processView(test.runtime, ANNA, ASKED)).waits).to.deep.equal([])
      const state = JSON.stringify({ waits: [{ element: 'ev_stage_2_requested' }] })
      const { hash: definitionHash } = await test.store.knex('definitions').first<{ readonly hash: string }>('hash')
      await test.store.command((unit) => {
        for (const id of ['C3', 'C4']) {
          unit.saveInstance(anInstance(id, { definitionHash, processId: 'children-act-after-stage-1', state }))
        }
        return Promise.resolve()
      })
      const { waits } = await processView(test.runtime, ANNA, ASKED)
      expect(waits.map(({ element, cases }) => [element, cases])).to.deep.equal([['gw_wait_after_stage_1', 1]])
      expect(waits[0]?.name).to.match(/^Waits for: Stage 2 asked for, or /)
      expect((await processView(test.runtime, ANNA, { ...ASKED, version: 2 })).waits).to.deep.equal([])
    })

    it('is read by those alone who may, and that stands in the trail', async () => {
      expect(await thrownBy(processView(test.runtime, a('caseworker'), ASKED))).to.be.instanceOf(NotPermittedError)
      const lines = (await test.store.read.history({ limit: 500 })).rows.filter(({ type }) => type === 'process-viewed')
      expect(lines.at(-1)?.body).to.include('"procedure":"children-act"')
    })
  })
})

const closed = (day: string) => ({ status: 'closed', closedAt: instant(`${day}T10:00:00.000Z`) }) as const
const CASES = {
  C1: { receivedOn: localDate('2026-03-02'), ...closed('2026-03-13') },
  C2: { receivedOn: localDate('2026-03-04'), ...closed('2026-03-10') },
  C3: { receivedOn: localDate('2026-03-05'), stage: 'stage-1' },
  C4: { receivedOn: localDate('2026-03-05'), restricted: true },
  C5: { receivedOn: localDate('2026-03-05'), procedure: 'corporate', ...closed('2026-03-13') },
} as const
