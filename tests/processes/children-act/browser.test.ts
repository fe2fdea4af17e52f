import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { browserFor } from '../../support/browser.ts'
import { openInViewer } from '../../support/diagram-shots.ts'
import { PROCEDURE } from './files.ts'

describe('the diagrams of children-act in bpmn-js', function () {
  this.timeout(120_000)
  let browser: Browser | undefined

  before(async function () {
    browser = await browserFor(this)
  })
  after(() => browser?.close())

  for (const { path, xml } of PROCEDURE.diagrams) {
    it(`${path} opens without a warning, and every text fits its shape`, async () => {
      if (browser === undefined) throw new Error('No browser')
      const { warnings, cutTexts } = await openInViewer(browser, xml)
      expect(warnings).to.deep.equal([])
      expect(cutTexts).to.deep.equal([])
    })
  }
})
