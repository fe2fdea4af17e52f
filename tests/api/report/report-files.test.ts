import { expect } from 'chai'
import { Ajv2020 } from 'ajv/dist/2020.js'
import openApi from '../../../api/openapi.json' with { type: 'json' }
import { printPdf } from '../../../api/pdf/index.ts'
import { graphSvg } from '../../../api/report/graph-svg.ts'
import { reportCsv, reportData, reportHtmlFile } from '../../../api/report/index.ts'
import {
  countedReport,
  figuresShown,
  localDate,
  periodBefore,
  reportDays,
  reportYear,
  withheldFigures,
  type ReportContent,
  type ReportGraph,
} from '../../../engine/index.ts'
import { thrownBy } from '../../support/test-databases-thrown.ts'

const DAYS = reportDays(reportYear('2020-21'), localDate('2021-06-30'))
const COUNTED = countedReport([], DAYS)

/** A year of nothing, with words that somebody might have written to do harm. */
const CONTENT: ReportContent = {
  format: 1,
  kind: 'annual',
  council: '<b>Example</b> & Council',
  days: DAYS,
  figures: COUNTED.figures.map((figure) =>
    figure.id === 'adult.received' ? { ...figure, title: '=HYPERLINK("x")', population: '<i>people</i>' } : figure,
  ),
  tables: COUNTED.tables,
  before: { period: periodBefore(DAYS.period).id, values: { 'adult.received': 536 }, sources: ['A report'] },
  learning: [],
  narratives: [
    { box: 'adult.timeliness', text: '<script>alert(1)</script>', author: 'A & B', writtenAt: DAYS.knownAt },
  ],
  withheld: [...withheldFigures(COUNTED)],
  mismatches: [],
  law: 'x',
  synthetic: true,
}

const GRAPH: ReportGraph = {
  kind: 'graph',
  id: 'graph-7',
  number: 7,
  title: 'Services <all>',
  description: 'Bars & words',
  series: ['2019-20', '2020-21'],
  bars: [
    {
      label: 'Support planning',
      cells: [
        { text: '153', value: 153 },
        { text: '100', value: 100 },
      ],
    },
    { label: 'Assessment', cells: [{ text: 'not known' }, { text: 'not shown' }] },
  ],
  table: { kind: 'table', id: 't', caption: 'c', columns: [], rows: [], notes: [] },
}

describe('files of a report', () => {
  it('draws a graph that says itself what it shows, the same each time', async () => {
    const svg = await graphSvg(GRAPH)
    expect(svg).to.equal(await graphSvg(GRAPH))
    expect(svg).to.include('role="img" aria-labelledby="graph-7-title graph-7-description"')
    expect(svg).to.include('<title id="graph-7-title">Graph 7: Services &lt;all&gt;</title>')
    expect(svg).to.include('153 in 2019-20').and.include('not shown in 2020-21').and.include('url(#graph-7-before)')
    // The pages' Content-Security-Policy lets in no style that stands in an attribute, and no script.
    expect(svg).not.to.match(/\sstyle=|<style|<script|\son\w+=/)
  })

  it('keeps what people wrote from being more than words', async () => {
    const html = await reportHtmlFile('https://x.example', CONTENT, 'internal')
    expect(html).not.to.include('<script').and.not.include('<i>people').and.not.include('<b>Example')
    expect(html).to.include('&lt;script&gt;alert(1)&lt;/script&gt;')
    // Nothing is fetched: the file stands alone.
    expect(html).not.to.match(/\ssrc=|<link|url\(http|@import/)
  })

  it('has a line a figure for a spreadsheet, in which nothing begins like a formula', () => {
    const lines = reportCsv(CONTENT, 'internal').trim().split('\n')
    expect(lines.length).to.equal(figuresShown(CONTENT, 'internal').length + 1)
    const own = lines.find((line) => line.startsWith('adult.received,')) ?? ''
    expect(own).to.include(`'=HYPERLINK`).and.include(',536,')
  })

  it('is as data what the API says it is', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema(openApi, 'openapi')
    const check = ajv.compile({ $ref: 'openapi#/components/schemas/Report' })
    const frozen = { id: 'a'.repeat(64), frozenAt: DAYS.knownAt, frozenBy: 'm1' }
    for (const edition of ['internal', 'public'] as const) {
      for (const data of [reportData(CONTENT, edition), reportData(CONTENT, edition, frozen)]) {
        check(JSON.parse(JSON.stringify(data)))
        expect(check.errors ?? []).to.deep.equal([])
      }
    }
  })

  it('says what to do where no browser can print a PDF', async () => {
    const nothing = printPdf('<p>', { browser: '/no/such/browser', madeAt: '20210630000000' })
    expect(String(await thrownBy(nothing))).to.match(/no browser at \/no\/such\/browser.*set PDF_BROWSER/)
  })
})
