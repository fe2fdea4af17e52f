import { expect } from 'chai'
import {
  analyseTable,
  applyDecision,
  areaInWords,
  readTable,
  type CellValue,
  type DecisionTable,
} from '../../../../engine/diagram/decision/index.ts'
import { segmentsOf } from '../../../../engine/diagram/decision/segments.ts'
import { testHolds } from '../../../../engine/diagram/decision/test-holds.ts'
import { seeded, type Seeded } from '../../../../api/demo/seeded.ts'
import { tableXml, type TableSketch } from './a-table.ts'

async function tableOf(sketch: TableSketch): Promise<DecisionTable> {
  const { table, findings } = await readTable(tableXml(sketch), { file: 'routing.dmn' })
  if (table === undefined) throw new Error(JSON.stringify(findings))
  return table
}

interface Example {
  readonly what: string
  readonly inputs: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly gaps: readonly string[]
  /** `1>2` where row 1 is taken before row 2, `1>2=` where both give the same. */
  readonly overlaps: readonly string[]
}

const WHO = 'who:string="a","b","c"'
const EXAMPLES: readonly Example[] = [
  {
    what: 'nothing but the last row',
    inputs: [WHO],
    rows: [['-', '1']],
    gaps: [''],
    overlaps: [],
  },
  {
    what: 'one value that nobody thought of',
    inputs: [WHO],
    rows: [
      ['"a"', '1'],
      ['"b"', '2'],
      ['-', '3'],
    ],
    gaps: ['“who” is “c”'],
    overlaps: [],
  },
  {
    what: 'every value in some row',
    inputs: [WHO],
    rows: [
      ['"a"', '1'],
      ['not("a")', '2'],
      ['-', '3'],
    ],
    gaps: [],
    overlaps: [],
  },
  {
    what: 'two rows about the same, with one result and with two',
    inputs: [WHO, 'urgent:boolean'],
    rows: [
      ['"a"', '-', '1'],
      ['-', 'true', '1'],
      ['not("c")', 'true', '2'],
      ['-', '-', '3'],
    ],
    gaps: ['“who” is “b” or “c” and “urgent” is no'],
    overlaps: ['1>2=', '1>3', '2>3'],
  },
  {
    what: 'an overlap that an earlier row has taken already is none',
    inputs: [WHO],
    rows: [
      ['"a", "b"', '1'],
      ['"a", "b", "c"', '2'],
      ['"b"', '3'],
      ['-', '4'],
    ],
    gaps: [],
    overlaps: ['1>2', '1>3'],
  },
  {
    what: 'days, with the day itself left out',
    inputs: ['on:date'],
    rows: [
      ['< date("2026-04-01")', '1'],
      ['> date("2026-04-01")', '2'],
      ['-', '3'],
    ],
    gaps: ['“on” is Wednesday 1 April 2026'],
    overlaps: [],
  },
  {
    what: 'days that follow each other leave nothing between them',
    inputs: ['on:date'],
    rows: [
      ['<= date("2026-03-31")', '1'],
      ['>= date("2026-04-01")', '2'],
      ['-', '3'],
    ],
    gaps: [],
    overlaps: [],
  },
  {
    what: 'numbers, with a hole and with a common end',
    inputs: ['days:number'],
    rows: [
      ['< 5', '1'],
      ['[10..20]', '2'],
      ['>= 20', '3'],
      ['-', '4'],
    ],
    gaps: ['“days” is at least 5 and less than 10'],
    overlaps: ['2>3'],
  },
  {
    what: 'texts of an open list',
    inputs: ['who:string'],
    rows: [
      ['"a"', '1'],
      ['-', '2'],
    ],
    gaps: ['“who” is anything that no row names'],
    overlaps: [],
  },
  {
    what: 'a last row that does not take everything',
    inputs: [WHO],
    rows: [['"a"', '1']],
    gaps: ['“who” is “b” or “c”'],
    overlaps: [],
  },
]

