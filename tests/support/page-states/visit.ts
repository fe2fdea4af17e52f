import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openWindow } from '../browser-pages.ts'
import { PEOPLE, type Act, type PageState, type Who } from './state.ts'

/** One window for each person; a state opens no new one. */
export interface Visits {
  /** The page as the state has it, and what the browser complained of on the way. */
  to(state: PageState): Promise<Visited>
  close(): Promise<void>
}

export interface Visited {
  readonly page: Page
  /** Scripts refused, files missing, errors thrown. */
  readonly complaints: readonly string[]
}

export function makeVisits(browser: Browser, url: string, names: ReadonlyMap<string, string>): Visits {
  const windows = new Map<Who, { readonly context: BrowserContext; readonly page: Page; complaints: string[] }>()

  const windowOf = async (who: Who) => {
    const known = windows.get(who)
    if (known !== undefined) return known
    const actor = who in PEOPLE ? PEOPLE[who as keyof typeof PEOPLE] : undefined
    const context = await openWindow(browser, url, { ...(actor !== undefined && { actor }) })
    // The stream of changes stays open for ever, and some states count as many connections as a browser has.
    await context.route('**/events', (route) => route.abort())
    const page = await context.newPage()
    const made = { context, page, complaints: [] as string[] }
    page.on('console', (message) => {
      // A page that says what is wrong with a form is answered 422, one that is not there 404: those are seen on it.
      if (
        message.type() === 'error' &&
        !/status of 4\d\d|events|ERR_FAILED/.test(message.text() + message.location().url)
      )
        made.complaints.push(message.text())
    })
    page.on('pageerror', ({ message }) => made.complaints.push(message))
    windows.set(who, made)
    return made
  }
  return {
    async to({ as, at, does = [] }) {
      const window = await windowOf(as)
      window.complaints = []
      const { page } = window
      if (at !== undefined) await page.goto(filled(at, names), { waitUntil: 'load' })
      await page.evaluate(STARTED)
      for (const each of does) await act(page, each, names)
      return { page, complaints: window.complaints }
    },
    async close() {
      for (const { context } of windows.values()) await context.close()
    },
  }
}

/** Text with what `{…}` stands for in it. */
function filled(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(/\{([^}]+)\}/g, (_all, name: string) => {
    const value = names.get(name)
    if (value === undefined) throw new RangeError(`Nothing is called ${name}`)
    return value
  })
}

/** What somebody does on a page; what follows from it has loaded when this resolves. */
export async function act(
  page: Page,
  { set = {}, press, follow, open, dialog }: Act,
  names: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [name, value] of Object.entries(set)) {
    const values = [value].flat().map((each) => filled(each, names))
    const found = await page.evaluate<boolean>(`(${SET})(${JSON.stringify(name)}, ${JSON.stringify(values)})`)
    if (!found) throw new RangeError(`${page.url()} has no field ${name}`)
  }
  if (dialog === true) await page.evaluate(`document.querySelector('dialog').showModal()`)
  if (open !== undefined) await click(page, 'main summary', open)
  const words = press ?? follow
  if (words === undefined) return
  const gone = page.waitForEvent('load')
  gone.catch(() => undefined)
  await click(page, press === undefined ? 'main a[href]' : 'main button, main a[role=button]', words)
  await gone
  await page.evaluate(STARTED)
}

async function click(page: Page, selector: string, words: string): Promise<void> {
  const found = await page.evaluate<boolean>(`(${PRESS})(${JSON.stringify(selector)}, ${JSON.stringify(words)})`)
  if (!found) throw new RangeError(`${page.url()} has nothing that begins with "${words}"`)
}

/** Scripts may still be at it when everything is loaded. */
const STARTED = `(async () => {
  const script = document.querySelector('script[type=module][src*="/start.js"]')
  if (script !== null) await import(script.src)
  // The drawing comes after the page.
  const editor = document.getElementById('editor')
  while (editor !== null && editor.dataset.ready === undefined) await new Promise((resolve) => setTimeout(resolve, 50))
})()`

/** Runs in the page: what people do with a mouse, without its way. */
const SET = `(name, values) => {
  const fields = [...document.querySelectorAll('main [name="' + name + '"]:not([type=hidden])')]
  for (const field of fields) {
    if (field.type === 'radio' || field.type === 'checkbox') { if (field.checked !== values.includes(field.value)) field.click() }
    else field.value = values[0]
  }
  return fields.length > 0
}`

const PRESS = `(selector, words) => {
  const found = [...document.querySelectorAll(selector)]
    .find((each) => each.getClientRects().length > 0 && each.textContent.trim().replace(/\\s+/g, ' ').startsWith(words))
  found?.click()
  return found !== undefined
}`
