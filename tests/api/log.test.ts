import { expect } from 'chai'
import { LOG_EVENTS, makeLog } from '../../api/log.ts'
import { CHILDS_COMPLAINT } from '../support/journey.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { walk } from '../support/walk.ts'

const CANARY = 'Canary Featherstone'

describe('the log of a running service', function () {
  this.timeout(60_000)
  const lines: string[] = []
  let test: TestService
  let caseId: string

  before(async () => {
    const log = makeLog({ logLevel: 'debug' }, { write: (line: string) => void lines.push(line) })
    test = await startTestService({ now: '2026-02-02T09:00:00.000Z', log })
    const [complainant] = CHILDS_COMPLAINT.people
    const submitted = await test.call('intake', 'POST', '/api/v1/cases', {
      ...CHILDS_COMPLAINT,
      people: [{ ...complainant, name: CANARY, email: 'canary@example.org' }],
      points: [{ text: `${CANARY} says so.`, desiredOutcome: `${CANARY} wants this.` }],
    })
    ;({ caseId } = submitted.body as { caseId: string })
    await walk(test, caseId, (step) => step === 'task_answer_stage_1')
    await test.call('caseworker', 'GET', `/api/v1/cases/${caseId}?name=${CANARY}`)
    await test.call('caseworker', 'GET', `/api/v1/cases/${CANARY}`)
    await test.call('caseworker', 'POST', `/api/v1/cases/${caseId}/facts`, {
      facts: [{ type: CANARY, on: '2026-02-02', data: {} }],
    })
    const id = { headers: { 'x-request-id': 'a"{"event":"forged"}' } }
    await (await fetch(`${test.service.url}/${encodeURIComponent(CANARY)}`, id)).text()
    await test.stop()
  })

  it('is one JSON object a line, with an event from the closed list', () => {
    expect(lines).to.have.length.above(15)
    for (const line of lines) {
      expect(line).to.match(/^\{[^\n]*\}\n$/)
      expect(LOG_EVENTS).to.include((JSON.parse(line) as { event: string }).event)
    }
  })

  it('names nobody, quotes nothing, and gives routes in place of paths', () => {
    const all = lines.join('')
    expect(all).to.not.match(/canary|featherstone|example\.org/i)
    expect(all).to.not.include(caseId)
    const routes = lines
      .map((line) => JSON.parse(line) as { event: string; route?: string })
      .filter(({ event }) => event === 'request')
    expect(routes.map(({ route }) => route)).to.include.members(['/api/v1/cases', '/api/v1/cases/{caseId}', 'none'])
  })
})
