import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { openDraft, readDraft, stepsOf } from '../../../engine/index.ts'
import { openWindow, violations } from '../../support/browser-pages.ts'
import { browserFor } from '../../support/browser.ts'
import { atKeyboard, type Keyboard } from '../../support/keyboard.ts'
import { PEOPLE } from '../../support/page-states/state.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'

describe('A process owner at the table of steps, by keyboard', function () {
  this.timeout(240_000)
  let browser: Browser
  let pages: TestPages
  before(async function () {
    browser = await browserFor(this)
    pages = await startTestPages({ now: '2026-03-02T09:00:00.000Z' })
  })
  after(async () => {
    await (browser as Browser | undefined)?.close()
    await (pages as TestPages | undefined)?.stop()
  })

  const looksRight = async ({ page }: Keyboard) => {
    expect(await violations(page), page.url()).to.deep.equal([])
  }

  it('adds a step with its form and role, changes a deadline of the council’s own, and takes that back', async () => {
    const { runtime } = pages.service
    const { id } = await openDraft(runtime, PEOPLE.owner, 'children-act')
    const rows = async (file: string) => {
      const { files } = await readDraft(runtime, PEOPLE.owner, id)
      return stepsOf(files.find(({ path }) => path === file)?.text ?? '').flatMap(({ steps }) => steps)
    }
    const owner = await atKeyboard(await openWindow(browser, pages.service.url, { actor: PEOPLE.owner }))
    await owner.open(`/procedures/children-act/drafts/${id}/steps?file=panel-preparation.bpmn`)
    await looksRight(owner)
    const [, first] = await rows('panel-preparation.bpmn')
    await owner.press(new RegExp(`^Add after step ${first?.order ?? 0}`))
    await looksRight(owner)
    await owner.send({ kind: 'task' }, 'Continue')
    await owner.send({}, 'Add it')
    expect(await owner.page.title()).to.match(/^Error: /)
    await looksRight(owner)
    const task = { name: 'Book a room', role: 'panel-clerk', form: 'appoint-panel', clause: 'Local practice' }
    await owner.send(task, 'Add it')
    expect(await owner.heading()).to.include('By when is it to be done?')
    await owner.send({ by: 'none', because: 'because the day of the panel is fixed by then' }, 'Save')
    expect(await owner.words()).to.include('Saved in the draft')
    await looksRight(owner)
    const added = (await rows('panel-preparation.bpmn')).find(({ name }) => name === 'Book a room')
    expect(added).to.include({ order: (first?.order ?? 0) + 1, role: 'panel-clerk', form: 'appoint-panel' })
    expect(added?.noDeadline).to.equal('because the day of the panel is fixed by then')

    const own = (await rows('panel-preparation.bpmn')).find(({ deadline }) => deadline?.binding.local !== undefined)
    await owner.press('Back to the steps')
    await owner.press(new RegExp(`^Change step ${own?.order ?? 0},`))
    await owner.press('Change: Deadline')
    await owner.send({ workingDays: '12' }, 'See what it would mean')
    expect(await owner.words())
      .to.include('12 working days after a panel is asked for')
      .and.include('Last day now')
    await looksRight(owner)
    await owner.press('Save')
    const days = async () =>
      (await rows('panel-preparation.bpmn')).find(({ element }) => element === own?.element)?.deadline?.binding.local
    expect(await days()).to.include({ workingDays: 12 })
    await owner.press('Undo the last change')
    expect(await days()).to.deep.equal(own?.deadline?.binding.local)
    await looksRight(owner)
  })
})
