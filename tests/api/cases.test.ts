import { expect } from 'chai'
import { CHILDS_COMPLAINT } from '../support/journey.ts'
import { startTestService, type Answer, type TestService } from '../support/service.ts'
import { submitExample } from '../support/walk.ts'

const NOW = '2026-02-02T09:00:00.000Z'

describe('/api/v1/cases', function () {
  this.timeout(60_000)
  let test: TestService
  before(async () => {
    test = await startTestService({ now: NOW })
  })
  after(() => test.stop())

  const submit = (body: object, headers?: Readonly<Record<string, string>>) =>
    test.call('intake', 'POST', '/api/v1/cases', body, headers)

  describe('submitting', () => {
    it('opens a case: 201, where it is, its version', async () => {
      const { status, headers, body } = await submit(CHILDS_COMPLAINT)
      expect(status).to.equal(201)
      const { caseId } = body as { caseId: string }
      expect(caseId).to.match(/^[A-Z]+-2026-\d{5}$/)
      expect(body).to.deep.equal({ caseId, version: 1, procedure: 'children-act', procedureVersion: 1 })
      expect(headers.get('location')).to.equal(`/api/v1/cases/${caseId}`)
      expect(headers.get('etag')).to.equal('"1"')
    })

    it('lists every fault of the form at once', async () => {
      const { status, body } = await submit({
        ...CHILDS_COMPLAINT,
        channel: 'pigeon',
        oral: 'no',
        points: [],
        extra: 1,
      })
      expect(status).to.equal(400)
      expect(body).to.include({ type: '/errors#INVALID_REQUEST' })
      expect(placesOf(body)).to.have.members(['/body/channel', '/body/oral', '/body/points', '/body/extra'])
    })

    it('lists every fault of the contents at once', async () => {
      const [complainant] = CHILDS_COMPLAINT.people
      const { status, body } = await submit({
        ...CHILDS_COMPLAINT,
        receivedOn: '2026-02-03',
        people: [complainant, { ...complainant, id: 'p2', email: 'no address' }],
      })
      expect(status).to.equal(422)
      expect(body).to.include({ type: '/errors#INVALID_VARIABLES' })
      expect(placesOf(body)).to.have.members(['/receivedOn', '/people/1/email'])
    })

    it('refuses a variable that the procedure does not declare', async () => {
      const { status, body } = await submit({ ...CHILDS_COMPLAINT, variables: { nonsense: true } })
      expect(status).to.equal(422)
      expect(placesOf(body)).to.deep.equal(['/variables/nonsense'])
    })

    it('knows no other procedure', async () => {
      const { status, body } = await submit({ ...CHILDS_COMPLAINT, procedure: 'parking' })
      expect(status).to.equal(404)
      expect(body).to.deep.equal({
        type: '/errors#NOT_FOUND',
        title: 'There is no procedure in force parking',
        status: 404,
      })
    })

    it('is done once for one Idempotency-Key, however often it comes', async () => {
      const key = { 'idempotency-key': 'form-1' }
      const answers = await Promise.all([1, 2, 3, 4, 5].map(() => submit(CHILDS_COMPLAINT, key)))
      expect(answers.map(({ status }) => status)).to.deep.equal([201, 201, 201, 201, 201])
      expect(new Set(answers.map(({ body }) => (body as { caseId: string }).caseId)).size).to.equal(1)
    })

    it('refuses the same Idempotency-Key with another request', async () => {
      const key = { 'idempotency-key': 'form-2' }
      expect((await submit(CHILDS_COMPLAINT, key)).status).to.equal(201)
      const other = await submit({ ...CHILDS_COMPLAINT, oral: true }, key)
      expect(other.status).to.be.oneOf([409, 422])
      expect((other.body as { title: string }).title).to.include('The key form-2 came with another request')
    })

    it('refuses an Idempotency-Key that is none', async () => {
      expect((await submit(CHILDS_COMPLAINT, { 'idempotency-key': 'a b' })).status).to.equal(400)
      expect((await submit(CHILDS_COMPLAINT, { 'idempotency-key': 'x'.repeat(201) })).status).to.equal(400)
    })
  })

  describe('reading', () => {
    let caseId: string
    before(async () => {
      caseId = await submitExample(test)
      await test.service.drain()
    })
    const read = (path: string) => test.call('caseworker', 'GET', `/api/v1/cases/${caseId}${path}`)

    it('gives the case as its facts leave it, with its clocks', async () => {
      const { status, headers, body } = await read('')
      expect(status).to.equal(200)
      expect(body).to.include({ caseId, procedure: 'children-act', status: 'open', receivedOn: '2026-02-02' })
      const { version, complaint, clocks } = body as {
        version: number
        complaint: { status: string; points: { text: string }[]; people: { person: string }[] }
        clocks: { rule: string; due?: string }[]
      }
      expect(headers.get('etag')).to.equal(`"${version}"`)
      expect(complaint.status).to.equal('open')
      expect(complaint.points).to.have.lengthOf(CHILDS_COMPLAINT.points.length)
      expect(complaint.people.map(({ person }) => person)).to.include('p1')
      // Three working days after Monday 2 February.
      expect(clocks.find(({ rule }) => rule === 'children-act.acknowledgement')?.due).to.equal('2026-02-05')
    })

    it('says of a clock why that date: what was counted, each day that was not, the clause', async () => {
      const { body } = await read('/clocks')
      const { clocks } = body as {
        clocks: {
          rule: string
          clause: string
          explanation?: { due: string; inWords: string[]; notCounted: object[] }
        }[]
      }
      const stage1 = clocks.find(({ rule }) => rule === 'children-act.stage-1-answer')
      // Ten working days after Monday 2 February 2026: Monday 16 February, the two weekends between left out.
      expect(stage1?.explanation?.due).to.equal('2026-02-16')
      expect(stage1?.explanation?.notCounted).to.deep.equal(
        ['2026-02-07', '2026-02-08', '2026-02-14', '2026-02-15'].map((day, index) => ({
          day,
          why: index % 2 === 0 ? 'Saturday' : 'Sunday',
        })),
      )
      expect(stage1?.explanation?.inWords.join(' ')).to.include('16 February 2026')
      expect(stage1?.clause).to.include('2006/1738')
    })

    it('gives the facts in order, each with who recorded it', async () => {
      const { body } = await read('/facts')
      const { facts } = body as { facts: { id: string; type: string; recordedBy: string; role: string }[] }
      expect(facts[0]).to.include({
        id: `${caseId}/1`,
        type: 'complaint-received',
        recordedBy: 'intake',
        role: 'intake',
      })
      expect(facts.map(({ id }) => id)).to.deep.equal(facts.map((_, index) => `${caseId}/${index + 1}`))
    })

    it('gives the people, whose names stand nowhere else', async () => {
      const { body } = await read('/people')
      const { people } = body as { people: { id: string }[] }
      expect(people.find(({ id }) => id === 'p1')).to.include({ name: 'Jordan Reed' })
      for (const path of ['', '/facts', '/clocks', '/position']) {
        expect(JSON.stringify((await read(path)).body), path).to.not.match(/Jordan|Reed|example\.org/)
      }
      const history = await test.call('auditor', 'GET', `/api/v1/cases/${caseId}/history?limit=500`)
      expect(JSON.stringify(history.body)).to.not.match(/Jordan|Reed|example\.org/)
    })

    it('says where the tokens stand', async () => {
      const { body } = await read('/position')
      const { waiting } = body as { waiting: { element: string; name: string; kind: string }[] }
      expect(waiting.find(({ element }) => element === 'task_record_complaint')).to.deep.include({ kind: 'user' })
      expect(waiting.every(({ name }) => typeof name === 'string')).to.equal(true)
    })

    it('leaves one line in the audit trail for each time that content was read, and changes nothing else', async () => {
      const rows = async () => {
        const { body } = await test.call('auditor', 'GET', `/api/v1/cases/${caseId}/history?limit=500`)
        return (body as { history: { type: string; actor: string }[] }).history
      }
      const first = await rows()
      for (const path of ['', '/facts', '/people', '/clocks']) await read(path)
      for (const path of ['/api/v1/cases', '/api/v1/tasks', '/api/v1/deadlines'])
        await test.call('caseworker', 'GET', path)
      await head(`/api/v1/cases/${caseId}`)
      const more = (await rows()).slice(first.length)
      expect(more.map(({ type, actor }) => `${type} ${actor}`)).to.deep.equal([
        'history-viewed auditor',
        ...Array<string>(5).fill('case-viewed caseworker'),
      ])
    })

    it('knows no case that is not there, on any of its addresses', async () => {
      for (const path of ['', '/facts', '/people', '/clocks', '/history', '/position']) {
        const { status, body } = await test.call('complaints-manager', 'GET', `/api/v1/cases/EX-2026-99999${path}`)
        expect(status, path).to.equal(404)
        expect(body, path).to.deep.equal({
          type: '/errors#NOT_FOUND',
          title: 'There is no case EX-2026-99999',
          status: 404,
        })
      }
    })

    const head = async (path: string) =>
      fetch(`${test.service.url}${path}`, {
        method: 'HEAD',
        headers: { authorization: `Bearer ${await test.secretOf('caseworker')}` },
      })

    it('hash-chains the history', async () => {
      const { body } = await test.call('auditor', 'GET', `/api/v1/cases/${caseId}/history?limit=3`)
      const { history, next } = body as { history: { seq: number; hash: string; at: string }[]; next: string }
      expect(history).to.have.lengthOf(3)
      expect(new Set(history.map(({ hash }) => hash)).size).to.equal(3)
      const second = await test.call('auditor', 'GET', `/api/v1/cases/${caseId}/history?limit=3&after=${next}`)
      const [line] = (second.body as { history: { seq: number }[] }).history
      expect(line?.seq).to.be.above(history[2]?.seq ?? Infinity)
    })
  })

  describe('changing', () => {
    let caseId: string
    before(async () => {
      caseId = await submitExample(test)
      await test.service.drain()
    })
    const post = (path: string, body: object, headers?: Readonly<Record<string, string>>) =>
      test.call('complaints-manager', 'POST', `/api/v1/cases/${caseId}${path}`, body, headers)
    const told = { facts: [{ type: 'complainant-told', on: '2026-02-02', data: { mode: 'phone' } }] }

    it('records facts', async () => {
      const { status, body } = await post('/facts', told)
      expect(status, JSON.stringify(body)).to.equal(201)
      expect(body).to.deep.include({ caseId, facts: ['complainant-told'] })
    })

    it('refuses facts that are none, with every fault, and records nothing of the request', async () => {
      const before = await factCount()
      const { status, body } = await post('/facts', {
        facts: [...told.facts, { type: 'complainant-told', on: '2026-02-02', data: { mode: 'telepathy', extra: 1 } }],
      })
      expect(status).to.equal(422)
      expect(placesOf(body)).to.have.length.above(1)
      expect((await post('/facts', { facts: [{ type: 'no-such-fact', on: '2026-02-02', data: {} }] })).status).to.equal(
        422,
      )
      expect(
        (await post('/facts', { facts: [{ type: 'complainant-told', on: '2026-02-30', data: {} }] })).status,
      ).to.be.oneOf([400, 422])
      expect((await post('/facts', { facts: [] })).status).to.equal(400)
      expect(await factCount()).to.equal(before)
    })

    it('refuses a fact of tomorrow', async () => {
      const { status, body } = await post('/facts', { facts: [{ ...told.facts[0], on: '2026-02-03' }] })
      expect(status).to.equal(409)
      expect(body).to.have.property('reason')
    })

    it('goes ahead only from the version that was seen, when one is named', async () => {
      const { headers } = await test.call('caseworker', 'GET', `/api/v1/cases/${caseId}`)
      const seen = headers.get('etag') ?? ''
      expect((await post('/facts', told, { 'if-match': seen })).status).to.equal(201)
      const late = await post('/facts', told, { 'if-match': seen })
      expect(late.status).to.equal(409)
      expect(late.body).to.include({ type: '/errors#CONFLICT' })
      expect((await post('/facts', told, { 'if-match': '*' })).status).to.equal(400)
    })

    it('appoints nobody twice: who investigates is neither independent person nor adjudicator', async () => {
      const appointed = (type: string, person: string) => ({
        facts: [{ type, on: '2026-02-02', data: { person, declaredIndependent: true } }],
      })
      const first = await post('/facts', appointed('investigating-officer-appointed', 'io1'))
      expect(first.status, JSON.stringify(first.body)).to.equal(201)
      const refused: Answer[] = [
        await post('/facts', appointed('independent-person-appointed', 'io1')),
        await post('/facts', appointed('adjudicating-officer-appointed', 'io1')),
      ]
      for (const { status, body } of refused) {
        expect(status).to.equal(409)
        expect(body).to.include({ type: '/errors#REFUSED' })
        expect((body as { reason: string }).reason).to.match(/^[a-z-]+$/)
        expect((body as { title: string }).title).to.be.a('string').that.is.not.empty
      }
    })

    it('refuses to move a clock beyond what its law allows, in the words of the law', async () => {
      const asked = { ground: 'no-such-ground', reason: 'We are busy.', until: '2026-12-24' }
      const { status, body } = await post('/clocks/children-act.stage-1-answer/extension', asked)
      expect(status).to.equal(409)
      expect((body as { reason: string }).reason).to.match(/^[a-z-]+$/)
      expect((await post('/clocks/no-such.rule/extension', asked)).status).to.equal(404)
      expect((await post('/clocks/children-act.stage-1-answer/extension', { ...asked, reason: ' ' })).status).to.equal(
        409,
      )
    })

    it('says what the case waits for when a message comes that nothing waits for', async () => {
      const { status, body } = await post('/messages', { name: 'panel-requested', answers: {} })
      expect(status).to.equal(409)
      expect(body).to.include({ reason: 'nobody-waits' })
      expect((body as { title: string }).title).to.match(/It waits for: \w/)
    })

    it('closes a case that is cancelled, with its reason, and takes no further command', async () => {
      const other = await submitExample(test)
      const cancel = async () => {
        const proposed = await test.call('complaints-manager', 'POST', `/api/v1/cases/${other}/cancellation`, {
          reason: 'Sent twice.',
        })
        const { approval } = proposed.body as { approval: string }
        return test.call('monitoring-officer', 'POST', `/api/v1/approvals/${approval}/approval`)
      }
      expect((await cancel()).status).to.equal(200)
      const { body } = await test.call('complaints-manager', 'GET', `/api/v1/cases/${other}`)
      expect(body).to.include({ status: 'closed' })
      expect((await cancel()).status).to.equal(409)
      const tasks = await test.call('complaints-manager', 'GET', `/api/v1/tasks?caseId=${other}`)
      expect(tasks.body).to.deep.equal({ tasks: [], total: 0 })
    })

    const factCount = async () =>
      ((await test.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}/facts`)).body as { facts: object[] })
        .facts.length
  })
})

function placesOf(body: unknown): readonly string[] {
  return (body as { faults?: { at: string }[] }).faults?.map(({ at }) => at) ?? []
}
