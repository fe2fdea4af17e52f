import type { Browser } from 'playwright-core'
import { simpleParser } from 'mailparser'
import type { Role } from '../../engine/index.ts'
import { openWindow, type Look } from './browser-pages.ts'
import { browserFor } from './browser.ts'
import { atKeyboard, type Keyboard } from './keyboard.ts'
import { startTestPages, type TestPages } from './pages.ts'
import { startMailCatcher, type MailCatcher } from './smtp.ts'
import { addUser, PASSWORD } from './users.ts'

/** A letter or a code as it lies in somebody's mailbox. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** A whole council at work: a service with its pages, its mail, a browser, and people who sign in at a keyboard. */
export interface AtWork {
  readonly test: TestPages
  readonly browser: Browser
  /** Somebody who has not signed in. */
  anybody(look?: Look): Promise<Keyboard>
  /** Somebody of the council at their work: the same window each time, signed in anew where the session has ended. */
  as(id: string, look?: Look): Promise<Keyboard>
  /** What lies in a mailbox, the newest last. */
  mailTo(address: string): Promise<readonly Mail[]>
  /** Time passes, and what falls due by it is done. `days` with a fraction for hours. */
  pass(time: { readonly days?: number; readonly minutes?: number }): Promise<void>
  moveTo(at: string): Promise<void>
  /** What is due now is done. */
  settle(): Promise<void>
  now(): number
  stop(): Promise<void>
}

/** Who works at the council of these tests. */
export const STAFF: Readonly<Record<string, readonly Role[]>> = {
  'carla.mint': ['caseworker'],
  'mandy.cole': ['complaints-manager'],
  'moira.kent': ['responding-manager'],
  'ian.osei': ['investigating-officer'],
  'clara.penn': ['panel-clerk'],
  'dora.quill': ['director'],
  'alma.diaz': ['adjudicating-officer'],
  'sasha.lowe': ['system-admin'],
  'audra.finn': ['auditor'],
}

/** @param context - Of the tests, which are skipped where no browser can be started. */
export async function startWork(now: string, context: Mocha.Context): Promise<AtWork> {
  const browser = await browserFor(context)
  const mail: MailCatcher = await startMailCatcher()
  const test = await startTestPages({ now, smtpUrl: mail.url })
  const { runtime } = test.service
  for (const [id, roles] of Object.entries(STAFF)) {
    await addUser(runtime, id, roles, { email: `${id}@council.example.org` })
  }
  let atMs = Date.parse(now)
  const moveTo = async (at: string): Promise<void> => {
    atMs = Date.parse(at)
    await test.moveTo(at)
    await test.service.drain()
  }
  const pass: AtWork['pass'] = ({ days = 0, minutes = 0 }) =>
    moveTo(new Date(atMs + days * 86_400_000 + minutes * 60_000).toISOString())

  const anybody: AtWork['anybody'] = async (look = {}) =>
    atKeyboard(await openWindow(browser, test.service.url, look), look.javaScriptEnabled)
  const people = new Map<string, Keyboard>()
  return {
    test,
    browser,
    anybody,
    async as(id, look) {
      const person = people.get(id) ?? (await anybody(look))
      people.set(id, person)
      await person.open('/tasks/mine')
      if (person.at() === '/sign-in') await person.send({ name: id, password: PASSWORD }, 'Sign in')
      return person
    },
    async mailTo(address) {
      const own = mail.received.filter(({ to }) => to.includes(address))
      return Promise.all(
        own.map(async ({ text: source }) => {
          const { subject = '', text = '' } = await simpleParser(source)
          return { to: address, subject, text }
        }),
      )
    },
    pass,
    moveTo,
    settle: () => pass({ minutes: 1 }),
    now: () => atMs,
    async stop() {
      await browser.close()
      await test.stop()
      await mail.stop()
    },
  }
}
