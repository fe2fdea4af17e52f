import { expect } from 'chai'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'

describe('pages of cases and searches', function () {
  this.timeout(60_000)
  let pages: TestPages
  let manager: Browser
  let caseworker: Browser
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00Z' })
    for (let n = 1; n <= 27; n += 1) {
      const day = String(n).padStart(2, '0')
      const [person] = CHILDS_COMPLAINT.people
      await pages.call('complaints-manager', 'POST', '/api/v1/cases', {
        ...CHILDS_COMPLAINT,
        receivedOn: `2026-02-${day}`,
        people: [{ ...person, name: n === 5 ? 'Zqfirst Zqsurname' : person.name }],
      })
    }
    manager = pages.browse({ id: 'cm1', role: 'complaints-manager' })
    caseworker = pages.browse({ id: 'cw1', role: 'caseworker' })
  })
  after(() => pages.stop())

  it('list what there is, the newest first, page by page', async () => {
    const { html, status } = await manager.get('/cases')
    expect(status).to.equal(200)
    expect(html).to.include('Showing 1 to 25 of 27 cases, newest first.')
    expect(html.indexOf('SC-2026-00027')).to.be.below(html.indexOf('SC-2026-00026'))
    expect((await manager.get('/cases?page=2')).html).to.include('Showing 26 to 27 of 27 cases')
    expect((await manager.get('/cases?sort=received')).html).to.include('oldest first')
  })

  const lists: readonly [query: string, said: string][] = [
    ['late=yes', 'of 24 cases'],
    ['from-day=20&from-month=2&from-year=2026', 'of 8 cases'],
    ['to-day=3&to-month=2&to-year=2026', 'of 3 cases'],
    ['stage=stage-2', 'No cases.'],
    ['procedure=children-act&status=open&version=1', 'of 27 cases'],
    ['outcome=upheld', 'No cases.'],
    ['team=complaints-team', 'of 27 cases'],
    [`sort=${encodeURIComponent('id; drop table cases')}`, 'of 27 cases'],
    ['page=-3&version=x&status=y', 'of 27 cases'],
    ['from-day=31&from-month=2&from-year=2026', 'of 27 cases'],
  ]
  for (const [query, said] of lists) {
    it(`show for ?${query}: ${said}`, async () => {
      expect((await manager.get(`/cases?${query}`)).html).to.include(said)
    })
  }

  it('sort by each column, either way', async () => {
    for (const column of ['reference', 'due', 'told', 'stage', 'outcome', 'procedure', 'received']) {
      for (const sort of [column, `-${column}`]) {
        expect((await manager.get(`/cases?sort=${sort}`)).html, sort).to.include('of 27 cases')
      }
    }
  })

  it('say of each case’s first time limit what the list of tasks says', async () => {
    const tagsOf = (html: string) =>
      [...html.matchAll(/<tr[^]*?<\/tr>/g)].flatMap(([row]) => {
        const [caseId] = /SC-2026-\d{5}/.exec(row) ?? []
        const [, tag] = /govuk-tag[^>]*>\s*([^<]*(?:late|Due|Paused)[^<]*?)\s*</.exec(row) ?? []
        return caseId === undefined || tag === undefined ? [] : [[caseId, tag] as const]
      })
    // Of several tasks of one case the soonest due stands first.
    const tasks = new Map(tagsOf((await manager.get('/tasks/all')).html).toReversed())
    const cases = tagsOf((await manager.get('/cases?sort=due')).html)
    expect(cases).to.have.length(25)
    const both = cases.filter(([caseId]) => tasks.has(caseId))
    expect(both).to.have.length.above(10)
    for (const [caseId, tag] of both) expect(tag, caseId).to.equal(tasks.get(caseId))
  })

  it('give the list as a file, narrowed as it is', async () => {
    const { html, headers } = await manager.get('/cases/export.csv?to-day=3&to-month=2&to-year=2026')
    expect(headers.get('content-type')).to.include('text/csv')
    expect(html.trim().split('\r\n')).to.have.length(4)
    expect(html).to.include('SC-2026-00003').and.not.to.include('Reed')
  })

  it('lead from a reference to its case', async () => {
    await manager.get('/cases')
    expect((await manager.post('/cases/search', { text: 'sc 2026 7' })).at).to.equal('/cases/SC-2026-00007')
  })

  it('find by name without the name in any address, in the session or in the page that follows', async () => {
    await manager.get('/cases')
    const { html, at } = await manager.post('/cases/search', { text: 'zqsurname', reason: 'They telephone.' })
    expect(at).to.match(/^\/cases\?found=[\w-]{12}$/)
    expect(html).to.include('SC-2026-00005').and.to.include('found by a name').and.to.include('of 1 case,')
    expect(html).not.to.match(/zqsurname/i)
    const sessions = JSON.stringify(await pages.service.runtime.store.knex('sessions'))
    expect(sessions).not.to.match(/zqsurname/i)
    expect((await manager.get(at)).html).to.include('SC-2026-00005')
  })

  it('ask a manager why, and keep what was typed', async () => {
    await manager.get('/cases')
    const { html, status } = await manager.post('/cases/search', { text: 'reed' })
    expect(status).to.equal(422)
    expect(html).to.include('Enter why you are looking for this').and.to.include('value="reed"')
    expect((await manager.post('/cases/search', { text: '' })).html).to.include('Enter what to look for')
    const long = await manager.post('/cases/search', { text: 'a'.repeat(201) })
    expect(long.html).to.include('must be 200 signs or fewer')
  })

  it('ask a caseworker nothing, and find what is theirs', async () => {
    const { html } = await caseworker.get('/cases')
    expect(html).not.to.include('Why are you looking?')
    const found = await caseworker.post('/cases/search', { text: 'reed' })
    expect(found.html).to.include('of 26 cases, closest first')
    expect((await caseworker.get(`${found.at}&sort=received`)).html).to.include('of 26 cases, oldest first')
  })

  it('say of what is not found how to look again, and of a lost search that it is lost', async () => {
    await caseworker.get('/cases')
    expect((await caseworker.post('/cases/search', { text: 'nobody at all' })).html).to.include('Look again with less')
    expect((await caseworker.get('/cases?found=AAAAAAAAAAAA')).html).to.include('no longer at hand')
  })

  it('write what was looked for as text', async () => {
    await caseworker.get('/cases')
    const { html } = await caseworker.post('/cases/search', { text: `<script>alert(1)</script>${'a'.repeat(200)}` })
    expect(html).not.to.include('<script>alert(1)')
  })
})
