import { expect } from 'chai'
import { startWork, type AtWork } from '../../support/at-work.ts'
import { doTask } from '../../support/task-by-keyboard.ts'
import { submitExample, walk } from '../../support/walk.ts'

const NO_SCRIPTS = { javaScriptEnabled: false }

describe('Stage 1 of a child’s complaint without scripts, by keyboard', function () {
  this.timeout(240_000)
  let work: AtWork
  let caseId: string
  before(async function () {
    work = await startWork('2026-03-02T09:00:00Z', this)
    caseId = await submitExample(work.test)
    await walk(work.test, caseId, (step) => step === 'task_decide_eligibility')
  })
  after(() => (work as AtWork | undefined)?.stop())

  for (const [who, name] of [
    ['mandy.cole', 'Decide whether it can be considered'],
    ['moira.kent', 'Choose how to handle it'],
    ['moira.kent', 'Answer the complaint'],
  ] as const) {
    it(`is taken, filled in, looked at and completed: ${name}`, async () => {
      await doTask(work, await work.as(who, NO_SCRIPTS), { name, caseId })
    })
  }

  it('sends the answer', async () => {
    const mails = await work.mailTo('jordan.reed@example.org')
    expect(mails.length).to.be.above(1)
    expect(mails.map(({ subject }) => subject).join()).not.to.match(/Jordan|Reed/)
  })
})
