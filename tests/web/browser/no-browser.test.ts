import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { browserFor } from '../../support/browser.ts'

describe('tests without a browser', () => {
  const none = (): Promise<Browser> => Promise.reject(new Error('No such file'))
  const skipping = { skip: () => Promise.reject(new Error('skipped')) } as unknown as Mocha.Context
  const ci = process.env['CI']
  afterEach(() => {
    if (ci === undefined) delete process.env['CI']
    else process.env['CI'] = ci
  })

  for (const [where, value, said] of [
    ['fail where CI is set', 'true', 'No such file'],
    ['are skipped elsewhere', '', 'skipped'],
  ] as const) {
    it(where, async () => {
      process.env['CI'] = value
      const error = await browserFor(skipping, none).catch((thrown: unknown) => thrown)
      expect((error as Error).message).to.equal(said)
    })
  }
})
