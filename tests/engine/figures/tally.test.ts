import { expect } from 'chai'
import {
  behindFigure,
  countedReport,
  InvalidValueError,
  localDate,
  makeTally,
  periodBefore,
  quartersOf,
  reconciliations,
  reportDays,
  reportPeriod,
  reportYear,
  wholePercent,
  type CaseFacts,
} from '../../../engine/index.ts'
import { yearOf2020 } from '../../support/year-2020-21.ts'
import { factsOf, randomFrom, type Told } from '../law/facts.ts'

const DAYS = reportDays(reportYear('2020-21'), localDate('2021-06-30'))

let made = 0
function aCase(procedure: string, ...told: readonly Told[]): CaseFacts {
  made += 1
  return { caseId: `SC-2020-${String(made).padStart(5, '0')}`, procedure, facts: factsOf(...told) }
}

const received = (on: string, byChild = false): Told => [
  on,
  'complaint-received',
  { channel: 'email', oral: false, byChild },
]
const decided = (on: string, outcome: string): readonly Told[] => [
  [on, 'point-recorded', { point: 'P1', text: 'A point.', desiredOutcome: '' }],
  [on, 'point-decided', { point: 'P1', outcome, reason: 'So.', remedy: 'none', stage: 'stage-1' }],
  [on, 'stage-1-answered', { contents: [], person: 'm1' }],
  [on, 'case-closed', { outcome }],
]
const contact = (reference: string, area: string): Told => [
  '2020-07-01',
  'ombudsman-contact-received',
  { reference, body: 'lgsco', about: 'enquiry', area },
]
const ombudsman = (reference: string, on: string, decision: string, changedFinding: boolean): Told => [
  on,
  'ombudsman-decided',
  { reference, decision, changedFinding },
]

/** Eight cases, small enough to count by hand. */
const CASES: readonly CaseFacts[] = [
  aCase('children-act', received('2020-04-01', true), ...decided('2020-04-08', 'upheld')),
  aCase('children-act', received('2021-03-31'), ...decided('2021-06-01', 'not-upheld')),
  // Closed after the report was written
  aCase('children-act', received('2021-03-01'), ...decided('2021-07-01', 'upheld')),
  // Received before the year
  aCase('children-act', received('2020-03-31'), ...decided('2020-04-08', 'upheld')),
  aCase(
    'children-act',
    received('2020-05-01'),
    ['2020-06-01', 'cost-recorded', { stage: 'stage-2', pence: 12_345, what: 'Fees' }],
    ['2021-04-01', 'cost-recorded', { stage: 'stage-2', pence: 99_999, what: 'Of the next year' }],
  ),
  aCase('ombudsman', contact('1', 'adult-social-care'), ombudsman('1', '2020-09-01', 'upheld', true), [
    '2020-09-01',
    'settlement-agreed',
    { settlement: 'S1', basis: 'ombudsman', pence: 50_000, reason: 'Recommended.' },
  ]),
  aCase('ombudsman', contact('2', 'adult-social-care'), ombudsman('2', '2020-09-01', 'upheld', false)),
  aCase('ombudsman', contact('3', 'children-education'), ombudsman('3', '2021-04-01', 'referred-back', false)),
]

const EXPECTED: readonly (readonly [figure: string, value: number | undefined, because: string])[] = [
  ['children.received', 4, 'the one of 31 March 2020 is of the year before'],
  ['children.by-children', 1, 'one child'],
  ['children.closed', 2, 'received in the year and closed when the report was written'],
  ['children.closed-upheld', 1, 'the third was closed a day after the writing'],
  ['children.closed-not-upheld-share', 50, 'one of two'],
  ['children.over-20-working-days', 1, '31 March to 1 June is more than 20 working days'],
  ['children.costs', 12_345, 'what was spent in the year'],
  ['adult.resolved-early-share', undefined, 'no adult complaint, so there is nothing to divide by'],
  ['ombudsman.adult-contacts', 2, 'two contacts about adults'],
  ['ombudsman.adult-upheld', 2, 'both upheld'],
  ['ombudsman.adult-adjusted-upheld-share', 50, 'one of two changed what the council had found'],
  ['ombudsman.adult-settlements', 50_000, 'one settlement'],
  ['ombudsman.children-contacts', 1, 'education counts as children’s'],
  ['ombudsman.children-decisions', 0, 'decided a day after the year'],
  ['statutory.closed', 2, 'no adult complaint, two of children'],
]

describe('countedReport', () => {
  const report = countedReport(CASES, DAYS)
  const figures = new Map(report.figures.map((figure) => [figure.id, figure]))

  for (const [id, value, because] of EXPECTED) {
    it(`${id} is ${value ?? 'not known'}: ${because}`, () => {
      expect(figures.has(id)).to.equal(true)
      expect(figures.get(id)?.value).to.equal(value)
    })
  }

  it('gives every figure an id of its own, a population, a basis and the day it is as at', () => {
    const all = report.figures
    expect(figures.size).to.equal(all.length)
    for (const { id, population, asAt, unit, denominator, of } of all) {
      expect(population, id).to.not.equal('')
      expect(['2021-03-31', '2021-06-30'], id).to.include(asAt)
      expect(denominator !== undefined && of !== undefined, id).to.equal(unit === 'percent')
    }
  })

  it('prints what was received as closed and open, on both days', () => {
    const children = reconciliations(report).filter(({ countedAs }) => countedAs === 'children')
    expect(children.map(({ asAt, received: all, closed, open }) => [asAt, all, closed, open])).to.deep.equal([
      ['2021-03-31', 4, 1, 3],
      ['2021-06-30', 4, 2, 2],
    ])
  })
})

