import { expect } from 'chai'
import { startWork, type AtWork } from '../../support/at-work.ts'
import { violations } from '../../support/browser-pages.ts'
import { codeFrom } from '../../support/code-from-mail.ts'
import type { Keyboard } from '../../support/keyboard.ts'
import { doTask, fillTask, findTask } from '../../support/task-by-keyboard.ts'
import { submitExample, walk } from '../../support/walk.ts'

const COMPLAINANT = 'jordan.reed@example.org'
const ANSWER = 'Answer the complaint'

describe('Time limits, by keyboard', function () {
  this.timeout(240_000)
  let work: AtWork
  before(async function () {
    work = await startWork('2026-03-02T09:00:00Z', this)
  })
  after(() => (work as AtWork | undefined)?.stop())

  /** A child's complaint that waits for its answer of Stage 1. */
  const aCase = async () => {
    const caseId = await submitExample(work.test)
    await walk(work.test, caseId, (step) => step === 'task_answer_stage_1')
    await work.settle()
    return caseId
  }

  const looksRight = async ({ page }: Keyboard) => {
    expect(await violations(page)).to.deep.equal([])
  }

  it('extends up to the last day that the law allows, with its letter in the same step', async () => {
    const caseId = await aCase()
    const manager = await work.as('mandy.cole')
    await manager.open(`/cases/${caseId}`)
    await manager.press(/^Extend/)
    const said = await manager.words()
    expect(said).to.include('Last day now 16 March 2026').and.to.include('At the most 30 March 2026')
    const asked = { 'On which ground?': 'The complaint is complex', Reason: 'We wait for the records of the home.' }
    await manager.send({ ...asked, 'until-day': '31', 'until-month': '3', 'until-year': '2026' }, 'Continue')
    expect(await manager.page.title()).to.match(/^Error: /)
    expect(await manager.words()).to.include('30 March 2026')
    await manager.send({ 'until-day': '27' }, 'Continue')
    expect(await manager.heading()).to.equal('Check the new date and the letter')
    const before = (await work.mailTo(COMPLAINANT)).length
    await manager.press('Extend and tell the complainant')
    expect(await manager.words()).to.include('Extended to 27 March 2026.')
    await work.settle()
    const told = (await work.mailTo(COMPLAINANT)).slice(before)
    expect(told.map(({ text }) => text).join()).to.include('27 March 2026')
  })

  it('says on the list and in the case how late it is, has told the complainant, asks why, and keeps the reason', async () => {
    const caseId = await aCase()
    const before = (await work.mailTo(COMPLAINANT)).length
    // The last day was Monday 16 March: ten working days after Monday 2 March.
    await work.moveTo('2026-03-20T09:00:00Z')
    const responder = await work.as('moira.kent')
    await responder.press('Nobody has it')
    expect(await responder.words()).to.match(
      new RegExp(`${caseId}.*? Stage 1 .*? 4 working days late due 16 March 2026`),
    )
    await findTask(responder, { name: ANSWER, caseId })
    expect(await responder.words()).to.include('4 working days late due 16 March 2026')
    await responder.open(`/cases/${caseId}`)
    expect(await responder.words())
      .to.include('Stage 1 4 working days late due 16 March 2026')
      .and.to.include('Say why the answer is late Nobody has it yet')
    await looksRight(responder)
    await responder.press('Letters')
    expect(await responder.words()).to.match(/Lateness notice of 20 March 2026[^,]*, \d+ E-mail to Jordan Reed Sent/)
    const told = (await work.mailTo(COMPLAINANT)).slice(before)
    expect(told.map(({ text }) => text).join()).to.include('We are late. We are sorry.')

    await findTask(responder, { name: ANSWER, caseId })
    await fillTask(work, responder, {})
    await responder.press('Continue')
    expect(await responder.page.title()).to.match(/^Error: /)
    expect(await responder.words()).to.include('Answer that this is late, and say why.')
    await looksRight(responder)
    const latenessReason = 'The worker who knows you was away.'
    const late = { late: true, latenessReasonCode: 'staff-absence', latenessReason }
    const { looked } = await doTask(work, await work.as('moira.kent'), { name: ANSWER, caseId }, late)
    expect(looked).to.match(/Tasks that are no longer needed Say why the answer is late/)
    const manager = await work.as('mandy.cole')
    await manager.open(`/cases/${caseId}/clock`)
    expect(await manager.words())
      .to.include('Met late on 20 March 2026 due 16 March 2026 How it stands Kept late')
      .and.to.include(`The reason for the lateness was recorded: staff absence. Synthetic moira.kent ${latenessReason}`)
  })

  it('tells the complainant on their own page why it is late', async () => {
    const caseId = await aCase()
    await work.pass({ days: 21 })
    const child = await work.anybody()
    await child.open('/track')
    await child.send({ 'Your reference': caseId }, 'Send me a code')
    await work.settle()
    await child.send({ 'Your code': codeFrom(await work.mailTo(COMPLAINANT)) }, 'Open my complaint')
    expect(await child.words()).to.include('We are late')
  })
})
