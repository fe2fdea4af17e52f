import { expect } from 'chai'
import { sweepFindings } from '../../../engine/index.ts'
import { startWork, type AtWork } from '../../support/at-work.ts'
import { violations } from '../../support/browser-pages.ts'
import type { Keyboard } from '../../support/keyboard.ts'
import { addUser, PASSWORD } from '../../support/users.ts'
import { submitExample, walk } from '../../support/walk.ts'

const SECOND = 'max.stone'

describe('What an auditor finds, by keyboard', function () {
  this.timeout(240_000)
  let work: AtWork
  let caseId: string
  before(async function () {
    work = await startWork('2026-03-02T09:00:00Z', this)
    const { runtime } = work.test.service
    await addUser(runtime, SECOND, ['complaints-manager'])
    caseId = await submitExample(work.test)
    await walk(work.test, caseId, (step) => step === 'task_answer_stage_1')
    // The last day was Monday 16 March: ten working days after Monday 2 March.
    await work.moveTo('2026-03-20T09:00:00Z')
    await sweepFindings(runtime)
  })
  after(() => (work as AtWork | undefined)?.stop())

  const looksRight = async ({ page }: Keyboard) => {
    expect(await violations(page)).to.deep.equal([])
  }

  it('leads from signing in over a duty that was not met to the facts of a case, and records each look', async () => {
    const auditor = await work.anybody()
    await auditor.open('/sign-in')
    await auditor.send({ name: 'audra.finn', password: PASSWORD }, 'Sign in')
    expect(auditor.at()).to.equal('/audit')
    expect(await auditor.heading()).to.equal('Compliance')
    expect(await auditor.words()).to.include('81 duties were checked on 1 case')
    await looksRight(auditor)

    await auditor.press(/^\d+ not met$/)
    expect(await auditor.words()).to.include('Stage 1 is answered within 10 working days')
    await auditor.press(/^C05: Stage 1/)
    expect(await auditor.words())
      .to.include('SI 2006/1738 reg. 14')
      .and.to.include('Due by Monday 16 March 2026; not done.')
    await looksRight(auditor)

    await auditor.press(caseId)
    expect(await auditor.heading()).to.include('Duties in this case')
    expect(await auditor.words())
      .to.match(/Not met: \d+ dut/)
      .and.not.match(/Jordan|Reed/)
    await looksRight(auditor)
    await auditor.press(/^Complaint received, fact \d+, for C05/)
    await auditor.send({ 'Your reason': 'Quarterly check of Stage 1.' }, 'Open the case')
    expect(new URL(auditor.page.url()).pathname).to.equal(`/cases/${caseId}/timeline`)
    expect(await auditor.words())
      .to.include('Complaint received')
      .and.not.match(/Jordan|Reed/)

    const { rows } = await work.test.service.runtime.store.read.history({ limit: 500 })
    const own = rows.filter(({ actor }) => actor === 'audra.finn').map(({ type }) => type)
    expect(own).to.include.members(['compliance-viewed', 'findings-viewed', 'case-viewed'])
  })

  it('leads from a number of deadlines to the case behind it', async () => {
    const auditor = await work.as('audra.finn')
    await auditor.open('/audit/deadlines')
    await looksRight(auditor)
    await auditor.press(/^1 late: Our answer at Stage 1/)
    expect(await auditor.words())
      .to.include('Showing 1 to 1 of 1 time limit')
      .and.to.include('4 working days late')
      .and.to.include('No reason recorded')
    await looksRight(auditor)
    await auditor.press(new RegExp(`^${caseId}`))
    expect(await auditor.heading()).to.include('Duties in this case')
  })

  it('shows a waiver that two others gave, with what was found beside it', async () => {
    const manager = await work.as('mandy.cole')
    await manager.open(`/audit/cases/${caseId}`)
    await manager.press('Ask to waive C05')
    await manager.send({}, 'Ask for the waiver')
    expect(await manager.page.title()).to.match(/^Error: /)
    const until = { 'until-day': '30', 'until-month': '6', 'until-year': '2026' }
    await manager.send({ ...until, reason: 'The records were lost in a flood.' }, 'Ask for the waiver')
    expect(await manager.words()).to.include('Somebody else must approve it')

    const second = await work.as(SECOND)
    await second.open('/approvals')
    await second.press(/^Waive a duty in a case/)
    expect(await second.words())
      .to.include('C05: Stage 1 is answered within 10 working days')
      .and.to.include('Until 30 June 2026.')
    await second.send({ outcome: 'approve' }, 'Confirm')

    const auditor = await work.as('audra.finn')
    await auditor.open('/audit/waivers')
    expect(await auditor.words())
      .to.include('The records were lost in a flood.')
      .and.to.include('Counts now')
      .and.to.include(`Approved by Synthetic ${SECOND}`)
      .and.not.include('Take back')
    await auditor.press(new RegExp(`^${caseId}`))
    expect(await auditor.words()).to.match(/Waived: 1 duty .*Not met is what the record shows; it was waived/)
    await auditor.press('Compliance')
    expect(await auditor.words()).to.match(/1\s*waived/)
    await looksRight(auditor)
  })
})
