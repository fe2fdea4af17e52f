import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'chai'
import { build } from 'esbuild'
import { openStore } from '../../engine/store/index.ts'
import { fixedClock } from '../support/test-databases-clock.ts'
import { startMailCatcher, type MailCatcher } from '../support/smtp.ts'
import { addKey } from './backlog-server.ts'
import { freshDatabase, type FreshDatabase } from './experiment.ts'
import { startFaultsProcess, until, type FaultsProcess } from './two-nodes-process.ts'

/** Pages and files that everybody may see. */
const OPEN = ['/', '/complain', '/track', '/sign-in', '/help', '/privacy', '/cookies', '/api/v1/openapi.json', '/none']
const PEOPLE = [
  {
    role: 'complainant',
    name: 'Jordan Reed',
    email: 'jordan@example.org',
    contactPreference: 'email',
    adjustments: [],
  },
]

describe('where a server connects to (P30)', function () {
  this.timeout(120_000)
  const folder = mkdtempSync(join(tmpdir(), 'redress-outbound-'))
  const file = join(folder, 'outbound.txt')
  let mail: MailCatcher
  let database: FreshDatabase
  let server: FaultsProcess
  before(async () => {
    mail = await startMailCatcher()
    database = await freshDatabase('postgres')
    const store = await openStore({ clock: fixedClock(), ...database.config })
    await store.migrate()
    const key = await addKey(store, 'complaints-manager')
    await store.close()
    // Without types, so that each thread can load it, whatever else it loads.
    const watch = join(folder, 'outbound-watch.mjs')
    await build({ entryPoints: ['tests/faults/outbound-watch.ts'], outfile: watch, format: 'esm', platform: 'node' })
    const procedures = join(folder, 'procedures')
    cpSync('tests/fixtures/faults/storm', join(procedures, 'storm'), { recursive: true })
    cpSync('processes/letters', join(procedures, 'letters'), { recursive: true })
    server = startFaultsProcess('web/main.ts', ['serve'], {
      env: {
        PORT: '0',
        LOG_LEVEL: 'warn',
        POLL_SECONDS: '0.3',
        PROCEDURES_DIR: procedures,
        LINK_KEY: randomBytes(32).toString('hex'),
        SMTP_URL: mail.url,
        OUTBOUND_FILE: file,
        NODE_OPTIONS: `--import=${pathToFileURL(watch).href}`,
        ...database.settings,
      },
    })
    await aDayOfWork(/http:\S+/.exec(await server.line('Redress is running at'))?.[0] ?? '', key)
  })
  after(async () => {
    await server.kill('SIGKILL')
    await mail.stop()
    await database.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Pages, a complaint, its tasks and its e-mails. */
  async function aDayOfWork(url: string, key: string): Promise<void> {
    for (const path of OPEN) {
      const html = await (await fetch(`${url}${path}`)).text()
      for (const [, asset] of html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) await fetch(`${url}${asset ?? ''}`)
    }
    const call = async (method: string, path: string, body?: object): Promise<unknown> => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
      const answer = await fetch(`${url}/api/v1${path}`, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      expect(answer.status, `${method} ${path}`).to.be.lessThan(300)
      return answer.json()
    }
    const points = [{ text: 'My visits were cancelled.', desiredOutcome: 'An apology.' }]
    const complaint = { procedure: 'storm', channel: 'form', oral: false, byChild: false, people: PEOPLE, points }
    await call('POST', '/cases', complaint)
    for (const path of ['/cases', '/outbox', '/incidents', '/figures/definitions']) await fetch(`${url}/api/v1${path}`)
    expect(await until(() => Promise.resolve(mail.received.length > 0), 30_000), 'mail came').to.equal(true)
    const { tasks } = (await call('GET', '/tasks')) as { tasks: readonly { taskId: string }[] }
    expect(tasks).not.to.deep.equal([])
  }

  it('is its database and its mail server, and nothing else', () => {
    // Between the parts of what loads our sources nothing leaves the machine.
    const seen = [...new Set(readFileSync(file, 'utf8').split('\n'))].filter((to) => !/^$|^pipe \S*\/tsx-/.test(to))
    const at = new URL(database.settings['DATABASE_URL'] ?? '')
    const expected = [`tcp ${at.hostname}:${at.port}`, `tcp 127.0.0.1:${mail.port}`]
    // Both are there, so whoever connects is seen.
    for (const each of expected) expect(seen).to.include(each)
    const names = [at.hostname, '127.0.0.1'].map((name) => `name ${name}`)
    expect(seen.filter((each) => !expected.includes(each) && !names.includes(each))).to.deep.equal([])
  })
})
