import { readdirSync } from 'node:fs'
import { expect } from 'chai'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'
import { readability } from '../../support/readability.ts'

/*
 * How hard the public pages are to read, and words that nobody outside says. Grades are school years; five more is the
 * age. Names, addresses, law and examples are left out: the figures are of our own words.
 */
const LIMITS = { adult: 6, child: 4 } as const

/** Words of the machine, and of the office. */
const JARGON = [
  ...['token', 'instance', 'node', 'workflow', 'boolean', 'undefined', 'null'],
  ...['pursuant', 'aforementioned', 'herein', 'utilise', 'commence', 'endeavour', 'stakeholder', 'facilitate'],
  ...['service user', 'in respect of', 'prior to', 'in the event of', 'signpost', 'escalate'],
]

/** Names that cannot be said in shorter words. */
const NAMES =
  /Example County Council|Local Government and Social Care Ombudsman|Equality Advisory and Support Service|Equality and Human Rights Commission|Web Content Accessibility Guidelines|Public Sector Bodies[^.]*Regulations 2018|British Sign Language|Information Commissioner|Emergency Duty Team|Complaints Team|accessib\w+|SI \d+\/\d+ reg\. \d+(\(\d\))?|LGSCO Complaint Handling Code[^.]*|[\w.-]+@[\w.-]+|\b0[\d ]{8,}\b/g

/** The words of the page itself, without the frame, as sentences. */
function wordsOf(html: string): string {
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? ''
  return main
    .replace(/<(script|select|textarea|address)[\s\S]*?<\/\1>/g, '')
    .replace(/<\/(p|li|h\d|dt|dd|label|legend|td|th|option|div|summary|caption|button)>/g, '.\n')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&[#\w]+;/g, ' ')
    .replace(NAMES, 'we')
    .replace(/[ \t]+/g, ' ')
    .replace(/(\s*\.\s*)+/g, '.\n')
}

const STANDING = [
  '/',
  '/complain',
  '/help',
  '/accessibility-statement',
  '/privacy',
  '/cookies',
  '/track',
  '/complain/return',
]

const ANSWERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kind: { kind: 'complaint' },
  service: { area: 'adult' },
  team: {},
  nhs: { nhs: 'no' },
  'what-happened': { what: 'It was late.' },
  when: { when: 'day', 'happenedOn-day': '1', 'happenedOn-month': '1', 'happenedOn-year': '2024' },
  late: {},
  points: { more: 'no' },
  'outcome-wanted': {},
  name: { name: 'Jo' },
  support: { adjustments: 'large-print' },
  contact: { prefers: 'email', email: 'jo@example.org' },
  address: { paperAddress: '1 Road' },
  advocate: { advocate: 'no' },
  evidence: {},
}

describe('the words of the public pages', function () {
  this.timeout(180_000)
  let pages: TestPages
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00Z' })
  })
  after(() => pages.stop())

  const holdTo = (where: string, html: string, reader: keyof typeof LIMITS) => {
    const text = wordsOf(html)
    const { grade, words } = readability(text)
    if (words > 20)
      expect(grade, `${where} for a${reader === 'adult' ? 'n adult' : ' child'}: ${text}`).to.be.at.most(LIMITS[reader])
    for (const word of JARGON) expect(text.toLowerCase(), where).not.to.match(new RegExp(`\\b${word}s?\\b`))
  }

  const walkThrough = async (browser: Browser, who: string, reader: keyof typeof LIMITS) => {
    await browser.get('/complain/kind')
    let shown = await browser.get('/complain/kind')
    for (let pagesSeen = 0; pagesSeen < 30 && shown.at !== '/complain/check'; pagesSeen += 1) {
      holdTo(shown.at, shown.html, shown.at === '/complain/kind' || shown.at === '/complain/who-for' ? 'adult' : reader)
      const path = shown.at.replace('/complain/', '')
      shown = await browser.post(shown.at, path === 'who-for' ? { who } : (ANSWERS[path] ?? {}))
      expect(shown.status, `${path}: ${wordsOf(shown.html)}`).to.equal(200)
    }
    holdTo(shown.at, shown.html, reader)
    let sent = await browser.post('/complain/check', {})
    if (sent.at !== '/complain/sent') sent = await browser.post('/complain/check', {})
    holdTo('/complain/sent', sent.html, reader)
    holdTo('/complain/equality', (await browser.get('/complain/equality')).html, 'adult')
  }

  for (const path of STANDING) {
    it(`${path}: an adult of little schooling can read it`, async () => {
      const { html, status } = await pages.browse().get(path)
      expect(status).to.equal(200)
      holdTo(path, html, 'adult')
    })
  }

  it('each page of the form as an adult sees it', () => walkThrough(pages.browse(), 'self', 'adult'))

  it('each page of the form as a child sees it', () => walkThrough(pages.browse(), 'child', 'child'))

  it('the page about danger, for both', async () => {
    const browser = pages.browse()
    holdTo('/complain/danger', (await browser.get('/complain/danger')).html, 'adult')
  })

  it('leaves out no page', () => {
    const shown = [
      'page',
      'fields',
      'question',
      'start',
      'danger',
      'points',
      'evidence',
      'check',
      'sent',
      'save',
      'return',
      'equality',
    ]
    expect(readdirSync('web/views/complain').map((file) => file.replace('.njk', ''))).to.have.members(shown)
  })
})
