import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { openDraft } from '../../../engine/index.ts'
import { openWindow, violations } from '../../support/browser-pages.ts'
import { browserFor } from '../../support/browser.ts'
import { atKeyboard, type Keyboard } from '../../support/keyboard.ts'
import { PEOPLE } from '../../support/page-states/state.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'

describe('A process owner at a form, by keyboard', function () {
  this.timeout(240_000)
  let browser: Browser
  let pages: TestPages
  before(async function () {
    browser = await browserFor(this)
    pages = await startTestPages({ now: '2026-03-02T09:00:00.000Z' })
  })
  after(async () => {
    await (browser as Browser | undefined)?.close()
    await (pages as TestPages | undefined)?.stop()
  })

  const looksRight = async ({ page }: Keyboard) => {
    expect(await violations(page), page.url()).to.deep.equal([])
  }

  it('adds a question, sees it as the caseworker does, and answers it', async () => {
    const { id } = await openDraft(pages.service.runtime, PEOPLE.owner, 'children-act')
    const owner = await atKeyboard(await openWindow(browser, pages.service.url, { actor: PEOPLE.owner }))
    await owner.open(`/procedures/children-act/drafts/${id}/forms/extend-stage-1`)
    await owner.press('Add a question')
    await owner.send({}, 'Add the question')
    expect(await owner.page.title()).to.match(/^Error: /)
    await looksRight(owner)
    const question = { label: 'Did you call them?', kind: 'yes-no', required: 'yes' }
    await owner.send(question, 'Add the question')
    expect(await owner.words()).to.include('Saved in the draft')
    await looksRight(owner)
    await owner.press('Try it on a page of its own')
    await owner.send({ moreTime: 'no', callThem: 'yes' }, 'Try these answers')
    expect(await owner.words()).to.include('What would go on record')
    await looksRight(owner)
  })
})
