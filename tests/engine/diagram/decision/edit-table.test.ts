import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { DmnModdle } from 'dmn-moddle'
import {
  canonicalTable,
  editTable,
  newTable,
  readDecision,
  readTable,
  type DecisionTable,
  type TableOperation,
} from '../../../../engine/diagram/decision/index.ts'
import { testText, valueText } from '../../../../engine/diagram/decision/write-cell.ts'
import { seeded, type Seeded } from '../../../../api/demo/seeded.ts'
import { tableXml } from './a-table.ts'

const ROUTING = readFileSync('processes/intake/routing.dmn', 'utf8')
const SMALL = tableXml({
  inputs: ['who:string="a","b","c"', 'urgent:boolean'],
  outputs: ['route:string="x","y"', 'look:boolean'],
  rows: [
    ['"a"', '-', '"x"', 'false'],
    ['"b"', 'true', '"y"', 'true'],
    ['-', '-', '"y"', 'false'],
  ],
})
const FILE = 'routing.dmn'

async function read(xml: string): Promise<DecisionTable> {
  const { table } = await readTable(xml, { file: FILE })
  if (table === undefined) throw new Error('It cannot be read')
  return table
}

/** Rows in short. */
function shape({ inputs, outputs, rows }: DecisionTable): readonly string[] {
  return rows.map(
    ({ id, tests, outputs: values }) =>
      `${id}: ${tests.map((test, at) => testText(test, inputs[at]!.type)).join(' | ')} → ${values.map((value, at) => valueText(value, outputs[at]!.type)).join(' | ')}`,
  )
}

const NEW = {
  tests: [{ not: false, items: [{ value: 'c' }] }, 'any'],
  outputs: ['x', true],
  annotation: 'Because.',
} as const

describe('a new decision table', () => {
  it('can be read, tried and added to', async () => {
    const xml = await newTable({
      name: 'first-look',
      title: 'Who looks first, "you" & <me>?',
      input: { name: 'who', label: 'Who', type: 'string', options: ['a', 'b'] },
      output: { name: 'looks', label: 'Looks', type: 'string', options: ['x', 'y'] },
    })
    const { table, findings } = await readDecision(xml, { file: 'first-look.dmn' })
    expect(findings).to.deep.equal([])
    expect(table?.title).to.equal('Who looks first, "you" & <me>?')
    expect(await canonicalTable(xml)).to.equal(xml)
    const more = await editTable(xml, 'first-look.dmn', {
      do: 'add-output',
      name: 'urgent',
      label: 'Urgent',
      type: 'boolean',
    })
    if ('refused' in more) throw new Error(more.refused)
    expect(shape(more.table)).to.deep.equal(['row_1: - → "x" | false'])
    const back = await editTable(more.xml, 'first-look.dmn', { do: 'remove-output', name: 'urgent' })
    expect('xml' in back && back.xml).to.equal(xml)
    const last = await editTable(xml, 'first-look.dmn', { do: 'remove-output', name: 'looks' })
    expect('refused' in last && last.refused).to.equal('A table needs something to give.')
  })
})

