import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { makeAuditKey, readAuditKey } from '../../api/audit-key.ts'
import { putIntoFolder } from '../../api/checkpoint-folder.ts'
import { makeCheckpointRounds } from '../../api/checkpoint-rounds.ts'
import { audit } from '../../api/cli/audit.ts'
import { auditOrigin, type AuditCheckpoints, type SigningKey, type VerifyReport } from '../../engine/index.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { thrownBy } from '../support/test-databases-thrown.ts'
import { submitExample } from '../support/walk.ts'

describe('the audit trail, signed and verified', function () {
  this.timeout(60_000)
  let test: TestService
  let caseId: string
  let key: SigningKey
  const folder = mkdtempSync(join(tmpdir(), 'redress-audit-'))
  const held = join(folder, 'held')
  const failed: string[] = []

  before(async () => {
    test = await startTestService({ now: '2026-02-02T09:00:00.000Z' })
    caseId = await submitExample(test)
    await test.service.drain()
    key = makeAuditKey(join(folder, 'audit.key'), auditOrigin(test.service.runtime))
  })
  after(async () => {
    await test.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const rounds = (into: string, signingKey = key) =>
    makeCheckpointRounds({
      runtime: test.service.runtime,
      key: signingKey,
      folder: into,
      live: false,
      nowMs: () => 0,
      onFailed: (why) => failed.push(why),
    })
  const checkpoints = async () => {
    const { status, body } = await test.call('auditor', 'GET', '/api/v1/audit/checkpoints?limit=1')
    expect(status).to.equal(200)
    return body as AuditCheckpoints
  }
  const verify = async (asked: object) => {
    const { status, body } = await test.call('auditor', 'POST', '/api/v1/audit/verifications', asked)
    expect(status, JSON.stringify(body)).to.equal(200)
    return body as VerifyReport
  }
  const notes = () =>
    readdirSync(held, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.note'))
  /** The command line on the same database. */
  const run = async (args: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
    const out: string[] = []
    const io = { out: (line: string) => out.push(line), err: (line: string) => out.push(line) }
    const settings = { DATABASE_FILE: test.databaseFile, AUDIT_KEY_FILE: join(folder, 'audit.key'), ...environment }
    return { code: await audit(args, settings, io), said: out.join('\n') }
  }

  it('keeps the key to its owner, and makes none where one is named that is not there', () => {
    expect(statSync(join(folder, 'audit.key')).mode & 0o077).to.equal(0)
    const config = { databaseFile: test.databaseFile, auditKeyFile: join(folder, 'no.key') }
    expect(() => readAuditKey(config, 'redress/x')).to.throw(/AUDIT_KEY_FILE/)
    expect(readAuditKey({ ...config, auditKeyFile: join(folder, 'audit.key') }, 'redress/x').text).to.equal(key.text)
  })

  it('cannot be sure of the end before anything was signed', async () => {
    const report = await verify({})
    expect(report).to.deep.include({ verdict: 'incomplete', findings: [], checkpoints: 0, unsealedFacts: 0 })
    expect(report.facts).to.be.greaterThan(2)
    expect((await run(['verify', '--database', test.databaseFile])).code).to.equal(2)
  })

  it('signs what is new, and hands it to a folder and to two mailboxes, once a day', async () => {
    const round = rounds(held)
    await round.now()
    await round.now()
    expect(failed).to.deep.equal([])
    const { rows, checkpoints: signed, keys, holders } = await checkpoints()
    expect(signed[0]?.size).to.equal(rows)
    expect(keys).to.have.length(1)
    expect(keys[0]?.key).to.equal(key.text)
    expect(holders.map(({ holder, error }) => [holder, error])).to.deep.equal([
      ['folder', null],
      ['mail internal-audit', null],
      ['mail monitoring-officer', null],
    ])
    const mails = await test.service.runtime.store.knex('outbox').where('id', 'like', 'audit-checkpoint.%')
    expect(mails.map(({ to_address: to }: { to_address: string }) => to)).to.have.members([
      'internal-audit@council.example.org',
      'monitoring-officer@council.example.org',
    ])
    expect((mails[0] as { body: string }).body).to.contain(signed[0]?.note.trimEnd())
    expect(notes()).to.have.length(1)
    expect(readFileSync(join(held, notes()[0]!), 'utf8')).to.equal(signed[0]?.note)
  })

  it('is whole beside what was kept elsewhere, and says so on the record', async () => {
    const [{ note } = { note: '' }] = (await checkpoints()).checkpoints
    const report = await verify({ checkpoints: [note], keys: [key.text] })
    expect(report).to.deep.include({ verdict: 'intact', findings: [] })
    expect((await verify({ caseId, checkpoints: [note], keys: [key.text] })).verdict).to.equal('intact')
    const rows = await test.service.runtime.store.knex('audit').where({ type: 'audit-verified' })
    expect(rows.map(({ outcome }: { outcome: string }) => outcome)).to.deep.equal(['incomplete', 'intact', 'intact'])
    const { code, said } = await run(['verify', '--checkpoint', held, '--pubkey', key.text])
    expect(code, said).to.equal(0)
  })

  it('is for those who may verify it, and takes no nonsense', async () => {
    const asked = ['POST', '/api/v1/audit/verifications'] as const
    expect((await test.call('caseworker', ...asked, {})).status).to.equal(403)
    expect((await test.call('caseworker', 'GET', '/api/v1/audit/checkpoints')).status).to.equal(403)
    expect((await test.call('system-admin', ...asked, {})).status).to.equal(200)
    expect((await test.call('auditor', ...asked, { checkpoints: ['nonsense'] })).status).to.equal(400)
    expect((await test.call('auditor', ...asked, { keys: ['nonsense'] })).status).to.equal(400)
    expect((await test.call('auditor', ...asked, { more: 1 })).status).to.equal(400)
  })

  it('never writes over a file that is held, and shows that it could not hand one over', async () => {
    const [name = ''] = notes()
    const [newest] = await test.service.runtime.store.audit.checkpoints(1)
    if (newest === undefined) throw new RangeError('Nothing was signed')
    await putIntoFolder(held, [newest])
    const other = await thrownBy(putIntoFolder(held, [{ ...newest, note: 'other' }]))
    expect(String(other)).to.contain('differs')
    expect(readFileSync(join(held, name), 'utf8')).to.equal(newest.note)
    writeFileSync(join(folder, 'no-folder'), '')
    await test.call('auditor', 'POST', '/api/v1/audit/verifications', {})
    await rounds(join(folder, 'no-folder')).now()
    expect(failed.splice(0)).to.deep.equal(['ENOTDIR'])
    const { holders, checkpoints: signed, rows } = await checkpoints()
    expect(holders[0]).to.deep.include({ holder: 'folder', error: 'ENOTDIR', size: newest.size })
    expect(signed[0]?.size).to.equal(rows)
    const shown = await test.call('system-admin', 'GET', '/metrics')
    expect(String(shown.body)).to.contain(`redress_audit_rows_held{holder="folder"} ${newest.size}`)
    await rounds(held).now()
    expect(notes()).to.have.length(2)
  })

  it('takes a case out so that it can be verified alone', async () => {
    const file = join(folder, 'case.jsonl')
    expect((await run(['bundle', '--case', caseId, '--out', file, '--with-words'])).code).to.equal(0)
    const own = ['verify', '--bundle', file, '--pubkey', key.text]
    expect(await run(own)).to.deep.include({ code: 0 })
    const forged = readFileSync(file, 'utf8').replace('case-opened', 'case-closed').replace('complaint-submitted', 'x')
    writeFileSync(file, forged)
    const { code, said } = await run(own)
    expect(code).to.equal(1)
    expect(said).to.match(/column-differs|body-altered/)
    writeFileSync(file, 'nonsense\n')
    expect((await run(own)).code).to.equal(3)
  })

  it('goes on under another key when the first one says so, and under no other', async () => {
    const next = join(folder, 'next.key')
    expect((await run(['key', '--replace', next])).code).to.equal(0)
    const byOld = await run(['checkpoint'])
    expect(byOld.code).to.equal(3)
    expect(byOld.said).to.contain('--replace')
    expect((await run(['checkpoint'], { AUDIT_KEY_FILE: next, AUDIT_FOLDER: held })).code).to.equal(0)
    // Whoever knows the first key alone knows the second by it.
    expect((await run(['verify', '--checkpoint', held, '--pubkey', key.text])).code).to.equal(0)
    await rounds(held, key).now()
    expect(failed.splice(0)).to.deep.equal(['audit-key-unknown'])
  })

  it('finds what the owner of the database did behind its back, and signs nothing any more', async () => {
    const { knex } = test.service.runtime.store
    await knex.raw('drop trigger audit_no_update')
    await knex.raw(`update audit set actor = 'nobody' where seq = (select max(seq) from audit)`)
    await knex.raw('drop trigger audit_no_delete')
    await knex.raw('delete from audit where seq = 3')
    const { code, said } = await run(['verify', '--checkpoint', held, '--pubkey', key.text])
    expect(code).to.equal(1)
    expect(said).to.contain('[row-missing] 3: Row 3 is missing.')
    expect(said).to.contain('[column-differs]')
    const json = await run(['verify', '--json'])
    expect((JSON.parse(json.said) as VerifyReport).verdict).to.equal('tampered')
    await test.call('auditor', 'POST', '/api/v1/audit/verifications', {})
    await knex.raw(`update audit set body = replace(body, 'a', 'b') where seq = (select max(seq) from audit)`)
    const second = readAuditKey({ databaseFile: '', auditKeyFile: join(folder, 'next.key') }, '')
    await rounds(held, second).now()
    expect(failed.splice(0).join()).to.match(/^trail-broken at row \d+$/)
  })

  for (const args of [[], ['verify', '--since', 'x'], ['verify', '--nonsense'], ['bundle'], ['nothing']]) {
    it(`cannot do: ${args.join(' ') || 'nothing at all'}`, async () => {
      const { code, said } = await run(args)
      expect(code).to.equal(3)
      expect(said).to.contain('redress audit verify')
    })
  }
  for (const args of [
    ['verify', '--database', '/no/such/file'],
    ['verify', '--checkpoint', '/no/such/file'],
    ['verify', '--pubkey', 'nonsense'],
    ['verify', '--bundle', '/no/such/file'],
  ]) {
    it(`says why it cannot: ${args.join(' ')}`, async () => {
      expect((await run(args)).code).to.equal(3)
    })
  }
})
