import { existsSync } from 'node:fs'

/** There is no browser on this machine that could print a PDF. */
export class NoBrowserError extends Error {
  override readonly name = 'NoBrowserError'
}

/** Where Chromium and Chrome usually are. */
const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/** Our own HTML, without scripts and without a network: the sandbox, which containers refuse, would guard nothing. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']

export interface PdfOptions {
  /** Path of a Chromium or Chrome; undefined: the usual places are looked in. */
  readonly browser: string | undefined
  /** `YYYYMMDDHHMMSS`, written into the file in place of the moment of printing: the same HTML gives the same bytes. */
  readonly madeAt: string
}

/**
 * Prints self-contained HTML on A4 as a tagged PDF, with an outline from its headings.
 *
 * @throws NoBrowserError in words for whoever asked.
 */
export async function printPdf(html: string, { browser: path, madeAt }: PdfOptions): Promise<Buffer> {
  const executablePath = path ?? USUAL.find((each) => existsSync(each))
  if (executablePath === undefined || !existsSync(executablePath)) {
    throw new NoBrowserError(
      `${
        path === undefined ? 'No Chromium or Chrome was found' : `There is no browser at ${path}`
      }, and a PDF is printed by one. Install Chromium or set PDF_BROWSER to its path; or ask for HTML, open it in any browser and print it as PDF from there.`,
    )
  }
  // Loaded with the first PDF: it is a third of what the service would else read before it listens.
  const { chromium } = await import('playwright-core')
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS, headless: true })
  try {
    const context = await browser.newContext({ javaScriptEnabled: false, offline: true })
    const page = await context.newPage()
    await page.setContent(html, { waitUntil: 'load' })
    const pdf = await page.pdf({
      format: 'A4',
      tagged: true,
      outline: true,
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate:
        '<div style="font: 8px Arial, sans-serif; width: 100%; text-align: center">Page <span class="pageNumber"></span> of <span class="totalPages"></span></div>',
      margin: { top: '18mm', bottom: '18mm', left: '16mm', right: '16mm' },
    })
    return withMoment(pdf, madeAt)
  } finally {
    await browser.close()
  }
}

/** The same length as what it replaces: every offset in the file stays as it was. */
function withMoment(pdf: Buffer, madeAt: string): Buffer {
  const text = pdf.toString('latin1').replaceAll(/\/(CreationDate|ModDate) \(D:\d{14}/g, `/$1 (D:${madeAt}`)
  return Buffer.from(text, 'latin1')
}
