import { expect } from 'chai'
import { startWork, type AtWork } from '../../support/at-work.ts'
import type { Keyboard } from '../../support/keyboard.ts'
import { findTask } from '../../support/task-by-keyboard.ts'
import { submitExample, walk } from '../../support/walk.ts'

const WENT_WRONG = 'My visits were cancelled three times.'

describe('The public form, by keyboard', function () {
  this.timeout(240_000)
  let work: AtWork
  before(async function () {
    work = await startWork('2026-03-02T09:00:00Z', this)
  })
  after(() => (work as AtWork | undefined)?.stop())

  const begin = async (person: Keyboard) => {
    await person.open('/complain/kind')
    await person.send({ kind: 'complaint' }, 'Continue')
    await person.send({ who: 'child' }, 'Continue')
    await person.send({ about: 'My social worker’s team' }, 'Continue')
  }
  const toTheEnd = async (person: Keyboard) => {
    await person.send({ when: 'now' }, 'Continue')
    await person.send({ more: 'no' }, 'Continue')
    await person.send({ outcome: 'Say sorry.' }, 'Continue')
    await person.send({ name: 'Jo Reed' }, 'Continue')
    await person.send({ adjustments: 'none' }, 'Continue')
    await person.send({ prefers: 'email', email: 'jo.reed@example.org' }, 'Continue')
    await person.send({ advocate: 'no' }, 'Continue')
    await person.press('Continue')
  }

  for (const [how, leave] of [
    ['the button', (person: Keyboard) => person.use('Exit this page')],
    [
      'three times the Shift key',
      async ({ page }: Keyboard) => {
        for (let times = 0; times < 3; times += 1) await page.keyboard.press('Shift')
      },
    ],
  ] as const) {
    it(`is left at once by ${how}`, async () => {
      const child = await work.anybody()
      await child.page.route('https://www.bbc.co.uk/**', (route) => route.fulfill({ body: 'Rain later' }))
      await child.open('/complain/kind')
      await leave(child)
      await child.page.waitForURL('https://www.bbc.co.uk/**')
    })
  }

  it('loses nothing on the way Back, says nothing twice, and is sent once', async () => {
    const child = await work.anybody()
    await begin(child)
    await child.press('Continue')
    expect(await child.page.title()).to.match(/^Error: /)
    await child.send({ what: WENT_WRONG }, 'Continue')
    expect(child.at()).to.equal('/complain/when')
    await child.page.goBack()
    expect(await child.page.locator('[name=what]').inputValue()).to.equal(WENT_WRONG)
    await child.page.goBack()
    await child.page.goBack()
    expect(await child.page.locator('[name=about]').inputValue()).to.equal('My social worker’s team')
    await child.press('Continue')
    await child.press('Continue')
    await toTheEnd(child)
    await work.pass({ minutes: 5 })
    await child.press('Send')
    const [reference = ''] = /SC-2026-\d{5}/.exec(await child.words()) ?? []
    expect(reference).not.to.equal('')
    await child.page.goBack()
    expect(await child.words()).to.include(reference)
    expect((await work.test.service.runtime.store.read.cases({ limit: 10 })).rows).to.have.lengthOf(1)
  })

  it('takes another thing that went wrong, and takes it out again, without scripts', async () => {
    const child = await work.anybody({ javaScriptEnabled: false })
    await begin(child)
    await child.send({ what: WENT_WRONG }, 'Continue')
    await child.send({ when: 'now' }, 'Continue')
    for (const point of ['Nobody told me.', 'Nobody called me.']) {
      await child.send({ more: 'yes', point }, 'Continue')
      expect(await child.words())
        .to.include('We added that.')
        .and.to.include(point)
    }
    await child.press('Take out thing 2')
    expect(await child.words())
      .to.include('We took that out.')
      .and.to.include('Nobody called me.')
      .and.not.to.include('Nobody told me.')
  })

  it('has rows in the form of a task that come and go without scripts, and keeps what was written', async () => {
    const caseId = await submitExample(work.test)
    await walk(work.test, caseId, (step) => step === 'task_answer_stage_1')
    const person = await work.as('moira.kent', { javaScriptEnabled: false })
    await findTask(person, { name: 'Answer the complaint', caseId })
    const add = /^Add an(other)? action/
    const textOf = (row: number) => person.page.locator(`[name="actions-${row}-text"]`)
    await person.press(add)
    await person.press(add)
    await person.fillIn({ 'actions-0-text': 'A contact plan.', 'actions-1-text': 'A call each week.' })
    await person.press(/^Remove action A1/)
    expect(await textOf(0).inputValue()).to.equal('A call each week.')
    expect(await textOf(1).count()).to.equal(0)
  })
})
