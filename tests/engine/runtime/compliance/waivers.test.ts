import { expect } from 'chai'
import {
  approve,
  casesOfRule,
  complianceOverview,
  ConflictError,
  findingsOfCase,
  InvalidVariablesError,
  listWaivers,
  localDate,
  NotFoundError,
  NotPermittedError,
  proposeWaiver,
  RefusedError,
  refuseApproval,
  revokeWaiver,
  sweepFindings,
} from '../../../../engine/index.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../../support/runtime.ts'
import { newCase } from '../../../support/runtime-walk.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'
import { thrownBy } from '../../../support/test-databases-thrown.ts'

const AUDITOR = a('auditor')
const SECOND = a('monitoring-officer')
const UNTIL = localDate('2026-06-30')
const REASON = 'The family asked us to wait until the tribunal had sat.'

describe('waivers', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    let caseId: string
    before(async function () {
      this.timeout(60_000)
      test = await startRuntime(database)
      caseId = await newCase(test)
    })

    const asked = (change: object = {}) => ({ caseId, rule: 'C05', reason: REASON, until: UNTIL, ...change })
    const finding = async () => {
      const { findings } = await findingsOfCase(test.runtime, AUDITOR, caseId)
      return findings.find(({ rule }) => rule === 'C05')
    }
    const counts = async () => {
      await sweepFindings(test.runtime)
      const { rules, clauses } = await complianceOverview(test.runtime, AUDITOR, { rule: 'C05' })
      expect(clauses[0]?.counts).to.deep.equal(rules[0]?.counts)
      const { waived = 0, 'not-met': notMet = 0 } = rules[0]?.counts ?? {}
      const [listedWaived, listedNotMet] = [
        await casesOfRule(test.runtime, AUDITOR, { rule: 'C05', result: 'waived' }),
        await casesOfRule(test.runtime, AUDITOR, { rule: 'C05', result: 'not-met' }),
      ]
      expect([listedWaived.total, listedNotMet.total]).to.deep.equal([waived, notMet])
      return { waived, notMet }
    }

    it('are not for what may still be kept', async () => {
      const { runtime } = test
      expect(await thrownBy(proposeWaiver(runtime, MANAGER, asked()))).to.be.instanceOf(RefusedError)
      await test.moveTo('2026-03-04T09:00:00.000Z')
      expect(await counts()).to.deep.equal({ waived: 0, notMet: 1 })
    })

    const REFUSED: readonly (readonly [
      string,
      object,
      ReturnType<typeof a>,
      abstract new (...of: never[]) => Error,
    ])[] = [
      ['by an auditor', {}, AUDITOR, NotPermittedError],
      ['of a rule that there is not', { rule: 'C99' }, MANAGER, NotFoundError],
      ['in a case that there is not', { caseId: 'SC-2026-99999' }, MANAGER, NotFoundError],
      ['until a day that is over', { until: localDate('2026-03-03') }, MANAGER, InvalidVariablesError],
      ['for more than a year', { until: localDate('2027-03-06') }, MANAGER, InvalidVariablesError],
      ['without a reason', { reason: '  ' }, MANAGER, InvalidVariablesError],
    ]
    for (const [name, change, who, error] of REFUSED) {
      it(`are not proposed ${name}`, async () => {
        expect(await thrownBy(proposeWaiver(test.runtime, who, asked(change)))).to.be.instanceOf(error)
      })
    }

    it('need a second person, who may say no', async () => {
      const { approval } = await proposeWaiver(test.runtime, MANAGER, asked())
      expect(await thrownBy(approve(test.runtime, MANAGER, approval))).to.be.instanceOf(NotPermittedError)
      await refuseApproval(test.runtime, SECOND, approval)
      expect(await finding()).to.deep.include({ result: 'not-met', waivers: [] })
    })

    it('are shown in place of what was found, with it beside them', async () => {
      const { approval } = await proposeWaiver(test.runtime, MANAGER, asked())
      await approve(test.runtime, SECOND, approval)
      const found = await finding()
      expect(found).to.include({ result: 'waived', found: 'not-met' })
      expect(found?.waivers[0]).to.include({ standing: 'in-force', reason: REASON, until: UNTIL })
      expect(found?.waivers[0]).to.include({ givenBy: MANAGER.id, approvedBy: SECOND.id })
      expect(await counts()).to.deep.equal({ waived: 1, notMet: 0 })
      expect(await thrownBy(proposeWaiver(test.runtime, MANAGER, asked()))).to.be.instanceOf(RefusedError)
    })

    it('stand in the audit trail, with their reason where it can be erased', async () => {
      const { rows } = await test.store.read.history({ caseId, limit: 500 })
      const row = rows.find(({ type }) => type === 'duty-waived')
      expect(row?.body).to.include('"C05"').and.not.include(REASON)
      expect((await test.store.read.auditPayload(row?.seq ?? 0))?.payload).to.equal(REASON)
    })

    it('run out, and then what was found counts again', async () => {
      await test.moveTo('2026-06-30T09:00:00.000Z')
      expect(await counts()).to.deep.equal({ waived: 1, notMet: 0 })
      await test.moveTo('2026-07-01T09:00:00.000Z')
      expect(await counts()).to.deep.equal({ waived: 0, notMet: 1 })
      const found = await finding()
      expect(found?.result).to.equal('not-met')
      expect(found?.waivers.map(({ standing }) => standing)).to.deep.equal(['run-out'])
    })

    it('are revoked once, and stay to be seen', async () => {
      const { approval } = await proposeWaiver(test.runtime, MANAGER, asked({ until: localDate('2026-12-31') }))
      await approve(test.runtime, SECOND, approval)
      const [first] = (await listWaivers(test.runtime, AUDITOR)).waivers
      const waiver = first?.waiver ?? ''
      await revokeWaiver(test.runtime, MANAGER, { waiver, reason: 'It was given in error.' })
      expect(await counts()).to.deep.equal({ waived: 0, notMet: 1 })
      const again = revokeWaiver(test.runtime, MANAGER, { waiver, reason: 'Again.' })
      expect(await thrownBy(again)).to.be.instanceOf(ConflictError)
      const { waivers } = await listWaivers(test.runtime, AUDITOR)
      expect(waivers.map(({ standing }) => standing)).to.deep.equal(['revoked', 'run-out'])
    })

    it('are neither changed nor deleted in the database', async () => {
      const rows = () => test.store.knex('duty_waivers')
      expect(await thrownBy(rows().delete())).to.be.instanceOf(Error)
      expect(await thrownBy(rows().update({ until_on: '2030-01-01' }))).to.be.instanceOf(Error)
      expect(await thrownBy(rows().update({ revoked_at: null, revoked_by: null }))).to.be.instanceOf(Error)
    })
  })
})
