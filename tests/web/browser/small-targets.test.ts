import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { browserFor } from '../../support/browser.ts'
import { faultsOfPage } from '../../support/browser-pages.ts'

const box = (style: string) => `<button style="all:unset;display:block;width:16px;height:16px;${style}">x</button>`
const link = (text: string) => `<a href="#${text}">${text}</a>`

describe('what is pressed on a page', () => {
  let browser: Browser | undefined
  before(async function () {
    browser = await browserFor(this)
  })
  after(() => browser?.close())

  for (const [what, html, faults] of [
    ['two of 16 pixels side by side', box('') + box(''), 2],
    ['two of 16 pixels with room between them', box('') + box('margin-top:12px'), 0],
    ['one of 16 pixels beside a large one', box('') + box('height:40px;width:40px'), 1],
    ['links in lines of text', `<p style="line-height:1">See ${link('one')}, or ${link('two')} of them.</p>`, 0],
    ['links that are lines', `<ul style="line-height:1"><li>${link('one')}</li><li>${link('two')}</li></ul>`, 2],
    ['what is folded away', `<details><summary style="height:40px">More</summary>${box('') + box('')}</details>`, 0],
  ] as const) {
    it(`${what}: ${faults === 0 ? 'let through' : `${faults} too small`}`, async () => {
      const page = await browser!.newPage()
      await page.setContent(html)
      const found = await faultsOfPage(page)
      expect(found.filter((fault) => fault.startsWith('is too small'))).to.have.lengthOf(faults)
      await page.close()
    })
  }
})
