import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { startMailCatcher, type MailCatcher } from '../support/smtp.ts'
import { startTestService, type TestService } from '../support/service.ts'

/*
 * The walk-through's own commands, run as they stand in the file. Only two things are other than on a newcomer's
 * machine: the port, and that the command line runs from its sources.
 */

const COMMANDS = [...readFileSync('api/WALK-THROUGH.md', 'utf8').matchAll(/^```sh\n(.*?)^```/gms)].map(
  ([, text]) => text,
)

describe('the walk-through', function () {
  this.timeout(120_000)
  let test: TestService
  let mailbox: MailCatcher
  let said: { readonly code: number | null; readonly out: string; readonly err: string }

  before(async () => {
    mailbox = await startMailCatcher()
    test = await startTestService({ now: '2026-02-02T10:00:00.000Z', smtpUrl: mailbox.url })
    const script = COMMANDS.join('\n')
      .replaceAll('http://127.0.0.1:3000', test.service.url)
      .replaceAll('npx redress', 'node --import tsx web/main.ts')
    said = await bash(script, test.databaseFile)
  })
  after(async () => {
    await test.stop()
    await mailbox.stop()
  })

  it('runs to its end without a complaint of the shell', () => {
    expect(said.err.replaceAll(/^Key key-\w+ for the role .*\n/gm, '')).to.equal('')
    expect(said.code).to.equal(0)
  })

  it('shows why a date is that date, and that it was missed', () => {
    expect(said.out).to.include('10 working days after Monday 2 February 2026, which is not counted.')
    expect(said.out).to.include('2026-02-07  Saturday')
    expect(said.out).to.include('Stage 1 must be answered by 2026-02-16')
    expect(said.out).to.include('breached, breach')
  })

  it('is refused one thing, and that with a reason', () => {
    const problems = said.out.split('\n').filter((line) => line.includes('"/errors#'))
    expect(problems).to.have.lengthOf(1)
    expect(JSON.parse(problems[0] ?? '{}')).to.include({ type: '/errors#REFUSED', status: 409 })
  })

  it('ends with the case closed, upheld at Stage 3, and every e-mail sent', () => {
    expect(said.out).to.include('\nclosed, stage-3, upheld\n')
    expect(said.out).to.match(/\n\d+ e-mails sent, 0 waiting; \d+ letters to print\n/)
  })

  it('has told Jordan of it all, the missed day too', () => {
    const toJordan = mailbox.received.filter(({ to }) => to.includes('jordan@example.org'))
    expect(toJordan).to.have.length.above(12)
    expect(toJordan.some(({ text }) => /\blate\b/i.test(text))).to.equal(true)
  })
})

function bash(script: string, databaseFile: string): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const shell = spawn('bash', ['-c', script], { env: { ...process.env, DATABASE_FILE: databaseFile } })
    let out = ''
    let err = ''
    shell.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    shell.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    shell.on('close', (code) => {
      resolve({ code, out, err })
    })
  })
}
