import { expect } from 'chai'
import { forEachDatabase } from '../support/test-databases.ts'
import { startReadMail, type ReadMail } from '../support/mails.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { submitExample, walk } from '../support/walk.ts'

describe("a child's complaint, over HTTP and with real mail", function () {
  this.timeout(60_000)

  forEachDatabase((database) => {
    describe('from the public form to the last stage', () => {
      let post: ReadMail
      let test: TestService
      let caseId: string

      before(async () => {
        post = await startReadMail()
        test = await startTestService({
          database: database.config,
          now: '2026-02-02T09:00:00.000Z',
          smtpUrl: post.url,
        })
      })
      after(async () => {
        await test.stop()
        await post.stop()
      })

      it('goes through all three stages to its end', async () => {
        caseId = await submitExample(test)
        const steps = await walk(test, caseId)
        expect(steps).to.deep.equal([
          'task_record_complaint',
          'task_decide_eligibility',
          'task_choose_handling',
          'task_answer_stage_1',
          'task_report_actions',
          'stage-2-requested',
          'task_write_record',
          'task_appoint_adjudicator',
          'task_appoint_independent',
          'task_appoint_investigator',
          'record-commented',
          'task_investigate',
          'task_independent_report',
          'task_adjudicate',
          'panel-requested',
          'task_appoint_chair',
          'task_appoint_panel',
          'task_prepare_papers',
          'task_record_panel_meeting',
          'task_panel_report',
          'task_receive_recommendations',
          'task_decide_panel_response',
          'task_record_learning',
        ])
        const view = await test.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}`)
        expect(view.body).to.include({ status: 'closed', stage: 'stage-3', outcome: 'upheld' })
      })

      it('told the complainant of each step by e-mail, quoting the reference and no more in the subject', () => {
        const toChild = post.mails.filter(({ to }) => JSON.stringify(to).includes('jordan.reed@example.org'))
        expect(toChild.length).to.be.at.least(12)
        for (const { subject, text } of toChild) {
          expect(subject).to.include(caseId)
          expect(subject).to.not.match(/Jordan|Reed|cancelled/)
          expect(text).to.not.include('undefined')
        }
      })

      it('sent each letter once', () => {
        const ids = post.mails.map(({ messageId }) => messageId)
        expect(new Set(ids).size).to.equal(ids.length)
      })

      it('records the facts that the law asks for', async () => {
        const answer = await test.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}/facts`)
        const types = (answer.body as { facts: { type: string }[] }).facts.map(({ type }) => type)
        expect(types).to.include.members([
          'complaint-received',
          'advocacy-offered',
          'acknowledgement-sent',
          'procedure-information-given',
          'stage-1-answered',
          'stage-2-requested',
          'record-of-complaint-sent',
          'record-of-complaint-settled',
          'investigating-officer-appointed',
          'independent-person-appointed',
          'stage-2-answered',
          'panel-appointed',
          'panel-met',
          'panel-response-sent',
          'ombudsman-signposted',
          'case-closed',
        ])
        expect(types.indexOf('advocacy-offered')).to.be.below(types.indexOf('acknowledgement-sent'))
      })

      it('keeps an audit trail in which every command of the case stands', async () => {
        const answer = await test.call('auditor', 'GET', `/api/v1/cases/${caseId}/history?limit=500`)
        const lines = (answer.body as { history: { type: string }[] }).history.map(({ type }) => type)
        expect(lines[0]).to.equal('complaint-submitted')
        expect(lines.filter((type) => type === 'task-completed')).to.have.lengthOf(20)
        expect(lines).to.include('job-done')
        expect(lines).to.include('case-viewed')
      })
    })
  })
})
