import { expect } from 'chai'
import { evaluate, unaryTest } from 'feelin'
import { applyDecision } from '../../../../engine/diagram/decision/index.ts'
import type { CellValue } from '../../../../engine/diagram/decision/table.ts'
import { InvalidVariablesError } from '../../../../engine/errors.ts'
import { randomFrom } from '../../case/random-facts.ts'
import { aTable, findingsOf, tableXml, type TableSketch } from './a-table.ts'

const SKETCH: TableSketch = {
  inputs: ['person:string="P1","P2"', 'nhsPart:boolean', 'receivedOn:date', 'age:number'],
  outputs: ['to:string', 'review:boolean', 'days:number', 'from:date'],
  rows: [
    ['"P1"', '-', '>= date("2026-04-01")', '< 18', '"children-act"', 'false', '10', 'date("2026-04-01")'],
    ['not("P1")', 'true', '-', '[18..65)', '"nhs-joint"', 'true', '2.5', '@"2026-01-01"'],
    ['-', '-', '-', '-', '"corporate"', 'false', '-1', 'date("2000-02-29")'],
  ],
}

const SOUND = { person: 'P1', nhsPart: false, receivedOn: '2026-04-01', age: 17 }

describe('applyDecision', () => {
  const ROWS: readonly (readonly [object, number])[] = [
    [{}, 1],
    [{ receivedOn: '2026-03-31' }, 3],
    [{ age: 18 }, 3],
    [{ age: 17.999 }, 1],
    [{ person: 'P2', nhsPart: true }, 3],
    [{ person: 'P2', nhsPart: true, age: 18 }, 2],
    [{ person: 'P2', nhsPart: true, age: 65 }, 3],
    [{ person: 'P2', nhsPart: true, age: 64 }, 2],
    [{ nhsPart: true, age: 30 }, 3],
  ]
  for (const [over, row] of ROWS) {
    it(`takes row ${row} for ${JSON.stringify(over)}`, async () => {
      const table = await aTable(SKETCH)
      expect(applyDecision(table, { ...SOUND, ...over })).to.deep.include({ row, rule: `row_${row}`, hash: table.hash })
    })
  }

  it('says what it was asked, what it gave, and why', async () => {
    const table = await aTable(SKETCH)
    expect(applyDecision(table, { ...SOUND, secret: 'Ana Lee' })).to.deep.equal({
      decision: 'routing',
      hash: table.hash,
      row: 1,
      rule: 'row_1',
      annotation: 'Row 1',
      inputs: SOUND,
      outputs: { to: 'children-act', review: false, days: 10, from: '2026-04-01' },
    })
  })

  const REFUSED: readonly (readonly [string, object, string])[] = [
    ['no value', { person: undefined }, '/person has no value yet'],
    ['null', { person: null }, '/person has no value yet'],
    ['a value that the column does not know', { person: 'P3' }, '/person is none of P1, P2'],
    ['a text for a boolean', { nhsPart: 'true' }, '/nhsPart is not a boolean'],
    ['a day that is none', { receivedOn: '2026-02-30' }, '/receivedOn is not a date'],
    ['a moment for a day', { receivedOn: '2026-02-03T09:00' }, '/receivedOn is not a date'],
    ['a text for a number', { age: '17' }, '/age is not a number'],
    ['a number beyond counting', { age: Infinity }, '/age is not a number'],
    ['a list', { person: ['P1'] }, '/person is not a string'],
  ]
  for (const [what, over, message] of REFUSED) {
    it(`takes no row for ${what}, not even the last`, async () => {
      const table = await aTable(SKETCH)
      expect(() => applyDecision(table, { ...SOUND, ...over })).to.throw(InvalidVariablesError, message)
    })
  }

  it('reads own properties only', async () => {
    const table = await aTable({ inputs: ['toString:string'], outputs: ['a:string'], rows: [['-', '"x"']] })
    expect(() => applyDecision(table, {})).to.throw(InvalidVariablesError, 'has no value')
  })

  it('never says a value that did not fit', async () => {
    const table = await aTable(SKETCH)
    expect(() => applyDecision(table, { ...SOUND, person: 'Ana Lee' }))
      .to.throw()
      .with.property('message')
      .that.does.not.contain('Ana')
  })
})

const DAYS = ['2025-12-31', '2026-01-01', '2026-02-28', '2026-03-01', '2026-03-02']
const NUMBERS = [-2, 0, 1, 1.5, 7]
const TEXTS = ['a', 'b', 'c']
type Kind = 'string' | 'boolean' | 'number' | 'date'
const KINDS: readonly Kind[] = ['string', 'boolean', 'number', 'date']

interface Random {
  readonly sketch: TableSketch
  readonly kinds: readonly Kind[]
}

