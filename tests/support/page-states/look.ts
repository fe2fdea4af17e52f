import type { Page } from 'playwright-core'
import { faultsOfPage, NARROW, violations, WIDE } from '../browser-pages.ts'
import { jargonIn } from './jargon.ts'

/** How closely a state is looked at: the keyboard, and axe for the second time, are for what is new in it. */
export interface Looking {
  /** The first state of its address. */
  readonly withKeyboard: boolean
  /** The first of its address, or the first of it with faults in the form. */
  readonly withNarrowAxe: boolean
  /** Pages of those who work here: no word of the machine stands on them. */
  readonly forStaff: boolean
}

/** Everything that is wrong with a page as it stands, in sentences. */
export async function faultsOf(
  page: Page,
  { withKeyboard, withNarrowAxe, forStaff }: Looking,
): Promise<readonly string[]> {
  await page.setViewportSize(WIDE)
  const faults: string[] = []
  const add = (where: string, found: readonly string[]) => {
    for (const fault of found) if (!faults.some((known) => known.endsWith(fault))) faults.push(`${where}: ${fault}`)
  }
  add('wide', await faultsOfPage(page))
  add('wide', await axeOf(page))
  add('text', jargonIn(await page.evaluate<string>(TEXT), forStaff))
  add('by script', await page.evaluate<readonly string[]>(`(${ASK})()`))
  if (withKeyboard) add('keyboard', await walked(page))
  // 320 CSS pixels are 1280 at 400 % zoom. Everything that can be opened is open, and the colours are the reader's own.
  await page.setViewportSize(NARROW)
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  await page.evaluate(OPEN_ALL)
  add('narrow, forced colours', await faultsOfPage(page))
  if (withNarrowAxe) add('narrow, forced colours', await axeOf(page, SEEN_WIDE))
  add('forced colours', await page.evaluate<readonly string[]>(`(${FORCED})()`))
  await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'reduce' })
  await page.setViewportSize(WIDE)
  return faults
}

/** Contrast is measured in our own colours, not in the reader's; how large targets are, `faultsOfPage` finds at every width. */
const SEEN_WIDE = ['color-contrast', 'target-size']

async function axeOf(page: Page, without: readonly string[] = []): Promise<readonly string[]> {
  return (await violations(page, without)).map(
    ({ rule, help, places }) => `${rule} (${help}) at ${places.slice(0, 3).join(' | ')}`,
  )
}

/** Text as it is shown, what is hidden from sight and what stands in fields included. */
const TEXT = `[document.title, document.body.innerText, ...[...document.querySelectorAll('.govuk-visually-hidden')].map((each) => each.textContent), ...[...document.querySelectorAll('option')].map((each) => each.textContent)].join('\\n')`

const OPEN_ALL = `
  for (const each of document.querySelectorAll('details')) each.open = true
  document.querySelector('.govuk-service-navigation__toggle:not([hidden])')?.click()`

/** Help stands where it stands on every page, codes can be pasted, and a fault leads to its field. */
const ASK = `() => {
  const faults = []
  const help = [...document.querySelectorAll('footer a')].map((link) => link.getAttribute('href')).join(' ')
  if (!help.startsWith('/help ')) faults.push('has its help elsewhere than other pages: ' + help)
  for (const field of document.querySelectorAll('input[autocomplete=one-time-code], input[type=password], input[name=code], input[name=reference]')) {
    const paste = new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: new DataTransfer() })
    if (!field.dispatchEvent(paste)) faults.push('lets nobody paste into ' + field.name)
  }
  for (const link of document.querySelectorAll('.govuk-error-summary a[href^="#"]')) {
    const field = document.getElementById(decodeURIComponent(link.hash.slice(1)))
    link.click()
    if (document.activeElement !== field) faults.push('does not lead to its field: ' + link.textContent.trim())
  }
  return faults
}`