describe('the cases behind a figure', () => {
  const year = yearOf2020()
  const tally = makeTally(DAYS, { remember: true })
  for (const each of year) tally.add(each)
  const report = tally.report([])
  const cells = report.tables.flatMap(({ rows, totals, total }) => [
    ...rows.flatMap((row) => [...row.cells, row.total]),
    ...totals,
    total,
  ])
  const facts = new Map(year.map((each) => [each.caseId, each]))

  it('add up to it, of every figure, cell and total that is drawn: and none of them adds nothing', () => {
    const random = randomFrom(7)
    const drawn = [...report.figures, ...cells].filter(({ cases = 0 }) => cases > 0 && random() < 0.12)
    expect(drawn.length).to.be.above(40)
    for (const { id, numerator, cases } of drawn) {
      const references = tally.behind(id)
      expect([references.length, new Set(references).size], id).to.deep.equal([cases, cases])
      const adds = behindFigure(id, DAYS)
      const amounts = references.map((reference) => adds?.(facts.get(reference)!).numerator ?? 0)
      expect(amounts, id).to.not.include(0)
      expect(
        amounts.reduce((sum, amount) => sum + amount, 0),
        id,
      ).to.equal(numerator)
    }
  })

  it('are there for what a share is of', () => {
    const share = report.figures.find(({ id }) => id === 'adult.over-6-months-share')
    expect([tally.behind('adult.over-6-months-share').length, share?.numerator]).to.deep.equal([70, 70])
    expect([tally.behind('adult.over-6-months-share/of').length, share?.denominator]).to.deep.equal([243, 243])
  })

  it('are not kept where nobody asks for them', () => {
    const plain = makeTally(DAYS)
    plain.add(year[0]!)
    expect(plain.report([]).figures.some(({ cases = 0 }) => cases > 0)).to.equal(true)
    expect(report.figures.every(({ id }) => plain.behind(id).length === 0)).to.equal(true)
  })

  it('have ids that can stand in an address, each of its own', () => {
    const ids = [...report.figures, ...cells].map(({ id }) => id)
    for (const id of ids) expect(id).to.match(/^[a-z0-9-]+(\.[a-z0-9-]+){1,3}$/)
    // With one column the cell of a row is its total too
    const twice = report.tables
      .filter(({ columnsAre }) => columnsAre === undefined)
      .flatMap(({ rows, total }) => [...rows, total])
    expect(ids.length - new Set(ids).size).to.equal(twice.length)
  })
})

describe('a tally', () => {
  const year = yearOf2020()
  // January to March 2021: half of the year lies before it, and none of what was open then may be lost.
  const quarter = reportDays(quartersOf(DAYS.period)[3]!, localDate('2021-01-31'))

  it('passes over what can count for nothing, and over nothing else', () => {
    const touched: readonly CaseFacts[] = year.map((each) => ({
      ...each,
      // A word to the complainant counts for nothing, and lies in the period: so nothing is passed over
      facts: [...each.facts, ...factsOf(['2021-01-04', 'team-wrote', { text: '' }])],
    }))
    const [plain, all] = [countedReport(year, quarter), countedReport(touched, quarter)]
    const valuesOf = (report: typeof plain) => Object.fromEntries(report.figures.map(({ id, value }) => [id, value]))
    expect(valuesOf(plain)).to.deep.equal(valuesOf(all))
    expect(plain.figures.find(({ id }) => id === 'adult.joint-open')?.value).to.be.above(0)
  })
})

describe('a report period', () => {
  for (const [from, to, id] of [
    ['2020-04-01', '2021-03-31', '2020-21'],
    ['2020-04-01', '2020-06-30', '2020-21-q1'],
    ['2021-01-01', '2021-03-31', '2020-21-q4'],
    ['2020-05-01', '2020-05-31', '2020-05-01..2020-05-31'],
    ['1999-04-01', '2000-03-31', '1999-04-01..2000-03-31'],
  ] as const) {
    it(`${from} to ${to} is ${id}`, () => {
      expect(reportPeriod(localDate(from), localDate(to))).to.deep.equal({ id, from, to })
    })
  }

  it('is not from a day to an earlier one', () => {
    expect(() => reportPeriod(localDate('2020-04-02'), localDate('2020-04-01'))).to.throw(InvalidValueError)
  })

  it('has the same days of the year before, the 28th for a 29 February', () => {
    const leap = reportPeriod(localDate('2020-02-01'), localDate('2020-02-29'))
    expect(periodBefore(leap)).to.deep.include({ from: '2019-02-01', to: '2019-02-28' })
    expect(quartersOf(DAYS.period).map((quarter) => periodBefore(quarter).id)).to.deep.equal([
      '2019-20-q1',
      '2019-20-q2',
      '2019-20-q3',
      '2019-20-q4',
    ])
  })

  it('knows everything that was recorded on the day of writing, in London', () => {
    expect(DAYS.knownAt).to.equal('2021-06-30T22:59:59.999Z')
    expect(reportDays(DAYS.period, localDate('2021-01-31')).knownAt).to.equal('2021-01-31T23:59:59.999Z')
  })
})

describe('a report year', () => {
  it('2020-21 is from 1 April 2020 to 31 March 2021, after 2019-20', () => {
    expect(DAYS.period).to.deep.equal({ id: '2020-21', from: '2020-04-01', to: '2021-03-31' })
    expect(periodBefore(DAYS.period).id).to.equal('2019-20')
  })

  for (const id of ['2020', '2020-22', '2020-2021', '1999-00', '']) {
    it(`'${id}' is none`, () => {
      expect(() => reportYear(id)).to.throw(InvalidValueError)
    })
  }

  it('percentages are whole, halves up', () => {
    expect([wholePercent(1, 200), wholePercent(159, 416), wholePercent(0, 0)]).to.deep.equal([1, 38, undefined])
  })
})
