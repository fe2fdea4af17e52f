import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Actor } from '../../engine/index.ts'
import { headerOf } from './pages.ts'

/*
 * Pages in a real browser: who asks comes by the header that `startTestPages` reads, so that states of pages can be
 * looked at without signing in for each.
 */

/** Width in CSS pixels; 1280 at 400 % zoom is 320. */
export const WIDE = { width: 1280, height: 900 } as const
export const NARROW = { width: 320, height: 640 } as const

export interface Look {
  readonly actor?: Actor
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly javaScriptEnabled?: boolean
}

/** A browser window of its own, with cookies of its own. */
export async function openWindow(browser: Browser, url: string, look: Look = {}): Promise<BrowserContext> {
  const { actor, viewport = WIDE, javaScriptEnabled = true } = look
  return browser.newContext({
    baseURL: url,
    viewport,
    javaScriptEnabled,
    reducedMotion: 'reduce',
    ...(actor !== undefined && { extraHTTPHeaders: { 'x-test-actor': headerOf(actor) } }),
  })
}

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** A rule of axe that a page breaks, with the places. */
export interface Violation {
  readonly rule: string
  readonly help: string
  readonly places: readonly string[]
}

/**
 * What axe finds on the page as it stands: WCAG 2.2 A and AA, and best practice, but for these rules. The page's CSP lets
 * nothing in, so axe is run past it.
 */
export async function violations(page: Page, without: readonly string[] = []): Promise<readonly Violation[]> {
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(AXE)
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]))
  return page.evaluate<readonly Violation[]>(`axe.run(document, {
    runOnly: { type: 'tag', values: ${JSON.stringify(TAGS)} },
    rules: ${JSON.stringify(rules)},
    resultTypes: ['violations'],
  }).then(({ violations }) => violations.map(({ id, help, nodes }) => ({
    rule: id, help, places: nodes.map((node) => node.target.join(' ') + ': ' + node.html.slice(0, 160)),
  })))`)
}

/** What axe cannot see, found by script; each a sentence. */
export async function faultsOfPage(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(${FAULTS})()`)
}

/**
 * What is pressed and is smaller than 24 by 24 CSS pixels (WCAG 2.2, 2.5.8). Let through: a link in a line of other text,
 * and what has room enough: a circle of 24 pixels around its middle meets nothing else that is pressed, nor its circle.
 */
const SMALL = `() => {
  const LEAST = 24
  // Behind a question that must be answered first nothing can be pressed.
  const within = document.querySelector('dialog:modal') ?? document
  const targets = [...within.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]')]
    .filter((each) => !each.disabled && each.checkVisibility({ visibilityProperty: true }))
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    // What is there for the ear alone, or until it has the focus, is one pixel high.
    .filter(({ element, box }) => box.width > 1 && box.height > 1 && element.closest('[aria-hidden=true]') === null)
    .map(({ element, box }) => ({
      element, box, x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2,
      // Half a pixel is lost where sizes are rounded.
      isSmall: box.width < LEAST - 0.5 || box.height < LEAST - 0.5,
    }))
  const isInText = (element) => {
    if (getComputedStyle(element).display !== 'inline') return false
    let block = element.parentElement
    while (getComputedStyle(block).display === 'inline') block = block.parentElement
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const { parentElement, textContent } = texts.currentNode
      if (textContent.trim().length > 1 && parentElement.closest('a, button, .govuk-visually-hidden') === null) return true
    }
    return false
  }
  const meets = (one, other) => {
    if (one.element.contains(other.element) || other.element.contains(one.element)) return false
    if (other.isSmall) return Math.hypot(one.x - other.x, one.y - other.y) < LEAST
    const dx = Math.max(other.box.left - one.x, one.x - other.box.right, 0)
    const dy = Math.max(other.box.top - one.y, one.y - other.box.bottom, 0)
    return Math.hypot(dx, dy) < LEAST / 2
  }
  const named = ({ element, box }) => element.tagName + ' ' + (element.id || element.textContent.replace(/\\s+/g, ' ').trim().slice(0, 40)) +
    ' (' + Math.round(box.width) + ' × ' + Math.round(box.height) + ')'
  return targets.filter(({ isSmall, element }) => isSmall && !isInText(element)).flatMap((small) => {
    const near = targets.find((other) => other !== small && meets(small, other))
    return near === undefined ? [] : ['is too small to be pressed: ' + named(small) + ', beside ' + named(near)]
  }).slice(0, 3)
}`

const FAULTS = `() => {
  const faults = []
  const all = (selector) => [...document.querySelectorAll(selector)]
  const shown = (element) => element.getClientRects().length > 0
  if (all('h1').length !== 1) faults.push('has ' + all('h1').length + ' h1')
  if (document.documentElement.lang === '') faults.push('has no lang')
  if (all('.govuk-error-summary').length > 0 && !document.title.startsWith('Error: ')) faults.push('its title does not say Error')
  const ids = all('[id]').map(({ id }) => id)
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) faults.push('has the id ' + id + ' twice')
  for (const link of all('.govuk-error-summary a[href^="#"]'))
    if (document.getElementById(decodeURIComponent(link.hash.slice(1))) === null) faults.push('links to no field: ' + link.hash)
  for (const table of all('table'))
    if (table.caption === null || table.caption.textContent.trim() === '') faults.push('has a table without caption')
  for (const cell of all('th')) if (cell.scope === '') faults.push('has a th without scope: ' + cell.textContent.trim())
  for (const input of all('input:not([type=hidden]), select, textarea'))
    if (shown(input) && (input.labels?.length ?? 0) === 0 && !input.hasAttribute('aria-label') && !input.hasAttribute('aria-labelledby'))
      faults.push('has a field without label: ' + (input.name || input.id))
  const named = new Map()
  for (const link of all('main a[href]').filter(shown)) {
    const text = (link.getAttribute('aria-label') ?? link.textContent).replace(/\\s+/g, ' ').trim()
    if (text === '') faults.push('has a link without text: ' + link.getAttribute('href'))
    const to = named.get(text)
    const href = link.getAttribute('href')
    if (to !== undefined && to !== href) faults.push('has two places behind the link "' + text + '"')
    named.set(text, href)
  }
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth + 1) faults.push('is wider than the window: ' + document.documentElement.scrollWidth)
  // What bpmn-js draws is placed so, on the one page whose policy lets it.
  if (all('[style]').some((each) => each.style.length > 0 && each.closest('.bjs-container') === null)) faults.push('has an inline style')
  faults.push(...(${SMALL})())
  return faults
}`
