import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { ended, redress, startRedress } from '../../support/command-line.ts'

describe('redress', function () {
  this.timeout(60_000)
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'redress-cli-'))
  })
  after(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  const settings = (more: Readonly<Record<string, string>> = {}) => ({
    DATABASE_FILE: join(folder, 'redress.sqlite'),
    PORT: '0',
    ...more,
  })

  it('says how it is used: 0 when asked, 2 for a command that is none', async () => {
    const [help, nothing, unknown] = await Promise.all([
      redress(['help']),
      redress([]),
      ended(startRedress(['frobnicate'], {})),
    ])
    expect(help.code).to.equal(0)
    for (const command of ['serve', 'check', 'run', 'due', 'keys', 'migrate'])
      expect(help.out).to.include(`  ${command} `)
    expect(nothing.code).to.equal(2)
    expect(unknown.code).to.equal(2)
    expect(unknown.err).to.include("There is no command 'frobnicate'.")
  })

  it('does not mind a reader that goes before the end', async () => {
    const child = startRedress(['due', '--list', '--json'], {})
    child.stdout?.destroy()
    const { code, err } = await ended(child)
    expect({ code, err }).to.deep.equal({ code: 0, err: '' })
  })

  it('names every wrong setting at once', async () => {
    const wrong = {
      PORT: 'eighty',
      POLL_SECONDS: '0',
      DATABASE_URL: 'mysql://x',
      SMTP_URL: 'http://x',
      REDRESS_CLOCK: 'sundial',
      LOG_LEVEL: 'loud',
    }
    const { code, err } = await redress(['serve'], wrong)
    expect(code).to.equal(2)
    for (const name of Object.keys(wrong)) expect(err).to.include(`  - ${name} `)
  })

  const UNFIT: readonly [what: string, more: () => Record<string, string>, said: RegExp][] = [
    [
      'council data that is not there',
      () => ({ COUNCIL_FILE: '/no/such.json' }),
      /COUNCIL_FILE: \/no\/such\.json cannot be read \(ENOENT\)/,
    ],
    [
      'council data that is not JSON',
      () => ({ COUNCIL_FILE: file('broken.json', '{') }),
      /COUNCIL_FILE: .*broken\.json is not JSON/,
    ],
    [
      'council data with faults',
      () => ({ COUNCIL_FILE: file('faults.json', '{"id":"x"}') }),
      /\/name is missing\.\n(.*\n)*.*\/teams is missing/,
    ],
    [
      'a folder of procedures that is not there',
      () => ({ PROCEDURES_DIR: '/no/such' }),
      /PROCEDURES_DIR: \/no\/such cannot be read \(ENOENT\)/,
    ],
    ['a folder without a procedure', () => ({ PROCEDURES_DIR: folder }), /PROCEDURES_DIR: there is no procedure/],
  ]
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  for (const [what, more, said] of UNFIT) {
    it(`does not start with ${what}, and says so in a sentence`, async () => {
      const { code, err } = await redress(['serve'], settings(more()))
      expect(err).to.match(said)
      expect(err).to.not.match(/\n\s+at /)
      expect(code).to.equal(2)
    })
  }

  it('brings a database up to date, as often as it is told', async () => {
    const migrate = () => redress(['migrate'], settings())
    expect(await migrate()).to.include({ code: 0, out: 'The database is up to date.\n' })
    expect(await migrate()).to.include({ code: 0, out: 'The database is up to date.\n' })
  })

  it('makes a key and shows it once, lists it without its secret, revokes it', async () => {
    const made = await redress(['keys', 'create', '--role', 'auditor', '--name', 'ann'], settings())
    expect(made.code).to.equal(0)
    expect(made.out).to.match(/^rk_[A-Za-z0-9_-]{43}\n$/)
    const id = /Key (key-\w+) for the role auditor/.exec(made.err)?.[1] ?? ''
    const listed = await redress(['keys', 'list'], settings())
    expect(listed.out).to.match(new RegExp(`^${id}  auditor  ann  made \\S+\\n$`))
    expect(listed.out).to.not.include(made.out.trim())
    expect((await redress(['keys', 'revoke', id], settings())).out).to.equal(`${id} is revoked.\n`)
    expect((await redress(['keys', 'list'], settings())).out).to.include('revoked')
  })

  const WRONG: readonly [args: readonly string[], said: RegExp][] = [
    [['keys'], /^Usage: redress keys create/],
    [['keys', 'create'], /^Say which role: --role intake \|/],
    [['keys', 'create', '--role', 'king'], /^Say which role/],
    [['keys', 'create', '--role', 'system'], /^Say which role/],
    [['keys', 'create', '--role', 'auditor', '--name', '<b>'], /^A name has letters/],
    [['keys', 'create', '--colour', 'red'], /^Usage: redress keys create/],
    [['keys', 'revoke', 'none'], /^There is no key 'none'/],
  ]
  for (const [args, said] of WRONG) {
    it(`refuses ${args.join(' ')}`, async () => {
      const { code, err } = await redress(args, settings())
      expect(err).to.match(said)
      expect(code).to.equal(2)
    })
  }

  it('serves on an empty folder, says what to do next, and stops cleanly when told to', async () => {
    const child = startRedress(['serve'], settings({ DATABASE_FILE: join(folder, 'new', 'redress.sqlite') }))
    const end = ended(child)
    const url = await new Promise<string>((found, failed) => {
      let said = ''
      child.once('exit', () => {
        failed(new Error(`It did not start: ${said}`))
      })
      child.stderr?.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        const at = /running at (\S+)[^]*openapi\.json/.exec(said)?.[1]
        if (at !== undefined) found(at)
      })
    })
    expect((await fetch(`${url}/ready`)).status).to.equal(200)
    child.kill('SIGTERM')
    const { code, out, err } = await end
    expect(code).to.equal(0)
    expect(err).to.include('procedure in place: children-act, version 1')
    expect(err).to.include('npx redress keys create --role complaints-manager')
    const events = out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: string }).event)
    const deployed = events.filter((event) => event === 'procedure-deployed')
    expect(deployed).to.have.length(8)
    // the rules are tried beside the rest, and their trial is waited for before it stops
    const tried = events.filter((event) => event === 'rules-tried')
    expect(tried).to.have.length(1)
    const inOrder = events.filter((event) => event !== 'rules-tried')
    expect(inOrder).to.deep.equal([...deployed, 'mail-not-configured', 'started', 'request', 'stopping', 'stopped'])
  })

  it('says that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    const { code, err } = await redress(
      ['serve'],
      settings({ LOG_LEVEL: 'silent', PORT: String(port), DATABASE_FILE: join(folder, 'new', 'redress.sqlite') }),
    )
    other.close()
    expect(err).to.include(
      `PORT: something else is listening at 127.0.0.1:${port}; stop it, or set PORT to another number.`,
    )
    expect(code).to.equal(2)
  })
})
