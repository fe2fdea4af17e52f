import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { scriptsOf } from '../../../api/demo/courses/index.ts'
import { planOf2020 } from '../../../api/demo/plan/year-2020-21.ts'
import { play } from '../../../api/demo/play.ts'
import { openTheatre } from '../../../api/demo/theatre.ts'
import { reportFigures, localDate, reportDays, reportYear, startOf, type ReportFigures } from '../../../engine/index.ts'

/** One case of each of these kinds: every procedure, every way to end that a report counts. */
const KINDS =
  /^(adult-(early|upheld|withdrawn-early|joint)|children-(early-late|upheld|signposted)|other-children|compliment-inclusion|ombudsman-adult-upheld-changed)-001$/
const DAYS = reportDays(reportYear('2020-21'), localDate('2021-06-30'))

interface Outcome {
  readonly figures: ReportFigures['figures']
  readonly cases: readonly (readonly [string, string])[]
  readonly faults: readonly unknown[]
  readonly incidents: number
  readonly mail: number
}

describe('a synthetic year, of few cases', function () {
  this.timeout(300_000)
  let folder: string
  let first: Outcome
  let again: Outcome
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'redress-demo-'))
    first = await played('first')
    again = await played('again')
  })
  after(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  async function played(name: string): Promise<Outcome> {
    const mailboxFile = join(folder, `${name}.jsonl`)
    const from = localDate('2020-04-01')
    const theatre = await openTheatre({
      databaseFile: join(folder, 'made-on-the-way', `${name}.sqlite`),
      mailboxFile,
      proceduresDir: 'processes',
      councilFile: 'processes/councils/example-council.json',
      start: startOf(from, 9),
      durable: false,
    })
    const scripts = scriptsOf(planOf2020(7, 0.01)).filter(({ key }) => KINDS.test(key))
    const { cases, faults } = await play(theatre, scripts, { from, to: DAYS.writtenOn })
    const { figures } = await reportFigures(theatre.runtime, { id: 'auditor', role: 'auditor' }, DAYS)
    const incidents = await theatre.runtime.store.read.incidents({ status: 'open' })
    await theatre.close()
    return {
      figures,
      cases: [...cases],
      faults,
      incidents: incidents.rows.length,
      mail: readFileSync(mailboxFile, 'utf8').split('\n').length - 1,
    }
  }

  it('is played without a refusal and without an incident', () => {
    expect(first.faults).to.deep.equal([])
    expect(first.incidents).to.equal(0)
  })

  it('gives the figures that its few cases have', () => {
    const value = (id: string) => first.figures.find((figure) => figure.id === id)?.value
    expect(value('adult.received')).to.equal(4)
    expect(value('adult.joint-received')).to.equal(1)
    expect(value('adult.closed')).to.equal(4)
    expect(value('adult.closed-without-finding')).to.equal(2)
    expect(value('adult.investigations')).to.equal(1)
    expect(value('children.closed')).to.equal(3)
    expect(value('children.over-20-working-days')).to.equal(1)
    expect(value('children.closed-without-finding')).to.equal(2)
    expect(value('other-children.received')).to.equal(1)
    expect(value('compliments.children')).to.equal(1)
    expect(value('ombudsman.adult-finding-changed')).to.equal(1)
    expect(value('ombudsman.adult-settlements')).to.equal(700_000)
  })

  it('sends its letters to a mailbox in a file', () => {
    expect(first.mail).to.be.above(20)
  })

  it('is the same when it is played again: figures and case numbers', () => {
    expect(again.figures).to.deep.equal(first.figures)
    expect(again.cases).to.deep.equal(first.cases)
  })
})
