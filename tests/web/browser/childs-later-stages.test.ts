import { expect } from 'chai'
import { startWork, type AtWork } from '../../support/at-work.ts'
import { violations } from '../../support/browser-pages.ts'
import { codeFrom } from '../../support/code-from-mail.ts'
import { CASE_STAFF, CHILDS_COMPLAINT } from '../../support/journey.ts'
import type { Keyboard } from '../../support/keyboard.ts'
import { invite, type Outsider } from '../../support/outsider.ts'
import { AS_USERS, doTask } from '../../support/task-by-keyboard.ts'
import { walk } from '../../support/walk.ts'

const CHILD = 'jordan.reed@example.org'
const PAT = { name: 'Pat Ryder', email: 'pat.ryder@outside.example.org' }
const CHRIS = { name: 'Chris Hart', email: 'chris.hart@outside.example.org' }

/*
 * Last days are worked out by hand from SI 2006/1738 regs 17 to 20 and the guidance: without Saturdays, Sundays, 3 and
 * 6 April, 4 and 25 May 2026, and without the day that starts the count.
 */
describe('A child’s complaint at Stage 2 and at Stage 3, by keyboard', function () {
  this.timeout(240_000)
  let work: AtWork
  let caseId: string
  before(async function () {
    work = await startWork('2026-03-02T09:00:00Z', this)
  })
  after(() => (work as AtWork | undefined)?.stop())

  /** A child's complaint with these people, taken to a step of its way. */
  const bring = async (people: readonly { readonly id: string; readonly email: string }[], until: string) => {
    const { body } = await work.test.call('intake', 'POST', '/api/v1/cases', CHILDS_COMPLAINT)
    caseId = (body as { readonly caseId: string }).caseId
    for (const person of people) {
      await work.test.call('complaints-manager', 'POST', `/api/v1/cases/${caseId}/people`, person)
    }
    await walk(work.test, caseId, (step) => step === until)
    await work.settle()
  }
  /** Does a task of the case, and sees it gone from the list. What the last look had said comes back. */
  const does = async (keys: Keyboard, name: string, more: object = {}, persons = AS_USERS): Promise<string> => {
    const { looked } = await doTask(work, keys, { name, caseId }, { ...more }, persons)
    await keys.press('My work')
    expect(await keys.words()).not.to.include(`${name}, ${caseId}`)
    return looked
  }
  const as = (id: string, name: string, more?: object) => work.as(id).then((keys) => does(keys, name, more))
  const toPrint = async () => {
    const manager = await work.as('mandy.cole')
    await manager.press('Letters')
    return manager.words()
  }
  const timeLimits = async () => {
    const manager = await work.as('mandy.cole')
    await manager.open(`/cases/${caseId}/clock`)
    return manager.words()
  }
  const onTheTrackPage = async () => {
    const child = await work.anybody()
    await child.open('/track')
    await child.send({ 'Your reference': caseId, 'How should we send you the code?': 'By email' }, 'Send me a code')
    await work.settle()
    await child.send({ 'Your code': codeFrom(await work.mailTo(CHILD)) }, 'Open my complaint')
    return child
  }
  const looksRight = async ({ page }: Keyboard) => {
    expect(await violations(page)).to.deep.equal([])
  }

  describe('Stage 2, asked for on 2 March', () => {
    let pat: Outsider
    before(() => bring(CASE_STAFF.slice(0, 1), 'task_write_record'))

    it('shows its last days on the list and on its page, each with its reason', async () => {
      const manager = await work.as('mandy.cole')
      await manager.press('Nobody has it')
      expect(await manager.words()).to.include(
        'Stage 2 Children’s social care complaint Due in 10 working days due 16 March',
      )
      await manager.press(`Why this date for Write the record of complaint, ${caseId}`)
      expect(await manager.words())
        .to.include('Our answer at Stage 2 Last day Due in 25 working days due 8 April 2026')
        .and.to.include('At the most 5 June 2026 (it cannot be extended beyond that) Law SI 2006/1738 reg. 17')
      await manager.use('Why this date: Our answer at Stage 2')
      expect(await manager.words())
        .to.include('25 working days after Monday 2 March 2026, which is not counted.')
        .and.to.include('Friday 3 April 2026 not counted: Good Friday')
        .and.to.include('Monday 6 April 2026 not counted: bank holiday: Easter Monday')
        .and.to.include('Tuesday 7 April 2026 to Wednesday 8 April 2026 day 24 to 25')
      await looksRight(manager)
    })

    it('has its record written and sent to the child, who agrees to it', async () => {
      const looked = await as('mandy.cole', 'Write the record of complaint')
      expect(looked).to.include('2 letters go out.').and.to.include('Send it and ask for comments: to Jordan Reed')
      expect(await toPrint()).to.include(`Record of complaint, ${caseId}`)

      await work.moveTo('2026-03-05T09:00:00Z')
      const child = await onTheTrackPage()
      expect(await child.words()).to.include('We must send you the answer of Stage 2 by 8 April 2026.')
      await child.press('Tell us if we got it right')
      await child.send({ 'Is it right?': 'Yes' }, 'Send')
      expect(await child.words()).to.include('Thank you. We have your answer.')
      expect(await child.words()).not.to.include('Tell us if we got it right')
      await looksRight(child)
      await work.settle()
      expect(await timeLimits()).to.include(
        'counted from the settled record of complaint Last day Due in 25 working days due 13 April 2026',
      )
    })

    it('has three people appointed, one of them from outside, who signs in by invitation and app', async () => {
      const officer = await as('mandy.cole', 'Appoint the investigating officer')
      expect(officer).to.include('Send the appointment letter: to Synthetic ian.osei (investigating officer)')
      const manager = await work.as('mandy.cole')
      await manager.open(`/cases/${caseId}/people`)
      await manager.press('Add a person')
      const added = { 'What are they to the case?': 'Independent person', Name: PAT.name }
      const reached = { 'Email address (optional)': PAT.email, 'How do they want to hear from us?': 'Email' }
      await manager.send({ ...added, ...reached }, 'Confirm')
      expect(await manager.words()).to.include('Done: Add a person.')
      const people = await work.test.service.runtime.store.read.people(caseId)
      const ip1 = people.find(({ data }) => data['name'] === PAT.name)?.id ?? ''
      await does(manager, 'Appoint the independent person', {}, { ...AS_USERS, ip1 })
      const looked = await as('mandy.cole', 'Appoint the adjudicating officer')
      expect(looked)
        .to.include('Investigate and report, for the investigating officer, due on 8 April 2026')
        .and.to.include('Tell the complainant who they are: to Jordan Reed')
      expect((await work.mailTo(PAT.email)).map(({ subject }) => subject)).to.deep.equal([`Reference ${caseId}`])

      pat = await invite(work, caseId, PAT)
      const keys = await pat.atDesk()
      expect(await keys.words()).to.include('Report as independent person Independent person Cannot start yet')
      await looksRight(keys)
    })

    it('is reported on by both and decided, and the answer goes out in time', async () => {
      await work.moveTo('2026-03-20T09:00:00Z')
      const reported = await as('ian.osei', 'Investigate and report')
      expect(reported).to.include('Report as independent person, for the independent person, due on 8 April 2026')
      const second = await does(await pat.atDesk(), 'Report as independent person')
      expect(second).to.include('Adjudicate, for the adjudicating officer, due on 8 April 2026')
      await work.moveTo('2026-03-25T09:00:00Z')
      const decided = await as('alma.diaz', 'Adjudicate')
      expect(decided)
        .to.include('The time limit for our answer at Stage 2 ends.')
        .and.to.include('The complainant’s request for a review panel, if they want one: until 24 April 2026.')
        .and.to.include('Send the reports and the decision: to Jordan Reed')
      expect(await toPrint()).to.include(`Stage 2 pack, ${caseId}`)
      expect(await timeLimits()).to.include('Our answer at Stage 2 Last day Met on 25 March 2026 due 8 April 2026')
      const child = await onTheTrackPage()
      expect(await child.words())
        .to.include('We sent you our answer on 25 March 2026.')
        .and.to.include('Ask for a panel, if you want one, by 24 April 2026.')
    })
  })

  describe('Stage 3, asked for on 13 April', () => {
    before(async () => {
      await work.moveTo('2026-04-13T09:00:00Z')
      const people = CASE_STAFF.map((person) => (person.id === 'ch1' ? { ...person, email: CHRIS.email } : person))
      await bring(people, 'panel-requested')
    })

    it('is asked for by the child, acknowledged, and has its last days', async () => {
      const child = await onTheTrackPage()
      await child.press('Ask someone else to look at it')
      await child.send({ 'What are you not happy about?': 'It is not enough.' }, 'Ask for it')
      expect(await child.words()).to.include('We have your request.')
      await work.settle()
      await child.open('/track/case')
      expect(await child.words())
        .to.include('Three people will meet and talk about it.')
        .and.to.include('We must hold the panel by 27 May 2026.')
      await looksRight(child)
      const acknowledged = (await work.mailTo(CHILD)).at(-1)?.text
      expect(acknowledged).to.include('They must meet by Wednesday 27 May 2026.')
      const said = await timeLimits()
      expect(said)
        .to.match(/chair to be appointed[^.]+ Last day Due in 10 working days due 27 April 2026/)
        .and.to.include('The review panel to meet Last day Due in 30 working days due 27 May 2026')
        .and.to.match(/request for a review panel Last day Met on 13 April 2026 due 15 April 2026/)
    })

    it('has its chair and panel appointed, its day fixed, and its papers sent in time', async () => {
      await work.moveTo('2026-04-20T09:00:00Z')
      const chair = await as('mandy.cole', 'Appoint the chair')
      expect(chair)
        .to.include('Appoint the panel and fix the day, for the complaints manager, due on 5 May 2026')
        .and.to.include('Send the appointment letter: to Chris Hart (panel chair)')
      await work.moveTo('2026-04-22T09:00:00Z')
      const panel = await as('mandy.cole', 'Appoint the panel and fix the day', { meetsOn: '2026-05-18' })
      expect(panel)
        .to.include('Next: Prepare and redact the papers. The panel’s papers to be sent is due on 1 May 2026.')
        .and.to.include('Tell everybody the day and place: to Jordan Reed')
      await work.moveTo('2026-04-24T09:00:00Z')
      const papers = await as('clara.penn', 'Prepare and redact the papers')
      expect(papers)
        .to.include('Record the panel meeting, for the panel clerk, due on 27 May 2026')
        .and.to.include('Send the papers: to Ruth Bell (panel member)')
      expect((await toPrint()).split(`Panel papers, ${caseId} , letter`).length - 1).to.equal(5)
    })

    it('is heard, and its chair, from outside, writes the report', async () => {
      await work.moveTo('2026-05-18T16:00:00Z')
      const met = await as('clara.penn', 'Record the panel meeting')
      expect(met).to.include("Write the panel's report, for the panel chair, due on 26 May 2026")
      const chris = await invite(work, caseId, CHRIS)
      await work.moveTo('2026-05-20T09:00:00Z')
      const written = await does(await chris.atDesk(), "Write the panel's report")
      expect(written).to.include('Send the report to all entitled: to Jordan Reed')

      await work.moveTo('2026-05-21T09:00:00Z')
      const received = await as('mandy.cole', 'Record the recommendations')
      expect(received).to.include("Decide the response, for the director of children's services, due on 12 June 2026")
      expect(await timeLimits()).to.include('recommendations Last day Due in 15 working days due 12 June 2026')
    })

    it('is answered by the director, followed up, and closed with the Ombudsman’s address', async () => {
      await work.moveTo('2026-05-28T09:00:00Z')
      const actions = [{ action: 'A2', text: 'An apology in person.', owner: 'm1', dueOn: '2026-06-12' }]
      const decided = await as('dora.quill', 'Decide the response', { actions })
      expect(decided)
        .to.include('The time limit for our response to the panel’s recommendations ends.')
        .and.to.include('Report on the actions, for the responding manager')
      expect(await toPrint()).to.include(`Panel response, ${caseId}`)
      const answer = (await work.mailTo(CHILD)).at(-1)?.text
      expect(answer).to.include('You can ask the Local Government and Social Care Ombudsman to look at it.')

      await work.moveTo('2026-06-10T09:00:00Z')
      const done = [{ action: 'A2', evidence: 'The apology of 9 June.' }]
      const followed = await as('moira.kent', 'Report on the actions', { done })
      expect(followed).to.include('Record what was learnt, for the complaints manager')
      const learnt = await as('mandy.cole', 'Record what was learnt')
      expect(learnt)
        .to.include('This closes the case: upheld.')
        .and.to.include('Tell the complainant it is closed: to Jordan Reed')
      const manager = await work.as('mandy.cole')
      await manager.open(`/cases/${caseId}`)
      expect(await manager.words())
        .to.include('The procedure has ended.')
        .and.to.include('No time limit runs.')
      const child = await onTheTrackPage()
      expect(await child.words())
        .to.include('We have finished.')
        .and.to.include('Finished 10 June 2026 Done')
      await looksRight(child)
    })
  })
})
