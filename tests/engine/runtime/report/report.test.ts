import { expect } from 'chai'
import { reportHtmlFile, reportPrinter } from '../../../../api/report/index.ts'
import {
  instant,
  draftId,
  draftOf,
  draftReport,
  everyFigure,
  figureCases,
  figureOfReport,
  freezeReport,
  frozenReports,
  localDate,
  readSnapshot,
  SumsDifferError,
  writeNarrative,
  type Actor,
  type ReportAsked,
} from '../../../../engine/index.ts'
import { startRuntime, type TestRuntime } from '../../../support/runtime.ts'
import { addSmallCase, LATER, seedSmallYear, UNDECIDED } from '../../../support/small-year.ts'
import { thrownBy } from '../../../support/test-databases-thrown.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'

const MANAGER: Actor = { id: 'm1', role: 'complaints-manager' }
const AUDITOR: Actor = { id: 'a1', role: 'auditor' }
const YEAR: ReportAsked = {
  kind: 'annual',
  from: localDate('2020-04-01'),
  to: localDate('2021-03-31'),
  asAt: localDate('2021-06-30'),
}
const URL = 'https://complaints.example'
const print = reportPrinter(URL)

/** Numbers of a report that lead to a list, with what they say. */
function linksOf(html: string): readonly { readonly figure: string; readonly text: string }[] {
  return [...html.matchAll(/<a class="govuk-link redress-figure" href="[^"]*\/figures\/([^"]+)">([^<]*)</g)].map(
    ([, figure = '', text = '']) => ({ figure, text }),
  )
}

describe('reports', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    /** Lines of the audit trail of that type. */
    const written = async (type: string): Promise<number> => {
      const rows = await test.store.transact((sql) => sql.run('select seq from audit where type = ?', [type]))
      return rows.length
    }
    before(async () => {
      test = await startRuntime(database, { now: '2021-06-30T09:00:00.000Z' })
      await seedSmallYear(test.store)
    })

    it('leads each number to a list of exactly the cases that make it', async () => {
      const content = await draftReport(test.runtime, AUDITOR, YEAR)
      expect(content.mismatches).to.deep.equal([])
      const links = linksOf(await reportHtmlFile(URL, content, 'internal'))
      const figures = new Map(everyFigure(content).map(({ figure }) => [figure.id, figure]))
      expect(links.length).to.be.greaterThan(300)
      const wrong: string[] = []
      // Of those that count nothing a few are enough, and of the others on the second database.
      const ids = [...new Set(links.map(({ figure }) => figure))].filter(
        (id, index) =>
          (figures.get(id)?.numerator !== 0 && (database.dialect === 'sqlite' || index % 5 === 0)) ||
          id.endsWith('received'),
      )
      for (const id of ids) {
        const figure = figures.get(id)
        const { cases } = await figureCases(test.runtime, MANAGER, { figure: id, days: content.days, limit: 500 })
        const sum = cases.reduce((total, { amount }) => total + amount, 0)
        if (sum !== figure?.numerator || cases.length !== figure.cases) wrong.push(`${id}: ${sum}, ${cases.length}`)
        const texts = new Set(links.filter((link) => link.figure === id).map(({ text }) => text))
        if (texts.size > 1) wrong.push(`${id} is printed as ${[...texts].join(' and ')}`)
      }
      expect(wrong).to.deep.equal([])
    })

    it('says nothing of what is not there: no number stands in the internal edition without its cases', async () => {
      const html = await reportHtmlFile(URL, await draftReport(test.runtime, AUDITOR, YEAR), 'internal')
      const cells = [...html.matchAll(/<td class="govuk-table__cell govuk-table__cell--numeric">([^<]*)<\/td>/g)]
      // Shares, years before and what people said of themselves lead nowhere; the notes repeat what stands above.
      const bare = cells.map(([, text = '']) => text).filter((text) => /^£?[\d,.]+$/.test(text) && text !== '0')
      const notes = html.slice(html.indexOf('id="how-counted"'))
      expect(bare.filter((text) => !notes.includes(`>${text}<`))).to.deep.equal([])
    })

    it('keeps the newest words of each box, and who wrote them', async () => {
      const words = (box: string, text: string) =>
        writeNarrative(test.runtime, MANAGER, { kind: 'annual', from: YEAR.from, to: YEAR.to, box, text })
      await words('adult.timeliness', 'First words.')
      await words('adult.timeliness', 'A pause of three months.\r\n\r\nStaff capacity.')
      await words('children.summary', 'To go.')
      await words('children.summary', '')
      const { narratives } = await draftReport(test.runtime, AUDITOR, YEAR)
      expect(narratives).to.deep.equal([
        {
          box: 'adult.timeliness',
          text: 'A pause of three months.\n\nStaff capacity.',
          author: 'm1',
          writtenAt: '2021-06-30T09:00:00.000Z',
        },
      ])
      expect(String(await thrownBy(words('adult.nothing', 'x')))).to.match(/no box/)
      expect(String(await thrownBy(words('adult.timeliness', 'x'.repeat(5001))))).to.match(/5000/)
      const asAuditor = { kind: 'annual', from: YEAR.from, to: YEAR.to, box: 'adult.timeliness', text: 'x' } as const
      expect(await thrownBy(writeNarrative(test.runtime, AUDITOR, asAuditor))).to.have.property('code', 'NOT_PERMITTED')
    })

    it('freezes under the hash of what it says, and reads the same bytes whatever is recorded later', async () => {
      expect(await thrownBy(freezeReport(test.runtime, AUDITOR, YEAR, print))).to.have.property('code', 'NOT_PERMITTED')
      const { id } = await freezeReport(test.runtime, MANAGER, YEAR, print)
      expect(id).to.match(/^[0-9a-f]{64}$/)
      const first = await readSnapshot(test.runtime, AUDITOR, id)
      test.clock.set(instant('2021-07-05T09:00:00.000Z'))
      await addSmallCase(test.store, LATER)
      await writeNarrative(test.runtime, MANAGER, {
        ...{ kind: 'annual', from: YEAR.from, to: YEAR.to },
        ...{ box: 'adult.timeliness', text: 'Other words.' },
      })
      const again = await readSnapshot(test.runtime, AUDITOR, id.slice(0, 12))
      expect(again).to.deep.equal(first)
      expect(await reportHtmlFile(URL, again.content, 'internal', again.frozen)).to.equal(first.html.internal)
      expect(await reportHtmlFile(URL, again.content, 'public', again.frozen)).to.equal(first.html.public)
      const { figure, behind } = await figureOfReport(test.runtime, MANAGER, { report: id, figure: 'adult.received' })
      expect([figure.value, behind.cases.length]).to.deep.equal([6, 6])
      const now = await draftReport(test.runtime, AUDITOR, { ...YEAR, asAt: localDate('2021-07-05') })
      expect(now.figures.find((each) => each.id === 'adult.received')?.value).to.equal(7)
      // What was recorded after the day as at which it is written is not in it, whenever it is asked for.
      const asBefore = await draftReport(test.runtime, AUDITOR, YEAR)
      expect(asBefore.figures.find((each) => each.id === 'adult.received')?.value).to.equal(6)
      expect(await written('report-frozen')).to.equal(1)
      expect((await frozenReports(test.runtime, AUDITOR)).map((each) => each.id)).to.deep.equal([id])
      const altered = test.store.transact((sql) => sql.run(`update report_snapshots set content = '{}'`))
      expect(String(await thrownBy(altered))).to.match(/only grows/)
    })

    it('leaves small numbers out of the public edition, and leads nowhere', async () => {
      const content = await draftReport(test.runtime, AUDITOR, YEAR)
      const html = await reportHtmlFile(URL, content, 'public')
      expect(content.withheld).to.include('children.received')
      expect(html).to.include('not shown').and.not.include('redress-figure').and.not.include('Call back.')
      expect(await reportHtmlFile(URL, content, 'internal')).to.include('Call back.')
    })

    it('does not freeze what does not come out, and says which sum', async () => {
      await addSmallCase(test.store, UNDECIDED)
      const asked = { ...YEAR, asAt: localDate('2021-07-05') }
      const refused = await thrownBy(freezeReport(test.runtime, MANAGER, asked, print))
      expect(refused).to.be.instanceOf(SumsDifferError)
      expect(String(refused)).to.match(/closed with no outcome on record \(complaints\.without-outcome\)/)
      expect(await frozenReports(test.runtime, AUDITOR)).to.have.length(1)
      expect(await written('report-not-frozen')).to.equal(1)
    })
  })

  it('names a draft by its days and its moment, and reads the name back', () => {
    const moment = { ...YEAR, knownAt: instant('2021-06-30T08:15:30.123Z') }
    for (const asked of [YEAR, moment]) expect(draftOf(draftId(asked))).to.deep.equal(asked)
    const names = ['annual', 'annual_2020-04-01_2021-03-31', 'other_2020-04-01_2021-03-31_2021-06-30']
    const wrong = ['annual_2021-03-31_2020-04-01_2021-06-30', 'annual_2020-04-01_2021-03-31_2021-06-30_999999999']
    for (const name of [...names, ...wrong]) expect(draftOf(name), name).to.equal(undefined)
  })
})
