import type { BrowserContext, Page, Request } from 'playwright-core'

/*
 * A person at a keyboard: whatever they use, they reach with the Tab key, and see where they are. Nothing is clicked and
 * nothing is filled in by a selector.
 */

/** Where the keyboard is. */
export interface Stop {
  readonly tag: string
  readonly type: string
  readonly name: string
  readonly value: string
  readonly checked: boolean
  /** What it is called: its label, or its own text. */
  readonly label: string
  /** What its group is called; empty outside groups. */
  readonly legend: string
  /** Options of a list of choices. */
  readonly options: readonly { readonly value: string; readonly text: string }[]
  /** What is wrong with how the focus shows; absent when nothing is. */
  readonly fault?: string
}

type Called = string | RegExp
/** By the name or the label of a field or its group; a choice by its value or its words. Boxes: all that are to be ticked. */
export type ToFill = Readonly<Record<string, string | readonly string[]>>

export interface Keyboard {
  readonly page: Page
  /** Types an address. */
  open(path: string): Promise<void>
  /** Tabs until the control of that name has the focus. */
  tabTo(called: Called): Promise<Stop>
  /** Tabs to a link or a button, presses Enter, and waits for the next page. */
  press(called: Called): Promise<void>
  /** Tabs to something that opens or changes within the page, and presses the key. */
  use(called: Called, key?: string): Promise<void>
  /** Tabs through the page once, answering each field when it is reached. */
  fillIn(answers: ToFill): Promise<void>
  /** Fills in, then presses the button. */
  send(answers: ToFill, button: Called): Promise<void>
  /** Words of the page as they show. */
  words(): Promise<string>
  heading(): Promise<string>
  /** Path and query. */
  at(): string
}

/** More stops than any page has. */
const MOST = 400
/** On a busy machine. */
const NEXT_PAGE_MS = 60_000
/** A page that is left keeps the mark; the next one has none. */
const MARK = 'globalThis.isLeft = true'
const HAS_COME = `globalThis.isLeft === undefined && document.readyState === 'complete'`

/** @param hasScripts - Whether scripts run in the window: pages are ready only once theirs have started. */
export async function atKeyboard(context: BrowserContext, hasScripts = true): Promise<Keyboard> {
  const page = await context.newPage()
  const board = page.keyboard

  const ready = async (): Promise<void> => {
    const until = Date.now() + NEXT_PAGE_MS
    // Asked anew from here: to ask again by itself the page would have to evaluate text, which its policy forbids.
    while (hasScripts) {
      const waiting = await page.evaluate<readonly string[]>(NOT_STARTED)
      if (waiting.length === 0) return
      if (Date.now() > until)
        throw new Error(`On ${at()} these did not start in ${NEXT_PAGE_MS / 1000} seconds: ${waiting.join(', ')}`)
      await page.waitForTimeout(20)
    }
  }
  const next = async (): Promise<Stop | undefined> => {
    await board.press('Tab')
    const stop = await page.evaluate<Stop | null>(WHERE)
    if (stop?.fault !== undefined) throw new Error(`“${stop.label}” on ${at()}: ${stop.fault}`)
    return stop ?? undefined
  }
  const at = (): string => {
    const { pathname, search } = new URL(page.url())
    return pathname + search
  }
  const words = async (): Promise<string> => (await page.locator('body').innerText()).replace(/\s+/g, ' ')

  /** Past the last stop the walk goes on from the first, once. */
  const tabTo = async (called: Called): Promise<Stop> => {
    const seen: string[] = []
    let ends = 0
    for (let presses = 0; presses < MOST && ends < 2; presses += 1) {
      const stop = await next()
      if (stop === undefined) ends += 1
      else if (isCalled(stop, called)) return stop
      else seen.push(stop.label)
    }
    throw new Error(
      `“${String(called)}” is not reached on ${at()}; stops: ${[...new Set(seen)].join(' | ')}\n${await words()}`,
    )
  }
  const press = async (called: Called): Promise<void> => {
    await tabTo(called)
    await page.evaluate(MARK)
    const sent: string[] = []
    const note = (request: Request) => {
      if (request.isNavigationRequest()) sent.push(`${request.method()} ${new URL(request.url()).pathname}`)
    }
    page.on('request', note)
    await board.press('Enter')
    const until = Date.now() + NEXT_PAGE_MS
    // Asked of the page itself: its events may be lost on the way from the browser.
    while (!(await page.evaluate<boolean>(HAS_COME).catch(() => false))) {
      if (Date.now() > until) {
        const here = await page.evaluate<Stop | null>(WHERE).catch(() => undefined)
        const focus = here === undefined ? 'an unknown place' : `“${here?.label ?? 'the page'}”`
        throw new Error(
          `Enter on “${String(called)}” brought no page in ${NEXT_PAGE_MS / 1000} seconds; asked for: ` +
            `${sent.join(', ') || 'nothing'}; now at ${at()}, with the focus on ${focus}`,
        )
      }
      await page.waitForTimeout(20)
    }
    page.off('request', note)
    await ready()
  }

  const choose = async (stop: Stop, wanted: string): Promise<void> => {
    const is = ({ value, label }: Stop) => value === wanted || label === wanted
    let now = stop
    if (is(now) && !now.checked) await board.press('Space')
    for (let presses = 0; !is(now) && presses < 40; presses += 1) {
      await board.press('ArrowDown')
      now = (await page.evaluate<Stop | null>(WHERE)) ?? now
    }
    if (!is(now)) throw new Error(`“${stop.legend}” on ${at()} has no answer “${wanted}”`)
  }
  const pick = async (stop: Stop, wanted: string): Promise<void> => {
    const found = stop.options.findIndex(({ value, text }) => value === wanted || text === wanted)
    const now = stop.options.findIndex(({ value }) => value === stop.value)
    if (found === -1) throw new Error(`“${stop.label}” on ${at()} has no “${wanted}”: ${JSON.stringify(stop.options)}`)
    const key = found > now ? 'ArrowDown' : 'ArrowUp'
    for (let presses = 0; presses < Math.abs(found - now); presses += 1) await board.press(key)
  }

  const write = async (text: string): Promise<void> => {
    await board.press('ControlOrMeta+a')
    if (text === '') await board.press('Delete')
    else await board.insertText(text)
  }

  const fillIn = async (answers: ToFill): Promise<void> => {
    const left = new Map(Object.entries(answers).map(([key, value]) => [key, new Set([value].flat())]))
    let ends = 0
    const seen: string[] = []
    for (let presses = 0; presses < MOST && left.size > 0 && ends < 2; presses += 1) {
      const stop = await next()
      if (stop === undefined) {
        ends += 1
        continue
      }
      seen.push(stop.label)
      if (presses === 0 && stop.label === 'Skip to main content') {
        await board.press('Enter')
        continue
      }
      const key = [...left.keys()].find((each) => isField(stop, each))
      const wanted = left.get(key ?? '')
      if (key === undefined || wanted === undefined) continue
      const [first = ''] = wanted
      if (stop.type === 'checkbox') {
        const found = [stop.value, stop.label].find((each) => wanted.delete(each))
        if (found !== undefined && !stop.checked) await board.press('Space')
        if (wanted.size === 0) left.delete(key)
        continue
      }
      left.delete(key)
      if (stop.type === 'radio') await choose(stop, first)
      else if (stop.tag === 'select') await pick(stop, first)
      else await write(first)
    }
    if (left.size > 0) {
      throw new Error(
        `Not reached on ${at()}: ${[...left.keys()].join(', ')}; stops: ${[...new Set(seen)].join(' | ')}\n${await words()}`,
      )
    }
  }

  return {
    page,
    at,
    words,
    tabTo,
    press,
    fillIn,
    async open(path) {
      await page.goto(path)
      await ready()
    },
    async use(called, key = 'Enter') {
      await tabTo(called)
      await board.press(key)
    },
    async send(answers, button) {
      await fillIn(answers)
      await press(button)
    },
    heading: async () => (await page.locator('h1').innerText()).replace(/\s+/g, ' '),
  }
}