/** In forced colours a button is known by its border alone. */
const FORCED = `() => [...document.querySelectorAll('main .govuk-button')]
  .filter((each) => each.getClientRects().length > 0)
  .filter((each) => { const { borderTopWidth, outlineWidth, outlineStyle } = getComputedStyle(each)
    return parseFloat(borderTopWidth) === 0 && (outlineStyle === 'none' || parseFloat(outlineWidth) === 0) })
  .slice(0, 2).map((each) => 'has no edge in forced colours: ' + each.className + ' ' + each.textContent.trim().slice(0, 40))`

/** No page is walked further than this: what comes later comes by the same lists. */
const MOST_STEPS = 90

/** Goes through the page with the Tab key alone, and says where that went wrong. */
async function walked(page: Page): Promise<readonly string[]> {
  const count = await page.evaluate<number>(`(${WATCH})()`)
  for (let step = 0; step < Math.min(count, MOST_STEPS); step += 1) await page.keyboard.press('Tab')
  return page.evaluate<readonly string[]>(`(${WALKED})(${Math.min(count, MOST_STEPS)})`)
}

const WATCH = `() => {
  const seen = []
  const radios = new Set()
  const reached = (each) => {
    if (each.disabled || each.tabIndex < 0 || each.closest('[inert], dialog:not([open])') || getComputedStyle(each).visibility === 'hidden') return false
    if (each.getClientRects().length === 0) return false
    const closed = each.parentElement.closest('details:not([open])')
    if (closed && !(each.matches('summary') && closed === each.parentElement)) return false
    if (each.type !== 'radio') return true
    // Of radios one is reached; the arrow keys go on from it.
    const first = !radios.has(each.name)
    radios.add(each.name)
    return first
  }
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(reached)
  // Tab goes on from where the focus was last: from the very top.
  document.body.tabIndex = -1
  document.body.focus()
  document.body.removeAttribute('tabindex')
  window.scrollTo(0, 0)
  const hidden = []
  const positive = [...document.querySelectorAll('[tabindex]')].filter((each) => each.tabIndex > 0)
  document.addEventListener('focusin', ({ target }) => {
    seen.push(target)
    const box = target.getBoundingClientRect()
    const middle = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)]
    if (box.width === 0 || middle[1] < 0 || middle[1] > innerHeight || middle[0] < 0 || middle[0] > innerWidth) return
    const top = document.elementFromPoint(...middle)
    const labels = [...(target.labels ?? [])]
    if (top === null || target.contains(top) || top.contains(target) || labels.some((label) => label.contains(top))) return
    if (labels.some((label) => label.previousElementSibling === target)) return
    hidden.push(target)
  })
  window.redressWalk = { all, seen, hidden, positive }
  return all.length
}`

const WALKED = `(steps) => {
  const { all, seen, hidden, positive } = window.redressWalk
  const named = (each) => (each.tagName + ' ' + (each.id || each.name || '') + ' ' + (each.textContent ?? '').trim().slice(0, 30)).trim()
  const faults = []
  if (positive.length > 0) faults.push('orders what Tab reaches by hand: ' + named(positive[0]))
  if (hidden.length > 0) faults.push('covers what has the focus: ' + named(hidden[0]))
  const missed = all.slice(0, steps).filter((each) => !seen.includes(each) && !(each.type === 'radio' && seen.some((other) => other.name === each.name)))
  if (missed.length > 0) faults.push('Tab does not reach ' + missed.slice(0, 3).map(named).join(', '))
  const order = seen.filter((each) => all.includes(each)).map((each) => all.indexOf(each))
  const back = order.findIndex((at, index) => index > 0 && at < order[index - 1] && all[order[index - 1]] !== all.at(-1))
  if (back > 0) faults.push('Tab goes back from ' + named(all[order[back - 1]]) + ' to ' + named(all[order[back]]))
  if (seen.length > 1 && new Set(seen.slice(-5)).size === 1) faults.push('Tab stays in ' + named(seen.at(-1)))
  return faults
}`