const EDITS: readonly { readonly what: string; readonly does: TableOperation; readonly rows: readonly string[] }[] = [
  {
    what: 'a new row above the last one',
    does: { do: 'add-row', content: NEW },
    rows: [
      'row_1: "a" | - → "x" | false',
      'row_2: "b" | true → "y" | true',
      'row_4: "c" | - → "x" | true',
      'row_3: - | - → "y" | false',
    ],
  },
  {
    what: 'a new row after the first',
    does: { do: 'add-row', content: NEW, after: 'row_1' },
    rows: [
      'row_1: "a" | - → "x" | false',
      'row_4: "c" | - → "x" | true',
      'row_2: "b" | true → "y" | true',
      'row_3: - | - → "y" | false',
    ],
  },
  {
    what: 'other cells',
    does: { do: 'change-row', row: 'row_2', content: NEW },
    rows: ['row_1: "a" | - → "x" | false', 'row_2: "c" | - → "x" | true', 'row_3: - | - → "y" | false'],
  },
  {
    what: 'a row further up',
    does: { do: 'move-row', row: 'row_2', to: 'up' },
    rows: ['row_2: "b" | true → "y" | true', 'row_1: "a" | - → "x" | false', 'row_3: - | - → "y" | false'],
  },
  {
    what: 'a row less',
    does: { do: 'remove-row', row: 'row_1' },
    rows: ['row_2: "b" | true → "y" | true', 'row_3: - | - → "y" | false'],
  },
  {
    what: 'a column more',
    does: { do: 'add-input', name: 'days', label: 'Days', type: 'number' },
    rows: ['row_1: "a" | - | - → "x" | false', 'row_2: "b" | true | - → "y" | true', 'row_3: - | - | - → "y" | false'],
  },
]

const REFUSED: readonly { readonly what: string; readonly does: TableOperation; readonly says: RegExp }[] = [
  { what: 'a row that is not there', does: { do: 'remove-row', row: 'row_9' }, says: /no row “row_9”/ },
  { what: 'taking the last row away', does: { do: 'remove-row', row: 'row_3' }, says: /last row stays/ },
  { what: 'a row below the last', does: { do: 'move-row', row: 'row_2', to: 'down' }, says: /below the last one/ },
  { what: 'the first row further up', does: { do: 'move-row', row: 'row_1', to: 'up' }, says: /first row already/ },
  {
    what: 'a new row below the last',
    does: { do: 'add-row', content: NEW, after: 'row_3' },
    says: /below the last one/,
  },
  {
    what: 'a test in the last row',
    does: { do: 'change-row', row: 'row_3', content: NEW },
    says: /matches everything/,
  },
  {
    what: 'a value that the column does not have',
    does: { do: 'add-row', content: { ...NEW, outputs: ['z', true] } },
    says: /values of this column are x, y/,
  },
  {
    what: 'too few cells',
    does: { do: 'add-row', content: { ...NEW, tests: ['any'] } },
    says: /2 tests and 2 results/,
  },
  {
    what: 'a column twice',
    does: { do: 'add-input', name: 'who', label: 'Who', type: 'string' },
    says: /column about “who”/,
  },
  {
    what: 'a column that is no variable',
    does: { do: 'add-input', name: 'a b', label: 'A', type: 'string' },
    says: /name of a variable/,
  },
  { what: 'a column that rows ask about', does: { do: 'remove-input', name: 'urgent' }, says: /Row 2 still ask/ },
  {
    what: 'a value less that a row uses',
    does: { do: 'set-options', column: 'who', options: ['a', 'c'] },
    says: /a, c/,
  },
  { what: 'a table without a title', does: { do: 'rename', title: ' ', description: '' }, says: /title/ },
]

