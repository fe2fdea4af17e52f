import { expect } from 'chai'
import {
  addPerson,
  askRectification,
  decideRectification,
  localDate,
  secretText,
  type Fact,
} from '../../../engine/index.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'
import { submitExample, walk } from '../../support/walk.ts'

describe('the page on which a complaint is followed', function () {
  this.timeout(120_000)
  let pages: TestPages
  let reference: string
  let foreign: string
  let browser: Browser
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00Z' })
    reference = await submitExample(pages)
    foreign = await submitExample(pages)
  })
  after(() => pages.stop())

  const facts = (caseId = reference): Promise<readonly Fact[]> => pages.service.runtime.store.read.facts(caseId)
  const typesOf = async () => (await facts()).map(({ type }) => type)
  const codes = async () =>
    (await pages.service.runtime.store.read.outbox({ channel: 'email', limit: 200 })).rows.filter(
      ({ details }) => 'secret' in details,
    )
  const newestCode = async () =>
    secretText(pages.service.runtime, (await codes()).at(-1)!.details['secret'] as Parameters<typeof secretText>[1])

  it('sends a code, and says the same of a reference that there is not', async () => {
    browser = pages.browse()
    await browser.get('/track')
    const unknown = await browser.post('/track', { reference: 'SC-2026-99999', way: 'email' })
    expect(unknown.at).to.equal('/track/code')
    expect(await codes()).to.have.length(0)
    await browser.get('/track')
    const known = await browser.post('/track', { reference: ` ${reference.toLowerCase()} `, way: 'email' })
    expect(known.html.replace(/value="[^"]+"/g, '')).to.equal(unknown.html.replace(/value="[^"]+"/g, ''))
    expect(await codes()).to.have.length(1)
  })

  it('lets nobody in without the right code', async () => {
    expect((await pages.browse().get('/track/case')).at).to.equal('/track')
    const wrong = await browser.post('/track/code', { code: '0000 0000' })
    expect(wrong.status).to.equal(422)
    expect((await browser.get('/track/case')).at).to.equal('/track')
  })

  it('opens the case with the code; the reference stands in no address', async () => {
    const shown = await browser.post('/track/code', { code: await newestCode() })
    expect(shown.at).to.equal('/track/case')
    expect(shown.html).to.include(reference).and.to.include('My visits were cancelled three times.')
    expect(/<title>([^<]*)/.exec(shown.html)?.[1]).not.to.include('SC-')
    expect(shown.html).not.to.include(foreign)
  })

  it('says the next date in words for a child, and the clause behind it', async () => {
    const { html } = await browser.get('/track/case')
    expect(html).to.include('We must send you our first answer by 16 March 2026.')
    expect(html).to.include('SI 2006/1738 reg. 14')
    // Not open yet
    expect(html).not.to.include('/track/next-stage')
    expect((await browser.get('/track/next-stage')).at).to.equal('/track/case')
  })

  it('keeps a message among the facts of the case', async () => {
    await browser.get('/track/message')
    expect((await browser.post('/track/message', { text: ' ' })).status).to.equal(422)
    const shown = await browser.post('/track/message', { text: 'Can you call me <b>after</b> school?' })
    expect(shown.html).to.include('We have your message.').and.to.include('&lt;b&gt;after&lt;/b&gt; school?')
    expect((await facts()).at(-1)).to.deep.include({ type: 'complainant-wrote', recordedBy: 'p1', role: 'complainant' })
  })

  it('shows what they said is wrong, and what was decided; of what others said, nothing', async () => {
    expect((await browser.get('/track/case')).html).not.to.include('What you said is wrong')
    const { runtime } = pages.service
    const manager = { id: 'cm1', role: 'complaints-manager' } as const
    const other = { id: 'o1', role: 'other', name: 'Kit Lark', contactPreference: 'letter', adjustments: [] } as const
    await addPerson(runtime, manager, reference, other)
    const [{ id: of } = { id: '' }] = await facts()
    const said = (person: string, statement: string) =>
      askRectification(runtime, manager, reference, {
        ...{ kind: 'entry', of, person, statement },
        receivedOn: localDate('2026-03-02'),
      })
    await said('p1', 'It was a <Monday>.')
    await said('p1', 'I was not cross.')
    await said('o1', 'She was cross.')
    const decided = {
      request: 'r1',
      outcome: 'accepted',
      reason: 'The log says so.',
      text: 'It was a Monday.',
    } as const
    await decideRectification(runtime, manager, reference, decided)
    const { html } = await browser.get('/track/case')
    expect(html)
      .to.include('It was a &lt;Monday&gt;.')
      .and.to.include('It was a Monday.')
      .and.to.include('We agreed on')
    expect(html).to.include('I was not cross.').and.to.include('We have not decided about it yet.')
    expect(html).not.to.include('She was cross.')
  })

  it('takes a file into the case', async () => {
    await browser.get('/track/file')
    const none = await browser.post('/track/file', {})
    expect(none.status).to.equal(422)
    expect(none.html).to.include('Choose a file first')
  })

  it('changes how they are reached, and keeps what it was', async () => {
    await browser.get('/track/contact')
    const wrong = await browser.post('/track/contact', { prefers: 'telephone', phone: 'no' })
    expect(wrong.html).to.include('Enter a phone number')
    await browser.post('/track/contact', { prefers: 'email', email: 'jo.new@example.org', phone: '', address: '' })
    const [person] = (await pages.service.runtime.store.read.people(reference)).filter(({ id }) => id === 'p1')
    expect(person?.data).to.include({ email: 'jo.new@example.org', name: 'Jordan Reed', dateOfBirth: '2012-05-17' })
    const { rows } = await pages.service.runtime.store.read.history({ caseId: reference, limit: 200 })
    const change = rows.find(({ type }) => type === 'contact-details-changed')
    expect(change?.body).not.to.include('example.org')
    expect((await pages.service.runtime.store.read.auditPayload(change!.seq))?.payload).to.include(
      'jordan.reed@example.org',
    )
  })

  it('asks for Stage 2 once there is an answer', async () => {
    await walk(pages, reference, (step) => step === 'stage-2-requested')
    const { html } = await browser.get('/track/case')
    expect(html).to.include('We sent you our answer on').and.to.include('href="/track/next-stage"')
    await browser.get('/track/next-stage')
    await browser.post('/track/next-stage', { reason: 'You did not ask my sister.' })
    expect(await typesOf()).to.include('stage-2-requested')
    const again = await browser.post('/track/next-stage', { reason: 'Once more.' })
    expect(again.at).to.equal('/track/case')
    expect((await typesOf()).filter((type) => type === 'stage-2-requested')).to.have.length(1)
  })

  it('agrees to the statement of the complaint, or says what is not right', async () => {
    await walk(pages, reference, (step) => step === 'stage-2-requested')
    const page = await browser.get('/track/statement')
    expect(page.html).to.include('Did we get it right?').and.to.include('Nobody told me about my move.')
    const empty = await browser.post('/track/statement', { agrees: 'no' })
    expect(empty.html).to.include('Tell us what is not right')
    await browser.post('/track/statement', { agrees: 'no', comments: 'It was four times.' })
    expect((await facts()).findLast(({ type }) => type === 'record-of-complaint-commented')?.data).to.deep.equal({
      comments: 'It was four times.',
    })
  })

  it('says when we are late, and why', async () => {
    await pages.moveTo('2026-06-30T09:00:00Z')
    const late = pages.browse()
    await late.get('/track')
    await late.post('/track', { reference, way: 'email' })
    await late.post('/track/code', { code: await newestCode() })
    browser = late
    expect((await late.get('/track/case')).html).to.include('We are late.')
  })

  it('shows their letters, each once read in the audit trail, and no other’s', async () => {
    const { rows } = await pages.service.runtime.store.read.outbox({ caseId: foreign, limit: 200 })
    const other = rows.find(({ details }) => 'to' in details)
    expect((await browser.get(`/track/letters/${other?.id ?? 'none'}`)).status).to.equal(404)
    expect((await browser.get('/track/letters/none')).status).to.equal(404)
  })

  it('asks for an advocate by the message for which the case waits', async () => {
    await browser.get('/track/advocate')
    await browser.post('/track/advocate', { provider: 'speak-up' })
    expect((await facts()).findLast(({ type }) => type === 'advocate-wanted')?.data).to.deep.equal({
      provider: 'speak-up',
    })
    expect((await browser.get('/track/case')).html).not.to.include('href="/track/advocate"')
  })

  it('withdraws after asking once more', async () => {
    const page = await browser.get('/track/withdraw')
    expect(page.html).to.include('Do you want to stop your complaint?')
    expect(await typesOf()).not.to.include('complaint-withdrawn')
    const shown = await browser.post('/track/withdraw', {})
    expect(shown.html).to.include('You asked us to stop, so we stopped.')
    expect(await typesOf()).to.include('complaint-withdrawn')
  })

  it('ends the session', async () => {
    await browser.get('/track/case')
    await browser.post('/track/leave', {})
    expect((await browser.get('/track/case')).at).to.equal('/track')
  })
})
