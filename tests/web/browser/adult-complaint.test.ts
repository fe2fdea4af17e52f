import { expect } from 'chai'
import { startWork, type AtWork } from '../../support/at-work.ts'
import { violations } from '../../support/browser-pages.ts'
import type { Keyboard } from '../../support/keyboard.ts'
import { doTask } from '../../support/task-by-keyboard.ts'
import { addUser } from '../../support/users.ts'

/** Who signs for the council. */
const SIGNATORY = 'rhona.page'
const TRIAGED = { functionCode: 'adult-care', personCode: 'adult-user' }

/*
 * Last days are worked out by hand from SI 2009/309 regs 8, 13 and 14: working days without Saturdays, Sundays, 3 and
 * 6 April, 4 and 25 May 2026, and without the day that starts the count; the six months begin on the day of receipt.
 */
describe('An adult’s complaint by telephone, from the call to its closing, by keyboard', function () {
  this.timeout(240_000)
  let work: AtWork
  let caseId: string
  before(async function () {
    work = await startWork('2026-04-02T09:00:00Z', this)
    await addUser(work.test.service.runtime, SIGNATORY, ['responsible-person'])
  })
  after(() => (work as AtWork | undefined)?.stop())

  /** Does a task of the case, and sees it gone from the list. What the last look had said comes back. */
  const as = async (id: string, name: string, more: object = {}): Promise<string> => {
    const keys = await work.as(id)
    const { looked } = await doTask(work, keys, { name, caseId }, { ...more })
    await keys.press('My work')
    expect(await keys.words()).not.to.include(`${name}, ${caseId}`)
    return looked
  }
  const timeLimits = async () => {
    const manager = await work.as('mandy.cole')
    await manager.open(`/cases/${caseId}/clock`)
    return manager
  }
  const looksRight = async ({ page }: Keyboard) => {
    expect(await violations(page)).to.deep.equal([])
  }

  it('is taken down by a caseworker while the caller is on the line', async () => {
    const caseworker = await work.as('carla.mint')
    await caseworker.press('Record new')
    await caseworker.send({ 'What came in?': 'A complaint' }, 'Continue')
    const how = { 'It came by': 'Telephone', 'Was it said or written?': 'Said' }
    await caseworker.send({ ...how, 'What service is it about?': 'Adult social care' }, 'Continue')
    await caseworker.send({ 'Who complains?': 'An adult, about themself' }, 'Continue')
    const reached = { 'Postal address': '1 High Street, Exampleton EX1 4AB', preference: 'Letter' }
    await caseworker.send({ 'Name of whoever complains': 'Alex Moss', ...reached }, 'Continue')
    await caseworker.send({ 'point-1': 'Two visits were missed.', 'wish-1': 'Visits that happen.' }, 'Continue')
    expect(await caseworker.words())
      .to.include('Check what you have taken down')
      .and.to.include('Came by Telephone')
      .and.to.include('Name Alex Moss')
    await looksRight(caseworker)
    await caseworker.press('Record the complaint')
    caseId = /SC-2026-\d{5}/.exec(caseworker.at())?.[0] ?? ''
    expect(await caseworker.words()).to.include(`Complaint recorded as ${caseId}.`)
    await work.settle()
  })

  it('begins its time limits with the day of the call', async () => {
    const read = await as('mandy.cole', 'Read and triage', TRIAGED)
    expect(read)
      .to.include('The case goes on as: Adult social care complaint.')
      .and.to.include('Our acknowledgement of the complaint is due on 9 April 2026.')
      .and.to.include('An oral complaint to be resolved without the Regulations: until 7 April 2026.')
      .and.to.include('Our signed response is due on 1 October 2026.')
    const manager = await timeLimits()
    expect(await manager.words()).to.include('Our acknowledgement of the complaint Last day Due in 3 working days')
    await manager.use('Why this date: Our acknowledgement of the complaint')
    expect(await manager.words())
      .to.include('3 working days after Thursday 2 April 2026, which is not counted.')
      .and.to.include('Friday 3 April 2026 not counted: Good Friday')
    await manager.use('Why this date: Our signed response')
    expect(await manager.words()).to.include('Thursday 1 October 2026')
    await looksRight(manager)
  })

  it('is not put right at once, and acknowledged in writing within three working days', async () => {
    const oral = { oralOutcome: 'not-resolved', resolvedOn: undefined }
    const tried = await as('mandy.cole', 'Try to put it right at once', oral)
    expect(tried).to.include('Record the complaint, for the complaints manager, due on 9 April 2026')
    await work.moveTo('2026-04-07T09:00:00Z')
    const recorded = await as('mandy.cole', 'Record the complaint')
    expect(recorded)
      .to.include('The time limit for our acknowledgement of the complaint ends.')
      .and.to.include('Acknowledge, and offer to talk: to Alex Moss')
    const manager = await work.as('mandy.cole')
    await manager.press('Letters')
    const letter = [`What you told us, in writing, ${caseId}, letter 1`, `We have your complaint, ${caseId}, letter 2`]
    await manager.send({ letter }, 'Mark as printed and posted')
    expect(await manager.words())
      .to.include('2 letters are on record as printed and posted.')
      .and.to.include('No letter waits to be printed.')
    expect(await (await timeLimits()).words()).to.include(
      'Our acknowledgement of the complaint Last day Met on 7 April 2026 due 9 April 2026',
    )
  })

  it('is planned with the complainant, and investigated', async () => {
    await work.moveTo('2026-04-13T09:00:00Z')
    const checked = await as('mandy.cole', 'Check that it can be considered')
    expect(checked).to.include('Agree the plan, for the complaints manager, due on 21 April 2026')
    const planned = await as('mandy.cole', 'Agree the plan', { until: '2026-05-29' })
    expect(planned)
      .to.include('This starts the consideration of the complaint.')
      .and.to.include('Our response, as planned with the complainant is due on 29 May 2026.')
      .and.to.include('Confirm the plan: to Alex Moss')
    const graded = await as('mandy.cole', 'Grade the risk')
    expect(graded).to.include('Investigate as team manager, for the responding manager, due on 27 May 2026')
    await work.moveTo('2026-05-01T09:00:00Z')
    const found = await as('moira.kent', 'Investigate as team manager')
    expect(found).to.include('Draft the response, for the responding manager, due on 1 October 2026')
  })

  it('is answered, checked and signed, and the answer goes out', async () => {
    await as('moira.kent', 'Draft the response')
    const actions = [{ action: 'A1', text: 'Write to say sorry.', owner: 'm1', dueOn: '2026-05-15' }]
    await as('mandy.cole', 'Check the draft', { actions })
    await work.moveTo('2026-05-05T09:00:00Z')
    const signed = await as(SIGNATORY, 'Sign the response')
    expect(signed)
      .to.include('Sam Okafor, Chief Executive')
      .and.to.include('The time limit for our signed response ends.')
      .and.to.include('Send the response: to Alex Moss')
    expect(await (await timeLimits()).words())
      .to.include('Our signed response Last day Met on 5 May 2026 due 1 October 2026')
      .and.to.include('Our response, as planned with the complainant Last day Met on 5 May 2026 due 29 May 2026')
    const manager = await work.as('mandy.cole')
    await manager.press('Letters')
    expect(await manager.words()).to.include(`Our answer to your complaint, ${caseId}`)
  })

  it('is followed up and closed when the complainant says that they are content', async () => {
    await work.moveTo('2026-05-12T09:00:00Z')
    const manager = await work.as('mandy.cole')
    await manager.open(`/cases/${caseId}`)
    await manager.press('Record that the complainant is satisfied')
    const said = { 'saidOn-day': '12', 'saidOn-month': '5', 'saidOn-year': '2026', channel: 'phone' }
    await manager.send(said, 'Confirm')
    expect(await manager.words()).to.include('Done: Record that the complainant is satisfied.')
    await work.settle()
    const done = [{ action: 'A1', evidence: 'The letter of 8 May.' }]
    const followed = await as('mandy.cole', 'Follow up the actions', { done })
    expect(followed).to.include('Record what was learnt, for the complaints manager')
    const learning = [{ area: 'delay', rootCause: 'workload', text: 'Cover is planned for each round.' }]
    const learnt = { learnt: true, learning, keptWith: 'complaint', legalHold: false }
    const closing = await as('mandy.cole', 'Record what was learnt', learnt)
    expect(closing).to.include('This closes the case: partly upheld.')
    const last = await work.as('mandy.cole')
    await last.open(`/cases/${caseId}`)
    expect(await last.words())
      .to.include('The procedure has ended.')
      .and.to.include('No time limit runs.')
    await looksRight(last)
  })
})
