import { expect } from 'chai'
import { startWork, type AtWork } from '../../support/at-work.ts'
import type { Keyboard } from '../../support/keyboard.ts'
import { fillTask, findTask } from '../../support/task-by-keyboard.ts'
import { submitExample, walk } from '../../support/walk.ts'

const ANSWER = 'Answer the complaint'
const WHY = 'decisions-0-reason'

describe('A session and its drafts, by keyboard', function () {
  this.timeout(240_000)
  let work: AtWork
  let caseId = ''
  before(async function () {
    work = await startWork('2026-03-02T09:00:00Z', this)
    caseId = await submitExample(work.test)
    await walk(work.test, caseId, (step) => step === 'task_answer_stage_1')
    await work.settle()
  })
  after(() => (work as AtWork | undefined)?.stop())

  /** Where the keyboard is. */
  const focus = (person: Keyboard) =>
    person.page.evaluate<string>(`document.activeElement.name || document.activeElement.textContent.trim()`)
  const dialog = ({ page }: Keyboard) => page.locator('dialog[open]')
  const saved = ({ page }: Keyboard) => page.waitForResponse((response) => response.url().endsWith('/draft'))
  /** The responder with their task open, in a browser whose time the test moves. */
  const atTask = async (): Promise<Keyboard> => {
    const person = await work.as('moira.kent')
    await person.page.clock.install()
    await findTask(person, { name: ANSWER, caseId })
    return person
  }
  const valueOf = ({ page }: Keyboard) => page.locator(`[name="${WHY}"]`).inputValue()

  it('saves a draft by itself once somebody rests, and takes the focus from nobody', async () => {
    const person = await atTask()
    await person.fillIn({ [WHY]: 'The diary shows it.' })
    const draft = saved(person)
    await person.page.clock.fastForward('00:21')
    expect((await draft).status()).to.equal(200)
    await person.page.locator('[data-autosave-status]:has-text("Draft saved at")').waitFor()
    expect(await focus(person)).to.equal(WHY)
    await person.page.reload()
    expect(await valueOf(person)).to.equal('The diary shows it.')
  })

  it('warns five minutes before the session ends, saves the draft, and leads back to where one was', async () => {
    const person = await atTask()
    await person.fillIn({ [WHY]: 'The log shows it as well.' })
    const draft = saved(person)
    await person.page.clock.fastForward('25:01')
    await dialog(person).waitFor()
    expect((await draft).status()).to.equal(200)
    expect(await dialog(person).innerText())
      .to.match(/sign you out in (5 minutes|one minute)/)
      .and.to.include('saved as a draft')
    expect(await focus(person)).to.equal('Stay signed in')
    await person.page.keyboard.press('Tab')
    expect(await focus(person)).to.equal('Sign out now')
    const stays = person.page.waitForResponse((response) => response.url().endsWith('/stay-signed-in'))
    await person.page.keyboard.press('Escape')
    expect((await stays).status()).to.equal(200)
    await dialog(person).waitFor({ state: 'detached' })
    expect(await focus(person)).to.equal(WHY)
  })

  it('signs out at once whoever asks for it there', async () => {
    const person = await work.as('alma.diaz')
    await person.page.clock.install()
    await person.open('/cases')
    await person.page.clock.fastForward('25:01')
    await dialog(person).waitFor()
    expect(await dialog(person).innerText()).not.to.include('draft')
    await person.use('Sign out now')
    await person.page.clock.fastForward('00:03')
    await person.page.waitForURL('**/signed-out')
    await person.open('/cases')
    expect(person.at()).to.equal('/sign-in')
  })

  it('signs out whoever does nothing, and has their draft for them when they come back', async () => {
    const person = await atTask()
    await person.fillIn({ [WHY]: 'Both show it.' })
    await person.page.clock.fastForward('25:01')
    await dialog(person).waitFor()
    await person.page.clock.fastForward('05:00')
    await person.page.clock.fastForward('00:03')
    await person.page.waitForURL('**/signed-out?because=time')
    expect(await person.words()).to.match(/signed.* out/i)
    await findTask(await work.as('moira.kent'), { name: ANSWER, caseId })
    expect(await valueOf(person)).to.equal('Both show it.')
  })

  it('says above a list that it has changed, when somebody else changed it', async () => {
    const manager = await work.as('mandy.cole')
    await manager.open('/tasks/all')
    await manager.tabTo('Mine')
    const other = await submitExample(work.test)
    await work.test.service.drain()
    await manager.page.locator('[data-live-say]:has-text("The list has changed.")').waitFor()
    expect(await focus(manager)).to.equal('Mine')
    expect(await manager.words()).not.to.include(other)
    await manager.press(/^Show .*(list|new|now)/i)
    expect(await manager.words()).to.include(other)
  })

  it('leads Back from the last look to the answers, and from the end to a task that is done', async () => {
    const person = await work.as('moira.kent')
    await findTask(person, { name: ANSWER, caseId })
    await fillTask(work, person)
    await person.press('Continue')
    await person.page.goBack()
    expect(person.at()).to.include('/tasks/')
    expect(await valueOf(person)).to.equal('The records show it.')
    // Not because the browser remembers what was typed: it may not where the connection is safe.
    await person.open(person.at())
    expect(await valueOf(person)).to.equal('The records show it.')
    await person.press('Continue')
    await person.press('Complete the task')
    expect(await person.words()).to.include(`Completed: ${ANSWER}.`)
    await person.page.goBack()
    expect(await person.words())
      .to.include('done')
      .and.not.to.include('Complete the task')
    const { rows } = await work.test.service.runtime.store.read.history({ caseId, limit: 1000 })
    const done = rows.filter(({ type, element }) => type === 'task-completed' && element === 'task_answer_stage_1')
    expect(done).to.have.lengthOf(1)
  })
})