describe('changing a decision table', () => {
  for (const { what, does, rows } of EDITS) {
    it(`makes ${what}`, async () => {
      const edit = await editTable(SMALL, FILE, does)
      expect('refused' in edit ? edit.refused : shape(edit.table)).to.deep.equal(rows)
    })
  }
  for (const { what, does, says } of REFUSED) {
    it(`refuses ${what}`, async () => {
      const edit = await editTable(SMALL, FILE, does)
      expect('refused' in edit ? edit.refused : shape(edit.table)).to.match(says)
    })
  }

  it('gives back the very file where nothing changes', async () => {
    const { rows } = await read(ROUTING)
    for (const { id, tests, outputs, annotation } of rows.slice(-4)) {
      const content = { tests, outputs, annotation }
      expect(await editTable(ROUTING, FILE, { do: 'change-row', row: id, content })).to.include({ xml: ROUTING })
    }
  })

  it('writes the shipped table without a change of meaning, always in the same way, with its drawing', async () => {
    const canonical = await canonicalTable(ROUTING)
    expect(await canonicalTable(canonical)).to.equal(canonical)
    expect((await read(canonical)).hash).to.equal((await read(ROUTING)).hash)
    expect(canonical).to.contain('<dmndi:DMNShape id="shape_routing"')
  })

  it('lets a row stand that can never match, so that it can be mended', async () => {
    const edit = await editTable(SMALL, FILE, {
      do: 'add-row',
      content: { ...NEW, tests: [{ not: false, items: [{ value: 'a' }] }, 'any'] },
      after: 'row_1',
    })
    if ('refused' in edit) throw new Error(edit.refused)
    expect((await readDecision(edit.xml, { file: FILE })).table).to.equal(undefined)
    expect((await readTable(edit.xml, { file: FILE })).findings.map(({ rule }) => rule)).to.deep.equal([
      'admission/dead-row',
    ])
  })

  it('writes a list that is too long by what is left out', async () => {
    const options = Array.from({ length: 30 }, (_, index) => `a-rather-long-code-of-a-service-${index}`)
    const [first, ...most] = options
    const long = tableXml({
      inputs: [`who:string=${options.map((option) => `"${option}"`).join(',')}`],
      outputs: ['route:number'],
      rows: [
        [`"${first}"`, '1'],
        ['-', '2'],
      ],
    })
    const edit = await editTable(long, FILE, {
      do: 'add-row',
      content: {
        tests: [{ not: false, items: most.map((value) => ({ value })) }],
        outputs: [3],
        annotation: '',
      },
    })
    if ('refused' in edit) throw new Error(edit.refused)
    expect(edit.table.rows[1]?.tests[0]).to.deep.equal({ not: true, items: [{ value: first }] })
  })

  const seed = Number(process.env['TABLE_SEED'] ?? 20261125)
  it(`stays readable under any changes, or says why not (TABLE_SEED=${seed})`, async () => {
    const chance = seeded(seed)
    let xml = SMALL
    let done = 0
    for (let round = 0; round < 120; round += 1) {
      const edit = await editTable(xml, FILE, anyOperation(await read(xml), chance))
      if ('refused' in edit) {
        expect(edit.refused).to.match(/^\S.*[.…]$/s)
        continue
      }
      done += 1
      xml = edit.xml
      const { table, findings } = await readTable(xml, { file: FILE })
      expect(table?.hash).to.equal(edit.table.hash)
      expect(findings.filter(({ rule }) => rule !== 'admission/dead-row')).to.deep.equal([])
      expect((await new DmnModdle().fromXML(xml, 'dmn:Definitions')).warnings).to.deep.equal([])
    }
    expect(done).to.be.above(15)
  })
})

function anyOperation({ rows, inputs, outputs }: DecisionTable, { pick, between, next }: Seeded): TableOperation {
  const row = pick(rows).id
  const tests = inputs.map(({ type, options = ['m', 'n'] }) =>
    next() < 0.4
      ? ('any' as const)
      : {
          not: next() < 0.3,
          items: [{ value: type === 'boolean' ? next() < 0.5 : type === 'number' ? between(0, 9) : pick(options) }],
        },
  )
  const values = outputs.map(({ type, options = [] }) => (type === 'boolean' ? next() < 0.5 : pick(options)))
  const content = { tests, outputs: values, annotation: pick(['', 'Why & <how>', 'Two\nlines']) }
  switch (between(0, 7)) {
    case 0:
    case 1:
      return { do: 'add-row', content, after: row }
    case 2:
      return { do: 'change-row', row, content }
    case 3:
      return { do: 'move-row', row, to: pick(['up', 'down']) }
    case 4:
      return { do: 'remove-row', row }
    case 5:
      return { do: 'add-input', name: pick(['more', 'who', 'count']), label: 'More', type: pick(['string', 'number']) }
    case 6:
      return { do: 'remove-input', name: pick(inputs).name }
    default:
      return { do: 'set-options', column: pick(inputs).name, options: pick([['a', 'b', 'c', 'd'], ['a']]) }
  }
}
