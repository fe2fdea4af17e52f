import { expect } from 'chai'
import { startWork, type AtWork } from '../../support/at-work.ts'
import { fillTask, findTask } from '../../support/task-by-keyboard.ts'
import { submitExample, walk } from '../../support/walk.ts'

describe('Who sees a case, by keyboard', function () {
  this.timeout(240_000)
  let work: AtWork
  before(async function () {
    work = await startWork('2026-03-02T09:00:00Z', this)
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
})