describe('what the rows of a table leave open', () => {
  for (const { what, inputs, rows, gaps, overlaps } of EXAMPLES) {
    it(`tells of ${what}`, async () => {
      const table = await tableOf({ inputs, outputs: ['result:number'], rows })
      const found = analyseTable(table)
      expect(found.gaps.map((area) => areaInWords(table.inputs, area, {}))).to.deep.equal(gaps)
      const pairs = found.overlaps.map(
        ({ row, other, isSameResult }) => `${row + 1}>${other + 1}${isSameResult ? '=' : ''}`,
      )
      expect(pairs).to.deep.equal(overlaps)
      expect(found.isComplete).to.equal(true)
    })
  }

  it('says when a table is too large to be looked through', async () => {
    const inputs = Array.from({ length: 20 }, (_, index) => `n${index}:boolean`)
    const rows = inputs.map((_input, at) => [...inputs.map((_other, index) => (index === at ? 'true' : '-')), '1'])
    const table = await tableOf({
      inputs,
      outputs: ['result:number'],
      rows: [...rows, [...inputs.map(() => '-'), '2']],
    })
    expect(analyseTable(table)).to.include({ isComplete: false, hasDefault: true })
  })

  const seed = Number(process.env['TABLE_SEED'] ?? 20261124)
  it(`agrees with trying everything on tables by chance (TABLE_SEED=${seed})`, async () => {
    const chance = seeded(seed)
    for (let round = 0; round < 60; round += 1) {
      const table = await tableOf(byChance(chance))
      const { gaps, overlaps, dead } = analyseTable(table)
      const questions = everyQuestion(table)
      const last = table.rows.length - 1
      const first = (question: readonly CellValue[]) =>
        table.rows.findIndex(({ tests }) => tests.every((test, at) => testHolds(test, question[at]!)))
      const expected = new Set<string>()
      for (const question of questions) {
        const row = first(question)
        const within = gaps.filter((area) => lies(area, question))
        expect(within.length, `${JSON.stringify(question)} in round ${round}`).to.equal(row === last ? 1 : 0)
        table.rows.forEach(({ tests }, other) => {
          if (other > row && other !== last && tests.every((test, at) => testHolds(test, question[at]!)))
            expected.add(`${row} ${other}`)
        })
      }
      expect(new Set(overlaps.map(({ row, other }) => `${row} ${other}`))).to.deep.equal(expected)
      for (const { row, other, example, area } of overlaps) {
        const asked = Object.fromEntries(table.inputs.map(({ name }, index) => [name, example[index]]))
        expect(applyDecision(table, asked).row).to.equal(row + 1)
        expect(table.rows[other]!.tests.every((test, at) => testHolds(test, example[at]!))).to.equal(true)
        expect(lies(area, example)).to.equal(true)
      }
      const taken = new Set(questions.map(first))
      expect(new Set(dead.map(({ row }) => row))).to.deep.equal(
        new Set(table.rows.flatMap((_row, index) => (taken.has(index) ? [] : [index]))),
      )
    }
  })
})

type Area = ReturnType<typeof analyseTable>['gaps'][number]

/** Whether a question lies in an area; the samples of all segments are the questions. */
function lies(area: Area, question: readonly CellValue[]): boolean {
  return area.every((some, at) => some === 'any' || some.some(({ sample }) => sample === question[at]))
}

function everyQuestion({ inputs, rows }: DecisionTable): readonly (readonly CellValue[])[] {
  return inputs.reduce<readonly (readonly CellValue[])[]>(
    (all, input, index) => {
      const samples = segmentsOf(
        input,
        rows.map(({ tests }) => tests[index]!),
      ).map(({ sample }) => sample)
      return all.flatMap((question) => samples.map((sample) => [...question, sample]))
    },
    [[]],
  )
}

const CELLS: readonly { readonly input: string; readonly cells: readonly string[] }[] = [
  { input: 'who:string="a","b","c","d"', cells: ['"a"', '"b","c"', 'not("a")', 'not("b","d")', '"d"'] },
  { input: 'open:string', cells: ['"x"', '"y"', 'not("x")', '"x","z"'] },
  { input: 'yes:boolean', cells: ['true', 'false'] },
  { input: 'count:number', cells: ['3', '< 3', '>= 3', '[1..5]', '(3..5]', 'not(4)', '> 7'] },
  {
    input: 'on:date',
    cells: [
      '< date("2026-04-01")',
      'date("2026-04-01")',
      '[date("2026-03-01")..date("2026-04-01")]',
      '> date("2026-03-31")',
    ],
  },
]

function byChance({ pick, between, shuffle, next }: Seeded): TableSketch {
  const columns = shuffle(CELLS).slice(0, between(1, 3))
  const rows = Array.from({ length: between(1, 6) }, () => [
    ...columns.map(({ cells }) => (next() < 0.35 ? '-' : pick(cells))),
    String(between(1, 3)),
  ])
  return {
    inputs: columns.map(({ input }) => input),
    outputs: ['result:number'],
    rows: [...rows, [...columns.map(() => '-'), '0']],
  }
}
