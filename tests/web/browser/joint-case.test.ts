import { expect } from 'chai'
import { startWork, type AtWork } from '../../support/at-work.ts'
import type { Keyboard } from '../../support/keyboard.ts'
import { doTask } from '../../support/task-by-keyboard.ts'
import { addUser } from '../../support/users.ts'

const COMPLAINANT = 'alex.moss@example.org'
const HOSPITAL = 'patient-experience@hospitals.example.org'
const OURS = 'Nobody came for three weeks.'
const WARD = 'The ward sent no plan to anybody.'
/** Who answers the council's own part, and who signs for it. */
const SERVICE_MANAGER = 'gina.holt'
const SIGNATORY = 'rhona.page'
const PERSONS = { sm1: SERVICE_MANAGER }

describe('A complaint about the council and a hospital, by keyboard', function () {
  this.timeout(240_000)
  let work: AtWork
  let caseId = ''
  before(async function () {
    work = await startWork('2026-01-05T09:00:00Z', this)
    const { runtime } = work.test.service
    await addUser(runtime, SERVICE_MANAGER, ['service-manager'])
    await addUser(runtime, SIGNATORY, ['responsible-person'])
    const submitted = await work.test.call('intake', 'POST', '/api/v1/cases', COMPLAINT)
    caseId = (submitted.body as { readonly caseId: string }).caseId
    await work.settle()
  })
  after(() => (work as AtWork | undefined)?.stop())

  const as = async (id: string, name: string, more: object = {}) =>
    doTask(work, await work.as(id), { name, caseId }, { ...more }, PERSONS)
  /** Somebody of the hospital, at the newest link that it was sent. */
  const atHospital = async (): Promise<Keyboard> => {
    const links = (await work.mailTo(HOSPITAL)).flatMap(({ text }) => /\/partner\/[\w.-]+/.exec(text)?.[0] ?? [])
    const person = await work.anybody()
    await person.open(links.at(-1) ?? 'No link was sent')
    return person
  }

  it('is shared with the hospital once the complainant agreed', async () => {
    await as('mandy.cole', 'Name the other bodies')
    await as('carla.mint', 'Record the decision on consent')
    await as('mandy.cole', 'Agree who leads')
    const planned = await as('mandy.cole', 'Plan who answers what')
    expect(planned.looked).to.include('Example Hospitals NHS Foundation Trust')
    const mails = await work.mailTo(HOSPITAL)
    expect(mails.map(({ text }) => text).join()).not.to.match(/Moss|Alex|ward|three weeks/i)
  })

  it('is answered by the hospital on the page behind its link: its own points, once', async () => {
    const hospital = await atHospital()
    const asked = await hospital.words()
    expect(asked).to.include(WARD).and.to.include(caseId)
    expect(asked).not.to.include(OURS).and.not.to.include('Moss')
    await hospital.press('Send the answer')
    expect(await hospital.page.title()).to.match(/^Error: /)
    // The fault at the top leads into its field.
    await hospital.use(/^Enter /)
    await hospital.page.keyboard.insertText('The plan was sent two days late.')
    await hospital.press('Send the answer')
    expect(await hospital.words()).to.include('Your answer was sent')
    await hospital.page.goBack()
    expect(await hospital.words()).to.include('Your organisation has answered')
    await work.settle()
  })

  it('is put together from both parts, and signed off by the hospital', async () => {
    await as(SERVICE_MANAGER, 'Answer our own part')
    const drafting = await work.as('mandy.cole')
    await drafting.open(`/cases/${caseId}/partners`)
    expect(await drafting.words())
      .to.include('Answered')
      .and.to.include('Consent given')
    await as('mandy.cole', 'Put the parts together')
    const hospital = await atHospital()
    expect(await hospital.words())
      .to.include('In the draft of the joint answer')
      .and.to.include('Partly upheld')
    await hospital.send({ signOff: 'signed', signedBy: 'Head of patient experience' }, 'Send the answer')
    expect(await hospital.words()).to.include('Your answer was sent')
    await work.settle()
  })

  it('goes out as one answer that names both Ombudsmen', async () => {
    await as('carla.mint', 'Record what they say of it')
    const before = (await work.mailTo(COMPLAINANT)).length
    const signing = await as(SIGNATORY, 'Sign for the council')
    expect(signing.looked).to.include('Send the one answer')
    const answers = (await work.mailTo(COMPLAINANT)).slice(before)
    expect(answers).to.have.lengthOf(1)
    expect(answers[0]?.text)
      .to.include('Local Government and Social Care Ombudsman')
      .and.to.include('Parliamentary and Health Service Ombudsman')
  })
})

const COMPLAINT = {
  procedure: 'nhs-joint',
  channel: 'email',
  oral: false,
  byChild: false,
  variables: { triaged: true },
  people: [
    {
      role: 'complainant',
      name: 'Alex Moss',
      email: COMPLAINANT,
      contactPreference: 'email',
      adjustments: [],
    },
  ],
  points: [
    { text: OURS, desiredOutcome: 'Visits that happen.' },
    { text: WARD, desiredOutcome: 'An explanation.' },
  ],
} as const
