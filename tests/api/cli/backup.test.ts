import {
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
  closeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { backup } from '../../../api/cli/backup.ts'
import { restore } from '../../../api/cli/restore.ts'
import { openStore, submitComplaint, type Store } from '../../../engine/index.ts'
import { WAITING } from '../../faults/clock-seed.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { a, startRuntime } from '../../support/runtime.ts'
import { fixedClock } from '../../support/test-databases-clock.ts'

const NOW = '2026-02-02T09:00:00.000Z'

describe('redress backup and restore', function () {
  this.timeout(60_000)
  let folder = ''
  let live = ''
  let copies = 0
  let store: Store
  let caseId = ''
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'redress-backup-'))
    live = join(folder, 'live.sqlite')
    const test = await startRuntime(
      {
        dialect: 'sqlite',
        config: { file: live },
        async open({ clock = fixedClock(NOW) } = {}) {
          const opened = await openStore({ file: live, clock })
          await opened.migrate()
          return opened
        },
      },
      { now: NOW, files: WAITING },
    )
    store = test.store
    ;({ caseId } = await submitComplaint(test.runtime, a('intake'), { ...CHILDS_COMPLAINT, procedure: 'waiting' }))
    await store.command(async (unit) => {
      const message = { subject: 'A reply', body: 'We write to say …', toAddress: 'jordan@example.org' }
      await unit.queueMessage({ ...message, id: 'mail', key: 'mail', caseId, channel: 'email' })
      await unit.queueMessage({ ...message, id: 'note', key: 'note', channel: 'email' })
      await unit.queueMessage({ ...message, id: 'sent', key: 'sent', channel: 'email', status: 'sent' })
      await unit.queueMessage({ ...message, id: 'post', key: 'post', caseId, channel: 'letter' })
      unit.audit({ caseId, actor: 'ann', role: 'intake', type: 'tried', body: {} })
    })
  })
  after(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })

  const run = async (command: typeof backup, args: readonly string[], settings = {}) => {
    const said: string[] = []
    const say = (line: string) => void said.push(line)
    const code = await command(args, { DATABASE_FILE: live, ...settings }, { out: say, err: say })
    return { code, text: said.join('\n') }
  }
  /** A backup of the database as it stands. */
  const taken = async (): Promise<string> => {
    const to = join(folder, `${++copies}.backup`)
    expect(await run(backup, ['--to', to])).to.include({ code: 0 })
    return to
  }
  const changed = async (file: string, statement: string): Promise<string> => {
    const other = await openStore({ file, clock: fixedClock(NOW) })
    for (const each of statement.split(';')) await other.knex.raw(each)
    await other.close()
    return file
  }

  it('copies a database that is in use, for its owner’s eyes, and never over another', async () => {
    const to = await taken()
    expect(statSync(to).mode & 0o777).to.equal(0o600)
    expect(existsSync(`${to}.part`)).to.equal(false)
    const again = await run(backup, ['--to', to])
    expect([again.code, again.text]).to.deep.equal([
      2,
      `${to} is there already; a backup is never written over another.`,
    ])
    const [row] = await store.look.run(`select actor, role from audit where type = 'backup-taken'`)
    expect(row).to.deep.equal({ actor: 'command-line', role: 'system-admin' })
  })

  it('brings it back, proven, with every e-mail held that may have gone since, and says why', async () => {
    const from = await taken()
    const into = join(folder, 'new', 'redress.sqlite')
    const { code, text } = await run(restore, ['--from', from, '--into', into])
    expect(text).to.match(/ proved itself in [\d.]+ s\.$/)
    expect(code).to.equal(0)
    expect(text).to.include('2 e-mails; marked: 1 letters')
    expect(existsSync(`${into}-wal`)).to.equal(false)
    const restored = await openStore({ file: into, clock: fixedClock(NOW) })
    const rows = await restored.look.run('select id, status, possible_duplicate, last_reply from outbox order by id')
    expect(rows.map((row) => [row['id'], row['status'], row['possible_duplicate']])).to.deep.equal([
      ['mail', 'held', 1],
      ['note', 'held', 1],
      ['post', 'queued', 1],
      ['sent', 'sent', 0],
    ])
    expect(rows[0]?.['last_reply']).to.match(/^It was still to be sent when the backup of .* was taken/)
    const incidents = await restored.read.incidents({ status: 'open' })
    expect(incidents.rows.map((row) => [row.code, row.waitId])).to.deep.equal([['message-not-sent', 'mail']])
    expect(incidents.rows[0]?.message).to.include('it may have gone since, and nobody here can know')
    const noted = await restored.look.run(`select body from audit where type = 'backup-restored'`)
    expect(String(noted[0]?.['body'])).to.include('"held":2,"letters":1')
    await restored.close()
    const again = await run(restore, ['--from', from, '--into', into])
    expect(again).to.deep.equal({
      code: 2,
      text: `${into} is there already: a backup is brought back under a name that is free.`,
    })
  })

  it('proves it without putting it anywhere', async () => {
    const from = await taken()
    const bytes = readFileSync(from)
    const { code, text } = await run(restore, ['--from', from, '--check', '--json'])
    expect(code).to.equal(0)
    expect(JSON.parse(text)).to.include({ cases: 1, open: 1, goOn: 1, caughtUp: 1, trail: 'incomplete', held: 2 })
    expect(readFileSync(from).equals(bytes)).to.equal(true)
  })

  const FLAWS: readonly [what: string, spoil: (file: string) => Promise<string>, says: RegExp][] = [
    [
      'whose trail was changed',
      (file) => changed(file, `drop trigger audit_no_update; update audit set actor = 'bob' where type = 'tried'`),
      /Row \d+ shows another actor/,
    ],
    [
      'in which a row refers to none',
      (file) =>
        changed(file, `pragma foreign_keys = off; update outbox set case_id = 'SC-2026-00009' where id = 'mail'`),
      /a row of outbox refers to none in cases/,
    ],
    [
      'with a damaged page',
      (file) => {
        const handle = openSync(file, 'r+')
        writeSync(handle, Buffer.alloc(4_096, 0x55), 0, 4_096, 4_096 * 5)
        closeSync(handle)
        return Promise.resolve(file)
      },
      /is damaged, and nothing more was tried/,
    ],
    [
      'that is none',
      (file) => {
        writeFileSync(file, 'nothing of the kind')
        return Promise.resolve(file)
      },
      /is damaged, and nothing more was tried/,
    ],
  ]
  for (const [what, spoil, says] of FLAWS) {
    it(`does not pass off a backup ${what} as good: 1`, async () => {
      const from = await spoil(await taken())
      const { code, text } = await run(restore, ['--from', from, '--check'])
      expect(text).to.match(says)
      expect(code).to.equal(1)
    })
  }

  it('puts what did not prove itself under a name that says so', async () => {
    const from = await changed(
      await taken(),
      `drop trigger audit_no_update; update audit set actor = 'bob' where seq = 1`,
    )
    const into = join(folder, 'other.sqlite')
    expect(await run(restore, ['--from', from, '--into', into])).to.include({ code: 1 })
    expect([existsSync(into), existsSync(`${into}.unproven`)]).to.deep.equal([false, true])
  })

  const REFUSED: readonly [
    what: string,
    command: typeof backup,
    args: () => readonly string[],
    settings: object,
    says: RegExp,
  ][] = [
    ['without a file', backup, () => [], {}, /^Usage: redress backup --to <file>/],
    [
      'of PostgreSQL, and names its own tools',
      backup,
      () => ['--to', 'x'],
      { DATABASE_URL: 'postgres://u:secret@h/d' },
      /pg_dump --format=custom/,
    ],
    ['of what is not there', backup, () => ['--to', 'x'], { DATABASE_FILE: '/nowhere/x' }, /there is no such database/],
    ['from nothing', restore, () => ['--check'], {}, /^redress restore --from/],
    ['from what is not there', restore, () => ['--from', '/nowhere/x', '--check'], {}, /there is no such backup/],
    ['into two places', restore, () => ['--from', live, '--into', 'x', '--check'], {}, /^redress restore --from/],
  ]
  for (const [what, command, args, settings, says] of REFUSED) {
    it(`refuses to do it ${what}: 2`, async () => {
      const { code, text } = await run(command, args(), settings)
      expect(text).to.match(says).and.not.include('secret')
      expect(code).to.equal(2)
    })
  }

  it('refuses what a newer release wrote: 2', async () => {
    const from = await changed(await taken(), `insert into migrations (name) values ('9999-later')`)
    const { code, text } = await run(restore, ['--from', from, '--into', join(folder, 'later.sqlite')])
    expect(text).to.match(/was written by a newer release/)
    expect(code).to.equal(2)
  })
})
