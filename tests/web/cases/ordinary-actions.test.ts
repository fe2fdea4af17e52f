import { expect } from 'chai'
import { readUsualAnswers } from '../../../api/demo/usual-answers.ts'
import { dayOf } from '../../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { wouldPost } from '../../support/html-form.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'
import { addUser } from '../../support/users.ts'
import { submitExample, walk } from '../../support/walk.ts'

const USUAL = readUsualAnswers('processes', {})
const NO_REVIEW = { reviewInternally: false, reason: 'It concerns nobody else.' }

describe('what is done about a case, sent through its pages', function () {
  this.timeout(120_000)
  let pages: TestPages
  let manager: Browser
  let second: Browser
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00Z' })
    manager = pages.browse({ id: 'cm1', role: 'complaints-manager' })
    second = pages.browse({ id: 'cm2', role: 'complaints-manager' })
  })
  after(() => pages.stop())

  const facts = async (caseId: string) =>
    (await pages.service.runtime.store.read.facts(caseId)).map(({ type }) => type as string)
  /** A child's complaint, until its first letter should go; the child can be reached so and no otherwise. */
  const submit = async (reached: object) => {
    const [{ id, role, name, dateOfBirth }, ...others] = CHILDS_COMPLAINT.people
    const child = { id, role, name, dateOfBirth, adjustments: [], ...reached }
    const complaint = { ...CHILDS_COMPLAINT, people: [child, ...others] }
    const { body, status } = await pages.call('intake', 'POST', '/api/v1/cases', complaint)
    expect(status, JSON.stringify(body)).to.equal(201)
    const { caseId } = body as { caseId: string }
    let steps = 0
    await walk(pages, caseId, () => (steps += 1) > 1)
    await pages.service.drain()
    return caseId
  }
  /** As often as something is tried again before it waits for a person. */
  const daysPass = async (from: number) => {
    for (let day = from; day < from + 6; day += 1) {
      await pages.moveTo(`2026-03-${String(day).padStart(2, '0')}T10:00:00Z`)
      await pages.service.drain()
    }
  }
  const send = async (browser: Browser, path: string, fields: Readonly<Record<string, string>>) => {
    expect((await browser.get(path)).status, path).to.equal(200)
    return browser.post(path, fields)
  }
  /** What a withdrawal asks somebody to decide. */
  const settle = async (caseId: string) => {
    for (;;) {
      await pages.service.drain()
      const { rows } = await pages.service.runtime.store.read.tasks({ caseId, status: 'open', limit: 1 })
      const [task] = rows
      if (task === undefined) return
      const today = dayOf(pages.service.runtime.clock.now())
      const answers =
        task.form === 'decide-internal-review' ? NO_REVIEW : USUAL.answers('children-act', task.form ?? '', {}, today)
      const path = `/api/v1/tasks/${task.id}/completion`
      const done = await pages.call('complaints-manager', 'POST', path, { answers })
      expect(done.status, JSON.stringify(done.body)).to.equal(200)
    }
  }
  const action = (caseId: string, id: string) => `/cases/${caseId}/actions/${encodeURIComponent(id)}`

  it('lets a time limit wait, with a reason, and go on again', async () => {
    const caseId = await submitExample(pages)
    await pages.service.drain()
    const rule = 'children-act.stage-1-answer'
    const empty = await send(manager, action(caseId, `hold:${rule}`), { reason: '' })
    expect(empty.status).to.equal(422)
    const held = await send(manager, action(caseId, `hold:${rule}`), { reason: 'An advocate is being found.' })
    expect(held.html).to.include('Done: Let wait')
    expect((await manager.get(`/cases/${caseId}/clock`)).html)
      .to.include('Paused since 2 March 2026')
      .and.to.include('An advocate is being found.')
    await pages.moveTo('2026-03-05T09:00:00Z')
    const on = await send(manager, action(caseId, `release:${rule}`), { reason: 'They will do without.' })
    expect(on.html).to.include('Done: Let go on')
    expect((await manager.get(`/cases/${caseId}/clock`)).html).not.to.include('Paused since')
    expect(await facts(caseId)).to.include.members(['clock-held', 'clock-released'])
  })

  it('takes up a case that is over when the Ombudsman writes', async () => {
    const caseId = await submitExample(pages)
    await pages.service.drain()
    const withdrawn = await send(manager, action(caseId, 'message:complaint-withdrawn'), {
      'withdrawnOn-day': '5',
      'withdrawnOn-month': '3',
      'withdrawnOn-year': '2026',
      channel: 'phone',
      ownWish: 'yes',
    })
    await pages.service.drain()
    expect(withdrawn.html).to.include('Done: Withdraw the complaint')
    await settle(caseId)
    const [, path = ''] = /href="([^"]+take-up[^"]+)"/.exec((await manager.get(`/cases/${caseId}`)).html) ?? []
    expect(path).to.include('take-up')
    const taken = await send(manager, path, {
      reference: '26 000 222',
      'receivedOn-day': '5',
      'receivedOn-month': '3',
      'receivedOn-year': '2026',
      body: 'lgsco',
      about: 'enquiry',
      area: 'children-social-care',
      asks: 'enquiry',
    })
    expect(taken.html, taken.html.slice(taken.html.indexOf('<main'))).to.include(
      'Done: Record that the Ombudsman has written',
    )
    expect(await facts(caseId)).to.include.members(['ombudsman-contact-received', 'ombudsman-enquiry-received'])
    expect((await pages.service.runtime.store.read.case(caseId))?.procedure).to.equal('ombudsman')
    expect((await manager.get(`/cases/${caseId}/ombudsman`)).html).to.include('26 000 222')
  })

  describe('where the letter that nobody can be sent has stopped it', () => {
    let caseId: string
    before(async () => {
      caseId = await submit({ contactPreference: 'letter' })
      await daysPass(6)
    })
    const stopped = async () =>
      (await pages.service.runtime.store.read.incidents({ caseId, status: 'open', limit: 5 })).rows

    it('tries it again, and it stands there again when it fails once more', async () => {
      const before = await stopped()
      const [incident] = before
      const list = await manager.get(`/cases/${caseId}/incidents`)
      expect(list.html).to.include(`/cases/${caseId}/incidents/${incident?.id ?? ''}/retry`)
      const tried = await manager.post(`/cases/${caseId}/incidents/${incident?.id ?? ''}/retry`, {})
      expect(tried.html).to.include('It is tried again.')
      const { rows } = await pages.service.runtime.store.read.incidents({ caseId, status: 'retried', limit: 5 })
      expect(rows.map(({ id }) => id)).to.deep.equal([incident?.id])
      await daysPass(12)
      const again = (await stopped()).map(({ element }) => element)
      expect(again).to.include(incident?.element)
      expect((await manager.get(`/cases/${caseId}/close`)).html).to.include(`href="/cases/${caseId}/incidents"`)
    })

    it('goes on without it once a second person says yes, and not before', async () => {
      const before = await stopped()
      const [incident] = before
      const path = `/cases/${caseId}/incidents/${incident?.id ?? ''}/skip`
      const page = await manager.get(path)
      const fields = wouldPost(page.html)
      expect((await manager.post(path, { ...fields, reason: '' })).status).to.equal(422)
      const asked = await manager.post(path, { ...fields, reason: 'They were told at the door.' })
      expect(asked.html).to.include('Waits for an answer')
      expect(await stopped()).to.have.length(before.length)
      const list = (await second.get('/approvals')).html
      const [, id = ''] = /href="\/approvals\/(approval-[^"]+)"/.exec(list) ?? []
      await second.get(`/approvals/${id}`)
      expect((await second.post(`/approvals/${id}`, { outcome: 'approve' })).html).to.include('Approved')
      expect(await stopped()).to.have.length(before.length - 1)
      const { rows } = await pages.service.runtime.store.read.history({ caseId, limit: 1000 })
      expect(rows.map(({ type }) => type)).to.include('incident-skipped')
    })
  })

  it('keeps a call open until somebody was reached, and then counts it as told', async () => {
    const called = { phone: '01632 960001', contactPreference: 'telephone', adjustments: ['telephone-only'] }
    const caseId = await submit(called)
    const calls = async () =>
      (await pages.service.runtime.store.read.tasks({ caseId, limit: 50 })).rows.filter(
        ({ element, status }) => element === 'telephone-call' && status === 'open',
      )
    const before = await calls()
    const path = `/cases/${caseId}/tasks/${before[0]?.id ?? ''}`
    const page = await manager.get(path)
    expect(page.html).to.include('Telephone them and tell them')
    const fill = async (reached: string) => {
      const asked = await manager.get(path)
      const day = { 'spokenOn-day': '5', 'spokenOn-month': '3', 'spokenOn-year': '2026' }
      const looked = await manager.post(path, { ...wouldPost(asked.html), ...day, reached, _do: 'check' })
      expect(looked.status, looked.html).to.equal(200)
      const form = /<form method="post" action="[^"]+\/complete">([\s\S]*?)<\/form>/.exec(looked.html)?.[1] ?? ''
      return manager.post(`${path}/complete`, wouldPost(form))
    }
    await fill('no')
    expect(await calls()).to.have.length(before.length)
    await fill('yes')
    expect(await calls()).to.have.length(before.length - 1)
    expect(await facts(caseId)).to.include('complainant-told')
  })

  it('asks again who is to do a task when nobody was chosen', async () => {
    const caseId = await submitExample(pages)
    await addUser(pages.service.runtime, 'mandy.cole', ['complaints-manager'])
    const { rows } = await pages.service.runtime.store.read.tasks({ caseId, limit: 1 })
    const asked = `task=${encodeURIComponent(rows[0]?.id ?? '')}&back=%2Ftasks%2Fall`
    const open = await manager.get(`/tasks/assign/person?${asked}&role=complaints-manager`)
    expect(open.status).to.equal(200)
    expect(open.html).not.to.include('There is a problem')
    const none = await manager.get(`/tasks/assign/confirm?${asked}&role=complaints-manager&sent=assignee`)
    expect(none.status).to.equal(422)
    expect(none.html).to.include('<title>Error: ').and.to.include('href="#assignee"').and.to.include('id="assignee"')
    const noRole = await manager.get(`/tasks/assign/person?${asked}&sent=role`)
    expect(noRole.status).to.equal(422)
    expect(noRole.html).to.include('Select which role is to do this').and.to.include('href="#role"')
  })
})
