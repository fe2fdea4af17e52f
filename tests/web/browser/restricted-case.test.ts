import { expect } from 'chai'
import { startWork, type AtWork } from '../../support/at-work.ts'
import type { Keyboard } from '../../support/keyboard.ts'
import { fillTask, findTask } from '../../support/task-by-keyboard.ts'
import { addUser } from '../../support/users.ts'
import { submitExample, walk } from '../../support/walk.ts'

const TEAM = 'complaints@council.example.org'
/** A manager who is not named in what is restricted. */
const SECOND = 'max.stone'
const NAMES = /Jordan|Reed/

describe('Who sees a case, by keyboard', function () {
  this.timeout(240_000)
  let work: AtWork
  before(async function () {
    work = await startWork('2026-03-02T09:00:00Z', this)
    await addUser(work.test.service.runtime, SECOND, ['complaints-manager'])
  })
  after(() => (work as AtWork | undefined)?.stop())

  const aCase = async () => {
    const caseId = await submitExample(work.test)
    await walk(work.test, caseId, (step) => step === 'task_answer_stage_1')
    await work.settle()
    return caseId
  }

  it('takes a case from whoever is named as the one complained about, while they have its form open', async () => {
    const caseId = await aCase()
    const task = { name: 'Answer the complaint', caseId }
    const responder = await work.as('moira.kent')
    await findTask(responder, task)
    await fillTask(work, responder)

    const manager = await work.as('mandy.cole')
    await manager.open(`/cases/${caseId}/people`)
    await manager.press('Record whom the complaint is about')
    await manager.fillIn({ 'Somebody who signs in here': 'moira.kent' })
    await manager.press('Record the person')
    expect(await manager.words()).to.include('Recorded whom the complaint is about.')

    const status = responder.page.waitForResponse((response) => response.request().method() === 'POST')
    await responder.press('Save draft')
    expect((await status).status()).to.equal(404)
    expect(await responder.words()).not.to.match(/SC-2026|Jordan|J\.R\./)
    await responder.press('My work')
    expect(await responder.words()).not.to.include(caseId)
    await responder.press('Nobody has it')
    expect(await responder.words()).not.to.include(caseId)

    await manager.press('My work')
    await manager.press('All')
    expect(await manager.words()).to.include(`${task.name}, ${caseId}`)
    await manager.press(`${task.name}, ${caseId}`)
    expect(await manager.words()).to.include('Nobody has this task yet.')
  })

  it('opens a restricted case in an emergency for an hour, tells the team, and closes it again', async () => {
    const caseId = await aCase()
    const manager = await work.as('mandy.cole')
    await manager.open(`/cases/${caseId}/people`)
    await manager.press('Restrict who can see this case')
    await manager.fillIn({ people: ['audra.finn'], reason: 'Staff family.' })
    await manager.press('Restrict the case')
    expect(await manager.words()).to.include('The case is restricted.')

    const stranger = await work.as('carla.mint')
    const nowhere = await shown(stranger, '/cases/SC-2026-99999')
    expect(await shown(stranger, `/cases/${caseId}`)).to.deep.equal(nowhere)
    const locked = await shown(stranger, '/cases/SC-2026-99999/break-glass')
    expect(await shown(stranger, `/cases/${caseId}/break-glass`)).to.deep.equal(locked)
    await stranger.press('My work')
    await stranger.press('All')
    expect(await stranger.words()).not.to.include(caseId)

    const second = await work.as(SECOND)
    expect((await shown(second, `/cases/${caseId}`)).status).to.equal(404)
    expect(await second.words())
      .to.include('This case is restricted')
      .and.not.match(NAMES)
    await second.press('Open it in an emergency')
    await second.press('Open the case')
    expect(await second.page.title()).to.match(/^Error: /)
    await second.use(/^Enter/)
    await second.page.keyboard.insertText('A last day today.')
    await second.press('Open the case')
    expect(await second.words())
      .to.include('You opened this case in an emergency.')
      .and.to.include('in 60 minutes')
    await second.press('People')
    expect(await second.words())
      .to.match(NAMES)
      .and.to.include('in 60 minutes')
    await work.settle()
    const alert = (await work.mailTo(TEAM)).find(
      ({ subject }) => subject === `Restricted case ${caseId} was opened in an emergency`,
    )
    expect(alert?.text).to.include('60 minutes').and.not.match(NAMES)
    expect(alert?.text).not.to.include('A last day')

    const auditor = await work.as('audra.finn')
    await auditor.open(`/cases/${caseId}/people`)
    await auditor.send({ 'Your reason': 'Quarterly check of emergencies.' }, 'Open the case')
    const read = await auditor.words()
    expect(read).to.include('You see initials in place of names.').and.not.match(NAMES)
    expect(read).to.include(`Synthetic ${SECOND}`).and.to.include('Opened the case in an emergency, until')

    await work.pass({ minutes: 61 })
    const late = await work.as(SECOND)
    expect((await shown(late, `/cases/${caseId}/people`)).status).to.equal(404)
    expect(await late.words())
      .to.include('This case is restricted')
      .and.not.match(NAMES)
  })

  /** What is answered at an address, and how the page reads. */
  const shown = async (person: Keyboard, path: string) => {
    const answer = person.page.waitForResponse((response) => new URL(response.url()).pathname === path)
    await person.open(path)
    return { status: (await answer).status(), words: await person.words() }
  }
})
