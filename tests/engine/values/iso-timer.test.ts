import { expect } from 'chai'
import { instant } from '../../../engine/values/instant.ts'
import { nextCycle, timerDue, type TimerKind } from '../../../engine/values/iso-timer.ts'

describe('timerDue', () => {
  const examples: readonly (readonly [TimerKind, string, string, string, string])[] = [
    ['date', '2026-04-01T09:00', '2026-01-01T00:00:00Z', '2026-04-01T08:00:00.000Z', 'summer time in London'],
    ['date', '2026-01-15T09:00', '2026-01-01T00:00:00Z', '2026-01-15T09:00:00.000Z', 'winter time in London'],
    ['date', '2026-04-01', '2026-01-01T00:00:00Z', '2026-03-31T23:00:00.000Z', 'the first moment of the day'],
    ['date', '2026-04-01T09:00Z', '2026-01-01T00:00:00Z', '2026-04-01T09:00:00.000Z', 'an offset of its own'],
    ['date', '2026-04-01T09:00:30.250+02:00', '2026-01-01T00:00:00Z', '2026-04-01T07:00:30.250Z', 'with fractions'],
    ['date', '2028-02-29', '2026-01-01T00:00:00Z', '2028-02-29T00:00:00.000Z', 'a leap day'],
    [
      'date',
      '2026-03-29T01:30',
      '2026-01-01T00:00:00Z',
      '2026-03-29T01:30:00.000Z',
      'left out by the clocks: an hour on',
    ],
    ['date', '2026-10-25T01:30', '2026-01-01T00:00:00Z', '2026-10-25T00:30:00.000Z', 'twice there: the first one'],
    ['duration', 'PT1H', '2026-03-29T00:30:00Z', '2026-03-29T01:30:00.000Z', 'hours are exact'],
    ['duration', 'PT36H', '2026-03-28T12:00:00Z', '2026-03-30T00:00:00.000Z', 'also over the change of the clocks'],
    ['duration', 'P1D', '2026-03-28T12:00:00Z', '2026-03-29T11:00:00.000Z', 'a day keeps the time of day, in spring'],
    ['duration', 'P1D', '2026-10-24T11:00:00Z', '2026-10-25T12:00:00.000Z', 'and in autumn'],
    ['duration', 'P1M', '2026-01-31T09:00:00Z', '2026-02-28T09:00:00.000Z', 'the last day of a shorter month'],
    ['duration', 'P1M', '2028-01-31T09:00:00Z', '2028-02-29T09:00:00.000Z', 'in a leap year'],
    ['duration', 'P1M', '2026-03-15T09:00:00Z', '2026-04-15T08:00:00.000Z', 'at the same time of day'],
    ['duration', 'P1Y', '2028-02-29T09:00:00Z', '2029-02-28T09:00:00.000Z', 'a year after a leap day'],
    ['duration', 'P2W', '2026-01-01T09:00:00Z', '2026-01-15T09:00:00.000Z', 'weeks'],
    ['duration', 'P1Y2M3DT4H5M6S', '2026-01-01T00:00:00Z', '2027-03-04T04:05:06.000Z', 'all of it'],
    ['duration', 'PT0.5S', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.500Z', 'half a second'],
    ['duration', 'PT0S', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z', 'none: at once'],
    ['duration', 'P10Y', '2026-04-01T08:00:00Z', '2036-04-01T08:00:00.000Z', 'ten years'],
    ['cycle', 'R/P1D', '2026-03-28T12:00:00Z', '2026-03-29T11:00:00.000Z', 'a day after it is armed'],
  ]
  for (const [kind, text, from, due, because] of examples) {
    it(`${kind} ${text} from ${from} → ${due}: ${because}`, () => {
      expect(timerDue(kind, text, instant(from))).to.include({ due })
    })
  }

  const cycles: readonly (readonly [string, string, number | undefined, string])[] = [
    ['R3/PT1H', '2026-04-01T09:00:00.000Z', 3, 'three times'],
    ['R/P1D', '2026-04-02T08:00:00.000Z', undefined, 'without end'],
    ['R3/2026-05-01T10:00/P1D', '2026-05-01T09:00:00.000Z', 3, 'first at its start'],
    ['R3/2026-03-31T10:00/P1D', '2026-04-01T09:00:00.000Z', 2, 'one occurrence has gone by'],
    ['R/2020-01-01T10:00/P1D', '2026-04-01T09:00:00.000Z', undefined, 'many have gone by'],
    ['R2/2026-04-01T09:00/P1D', '2026-04-01T08:00:00.000Z', 2, 'the start is now'],
  ]
  for (const [text, due, repeats, because] of cycles) {
    it(`${text} from 2026-04-01T08:00Z → ${due}: ${because}`, () => {
      expect(timerDue('cycle', text, instant('2026-04-01T08:00:00Z'))).to.deep.equal(
        repeats === undefined ? { due } : { due, repeats },
      )
    })
  }

  const problems: readonly (readonly [TimerKind, string])[] = [
    ...['2026-02-30', '2026-02-29', '2026-13-01', '2026-04-01T25:00', '1 April', '', '2026-04-01T09'].map(
      (text) => ['date', text] as const,
    ),
    ...['P10WD', 'PT10X', 'P', 'PT', 'P1DT', 'P1W2D', '-P1D', 'P1.5D', 'p1d', ' PT1H', '10', '0 0 * * *', 'P9999Y'].map(
      (text) => ['duration', text] as const,
    ),
    ...[
      'PT1H',
      'R3',
      'R3/',
      'R3/P',
      'R/PT0S',
      'R0/PT1H',
      'R3/2026-02-30/PT1H',
      'R-1/PT1H',
      '0 0 * * *',
      '*/5 * * * *',
    ].map((text) => ['cycle', text] as const),
    ['cycle', 'R2/2020-01-01/P1D'],
  ]
  for (const [kind, text] of problems) {
    it(`${kind} '${text}' cannot be read, and the text says so`, () => {
      const result = timerDue(kind, text, instant('2026-04-01T08:00:00Z'))
      expect(result).to.have.property('problem').that.includes(`'${text}'`)
    })
  }
})

describe('nextCycle', () => {
  const examples: readonly (readonly [string, string, string, string, string])[] = [
    ['R3/PT1H', '2026-04-01T09:00:00Z', '2026-04-01T08:00:00Z', '2026-04-01T10:00:00.000Z', 'by the hour'],
    ['R/P1D', '2026-03-28T09:00:00Z', '2026-03-27T09:00:00Z', '2026-03-29T08:00:00.000Z', 'at the same time of day'],
    ['R/P1M', '2026-02-28T09:00:00Z', '2026-01-31T09:00:00Z', '2026-03-31T08:00:00.000Z', 'not drifting to the 28th'],
    [
      'R/2026-01-31T09:00/P1M',
      '2026-02-28T09:00:00Z',
      '2026-01-01T00:00:00Z',
      '2026-03-31T08:00:00.000Z',
      'by its own start',
    ],
    ['R/PT1S', '2036-04-01T08:00:00Z', '2026-04-01T08:00:00Z', '2036-04-01T08:00:01.000Z', 'after many'],
    ['R/P1D', '2126-04-01T08:00:00Z', '2026-04-01T08:00:00Z', '2126-04-02T08:00:00.000Z', 'after very many'],
  ]
  for (const [text, previous, from, due, because] of examples) {
    it(`${text} after ${previous} → ${due}: ${because}`, () => {
      expect(nextCycle(text, instant(previous), instant(from))).to.include({ due })
    })
  }

  it('counts from the last occurrence when it is not told from where', () => {
    expect(nextCycle('R/PT1H', instant('2026-04-01T09:00:00Z'))).to.include({ due: '2026-04-01T10:00:00.000Z' })
  })

  it('says what it cannot read', () => {
    expect(nextCycle('R/P10WD', instant('2026-04-01T09:00:00Z'))).to.have.property('problem')
  })
})
