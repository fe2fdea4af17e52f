import { mkdirSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { NARROW, openWindow } from './browser-pages.ts'
import { openBrowser } from './browser.ts'
import { openWorld, PEOPLE, playCases, type Act, type World } from './page-states/index.ts'
import { act } from './page-states/visit.ts'

/*
 * Pictures of the main pages for README, from the demonstration's cases: `npm run screenshots [<folder>] [narrow]`.
 * Nobody in them exists. `narrow` takes them at 320 CSS pixels, whole, to be looked at.
 */

interface Shot {
  /** Name of the picture. */
  readonly file: string
  /** Who signed in; a child's complaint, or nobody. */
  readonly by?: keyof typeof PEOPLE
  readonly at: string
  readonly does?: readonly Act[]
  /** What the picture begins with, where the top of the page says less. */
  readonly from?: string
  readonly height?: number
}

const STAFF: readonly Shot[] = [
  { file: 'my-tasks', by: 'manager', at: '/tasks/mine' },
  { file: 'all-tasks', by: 'manager', at: '/tasks/all' },
  { file: 'team-workload', by: 'manager', at: '/team/workload' },
  { file: 'case-now', by: 'manager', at: '/cases/{stage2}' },
  {
    file: 'clock-explanation',
    by: 'manager',
    at: '/cases/{stage2}/clock',
    does: [{ open: 'Why this date' }],
    from: '.redress-clock',
  },
  { file: 'task-form', by: 'manager', at: '{task:answer-stage-1}' },
  {
    file: 'task-consequences',
    by: 'manager',
    at: '{task:answer-stage-1}',
    from: 'h1',
    height: 1200,
    does: [
      {
        set: {
          'decisions-0-outcome': 'partly-upheld',
          'decisions-0-reason': 'The visits were cancelled, and nobody said why.',
          'decisions-0-remedy': 'apology',
          late: 'yes',
          latenessReasonCode: 'staff-absence',
          latenessReason: 'The social worker was ill.',
        },
        press: 'Continue',
      },
    ],
  },
  { file: 'case-diagram', by: 'manager', at: '/cases/{stage2}/procedure?zoom=fit' },
  { file: 'case-timeline', by: 'manager', at: '/cases/{stage2}/timeline' },
  { file: 'case-documents', by: 'manager', at: '/cases/{stage2}/documents' },
  { file: 'case-letters', by: 'manager', at: '/cases/{stage2}/letters' },
  { file: 'extend-time', by: 'manager', at: '/cases/{stage2}/clock/extend/children-act.stage-2-answer' },
  { file: 'cases-search', by: 'manager', at: '/cases?procedure=children-act' },
  { file: 'learning', by: 'manager', at: '/learning' },
]

const AUDIT: readonly Shot[] = [
  { file: 'audit-compliance', by: 'auditor', at: '/audit' },
  { file: 'audit-case', by: 'auditor', at: '/audit/cases/{stage2}' },
  { file: 'audit-replay', by: 'auditor', at: '/audit/cases/{stage2}/replay?step=20', from: 'h1', height: 1300 },
  { file: 'audit-deadlines', by: 'auditor', at: '/audit/deadlines' },
  { file: 'audit-process', by: 'auditor', at: '/audit/process' },
  { file: 'audit-trail', by: 'auditor', at: '/audit/trail' },
  { file: 'audit-report', by: 'manager', at: '/audit/report' },
  { file: 'audit-retention', by: 'auditor', at: '/audit/retention' },
]

const OWNER: readonly Shot[] = [
  { file: 'procedures', by: 'owner', at: '/procedures' },
  { file: 'draft-task-list', by: 'owner', at: '{draft:late}', height: 1300 },
  { file: 'draft-editor', by: 'owner', at: '/procedures/public-health/drafts/{drawing}/edit?file=response.bpmn' },
  { file: 'draft-steps', by: 'owner', at: '/procedures/public-health/drafts/{drawing}/steps?file=response.bpmn' },
  { file: 'draft-checks', by: 'owner', at: '{draft:faulty}/checks' },
  { file: 'draft-compare', by: 'owner', at: '{draft:faulty}/compare', height: 1300 },
  { file: 'draft-scenarios', by: 'owner', at: '{draft:late}/scenarios' },
  { file: 'draft-effect', by: 'owner', at: '{draft:late}/effect', does: [{ press: 'Work out the effect' }] },
  { file: 'where-cases-are', by: 'owner', at: '/procedures/children-act/live', height: 1300 },
]

const PUBLIC: readonly Shot[] = [
  { file: 'sign-in', at: '/sign-in', height: 560 },
  { file: 'public-start', at: '/complain' },
  {
    file: 'public-check',
    at: '/complain/kind',
    does: [
      { set: { kind: 'complaint' }, press: 'Continue' },
      { set: { who: 'child' }, press: 'Continue' },
      { set: { about: 'My social worker' }, press: 'Continue' },
      { set: { what: 'My visits were cancelled three times.' }, press: 'Continue' },
      { set: { when: 'now' }, press: 'Continue' },
      { set: { more: 'yes', point: 'Nobody told me about my move.' }, press: 'Continue' },
      { set: { more: 'no' }, press: 'Continue' },
      { set: { outcome: 'Say sorry, and let me see my sister.' }, press: 'Continue' },
      { set: { name: 'Synthetic Child 9001' }, press: 'Continue' },
      { set: { adjustments: 'easy-read' }, press: 'Continue' },
      { set: { prefers: 'email', email: 'synthetic.9001@people.example.org' }, press: 'Continue' },
      { set: { paperAddress: '4 Nowhere Street\nExampleton' }, press: 'Continue' },
      { set: { advocate: 'yes', provider: 'speak-up' }, press: 'Continue' },
      { press: 'Continue' },
    ],
  },
  { file: 'public-sent', at: '/complain/check', does: [{ press: 'Send' }] },
  {
    file: 'public-track',
    at: '/track',
    does: [
      { set: { reference: '{stage2}' }, press: 'I have a code' },
      { set: { code: '{code}' }, press: 'Open my complaint' },
    ],
  },
]

/** The drawing of a diagram comes after its page, and its icons are a font that comes after that. */
const DRAWN = `(async () => {
  const editor = document.getElementById('editor')
  while (editor !== null && editor.dataset.ready === undefined) await new Promise((resolve) => setTimeout(resolve, 50))
  await document.fonts.ready
})()`

const WIDTH = 1280
const HEIGHT = 960

const [folder = 'web/screenshots', narrow] = process.argv.slice(2)
await takeAll(folder, narrow === 'narrow')

async function takeAll(to: string, isNarrow: boolean): Promise<void> {
  mkdirSync(to, { recursive: true })
  const browser = await openBrowser()
  const world = await openWorld(await playCases())
  await handOut(world)
  try {
    for (const shots of [STAFF, AUDIT, OWNER, PUBLIC]) {
      const viewport = isNarrow ? NARROW : { width: WIDTH, height: HEIGHT }
      const context = await openWindow(browser, world.pages.service.url, { viewport })
      const page = await context.newPage()
      const by = shots[0]?.by
      if (by !== undefined) await signIn(page, world, PEOPLE[by].id)
      for (const shot of shots) {
        const picture = await take(page, world, shot, isNarrow)
        writeFileSync(`${to}/${shot.file}.png`, picture)
        console.log(`${shot.file}.png`, `${Math.ceil(picture.length / 1000)} kB`)
      }
      await context.close()
    }
  } finally {
    await browser.close()
    await world.pages.stop()
  }
}

/** Tasks for some people, so that lists and the team's page have something to show. */
async function handOut({ pages, names }: World): Promise<void> {
  const browser = pages.browse(PEOPLE.manager)
  await browser.get('/tasks/all')
  const give = (forms: readonly string[], assignee: string) =>
    browser.post('/tasks/assign', { task: forms.map((form) => names.get(`id:${form}`) ?? ''), assignee })
  await give(
    ['intake-triage', 'adult-record', 'joint-draft', 'appoint-advocate', 'conclude-proceedings', 'answer-stage-1'],
    PEOPLE.manager.id,
  )
  await give(['adult-investigate', 'health-investigate'], PEOPLE.responder.id)
  await give(['record-panel-meeting'], PEOPLE.clerk.id)
  await give(['investigation-report'], PEOPLE.investigator.id)
}

async function signIn(page: Page, { names }: World, name: string): Promise<void> {
  await page.goto('/sign-in')
  await act(page, { set: { name, password: '{password}' }, press: 'Sign in' }, names)
}

async function take(page: Page, { names }: World, shot: Shot, isNarrow: boolean): Promise<Buffer> {
  const { at, does = [], from, height = HEIGHT } = shot
  await page.goto(at.replace(/\{([^}]+)\}/g, (_all, name: string) => names.get(name) ?? ''))
  for (const each of does) await act(page, each, names)
  await page.evaluate(DRAWN)
  if (isNarrow) return page.screenshot({ fullPage: true })
  const top = from === undefined ? 0 : ((await page.locator(from).first().boundingBox())?.y ?? 0) - 20
  const all = await page.evaluate<number>('document.documentElement.scrollHeight')
  const cut = Math.min(height, all - top)
  return page.screenshot({ fullPage: true, clip: { x: 0, y: top, width: WIDTH, height: cut } })
}
