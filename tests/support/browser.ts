import { existsSync } from 'node:fs'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Browser } from 'playwright-core'

const ARGUMENTS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

/** Where a browser is, that prints PDFs too. */
export async function chromiumPath(): Promise<string> {
  const known = process.env['CHROME_PATH']
  return known ?? (existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : await chromium.executablePath())
}

/** @throws where no browser can be started; `CHROME_PATH` names one. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: await chromiumPath(), args: ARGUMENTS.split(' '), headless: true })
}

/**
 * A browser for the tests of a `describe`: where none can be started they are skipped, and say so. Where `CI` is set
 * nothing is skipped: there that is a fault.
 *
 * @param open - Starts the browser; another one only where this function itself is tried.
 */
export async function browserFor(test: Mocha.Context, open = openBrowser): Promise<Browser> {
  try {
    return await open()
  } catch (error) {
    if (process.env['CI']) throw error
    console.warn(
      `No browser can be started here (CHROME_PATH names one): skipped ${test.test?.parent?.fullTitle() ?? ''}`,
    )
    return test.skip()
  }
}
