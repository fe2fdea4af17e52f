import { expect } from 'chai'
import { differingCases, findingsOfCase, sweepFindings, complianceOverview } from '../../../../engine/index.ts'
import { a, startRuntime, type TestRuntime } from '../../../support/runtime.ts'
import { newCase, walkOn } from '../../../support/runtime-walk.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'
import { randomFrom } from '../../law/facts.ts'

const AUDITOR = a('auditor')
const STEP = 'task_answer_stage_1'
const CASES = 5

describe('deadlines as they are stored', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    const cases: string[] = []
    before(async function () {
      this.timeout(60_000)
      test = await startRuntime(database)
    })

    const differing = async () => {
      await sweepFindings(test.runtime)
      return differingCases(test.runtime, AUDITOR)
    }

    it(`are what the facts give, at ${CASES} random places of cases that go on (seed 3)`, async () => {
      const random = randomFrom(3)
      for (let n = 0; n < CASES; n += 1) {
        const caseId = await newCase(test)
        cases.push(caseId)
        const steps = Math.floor(random() * 20)
        let left = n === 0 ? 0 : steps
        if (n === 0) await walkOn(test, caseId, (step) => step === STEP)
        else await walkOn(test, caseId, () => (left -= 1) < 0)
        if (random() < 0.5) await test.moveTo(`2026-0${3 + Math.floor(n / 4)}-${10 + n}T09:00:00.000Z`)
      }
      expect((await differing()).cases).to.deep.equal([])
      expect(await complianceOverview(test.runtime, AUDITOR)).to.have.property('differing', 0)
    })

    const CHANGES: readonly (readonly [string, string, (caseId: string) => Promise<unknown>])[] = [
      [
        'a task',
        'task',
        (caseId) => test.store.knex('tasks').where({ case_id: caseId, element: STEP }).update({ due_on: '2027-01-04' }),
      ],
      [
        'an alarm',
        'alarm',
        (caseId) =>
          test.store
            .knex('timers')
            .where({ case_id: caseId, status: 'armed', kind: 'deadline' })
            .andWhereNot('due_at', 'like', '9999%')
            .update({ due_at: '2027-01-04T08:00:00.000Z' }),
      ],
      [
        'the list of the case',
        'case',
        async (caseId) => {
          const row = await test.store.read.case(caseId)
          const state = JSON.stringify(row?.state).replaceAll('2026-02-16', '2027-01-04')
          await test.store.knex('cases').where({ id: caseId }).update({ state })
        },
      ],
    ]
    for (const [where, kind, change] of CHANGES) {
      it(`are found where ${where} was changed by hand, with both days`, async () => {
        const [caseId = ''] = cases
        await change(caseId)
        const { differences } = await findingsOfCase(test.runtime, AUDITOR, caseId)
        const found = differences.find((each) => each.in === kind && each.stored === '2027-01-04')
        expect(found, JSON.stringify(differences)).to.include({ rule: 'children-act.stage-1-answer' })
        expect(found?.facts).to.deep.equal([`${caseId}/1`])
        expect(found?.computed).to.match(/^2026-/)
        const { total, cases: listed } = await differing()
        expect([total, listed[0]?.caseId]).to.deep.equal([1, caseId])
      })
    }
  })
})
