import { expect } from 'chai'
import { startTestService, type Answer, type TestService } from '../support/service.ts'
import { submitExample } from '../support/walk.ts'

const SAMPLES = '/api/v1/audit/samples'
const ASKED = {
  title: 'All children',
  rule: { procedures: ['children-act'] },
  seed: 'Lantern 2026',
  size: 1,
  strata: 'quarter',
  spread: 'all',
  tests: ['Each point was answered.'],
}

describe('/api/v1/audit/samples and /process', function () {
  this.timeout(120_000)
  let test: TestService
  let caseId: string
  let sample: string

  before(async () => {
    test = await startTestService({ now: '2026-04-07T09:00:00.000Z' })
    caseId = await submitExample(test)
    await test.service.drain()
    const { procedure } = (await test.service.runtime.store.read.case(caseId)) ?? {}
    const drawn = await ask('POST', SAMPLES, { ...ASKED, rule: { procedures: [procedure] } }, 201)
    sample = (drawn.body as { readonly sample: string }).sample
  })
  after(() => test.stop())

  const ask = async (method: string, path: string, body?: object, status = 200): Promise<Answer> => {
    const answer = await test.call('auditor', method, path, body)
    expect(answer.status, JSON.stringify(answer.body)).to.equal(status)
    return answer
  }
  const paperAt = () => `${SAMPLES}/${sample}/cases/${caseId}`

  it('says how many would be drawn, draws them, and shows them', async () => {
    const preview = await ask('POST', `${SAMPLES}/preview`, { ...ASKED, rule: {} })
    expect(preview.body).to.deep.equal({
      populationSize: 1,
      strata: [{ stratum: '2026-Q1', population: 1, drawn: 1 }],
      drawn: 1,
    })
    expect((await ask('GET', SAMPLES)).body).to.have.nested.property('samples[0].counts.drawn', 1)
    const { body } = await ask('GET', `${SAMPLES}/${sample}`)
    expect(body).to.deep.include({ sample, isReproduced: true })
    const population = await ask('GET', `${SAMPLES}/${sample}/population`)
    expect(population.headers.get('content-type')).to.match(/^text\/csv/)
    expect(population.body).to.equal(`${caseId},2026-Q1\n`)
  })

  it('says what is wrong with what is asked', async () => {
    const { body } = await ask('POST', SAMPLES, { ...ASKED, rule: { procedures: ['public-health'] } }, 422)
    expect(JSON.stringify(body)).to.include('describes no case')
    await ask('POST', SAMPLES, { ...ASKED, names: true }, 400)
  })

  it('takes a working paper from its draft to its review', async () => {
    const tests = [{ result: 'exception', note: 'Point 2 has no answer.' }]
    await ask('PUT', paperAt(), { version: 0, tests, conclusion: '' })
    await ask('POST', `${paperAt()}/signature`, { version: 1 }, 422)
    await ask('PUT', paperAt(), { version: 1, tests, conclusion: 'Sound but for point 2.' })
    await ask('PUT', paperAt(), { version: 1, tests, conclusion: 'Late.' }, 409)
    expect((await ask('GET', paperAt())).body).to.deep.include({ paper: 'draft', tests })
    await ask('POST', `${paperAt()}/signature`, { version: 2 })
    await ask('PUT', paperAt(), { version: 3, tests, conclusion: 'Other.' }, 409)
    // The key of a second auditor would be another person; this one wrote it.
    await ask('POST', `${paperAt()}/review`, undefined, 403)
    await ask('POST', `${paperAt()}/addenda`, { words: 'The file was found.' }, 201)
    const { body } = await ask('GET', `${SAMPLES}/${sample}/papers`)
    expect(body).to.have.nested.property('papers[0].addenda[0].words', 'The file was found.')
  })

  it('is not for those who manage complaints', async () => {
    expect((await test.call('complaints-manager', 'GET', SAMPLES)).status).to.equal(403)
  })

  it('tells how the cases of a procedure went', async () => {
    const { procedure } = (await test.service.runtime.store.read.case(caseId)) ?? {}
    const at = `/api/v1/audit/process`
    const { body } = await ask('GET', `${at}?procedure=${procedure ?? ''}&from=2026-04-01&to=2026-04-30`)
    const { cases, variants } = body as { cases: number; variants: readonly { key: string; cases: number }[] }
    expect([cases, variants.length, variants[0]?.cases]).to.deep.equal([1, 1, 1])
    const key = variants[0]?.key ?? ''
    expect(key).to.match(/^complaint-received/)
    const behind = await ask('GET', `${at}/variant?procedure=${procedure ?? ''}&variant=${key}`)
    expect(behind.body).to.have.nested.property('cases[0].caseId', caseId)
    const lines = await ask('GET', `${at}/courses?procedure=${procedure ?? ''}&limit=10`)
    expect(lines.body).to.have.nested.property('lines[0].events[0].kind', 'received')
    await ask('GET', `${at}/variant?procedure=${procedure ?? ''}&variant=nonsense`, undefined, 400)
  })
})