/** A group's name stands for its choices, not for fields that happen to stand in it. */
function isField({ type, legend, name, label }: Stop, key: string): boolean {
  return key === name || key === label || (key === legend && (type === 'radio' || type === 'checkbox'))
}

function isCalled({ label }: Stop, called: Called): boolean {
  return typeof called === 'string' ? label === called : called.test(label)
}

/** The components that the page's scripts have not started yet: an expression, for text is not called as a function. */
const NOT_STARTED = `[...document.querySelectorAll('.govuk-frontend-supported [data-module^="govuk-"]')]
  .filter((each) => !each.hasAttribute('data-' + each.dataset.module + '-init'))
  .map((each) => each.dataset.module)`

const WHERE = `(() => {
  const here = document.activeElement
  if (here === null || here === document.body || here === document.documentElement) return null
  const plain = (text) => (text ?? '').replace(/\\s+/g, ' ').trim()
  const byId = (ids) => ids.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
  const label = here.getAttribute('aria-label')
    ?? (here.hasAttribute('aria-labelledby') ? byId(here.getAttribute('aria-labelledby')) : undefined)
    ?? (here.labels?.length > 0 ? [...here.labels].map((each) => each.textContent).join(' ') : here.textContent)
  const group = here.closest('fieldset')?.querySelector('legend')?.textContent
  const isBox = here.type === 'radio' || here.type === 'checkbox'
  const drawn = [getComputedStyle(here), ...(isBox && here.labels.length > 0 ? [getComputedStyle(here.labels[0], '::before')] : [])]
  const shows = drawn.some(({ outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor }) =>
    (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/rgba\\(.*, 0\\)|transparent/.test(outlineColor)) ||
    boxShadow.includes('rgb(255, 221, 0)') || backgroundColor === 'rgb(255, 221, 0)')
  const box = here.getBoundingClientRect()
  const inView = box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth
  const x = Math.min(Math.max((box.left + box.right) / 2, 0), innerWidth - 1)
  const y = Math.min(Math.max((box.top + box.bottom) / 2, 0), innerHeight - 1)
  const top = document.elementFromPoint(x, y)
  const covered = top !== null && !here.contains(top) && !top.contains(here) && ![...(here.labels ?? [])].some((each) => each.contains(top))
  const fault = !inView ? 'is out of view' : !shows ? 'does not show the focus' : covered && here.getClientRects().length === 1 ? 'is covered by ' + top.tagName + '.' + top.className : undefined
  return {
    tag: here.tagName.toLowerCase(), type: here.type ?? '', name: here.name ?? '', value: here.value ?? '',
    checked: here.checked === true, label: plain(label), legend: plain(group),
    options: here.tagName === 'SELECT' ? [...here.options].map((each) => ({ value: each.value, text: plain(each.textContent) })) : [],
    ...(fault !== undefined && { fault }),
  }
})()`
