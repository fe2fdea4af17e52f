import { expect } from 'chai'
import { startTestService, type TestService } from '../support/service.ts'

describe('/drafts: what forms, letters and tables of a draft would do', () => {
  let test: TestService
  const at: Record<string, string> = {}

  before(async function () {
    this.timeout(120_000)
    test = await startTestService({ now: '2026-03-02T09:00:00.000Z' })
    for (const procedure of ['children-act', 'adult-social-care', 'intake']) {
      const { body } = await test.call('process-owner', 'POST', `/api/v1/procedures/${procedure}/drafts`, {})
      at[procedure] = `/api/v1/drafts/${(body as { readonly id: string }).id}`
    }
  })
  after(() => test.stop())

  const get = async (path: string) => (await test.call('process-owner', 'GET', path)).body as Record<string, unknown>

  it('say what a form records, and what would go on record by its usual answers', async () => {
    const form = await get(`${at['children-act'] ?? ''}/forms/extend-stage-1`)
    expect(form['steps']).to.deep.equal(['“Decide on more time” in “More time for Stage 1”'])
    const path = `${at['children-act'] ?? ''}/forms/extend-stage-1/trial`
    const answers = { moreTime: true, ground: 'complex', reason: 'Away.', until: '2026-03-20' }
    const tried = await test.call('process-owner', 'POST', path, { answers })
    expect((tried.body as { readonly facts: readonly object[] }).facts).to.deep.equal([
      { type: 'stage-1-extended', on: '2026-03-02', data: { ground: 'complex', reason: 'Away.', until: '2026-03-20' } },
    ])
    const wrong = await test.call('process-owner', 'POST', path, { answers: { moreTime: true } })
    expect(wrong.status).to.equal(422)
    expect((await test.call('auditor', 'POST', path, { answers })).status).to.equal(403)
  })

  it('show a letter as its readers would get it', async () => {
    const shown = await get(`${at['adult-social-care'] ?? ''}/letters/adult-period-missed/preview`)
    expect(shown).to.have.nested.property('adult.subject', 'Reference XX-2026-00001')
    expect(shown).to.have.nested.property('child.docx')
  })

  it('say what the rows of a table leave open, and which one is taken', async () => {
    const table = await get(`${at['intake'] ?? ''}/tables/routing`)
    expect(table['gaps']).to.have.length(1)
    const inputs = {
      ...{ functionCode: 'send', personCode: 'other', receivedOn: '2026-05-01' },
      ...{ concurrentProceedings: false, nhsPart: true, publicHealth: false },
    }
    const path = `${at['intake'] ?? ''}/tables/routing/decision`
    const decided = await test.call('process-owner', 'POST', path, { inputs })
    expect(decided.body).to.include({ row: 23 })
    const unknown = await test.call('process-owner', 'POST', path, { inputs: { ...inputs, personCode: 'P99' } })
    expect(unknown.status).to.equal(422)
  })

  it('say what the procedure is, and change that one thing at a time', async () => {
    const path = `${at['intake'] ?? ''}/about`
    const about = await get(path)
    expect(about).to.include({ id: 'intake', main: 'intake' })
    const clerk = { do: 'add-role', role: 'panel-clerk', title: 'Clerk' }
    const patch = (
      body: object,
      headers: Readonly<Record<string, string>> = { 'if-match': '"1"' },
      role = 'process-owner',
    ) => test.call(role as 'process-owner', 'PATCH', path, body, headers)
    expect((await patch(clerk, {}, 'auditor')).status).to.equal(403)
    expect((await patch({ do: 'add-role', role: 'panel-clerk' })).status).to.equal(400)
    const changed = await patch(clerk)
    expect([changed.status, changed.body]).to.deep.include.ordered.members([200])
    expect(changed.body).to.include({ what: 'Role added: Clerk' }).and.to.have.nested.property('draft.revision', 2)
    expect((await patch({ do: 'rename', title: 'Late' })).status).to.equal(409)
    const held = await patch({ do: 'remove-role', role: 'caseworker' }, { 'if-match': '"2"' })
    expect(held).to.have.property('status', 409)
    expect(held.body).to.have.property('title').that.includes('Give these steps to another role first')
  })

  it('know no form, letter or table that the draft does not have', async () => {
    for (const path of ['forms/nothing', 'letters/nothing/preview', 'tables/nothing']) {
      expect((await test.call('process-owner', 'GET', `${at['intake'] ?? ''}/${path}`)).status, path).to.equal(404)
    }
  })
})
