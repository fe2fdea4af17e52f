import { expect } from 'chai'
import { filesOf } from '../../api/procedure-files.ts'
import type { ProcedureFile } from '../../engine/index.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { submitExample } from '../support/walk.ts'

const FILES = filesOf('processes/children-act')

/** The same files, a text in one of them replaced. */
function changed(path: string, from: string, to: string): readonly ProcedureFile[] {
  return FILES.map((file) => {
    if (file.path !== path) return file
    if (!file.text.includes(from)) throw new RangeError(`${path} has no ${from}`)
    return { path, text: file.text.replace(from, to) }
  })
}
const titled = (title: string) => changed('procedure.json', '"title": "', `"title": "${title} `)

describe('/api/v1/procedures', function () {
  this.timeout(120_000)
  let test: TestService
  before(async () => {
    test = await startTestService({ now: '2026-02-02T09:00:00.000Z' })
  })
  after(() => test.stop())

  const deploy = (files: readonly object[]) => test.call('process-owner', 'POST', '/api/v1/procedures', { files })
  const versions = async () => {
    const { body } = await test.call('auditor', 'GET', '/api/v1/procedures/children-act')
    return (body as { versions: { version: number; status: string; title: string }[] }).versions
  }

  it('lists what is in force, with its processes, forms and roles', async () => {
    const { body } = await test.call('auditor', 'GET', '/api/v1/procedures')
    const { procedures } = body as {
      procedures: { procedure: string; processes: string[]; forms: string[]; roles: object[] }[]
    }
    expect(procedures.map((each) => each.procedure)).to.deep.equal([
      'adult-social-care',
      'children-act',
      'corporate',
      'intake',
      'learning',
      'nhs-joint',
      'ombudsman',
      'public-health',
    ])
    const procedure = procedures.find((each) => each.procedure === 'children-act')
    expect(procedure).to.include({ version: 1, status: 'active' })
    expect(procedure?.processes).to.have.lengthOf(FILES.filter(({ path }) => path.endsWith('.bpmn')).length)
    expect(procedure?.forms).to.include('record-complaint')
  })

  it('gives a diagram as it was deployed, byte for byte', async () => {
    const { status, headers, body } = await test.call(
      'caseworker',
      'GET',
      '/api/v1/procedures/children-act/versions/1/diagrams/children-act-stage-1',
    )
    expect(status, JSON.stringify(body).slice(0, 200)).to.equal(200)
    expect(headers.get('content-type')).to.match(/^application\/bpmn\+xml/)
    expect(body).to.equal(FILES.find(({ path }) => path === 'stage-1.bpmn')?.text)
  })

  it('knows no other procedure, version or diagram', async () => {
    for (const path of [
      'parking',
      'children-act/versions/99/diagrams/children-act-stage-1',
      'children-act/versions/1/diagrams/none',
    ]) {
      expect((await test.call('caseworker', 'GET', `/api/v1/procedures/${path}`)).status, path).to.equal(404)
    }
    const activation = await test.call('system-admin', 'POST', '/api/v1/procedures/children-act/versions/99/activation')
    expect(activation.status).to.equal(404)
  })

  it('makes no new version of the same contents', async () => {
    const { status, body } = await deploy(FILES)
    expect(status, JSON.stringify(body).slice(0, 300)).to.equal(200)
    expect(body).to.include({ procedure: 'children-act', version: 1, created: false })
  })

  it('refuses a procedure with errors, names them all, and stores nothing', async () => {
    const broken = changed('stage-1.bpmn', 'redress:form="', 'redress:form="no-such-').map((file) =>
      file.path === 'stage-2.bpmn' ? { ...file, text: file.text.slice(0, 2_000) } : file,
    )
    const { status, body } = await deploy(broken)
    expect(status).to.equal(422)
    expect(body).to.include({ type: '/errors#DIAGRAM_REFUSED' })
    const { findings } = body as { findings: { file: string; element: string; message: string; remedy: string }[] }
    expect(new Set(findings.map(({ file }) => file))).to.include.keys('stage-1.bpmn', 'stage-2.bpmn')
    for (const { element, message, remedy } of findings)
      for (const text of [element, message, remedy]) expect(text).to.not.equal('')
    expect(await versions()).to.have.lengthOf(1)
    expect((await deploy([{ path: 'procedure.json', text: 'not JSON' }])).status).to.equal(422)
    expect((await deploy([])).status).to.equal(400)
  })

  it('stores changed contents as a draft, once, however many deploy them at the same time', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => deploy(titled('New'))))
    expect(answers.map(({ status }) => status).toSorted()).to.deep.equal([200, 200, 201])
    for (const { body } of answers) expect(body).to.include({ version: 2 })
    expect((await versions()).map(({ version, status }) => `${version} ${status}`)).to.deep.equal([
      '1 active',
      '2 draft',
    ])
  })

  it('starts new cases on the version that was activated, and leaves those that run on theirs', async () => {
    const old = await submitExample(test)
    const { status, body } = await test.call(
      'complaints-manager',
      'POST',
      '/api/v1/procedures/children-act/versions/2/activation',
    )
    expect(status).to.equal(200)
    expect(body).to.deep.equal({ procedure: 'children-act', version: 2, status: 'active' })
    expect((await versions()).map(({ version, status }) => `${version} ${status}`)).to.deep.equal([
      '1 retired',
      '2 active',
    ])
    const young = await submitExample(test)
    const versionOf = async (caseId: string) =>
      (await test.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}`)).body as { procedureVersion: number }
    expect(await versionOf(old)).to.include({ procedureVersion: 1 })
    expect(await versionOf(young)).to.include({ procedureVersion: 2 })
  })

  it('says what a deadline would mean, on days around Easter and Christmas, and what the law allows', async () => {
    const own = {
      ...{ id: 'children-act.local.answer', title: 'Our own answer', calendar: 'children-act' },
      ...{ startedBy: 'complaint-received', metBy: 'stage-1-answered' },
    }
    const { status, body } = await test.call('process-owner', 'POST', '/api/v1/deadline-previews', {
      deadline: { local: { ...own, workingDays: 21 }, at: 'due' },
      before: { rule: 'children-act.stage-1-answer', at: 'due' },
      from: '2026-03-30',
    })
    expect(status, JSON.stringify(body)).to.equal(200)
    const { preview, before } = body as Record<
      'preview' | 'before',
      { faults: string[]; days: Record<string, string>[] }
    >
    expect(preview.faults).to.deep.equal([
      '21 working days are more than SI 2006/1738 reg. 14 allows: 20 at most. A target of the council’s own may only be tighter.',
    ])
    expect(preview.days[0]).to.include({ label: 'The day that you chose', from: '2026-03-30', due: '2026-04-30' })
    expect(before.days[0]).to.include({ from: '2026-03-30', due: '2026-04-15', extendedTo: '2026-04-29' })
  })
})
