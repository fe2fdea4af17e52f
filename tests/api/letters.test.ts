import { expect } from 'chai'
import { CHILDS_COMPLAINT } from '../support/journey.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { submitExample, walk } from '../support/walk.ts'
import { sizeIn, wordsIn } from '../support/words-in-docx.ts'

interface Preview {
  readonly email: string
  readonly paper: string
  readonly subject: string
  readonly docx: string
  readonly missing: readonly { readonly name: string }[]
}
type Previews = Readonly<Record<'adult' | 'child', Preview>>

describe('letters over HTTP', () => {
  let test: TestService
  before(async () => {
    test = await startTestService({ now: '2026-02-02T09:00:00.000Z' })
  })
  after(() => test.stop())

  async function letterOf(messageId: string): Promise<{ readonly response: Response; readonly docx: Buffer }> {
    const response = await fetch(`${test.service.url}/api/v1/messages/${messageId}/letter.docx`, {
      headers: { authorization: `Bearer ${await test.secretOf('caseworker')}` },
    })
    return { response, docx: Buffer.from(await response.arrayBuffer()) }
  }

  async function queuedFor(complainant: object): Promise<readonly { id: string; channel: string }[]> {
    const people = CHILDS_COMPLAINT.people.map((person, at) => (at === 0 ? { ...person, ...complainant } : person))
    const submitted = await test.call('intake', 'POST', '/api/v1/cases', { ...CHILDS_COMPLAINT, people })
    expect(submitted.status, JSON.stringify(submitted.body)).to.equal(201)
    const { caseId } = submitted.body as { caseId: string }
    let steps = 0
    await walk(test, caseId, () => (steps += 1) > 2)
    const listed = await test.call('complaints-manager', 'GET', `/api/v1/outbox?caseId=${caseId}`)
    return (listed.body as { messages: { id: string; channel: string }[] }).messages
  }

  it('gives a queued letter as a Word file on the council’s paper', async () => {
    const messages = await queuedFor({
      contactPreference: 'letter',
      address: ['4 Mill Lane', 'Exampleton'],
      adjustments: [],
    })
    const { id } = messages.find(({ channel }) => channel === 'letter') ?? { id: '' }
    const { response, docx } = await letterOf(id)
    expect(response.status).to.equal(200)
    expect(response.headers.get('content-type')).to.contain('wordprocessingml.document')
    expect(response.headers.get('content-disposition')).to.match(/^attachment; filename="?SC-2026-\d{5}\.docx"?$/)
    const words = wordsIn(docx)
    expect(words).to.include.members(['Example County Council', '4 Mill Lane', 'Exampleton', 'Monday 2 February 2026'])
    expect(words.at(-1)).to.equal('Complaints Team\nExample County Council')
    expect(sizeIn(docx)).to.equal(24)
  })

  it('gives it in large print where the reader needs that', async () => {
    const messages = await queuedFor({ adjustments: ['large-print'], address: ['4 Mill Lane'] })
    const { id } = messages.find(({ channel }) => channel === 'letter') ?? { id: '' }
    expect(sizeIn((await letterOf(id)).docx)).to.equal(36)
  })

  it('prints no e-mail, and nothing that is not there', async () => {
    const messages = await queuedFor({ contactPreference: 'email', email: 'kim@example.org', adjustments: [] })
    const { id } = messages.find(({ channel }) => channel === 'email') ?? { id: '' }
    expect((await letterOf(id)).response.status).to.equal(409)
    expect((await letterOf('none')).response.status).to.equal(404)
  })

  it('leaves a line in the audit trail for each reading', async () => {
    const messages = await queuedFor({ contactPreference: 'letter', address: ['4 Mill Lane'], adjustments: [] })
    const { id } = messages.find(({ channel }) => channel === 'letter') ?? { id: '' }
    await letterOf(id)
    const reference = id.split('.')[0] ?? ''
    const { body } = await test.call('auditor', 'GET', `/api/v1/cases/${reference}/history?limit=100`)
    expect((body as { history: { type: string }[] }).history.map(({ type }) => type)).to.include('message-viewed')
  })

  it('calls whoever can be told by telephone only, and shows no letter to print', async () => {
    const person = { contactPreference: 'email', email: 'kim@example.org', phone: '01632 960001' }
    const messages = await queuedFor({ ...person, adjustments: ['telephone-only'] })
    const { id, channel } = messages.find((message) => message.channel !== 'staff-notification') ?? {
      id: '',
      channel: '',
    }
    expect(channel).to.equal('telephone')
    expect((await letterOf(id)).response.status).to.equal(409)
    const message = await test.call('caseworker', 'GET', `/api/v1/outbox/${id}`)
    expect(message.body).to.include({ channel: 'telephone', person: 'p1' })
    const task = await test.call('caseworker', 'GET', `/api/v1/tasks/${id}`)
    expect(task.status, JSON.stringify(task.body)).to.equal(200)
    expect(task.body).to.include({ element: 'telephone-call', status: 'open' })
    expect((await test.call('caseworker', 'GET', `/api/v1/tasks/${id}/form`)).body).to.include({
      $id: 'telephone-call',
    })
    const answers = { spokenOn: '2026-02-02', reached: true }
    const done = await test.call('caseworker', 'POST', `/api/v1/tasks/${id}/completion`, { answers })
    expect(done.status, JSON.stringify(done.body)).to.equal(200)
    const reference = id.split('.')[0] ?? ''
    const { body } = await test.call('auditor', 'GET', `/api/v1/cases/${reference}/history?limit=100`)
    expect((body as { history: { type: string }[] }).history.map(({ type }) => type)).to.include('telephoned')
  })

  const preview = '/api/v1/procedures/children-act/letters/resubmission-confirmed/preview'

  it('shows a letter with samples in both registers, and sends and records nothing', async () => {
    const { status, body } = await test.call('process-owner', 'POST', preview, {})
    expect(status, JSON.stringify(body)).to.equal(200)
    const { adult, child } = body as Previews
    for (const { subject, email, paper, docx, missing } of [adult, child]) {
      expect(subject).to.equal('Reference XX-2026-00001')
      expect(email).to.match(/^Hello,/)
      expect(missing).to.deep.equal([])
      expect(wordsIn(Buffer.from(docx, 'base64')).join('\n\n')).to.contain(paper.split('\n\n')[1] ?? 'none')
    }
    expect(adult.email).not.to.equal(child.email)
  })

  it('shows it with a case, and says what the case lacks', async () => {
    const caseId = await submitExample(test)
    await test.service.drain()
    const outboxOf = async () =>
      JSON.stringify((await test.call('complaints-manager', 'GET', `/api/v1/outbox?caseId=${caseId}`)).body)
    const earlier = await outboxOf()
    const { status, body } = await test.call('caseworker', 'POST', preview, { caseId })
    expect(status, JSON.stringify(body)).to.equal(200)
    expect((body as Previews).adult.subject).to.equal(`Reference ${caseId}`)
    expect(await outboxOf()).to.equal(earlier)
  })

  it('shows no case to whoever may not read it, and no letter that there is not', async () => {
    const caseId = await submitExample(test)
    expect((await test.call('process-owner', 'POST', preview, { caseId })).status).to.equal(403)
    expect(
      (await test.call('process-owner', 'POST', preview.replace('resubmission-confirmed', 'none'), {})).status,
    ).to.equal(404)
    expect((await test.call('caseworker', 'POST', preview, { caseId: 'SC-2026-99999' })).status).to.equal(404)
  })
})
