import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { makeAreas } from '../../../web/areas.ts'
import { browserFor } from '../../support/browser.ts'
import {
  openWorld,
  PAGE_STATES,
  PEOPLE,
  playCases,
  type PageState,
  type World,
} from '../../support/page-states/index.ts'
import { faultsOf } from '../../support/page-states/look.ts'
import { NO_PAGES } from '../../support/page-states/no-pages.ts'
import { makeVisits, type Visits } from '../../support/page-states/visit.ts'

/** A fault that is known and cannot be mended yet. Empty: an entry needs a reason, and a day on which it ends. */
interface Known {
  readonly state: string
  readonly fault: string
  readonly because: string
  readonly until: string
}

const KNOWN = JSON.parse(
  readFileSync(new URL('../../support/page-states/known-violations.json', import.meta.url), 'utf8'),
) as readonly Known[]

describe('every state of every page, in a browser', function () {
  this.timeout(120_000)
  let browser: Browser | undefined
  let world: World | undefined
  let visits: Visits | undefined
  /** Addresses as they are registered, in the order in which they are tried. */
  let routes: readonly { readonly path: string; readonly is: RegExp }[] = []
  const seen = new Set<string>()
  /** Addresses, with and without faults in their form. */
  const faces = new Set<string>()
  const titles = new Map<string, Set<string>>()
  /** Addresses that forms are sent to: with something wrong they answer with the form’s own page again. */
  let sentTo: ReadonlySet<string>

  before(async function () {
    this.timeout(600_000)
    browser = await browserFor(this)
    world = await openWorld(await playCases())
    const registered = makeAreas(world.pages.parts).flatMap((area) => area.routes)
    sentTo = new Set(registered.filter(({ method }) => method === 'post').map(({ path }) => path))
    routes = registered
      .filter(({ method }) => method === 'get')
      .map(({ path }) => ({ path, is: new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`) }))
    visits = makeVisits(browser, world.pages.service.url, world.names)
  })
  after(async () => {
    await visits?.close()
    await browser?.close()
    await world?.pages.stop()
  })

  it('has a baseline of known faults that is empty', () => {
    expect(KNOWN).to.deep.equal([])
  })

  for (const state of PAGE_STATES) it(nameOf(state), () => lookAt(state))

  async function lookAt(state: PageState): Promise<void> {
    if (visits === undefined) throw new Error('There is nothing to look at')
    const { page, complaints } = await visits.to(state)
    const { pathname } = new URL(page.url())
    if (state.ends !== undefined) expect(pathname).to.satisfy((at: string) => at.startsWith(state.ends ?? ''), pathname)
    const route = routes.find(({ is }) => is.test(decodeURI(pathname)))?.path ?? pathname
    const isFirst = !seen.has(route)
    seen.add(route)
    const said = await page.title()
    const title = said.replace(/^Error: /, '')
    const face = `${route} ${String(said === title)}`
    const isNew = !faces.has(face)
    faces.add(face)
    // A form that is got answers at the next address what is wrong with it.
    if (!sentTo.has(pathname) && said === title) titles.set(title, (titles.get(title) ?? new Set()).add(route))
    const looking = { withKeyboard: isFirst, withNarrowAxe: isNew, forStaff: state.as in PEOPLE }
    const faults = [...complaints, ...(await faultsOf(page, looking))]
    const known = KNOWN.filter((each) => each.state === state.name)
    expect(faults.filter((fault) => !known.some((each) => fault.includes(each.fault)))).to.deep.equal([])
  }

  it('is in the list for every address, or the address is none of a page', function () {
    const missed = routes.map(({ path }) => path).filter((path) => !seen.has(path) && !NO_PAGES.has(path))
    expect(missed).to.deep.equal([])
    expect([...NO_PAGES.keys()].filter((path) => !routes.some((route) => route.path === path))).to.deep.equal([])
  })

  it('has a title that no other page has', () => {
    const shared = [...titles].filter(([title, of]) => of.size > 1 && !SHARED_TITLES.test(title))
    expect(shared.map(([title, of]) => `${title}: ${[...of].join(', ')}`)).to.deep.equal([])
  })

  it('has a name of its own in the list', () => {
    const names = PAGE_STATES.map(({ name }) => name)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).to.deep.equal([])
  })
})

/** What is not there is called so wherever it is not. */
const SHARED_TITLES = /^(Page not found|You cannot do this)/

function nameOf({ name, as, at }: PageState): string {
  return `${name} (${as}${at === undefined ? ', goes on' : `, ${at}`})`
}