/** A table of up to 4 inputs and 7 rows, its cells of every form. */
function randomTable(random: () => number): Random {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item
  const literal = (kind: Kind): string => {
    if (kind === 'string') return JSON.stringify(pick(TEXTS))
    if (kind === 'boolean') return pick(['true', 'false'])
    return kind === 'number' ? String(pick(NUMBERS)) : `date("${pick(DAYS)}")`
  }
  const item = (kind: Kind): string => {
    const ordered = kind === 'number' || kind === 'date'
    const form = ordered ? pick(['value', 'compare', 'range']) : 'value'
    if (form === 'compare') return `${pick(['<', '<=', '>', '>='])} ${literal(kind)}`
    if (form === 'range') {
      const values: readonly CellValue[] = kind === 'number' ? NUMBERS : DAYS
      const [from, to] = [Math.floor(random() * 5), Math.floor(random() * 5)].toSorted((a, b) => a - b)
      const shown = [values[from ?? 0], values[to ?? 0]].map((value) =>
        kind === 'date' ? `@"${String(value)}"` : String(value),
      )
      return `${pick(['[', '(', ']'])}${shown.join('..')}${pick([']', ')', '['])}`
    }
    return literal(kind)
  }
  const cell = (kind: Kind): string => {
    if (random() < 0.35) return '-'
    const list = Array.from({ length: 1 + Math.floor(random() * 3) }, () => item(kind)).join(', ')
    return random() < 0.25 ? `not(${list})` : list
  }
  const kinds = Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(KINDS))
  const rows = Array.from({ length: Math.floor(random() * 7) }, (_, index) => [...kinds.map(cell), String(index)])
  return {
    kinds,
    sketch: {
      inputs: kinds.map((kind, index) => `v${index}:${kind}${kind === 'string' ? '="a","b","c"' : ''}`),
      outputs: ['row:number'],
      rows: [...rows, [...kinds.map(() => '-'), '-1']],
    },
  }
}

/** What feelin, which knows nothing of our tables, makes of a row. */
function holdsInFeelin(row: readonly string[], values: readonly CellValue[], kinds: readonly Kind[]): boolean {
  return values.every((value, index) => {
    const text = row[index] ?? '-'
    const subject = kinds[index] === 'date' ? evaluate(`date("${String(value)}")`, {}).value : value
    const { value: holds, warnings } = unaryTest(text, { '?': subject })
    if (warnings.length > 0) throw new Error(`feelin warns of ${text}`)
    return holds === true
  })
}

const VALUES: Readonly<Record<Kind, readonly CellValue[]>> = {
  string: TEXTS,
  boolean: [true, false],
  number: [-3, -2, -1, 0, 0.5, 1, 1.2, 1.5, 3, 7, 8],
  date: ['2025-12-30', ...DAYS, '2026-01-02', '2026-02-27', '2026-03-03'],
}

function combinations(kinds: readonly Kind[]): readonly (readonly CellValue[])[] {
  return kinds.reduce<readonly (readonly CellValue[])[]>(
    (all, kind) => all.flatMap((values) => VALUES[kind].map((value) => [...values, value])),
    [[]],
  )
}

describe('random tables', () => {
  const seed = Number(process.env['TABLE_SEED'] ?? 20261123)

  it(`give the row that feelin gives, and leave out only rows that it never gives (TABLE_SEED=${seed})`, async () => {
    const random = randomFrom(seed)
    const counts = { asked: 0, refused: 0, sound: 0 }
    for (let round = 0; round < 80; round += 1) {
      const { sketch, kinds } = randomTable(random)
      const dead = (await findingsOf(tableXml(sketch))).map(({ rule, element }) => {
        expect(rule).to.equal('admission/dead-row')
        return Number(element.slice(4)) - 1
      })
      counts[dead.length > 0 ? 'refused' : 'sound'] += 1
      // The cells of a refused table are tried without its dead rows, which must change nothing.
      const catchesAll = sketch.rows.findIndex((row) => row.slice(0, -1).every((cell) => cell === '-'))
      const kept = sketch.rows
        .slice(0, catchesAll + 1)
        .filter((_row, index) => !dead.includes(index) || index === catchesAll)
      const table = await aTable({ ...sketch, rows: kept })
      const taken = new Set<number>()
      const all = combinations(kinds)
      const some =
        all.length > 300 ? Array.from({ length: 300 }, () => all[Math.floor(random() * all.length)] ?? []) : all
      for (const values of some) {
        const expected = sketch.rows.findIndex((row) => holdsInFeelin(row, values, kinds))
        const { outputs } = applyDecision(table, Object.fromEntries(values.map((value, index) => [`v${index}`, value])))
        expect(outputs['row'], `${JSON.stringify(sketch.rows)} on ${JSON.stringify(values)}`).to.equal(
          Number(sketch.rows[expected]?.at(-1)),
        )
        taken.add(expected)
        counts.asked += 1
      }
      for (const row of dead) expect(taken.has(row), JSON.stringify(sketch.rows)).to.equal(false)
      if (all.length === some.length && !kinds.includes('number')) {
        const alive = sketch.rows.slice(0, -1).flatMap((_row, index) => (dead.includes(index) ? [] : [index]))
        expect(
          alive.filter((row) => !taken.has(row)),
          `dead, unseen: ${JSON.stringify(sketch.rows)}`,
        ).to.deep.equal([])
      }
    }
    expect(counts.asked).to.be.above(3_000)
    expect(Math.min(counts.refused, counts.sound)).to.be.above(10)
  })
})
