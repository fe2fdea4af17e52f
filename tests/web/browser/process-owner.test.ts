import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { filesOf } from '../../../api/procedure-files.ts'
import { noRunsPlaying } from '../../../api/scenarios/index.ts'
import { deployProcedure, instant, submitComplaint, SYSTEM, type Actor } from '../../../engine/index.ts'
import { seedCopies } from '../../bench/seed-copies.ts'
import { openWindow, violations } from '../../support/browser-pages.ts'
import { browserFor } from '../../support/browser.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { atKeyboard, type Keyboard } from '../../support/keyboard.ts'
import { PEOPLE } from '../../support/page-states/state.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'

const NOW = instant('2026-01-05T09:00:00.000Z')
const OWNER: Actor = { ...PEOPLE.owner, steppedUpAt: NOW }
const SECOND: Actor = { ...PEOPLE.manager, steppedUpAt: NOW }
const COMPLAINT = { ...CHILDS_COMPLAINT, procedure: 'tiny' } as const
const HOME = '/procedures/tiny'

/** One story, chapter by chapter: each goes on from where the last one ended. */
describe('A process owner and a second person, by keyboard', function () {
  this.timeout(180_000)
  let browser: Browser
  let pages: TestPages
  let owner: Keyboard
  let second: Keyboard
  /** Of the first version, running while the procedure changes. */
  const running: string[] = []
  /** Of the draft in hand. */
  let draft = ''

  before(async function () {
    this.timeout(300_000)
    browser = await browserFor(this)
    pages = await startTestPages({ now: NOW })
    await deployProcedure(pages.service.runtime, SYSTEM, filesOf('tests/fixtures/scenarios/tiny'))
    for (let n = 0; n < 6; n += 1) running.push(await complain())
    owner = await atKeyboard(await openWindow(browser, pages.service.url, { actor: OWNER }))
    second = await atKeyboard(await openWindow(browser, pages.service.url, { actor: SECOND }))
  })
  after(async () => {
    await (browser as Browser | undefined)?.close()
    await (pages as TestPages | undefined)?.stop()
  })

  async function complain(): Promise<string> {
    const { runtime } = pages.service
    const { caseId } = await submitComplaint(runtime, { id: 'in', role: 'intake' }, COMPLAINT)
    return caseId
  }
  /** The version of a case, and the last day of its task. */
  async function standing(caseId: string): Promise<readonly unknown[]> {
    const { read } = pages.service.runtime.store
    const { rows } = await read.tasks({ caseId, status: 'open', limit: 5 })
    return [(await read.case(caseId))?.procedureVersion, ...rows.map(({ dueOn }) => dueOn)]
  }
  async function looksRight({ page }: Keyboard): Promise<void> {
    expect(await violations(page), page.url()).to.deep.equal([])
  }
  /** Follows, and looks at the page that comes. */
  async function on(person: Keyboard, ...links: readonly (string | RegExp)[]): Promise<void> {
    for (const link of links) await person.press(link)
    await looksRight(person)
  }
  async function says(person: Keyboard, ...words: readonly string[]): Promise<void> {
    const all = await person.words()
    for (const each of words) expect(all).to.include(each)
  }
  async function opensDraft(procedure: string): Promise<void> {
    await owner.open('/procedures')
    await on(owner, procedure, 'Open a draft')
    draft = owner.at()
  }
  async function runsScenarios(): Promise<void> {
    await owner.open(draft)
    await on(owner, '3. Run the scenarios')
    await owner.press('Run all scenarios')
    await noRunsPlaying()
    await owner.open(`${draft}/scenarios`)
    await looksRight(owner)
  }
  /** The owner asks; somebody else approves, and publishes from that day of January 2026. */
  async function publishes(why: string, day: number): Promise<void> {
    await owner.open(draft)
    await on(owner, '6. Ask for approval')
    await owner.send({ comment: why }, 'Ask for approval')
    await says(owner, 'It waits for a second person.')
    await second.open(draft)
    await on(second, '7. Have it approved')
    await says(second, why)
    await second.send({ decision: 'approve', comment: 'Agreed.' }, 'Answer')
    await looksRight(second)
    await second.send({ 'from-day': String(day), 'from-month': '1', 'from-year': '2026' }, 'Publish it')
    await looksRight(second)
  }

  it('change a deadline of the council’s own, having seen the days that it leads to', async () => {
    await opensDraft('Tiny procedure')
    await on(owner, '1. Change the procedure')
    await on(owner, /^Change step \d+, Choose$/)
    await on(owner, 'Change: Deadline')
    await owner.send({ workingDays: '4' }, 'See what it would mean')
    await says(owner, '4 working days after the complaint is received', 'Last day now', 'Last day then')
    await looksRight(owner)
    await on(owner, 'Save')
    await on(owner, 'Back to the steps', 'Back to the draft', '2. Look at the checks')
    await says(owner, 'Nothing was found.')
  })

  it('see a scenario fail by it, mend it, and see all pass', async () => {
    await runsScenarios()
    await says(owner, '1 of 2 fail')
    await on(owner, /^A letter is written/)
    await says(owner, 'to be due Monday 12 January 2026, but it is due: Friday 9 January 2026')
    await on(owner, 'Take over what came')
    await owner.send({ looked: ['yes'] }, 'Take it over')
    await runsScenarios()
    await says(owner, 'All 2 pass')
  })

  it('compare it, ask a second person, and publish it from a day: the next complaint follows it', async () => {
    await owner.open(draft)
    await on(owner, '4. Compare it with what is in force')
    await says(owner, '5 → 4 working days')
    await publishes('One day less.', 6)
    await says(second, 'Version 2 is published.', 'Version 2, from 6 January 2026')
    expect(await standing(await complain())).to.deep.equal([1, '2026-01-12'])
    await pages.moveTo('2026-01-06T09:00:00.000Z')
    expect(await standing(await complain())).to.deep.equal([2, '2026-01-12'])
  })

  it('move two hundred running cases, two of which cannot go, and take the move back', async () => {
    const { store } = pages.service.runtime
    const onFirst = () => store.read.openCasesOn('tiny', 1, { after: '', limit: 500 })
    await seedCopies(store, running[2] ?? '', 200 - (await onFirst()).length)
    const all = await onFirst()
    const stuck = running.slice(0, 2)
    for (const caseId of stuck) {
      await store.command((unit) => {
        unit.raiseIncident({ id: `i-${caseId}`, caseId, element: 'task_tiny', code: 'x', message: 'x' })
        return Promise.resolve()
      })
    }
    await owner.open(draft)
    await on(owner, '9. Move running cases')
    await owner.send({}, 'Try it')
    await says(owner, '198 cases can move, 2 cannot.', ...stuck)
    await looksRight(owner)
    await owner.send({ reason: 'One day less' }, 'Move 198 cases')
    await says(owner, '198 cases were moved.', '12 January 2026, then 9 January 2026')
    await on(owner, /: 2$/)
    await says(owner, ...stuck)
    const counts = async () => {
      const found = new Map<string, number>()
      for (const each of await Promise.all(all.map(standing))) {
        const said = each.join(' ')
        found.set(said, (found.get(said) ?? 0) + 1)
      }
      return Object.fromEntries(found)
    }
    expect(await counts()).to.deep.equal({ '1 2026-01-12': 2, '2 2026-01-09': 198 })
    await owner.send({ reason: 'Too early' }, 'Take the move back')
    await says(owner, '198 cases are back as before.')
    await looksRight(owner)
    expect(await counts()).to.deep.equal({ '1 2026-01-12': 200 })
  })

  it('go back to the earlier version', async () => {
    await owner.open(HOME)
    await on(owner, 'Roll back to version 1')
    await on(owner, 'Open the draft')
    draft = owner.at()
    await runsScenarios()
    await says(owner, 'All 2 pass')
    await publishes('Too hasty.', 6)
    await says(second, 'Version 3 is published.')
    expect(await standing(await complain())).to.deep.equal([3, '2026-01-13'])
  })

  it('add a step with a form and a letter, without drawing', async () => {
    await opensDraft('Tiny procedure')
    await on(owner, 'Forms')
    await on(owner, 'New form')
    await owner.send({ title: 'Ring the complainant' }, 'Make the form')
    await on(owner, 'Add a question')
    const question = { label: 'Did you reach them?', kind: 'Yes or no', required: 'Yes' }
    await owner.send(question, 'Add the question')
    await says(owner, 'Saved in the draft', 'Did you reach them?')
    await looksRight(owner)

    await owner.open(draft)
    await on(owner, 'Letters')
    await on(owner, 'New letter')
    await owner.send({ title: 'What we rang about' }, 'Make the letter')
    await on(owner, 'Change the words for adults')
    await owner.send({ words: 'We rang you today about your complaint.' }, 'Save')
    await looksRight(owner)

    await owner.open(draft)
    await owner.press('1. Change the procedure')
    await on(owner, /^Add after step \d+, Choose$/)
    await owner.send({ kind: 'task' }, 'Continue')
    const clause = 'Local practice'
    const ring = { name: 'Ring them', role: 'caseworker', form: 'Ring the complainant', clause, guidance: 'Once.' }
    await owner.send(ring, 'Add it')
    await owner.send({ by: 'none', because: 'because it is done at once' }, 'Save')
    await on(owner, 'Back to the steps', /^Add after step \d+, Ring them$/)
    await owner.send({ kind: 'action' }, 'Continue')
    await looksRight(owner)
    const write = { name: 'Write what was said', action: 'send-letter', clause, guidance: 'The letter.' }
    await owner.send(write, 'Add it')
    await looksRight(owner)
    await owner.send({ letter: 'What we rang about' }, 'Save')
    await on(owner, 'Back to the steps')
    await says(owner, 'Ring them', 'Ring the complainant', 'Write what was said', 'What we rang about')
    await on(owner, 'Back to the draft', '2. Look at the checks')
    await says(owner, 'Nothing was found.')
  })

  it('are kept from breaking the law', async () => {
    await opensDraft('Corporate complaint procedure')
    await owner.press('1. Change the procedure')
    await owner.press('Stage 1')
    await owner.press(/^Change step \d+, Answer the complaint$/)
    await owner.press('Change: Deadline')
    await owner.send({ workingDays: '30' }, 'Save')
    expect(await owner.page.title()).to.match(/^Error: /)
    await says(owner, 'allows')
    await looksRight(owner)
    await owner.press('Cancel')
    await owner.press('Back to the steps')
    await on(owner, 'Delete “Answer late” with all its steps')
    await owner.press(/^Delete/)
    await on(owner, 'Back to the draft', '2. Look at the checks')
    await says(owner, '1 error', 'nothing tells the complainant when that day passes', 'SI 2009/309 reg 14(4)')
    await owner.open(draft)
    await says(owner, 'There is a problem', 'The steps above come first.')
    await owner.open(`${draft}/ask`)
    await says(owner, 'Approval cannot be asked for yet.')
    await looksRight(owner)
    const id = draft.split('/').at(-1) ?? ''
    const asked = await pages.call('process-owner', 'POST', `/api/v1/drafts/${id}/approval-request`, { comment: 'x' })
    expect(asked.body).to.include({ status: 409 })
  })
})
