import { expect } from 'chai'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'

const HOW = {
  step: 'how',
  go: 'next',
  channel: 'phone',
  'received-day': '27',
  'received-month': '2',
  'received-year': '2026',
  oral: 'yes',
  area: 'children',
}
const WHO = { ...HOW, step: 'who', who: 'child' }
const CONTACT = {
  ...WHO,
  step: 'contact',
  name: 'Zqrobin O’Vale',
  email: 'zqrobin@example.org',
  address: '1 High Street\nExampleton EX1 4AB',
  preference: 'email',
  adjustments: ['large-print', 'bsl'],
}
const POINTS = {
  ...CONTACT,
  step: 'points',
  'point-count': '2',
  'point-1': 'My visits stopped.',
  'wish-1': 'Visits.',
  'point-2': 'Nobody said why.',
}

describe('recording what comes in', function () {
  this.timeout(60_000)
  let pages: TestPages
  let browser: Browser
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00Z' })
    browser = pages.browse({ id: 'cw1', role: 'caseworker' })
    await browser.get('/record/complaint')
  })
  after(() => pages.stop())
  const send = (fields: Readonly<Record<string, string | readonly string[]>>) =>
    browser.post('/record/complaint', fields)

  it('begins with what came in', async () => {
    expect((await browser.get('/record')).html).to.include('What came in?')
    expect((await browser.post('/record', {})).html).to.include('Select what came in')
    expect((await browser.post('/record', { what: 'complaint' })).at).to.equal('/record/complaint')
  })

  const faults: readonly [string, Readonly<Record<string, string | readonly string[]>>, string][] = [
    ['how it came in', { step: 'how', go: 'next' }, 'Select how it came in'],
    ['a day to come', { ...HOW, 'received-day': '3', 'received-month': '3' }, 'must be today or earlier'],
    ['a day that is none', { ...HOW, 'received-day': '31' }, 'must be a real day'],
    ['who complains', { ...HOW, step: 'who' }, 'Select who complains'],
    ['whom it is about', { ...HOW, step: 'who', who: 'someone-else' }, 'Enter the name of the person it is about'],
    ['a name', { ...CONTACT, name: '' }, 'Enter the name of whoever complains'],
    [
      'a way to reach them',
      { ...CONTACT, email: '', address: '', preference: 'letter' },
      'Enter an email address, a telephone number or a postal address',
    ],
    ['an e-mail address', { ...CONTACT, email: 'nowhere' }, 'in the right form'],
    ['the complaint', { ...POINTS, 'point-1': '', 'point-2': '' }, 'Enter what the complaint is about'],
    ['a page left out', { ...POINTS, step: 'check', go: 'send', who: '' }, 'Select who complains'],
  ]
  for (const [what, fields, said] of faults) {
    it(`says when there is no ${what}`, async () => {
      const { status, html } = await send(fields)
      expect(status).to.equal(422)
      expect(html).to.include(said).and.to.include('<title>Error: ')
    })
  }

  it('goes from page to page with what was answered, adds a point, and lets everything be checked and changed', async () => {
    expect((await send(HOW)).html)
      .to.include('Who complains, and for whom?')
      .and.to.include('name="channel" value="phone"')
    expect((await send(WHO)).html).to.include('How can we reach them?')
    expect((await send(CONTACT)).html).to.include('What is the complaint?')
    expect((await send({ ...POINTS, go: 'more' })).html).to.include('Point 3')
    const { html } = await send(POINTS)
    expect(html).to.include('Check what you have taken down').and.to.include('27 February 2026')
    expect(html).to.include('Large print, British Sign Language').and.to.include('Zqrobin O’Vale')
    const change = await send({ ...POINTS, step: 'check', go: 'to-who' })
    expect(change.html).to.include('Who complains, and for whom?').and.to.include('name="changing"')
    expect((await send({ ...POINTS, step: 'who', changing: 'yes' })).html).to.include('Check what you have taken down')
  })

  it('takes the complaint in once, though it is sent twice, and says nothing of it in the session', async () => {
    const sent = { ...POINTS, step: 'check', go: 'send', key: 'AAAAAAAAAAAA' }
    const first = await send(sent)
    expect(first.at).to.match(/^\/cases\/SC-2026-\d{5}$/)
    expect(first.html).to.include('Complaint recorded as SC-2026-')
    expect((await send(sent)).at).to.equal(first.at)
    const { store } = pages.service.runtime
    expect(JSON.stringify(await store.knex('sessions'))).not.to.match(/zqrobin/i)
    const caseId = first.at.replace('/cases/', '')
    const [person] = await store.read.people(caseId)
    expect(person?.data).to.deep.include({ name: 'Zqrobin O’Vale', adjustments: ['large-print', 'bsl'] })
    const facts = await store.read.facts(caseId)
    expect(facts.filter(({ type }) => type === 'point-recorded')).to.have.lengthOf(2)
    expect(facts[0]).to.deep.include({ type: 'complaint-received', on: '2026-02-27' })
    expect(facts[0]?.data).to.deep.equal({ channel: 'phone', oral: true, byChild: true })
  })

  it('warns of somebody of that name from that postcode', async () => {
    const { html } = await send(POINTS)
    expect(html)
      .to.include('has complained from this postcode before')
      .and.to.match(/href="\/cases\/SC-2026-\d{5}"/)
    expect((await send({ ...POINTS, address: 'Exampleton EX9 9ZZ' })).html).not.to.include('before. Look')
  })

  it('logs a compliment, with or without a name', async () => {
    await browser.get('/record/feedback')
    const said = { kind: 'compliment', words: 'Everyone was kind.', area: 'adult', channel: 'phone', key: 'f1' }
    expect((await browser.post('/record/feedback', { ...said, words: '' })).html).to.include('Enter what they said')
    expect((await browser.post('/record/feedback', { ...said, name: 'Robin' })).html).to.include(
      'or leave the name out',
    )
    const { at, html } = await browser.post('/record/feedback', said)
    expect(html).to.include('Recorded as SC-2026-')
    const facts = await pages.service.runtime.store.read.facts(at.replace('/cases/', ''))
    expect(facts.map(({ type }) => type)).to.include('feedback-received')
  })

  it('opens a case for the Ombudsman', async () => {
    const officer = pages.browse({ id: 'cm1', role: 'complaints-manager' })
    await officer.get('/record/ombudsman')
    expect((await officer.post('/record/ombudsman', {})).html).to.include('Enter the Ombudsman’s reference')
    const asked = { body: 'lgsco', reference: '26 001 002', about: 'enquiry', area: 'adult-social-care', key: 'o1' }
    const { at, html } = await officer.post('/record/ombudsman', asked)
    expect(at).to.match(/^\/cases\/SC-2026-\d{5}$/)
    expect(html).to.include('Recorded as')
  })

  it('is not for whoever may not', async () => {
    expect((await pages.browse({ id: 'au1', role: 'auditor' }).get('/record')).status).to.equal(403)
  })
})
