import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { keyHash } from '../../api/middleware/authenticate.ts'
import { startTestService, type TestService } from '../support/service.ts'

const STAGE_1 = readFileSync('processes/corporate/corporate-stage-1.bpmn', 'utf8')

/** The calls of Camunda Modeler’s deployment dialog, as it makes them. */
describe('/engine-rest', function () {
  this.timeout(120_000)
  let test: TestService
  let authorization: string
  before(async () => {
    test = await startTestService({ now: '2026-02-02T09:00:00.000Z' })
    authorization = `Bearer ${await test.secretOf('process-owner')}`
  })
  after(() => test.stop())

  const get = (path: string, headers: Record<string, string> = { authorization }) =>
    fetch(`${test.service.url}/engine-rest${path}`, { headers: { accept: 'application/json', ...headers } })
  async function deploy(
    xml: string,
    headers: Record<string, string> = { authorization },
    name = 'corporate-stage-1.bpmn',
  ) {
    const form = new FormData()
    form.append('deployment-name', 'stage-1')
    form.append('deployment-source', 'Camunda Modeler')
    form.append('enable-duplicate-filtering', 'true')
    form.append(name, new Blob([xml], { type: 'text/xml' }), name)
    const url = `${test.service.url}/engine-rest/deployment/create`
    const response = await fetch(url, {
      method: 'POST',
      body: form,
      headers: { accept: 'application/json', ...headers },
    })
    const body = (await response.json()) as {
      readonly id?: string
      readonly type?: string
      readonly message?: string
      readonly deployedProcessDefinitions?: Readonly<Record<string, { readonly key: string }>>
      readonly details?: Readonly<
        Record<string, { readonly errors: readonly { readonly mainElementId: string | null }[] }>
      >
    }
    return { status: response.status, body }
  }
  const drafts = async () => {
    const { body } = await test.call('process-owner', 'GET', '/api/v1/procedures/corporate/drafts')
    return (body as { drafts: { id: string; revision: number; changed: string[] }[] }).drafts
  }

  it('says that it is there to whoever has a key, as bearer or as password', async () => {
    expect((await get('/version', {})).status).to.equal(401)
    expect(
      (await get('/deployment?maxResults=0', { authorization: `Basic ${btoa('me:no-key-of-anybody-here')}` })).status,
    ).to.equal(401)
    const version = (await (await get('/version')).json()) as { version: string }
    expect(version.version).to.match(/^7\.\d+\.\d+$/)
    const basic = `Basic ${btoa(`me:${await test.secretOf('process-owner')}`)}`
    expect((await get('/deployment?maxResults=0', { authorization: basic })).status).to.equal(200)
    expect(
      (await fetch(`${test.service.url}/api/v1/procedures`, { headers: { authorization: basic } })).status,
      'only here',
    ).to.equal(401)
  })

  it('takes a diagram as a draft, puts none in force, and takes the next into the same draft', async () => {
    const first = await deploy(STAGE_1.replace(/(<bpmn:userTask id="[^"]+" name=")/, '$1Carefully '))
    expect(first.status, JSON.stringify(first.body)).to.equal(200)
    const [draft] = await drafts()
    expect(first.body.id).to.equal(draft?.id)
    expect(draft?.changed).to.deep.equal(['corporate-stage-1.bpmn'])
    expect(Object.values(first.body.deployedProcessDefinitions ?? {}).map(({ key }) => key)).to.deep.equal([
      'corporate-stage-1',
    ])
    const second = await deploy(STAGE_1)
    expect(second.body.id).to.equal(draft?.id)
    expect(await drafts()).to.have.lengthOf(1)
    const { body } = await test.call('auditor', 'GET', '/api/v1/procedures/corporate')
    expect((body as { versions: object[] }).versions).to.have.lengthOf(1)
  })

  it('keeps what breaks a rule, and says what, where and the remedy', async () => {
    const { status, body } = await deploy(STAGE_1.replace(/ redress:role="[^"]+"/, ''))
    expect(status).to.equal(400)
    expect(body.type).to.equal('ParseException')
    expect(body.message)
      .to.match(/^Saved as a draft of /)
      .and.match(/\n\* task_\w+: .+ .+/)
    expect(body.details?.['corporate-stage-1.bpmn']?.errors[0]?.mainElementId).to.match(/^task_/)
    expect((await drafts())[0]?.changed).to.deep.equal(['corporate-stage-1.bpmn'])
  })

  for (const { what, xml, says } of [
    {
      what: 'a script',
      xml: STAGE_1.replace(
        '<bpmn:userTask',
        '<bpmn:scriptTask id="x"><bpmn:script>1</bpmn:script></bpmn:scriptTask><bpmn:userTask',
      ),
      says: /^Not saved/,
    },
    { what: 'half a file', xml: STAGE_1.slice(0, 3_000), says: /^(Not saved|No procedure)/ },
    {
      what: 'a process of nobody',
      xml: STAGE_1.replaceAll('corporate-stage-1', 'parking'),
      says: /^No procedure has a process with the id 'parking'/,
    },
  ]) {
    it(`refuses ${what} and saves nothing`, async () => {
      const before = (await drafts())[0]?.revision
      const { status, body } = await deploy(xml)
      expect(status).to.be.oneOf([400, 409])
      expect(body.message).to.match(says)
      expect((await drafts())[0]?.revision).to.equal(before)
    })
  }

  it('is for process owners, and for one diagram at a time', async () => {
    const other = { authorization: `Bearer ${await test.secretOf('caseworker')}` }
    expect((await deploy(STAGE_1, other)).status).to.equal(403)
    expect((await deploy('x', { authorization }, 'notes.txt')).body.message).to.contain('one diagram')
  })

  it('names who holds the draft', async () => {
    const [draft] = await drafts()
    const secret = randomBytes(32).toString('base64url')
    await test.service.runtime.store.command((unit) => {
      const key = { id: 'key-other', hash: keyHash(secret), role: 'process-owner', name: 'another-owner' }
      unit.addApiKey({ ...key, createdAt: unit.now, revokedAt: null })
      return Promise.resolve()
    })
    await test.moveTo('2026-02-02T09:16:00.000Z')
    const headers = { authorization: `Bearer ${secret}` }
    const url = `${test.service.url}/api/v1/drafts/${draft?.id ?? ''}/lock`
    expect((await fetch(url, { method: 'PUT', headers })).status).to.equal(200)
    const { status, body } = await deploy(STAGE_1.replace('name="', 'name="Again '))
    expect(status).to.equal(409)
    expect(body.message).to.contain('another-owner')
  })

  it('gives element templates with the roles, forms, actions, deadlines and outcomes of a procedure', async () => {
    const { body } = await test.call('process-owner', 'GET', '/api/v1/procedures/corporate/element-templates')
    const templates = body as { id: string; properties: { label?: string; choices?: { value: string }[] }[] }[]
    const step = templates.find(({ id }) => id === 'redress.corporate.step')
    expect(step?.properties.map(({ label }) => label)).to.deep.equal([
      'Who does this',
      'Form',
      'Deadline',
      'Or: no deadline, because …',
    ])
    for (const { choices } of step?.properties.slice(0, 3) ?? []) expect(choices?.length).to.be.greaterThan(3)
    expect(templates.map(({ id }) => id)).to.include.members([
      'redress.corporate.action.send-letter',
      'redress.corporate.deadline',
      'redress.corporate.outcome',
    ])
  })
})
