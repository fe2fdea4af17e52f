import { expect } from 'chai'
import { filesOf } from '../../../api/procedure-files.ts'
import { deployProcedure, SYSTEM } from '../../../engine/index.ts'
import { PEOPLE } from '../../support/page-states/state.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'

const HOUSING = {
  ...{ title: 'Housing complaint', id: 'housing', law: 'non-statutory', task: 'Answer it' },
  ...{ role: 'caseworker', outcome: 'answered', clause: 'Local practice' },
}

describe('pages that begin a procedure', () => {
  let pages: TestPages
  let browser: Browser

  before(async function () {
    this.timeout(120_000)
    pages = await startTestPages({ now: '2026-03-02T09:00:00.000Z' })
    await deployProcedure(pages.service.runtime, SYSTEM, filesOf('tests/fixtures/scenarios/tiny'))
    browser = pages.browse(PEOPLE.owner)
  })
  after(() => pages.stop())

  it('lead to the draft of a procedure that is new, with pages of its own', async () => {
    expect((await browser.get('/procedures')).html).to.contain('Begin a new procedure')
    await browser.get('/procedures/new')
    const { at, html } = await browser.post('/procedures/new', HOUSING)
    expect(at).to.match(/^\/procedures\/housing\/drafts\/draft-/)
    expect(html).to.contain('Draft of a new procedure').and.to.contain('It is a new procedure, of 5 files.')
    for (const page of ['/about', '/steps', '/edit', '/edit/state', '/forms', '/scenarios', '/checks', '/effect']) {
      expect((await browser.get(`${at}${page}`)).status, page).to.equal(200)
    }
    expect((await browser.get(`${at}/compare`)).html).to.contain('Nothing: the procedure is new')
    expect((await browser.get(`${at}/discard`)).html).to.contain('The procedure is new, and goes with its draft.')
    const own = await browser.get('/procedures/housing')
    expect(own.status).to.equal(200)
    expect(own.html).to.contain('This procedure is new.').and.to.not.contain('Versions, the newest first')
  })

  it('copy one that is in force', async () => {
    await browser.get('/procedures/new/copy')
    const fields = { copyOf: 'tiny', title: 'Tiny again', id: 'tiny-again', law: 'complaint-handling-code' }
    const { at, html } = await browser.post('/procedures/new/copy', fields)
    expect(at).to.match(/^\/procedures\/tiny-again\/drafts\/draft-/)
    expect(html).to.contain('Tiny again')
  })

  const WRONG: readonly [what: string, fields: Record<string, string>, says: string][] = [
    ['nothing', {}, 'There is a problem'],
    ['a short name that is taken', { ...HOUSING, id: 'tiny' }, 'There is a procedure “tiny” already'],
    ['a short name that is no slug', { ...HOUSING, id: 'Tiny!' }, 'A short name has small letters'],
  ]
  for (const [what, fields, says] of WRONG) {
    it(`say what is wrong with ${what}`, async () => {
      await browser.get('/procedures/new')
      const { status, html } = await browser.post('/procedures/new', fields)
      expect(status).to.equal(422)
      expect(html).to.contain('<title>Error: ').and.to.contain(says)
    })
  }

  it('are for process owners', async () => {
    expect((await pages.browse(PEOPLE.auditor).get('/procedures/new')).status).to.equal(403)
  })
})
