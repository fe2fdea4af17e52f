import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { noRunsPlaying } from '../../../api/scenarios/index.ts'
import { instant, submitComplaint, type Actor } from '../../../engine/index.ts'
import { openWindow, violations } from '../../support/browser-pages.ts'
import { browserFor } from '../../support/browser.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { atKeyboard, type Keyboard } from '../../support/keyboard.ts'
import { PEOPLE } from '../../support/page-states/state.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'

const NOW = instant('2026-01-05T09:00:00.000Z')
const OWNER: Actor = { ...PEOPLE.owner, steppedUpAt: NOW }
const SECOND: Actor = { ...PEOPLE.manager, steppedUpAt: NOW }

describe('A procedure that is new, by keyboard', function () {
  this.timeout(180_000)
  let browser: Browser
  let pages: TestPages
  let owner: Keyboard
  let second: Keyboard

  before(async function () {
    this.timeout(300_000)
    browser = await browserFor(this)
    pages = await startTestPages({ now: NOW })
    owner = await atKeyboard(await openWindow(browser, pages.service.url, { actor: OWNER }))
    second = await atKeyboard(await openWindow(browser, pages.service.url, { actor: SECOND }))
  })
  after(async () => {
    await (browser as Browser | undefined)?.close()
    await (pages as TestPages | undefined)?.stop()
  })

  async function looksRight({ page }: Keyboard): Promise<void> {
    expect(await violations(page), page.url()).to.deep.equal([])
  }
  async function says(person: Keyboard, ...words: readonly string[]): Promise<void> {
    const all = await person.words()
    for (const each of words) expect(all).to.include(each)
  }

  it('is begun by one person, approved and published by another, and takes the next complaint', async () => {
    await owner.open('/procedures')
    await owner.press('Begin a new procedure')
    await looksRight(owner)
    const first = { task: 'Answer it', role: 'Caseworker', outcome: 'answered', clause: 'Local practice' }
    const law = 'No law or code of its own: non-statutory'
    await owner.send({ title: 'Housing complaint', id: 'housing', law, ...first }, 'Begin the procedure')
    await says(owner, 'Draft of a new procedure', 'It is a new procedure, of 5 files.')
    const draft = owner.at()

    await owner.press(/^About this procedure/)
    await owner.press('Add a role')
    await owner.send({ role: 'Panel clerk', title: 'Clerk of the panel' }, 'Add the role')
    await says(owner, 'Saved in the draft', 'Clerk of the panel')
    await looksRight(owner)

    await owner.open(draft)
    await owner.press('1. Change the procedure')
    await owner.press(/^Change step \d+, Answer it$/)
    await owner.press('Change: Deadline')
    await owner.send({ by: 'none', because: 'because it is answered at once' }, 'Save')
    await owner.open(draft)
    await owner.press('2. Look at the checks')
    await says(owner, 'Nothing was found.')
    await owner.open(draft)
    await owner.press('3. Run the scenarios')
    await owner.press('Run all scenarios')
    await noRunsPlaying()
    await owner.open(`${draft}/scenarios`)
    await says(owner, 'All 1 pass', '2 of 2 (100%)')
    await owner.open(draft)
    await owner.press('4. Compare it with what is in force')
    await says(owner, 'Nothing: the procedure is new', 'Diagram “Housing complaint” added')
    await looksRight(owner)
    await owner.open(draft)
    await owner.press('6. Ask for approval')
    await owner.send({ comment: 'The council agreed on it.' }, 'Ask for approval')

    await second.open(draft)
    await second.press('7. Have it approved')
    await second.send({ decision: 'approve', comment: 'Agreed.' }, 'Answer')
    await second.send({ 'from-day': '5', 'from-month': '1', 'from-year': '2026' }, 'Publish it')
    await says(second, 'Version 1 is published.')
    await looksRight(second)

    const complaint = { ...CHILDS_COMPLAINT, procedure: 'housing' } as const
    const { result } = await submitComplaint(pages.service.runtime, { id: 'in', role: 'intake' }, complaint)
    expect(result).to.include({ procedureVersion: 1 })
  })
})
