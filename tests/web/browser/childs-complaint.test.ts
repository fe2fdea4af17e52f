import { expect } from 'chai'
import { codeFrom } from '../../support/code-from-mail.ts'
import { startWork, type AtWork } from '../../support/at-work.ts'
import { doTask } from '../../support/task-by-keyboard.ts'
import type { Keyboard } from '../../support/keyboard.ts'

const CHILD = 'jo.reed@example.org'

describe('A child’s complaint, from the public form to the wish for Stage 2, by keyboard', function () {
  this.timeout(240_000)
  let work: AtWork
  let child: Keyboard
  let caseId = ''
  before(async function () {
    work = await startWork('2026-03-02T09:00:00Z', this)
  })
  after(() => (work as AtWork | undefined)?.stop())

  it('is told on the form, in words for a child, and gets its reference and its dates', async () => {
    child = await work.anybody()
    await child.open('/')
    await child.press('Start now')
    await child.press('Start now')
    await child.send({ 'What do you want to do?': 'Make a complaint' }, 'Continue')
    await child.send({ 'Who is this about?': 'Me, and I am under 18' }, 'Continue')
    await child.send({ 'Who or what is it about?': 'My social worker’s team' }, 'Continue')
    await child.send({ 'What went wrong?': 'My visits were cancelled three times.' }, 'Continue')
    await child.send({ 'When did it happen?': 'It is still happening' }, 'Continue')
    await child.send(
      { 'Do you want to add something?': 'Yes', 'What else went wrong?': 'Nobody told me about my move.' },
      'Continue',
    )
    expect(await child.words())
      .to.include('We added that.')
      .and.to.include('Nobody told me about my move.')
    await child.send({ 'Do you want to add something?': 'No, that is all' }, 'Continue')
    await child.send({ 'What would make it better?': 'Say sorry, and let me see my mum.' }, 'Continue')
    await child.send({ 'What is your name?': 'Jo Reed' }, 'Continue')
    await child.send({ 'Do you need help to read or talk to us?': 'Nothing' }, 'Continue')
    await child.send({ 'How should we talk to you?': 'By email', 'Email address': CHILD }, 'Continue')
    await child.send({ 'Do you want someone to help you?': 'No thanks' }, 'Continue')
    await child.press('Continue')
    expect(await child.heading()).to.equal('Check what you told us')
    await work.pass({ minutes: 10 })
    await child.press('Send')
    // Whoever is quicker than a person can be is asked to look once more.
    if ((await child.words()).includes('look at your answers once more')) await child.press('Send')
    const words = await child.words()
    caseId = /SC-2026-\d{5}/.exec(words)?.[0] ?? ''
    expect(words).to.include('We have your complaint').and.to.include('16 March 2026')
  })

  const manager = (name: string, more?: object) => as('mandy.cole', name, more)
  const as = async (id: string, name: string, more: object = {}) =>
    doTask(work, await work.as(id), { name, caseId }, { ...more })

  it('is read, recorded and answered at Stage 1', async () => {
    const read = await manager('Read and triage', TRIAGED)
    expect(read.looked).to.include('What will follow')
    await manager('Look into the complaint')
    const decided = await manager('Decide whether it can be considered')
    expect(decided.looked).to.include('This starts Stage 1.')
    await as('moira.kent', 'Choose how to handle it')
    const answered = await as('moira.kent', 'Answer the complaint')
    expect(answered.looked).to.include('Letters that go out')
  })

  it('is followed by the child, who asks for the next stage', async () => {
    await child.open('/track')
    await child.send({ 'Your reference': caseId, 'How should we send you the code?': 'By email' }, 'Send me a code')
    await work.settle()
    await child.send({ 'Your code': codeFrom(await work.mailTo(CHILD)) }, 'Open my complaint')
    expect(await child.words()).to.include('We sent you our answer on')
    await child.press('Ask someone else to look at it')
    await child.send({ 'What are you not happy about?': 'You did not ask my sister.' }, 'Ask for it')
    expect(await child.words()).to.include('We have your request.')
    await work.settle()
  })
})

const TRIAGED = {
  functionCode: 'looked-after',
  personCode: 'P1',
  concurrentProceedings: false,
  nhsPart: false,
  publicHealth: false,
  triageReason: 'A looked-after child complains about contact.',
  chooseRoute: false,
}
