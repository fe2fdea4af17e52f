/* Over 300 lines: one table of everything that a decision table is refused for. */
import { expect } from 'chai'
import { readDecision } from '../../../../engine/diagram/decision/index.ts'
import { aTable, findingsOf, tableXml, type TableSketch } from './a-table.ts'

const SOUND: TableSketch = {
  inputs: ['person:string="P1","P2"', 'nhsPart:boolean', 'receivedOn:date'],
  outputs: ['to:string', 'review:boolean'],
  rows: [
    ['"P1"', '-', '>= date("2026-04-01")', '"children-act"', 'false'],
    ['-', 'true', '', '"nhs-joint"', 'true'],
    ['-', '-', '-', '"corporate"', 'false'],
  ],
}

const sound = tableXml(SOUND)

/** The sound table with other rows before its last. */
function rows(...cells: readonly string[][]): string {
  return tableXml({ ...SOUND, rows: [...cells, ['-', '-', '-', '"corporate"', 'false']] })
}

/** The sound table, with one text in place of another. */
function having(old: string, other: string): string {
  if (!sound.includes(old)) throw new Error(`There is no ${old}`)
  return sound.replace(old, other)
}

describe('readDecision', () => {
  it('reads a sound table as plain data', async () => {
    const { table, findings } = await readDecision(sound, { file: 'uses/intake/routing.dmn' })
    expect(findings).to.deep.equal([])
    expect(table).to.deep.include({
      name: 'routing',
      title: 'Where it goes',
      inputs: [
        { name: 'person', label: 'person', type: 'string', options: ['P1', 'P2'] },
        { name: 'nhsPart', label: 'nhsPart', type: 'boolean' },
        { name: 'receivedOn', label: 'receivedOn', type: 'date' },
      ],
      outputs: [
        { name: 'to', label: 'to', type: 'string', options: ['children-act', 'nhs-joint', 'corporate'] },
        { name: 'review', label: 'review', type: 'boolean' },
      ],
    })
    expect(table?.rows[0]).to.deep.equal({
      id: 'row_1',
      tests: [
        { not: false, items: [{ value: 'P1' }] },
        'any',
        { not: false, items: [{ from: { value: '2026-04-01', included: true } }] },
      ],
      outputs: ['children-act', false],
      annotation: 'Row 1',
    })
    expect(table?.rows[2]?.tests).to.deep.equal(['any', 'any', 'any'])
    expect(JSON.parse(JSON.stringify(table))).to.deep.equal(table)
  })

  const CELLS: readonly (readonly [string, string, unknown])[] = [
    ['string', '"a", "b"', { not: false, items: [{ value: 'a' }, { value: 'b' }] }],
    ['string', 'not("a","b")', { not: true, items: [{ value: 'a' }, { value: 'b' }] }],
    ['string', '"say \\"no\\""', { not: false, items: [{ value: 'say "no"' }] }],
    ['boolean', 'true', { not: false, items: [{ value: true }] }],
    ['number', '-3', { not: false, items: [{ value: -3 }] }],
    ['number', '< 2', { not: false, items: [{ to: { value: 2, included: false } }] }],
    ['number', '<= 2', { not: false, items: [{ to: { value: 2, included: true } }] }],
    ['number', '> 2', { not: false, items: [{ from: { value: 2, included: false } }] }],
    [
      'number',
      '[1..5), 9',
      { not: false, items: [{ from: { value: 1, included: true }, to: { value: 5, included: false } }, { value: 9 }] },
    ],
    [
      'number',
      ']1..5]',
      { not: false, items: [{ from: { value: 1, included: false }, to: { value: 5, included: true } }] },
    ],
    ['date', '@"2026-02-28"', { not: false, items: [{ value: '2026-02-28' }] }],
    ['date', 'not(< date("2026-02-28"))', { not: true, items: [{ to: { value: '2026-02-28', included: false } }] }],
    ['string', '', 'any'],
    ['string', ' - ', 'any'],
  ]
  for (const [type, text, expected] of CELLS) {
    it(`reads the ${type} cell ${text || '(empty)'}`, async () => {
      const table = await aTable({
        inputs: [`x:${type}`, 'y:boolean'],
        outputs: ['to:string'],
        rows: [
          [text, 'true', '"a"'],
          ['-', '-', '"b"'],
        ],
      })
      expect(table.rows[0]?.tests[0]).to.deep.equal(expected)
    })
  }

  const REFUSED: readonly (readonly [string, string, string, RegExp])[] = [
    // The file
    ['no XML', 'hello', 'not-xml', /outside/],
    ['a DOCTYPE', having('<definitions', '<!DOCTYPE d [<!ENTITY a "b">]><definitions'), 'doctype', /DOCTYPE/],
    ['a processing instruction', having('<definitions', '<?evil x?><definitions'), 'instruction', /<\?…\?>/],
    ['an unknown entity', having('Row 1', '&a;'), 'entity', /no character/],
    ['no DMN', '<a/>', 'not-dmn', /DMN 1.3/],
    ['another DMN', having('20191111', '20151101'), 'not-dmn', /20151101/],
    ['a second root', `${sound}<a/>`, 'not-xml', /second root/],
    ['depth', '<a>'.repeat(30), 'too-deep', /deep/],
    ['size', `${sound}${' '.repeat(600_000)}`, 'too-large', /KiB/],
    ['many elements', having('</decision>', `${'<x/>'.repeat(16_000)}</decision>`), 'too-many-elements', /more than/],
    [
      'an unknown element',
      having('<decisionTable', '<extensionElements/><decisionTable'),
      'unknown-element',
      /extension/,
    ],
    [
      'an element in the wrong place',
      having('<decisionTable', '<rule id="r"/><decisionTable'),
      'unknown-element',
      /stand/,
    ],
    [
      "another product's element",
      having('<decisionTable', '<c:x xmlns:c="http://camunda.org/schema/1.0/dmn"/><decisionTable'),
      'unknown-element',
      /c:x/,
    ],
    [
      "another product's attribute",
      having('<rule id="row_1"', '<rule xmlns:c="urn:x" c:x="1" id="row_1"'),
      'unknown-attribute',
      /c:x/,
    ],
    ['an unknown attribute', having('<rule id="row_1"', '<rule when="x" id="row_1"'), 'unknown-attribute', /when/],
    [
      'a script language',
      having('<inputExpression typeRef="string"', '<inputExpression expressionLanguage="javascript" typeRef="string"'),
      'code',
      /javascript/,
    ],
    [
      'a literal expression',
      having('<decisionTable', '<literalExpression/><decisionTable'),
      'unknown-element',
      /literal/,
    ],
    [
      'two texts in a cell',
      having('<text>"P1"</text>', '<text>"P1"</text><text>"P2"</text>'),
      'unknown-element',
      /second/,
    ],
    ['two tables', having('</decisionTable>', '</decisionTable><decisionTable id="t2"/>'), 'unknown-element', /second/],
    ['no decision', sound.replace(/<decision [\s\S]*<\/decision>/, ''), 'no-decision', /no decision/],
    [
      'several decisions',
      having('</decision>', '</decision><decision id="other"/>'),
      'several-decisions',
      /2 decisions/,
    ],
    ['a decision without a table', sound.replace(/<decisionTable[\s\S]*<\/decisionTable>/, ''), 'no-table', /no table/],
    ['two rows of one id', having('row_2', 'row_1'), 'duplicate-id', /row_1/],
    ['a row without an id', having('<rule id="row_1"', '<rule'), 'missing-id', /no id/],
    ['an odd id', having('row_1', '__proto__'), 'bad-id', /__proto__/],
    ['another name than its file', having('decision id="routing"', 'decision id="other"'), 'bad-id', /routing\.dmn/],

    // The table
    ['the hit policy UNIQUE', tableXml({ ...SOUND, hitPolicy: 'UNIQUE' }), 'hit-policy', /UNIQUE/],
    ['no hit policy, which means UNIQUE', having(' hitPolicy="FIRST"', ''), 'hit-policy', /UNIQUE/],
    ['the hit policy COLLECT', tableXml({ ...SOUND, hitPolicy: 'COLLECT' }), 'hit-policy', /COLLECT/],
    ['no input', tableXml({ ...SOUND, inputs: [], rows: [] }), 'bad-table', /no input/],
    ['no output', tableXml({ ...SOUND, outputs: [], rows: [] }), 'bad-table', /no output/],
    ['no row', tableXml({ ...SOUND, rows: [] }), 'bad-table', /no row/],
    ['an input without a type', tableXml({ ...SOUND, inputs: ['person', 'b:boolean', 'c:date'] }), 'no-type', /person/],
    ['an unknown type', tableXml({ ...SOUND, inputs: ['a:time', 'b:boolean', 'c:date'] }), 'no-type', /'a'/],
    ['an output without a type', tableXml({ ...SOUND, outputs: ['to', 'review:boolean'] }), 'no-type', /'to'/],
    ['an input that is an expression', having('<text>person</text>', '<text>a + b</text>'), 'bad-variable', /a \+ b/],
    ['an input without a variable', having('<text>person</text>', '<text></text>'), 'bad-variable', /no variable/],
    ['a forbidden variable', having('<text>person</text>', '<text>constructor</text>'), 'bad-variable', /constructor/],
    ['an output without a name', having('name="to"', 'name=""'), 'bad-variable', /no variable/],
    ['a variable twice', tableXml({ ...SOUND, outputs: ['person:string', 'b:boolean'] }), 'bad-table', /person/],
    ['values that are no list', having('"P1","P2"', 'not("P1")'), 'bad-values', /list of texts/],
    [
      'values of a boolean',
      tableXml({ ...SOUND, inputs: ['person:string', 'b:boolean=true', 'c:date'] }),
      'bad-values',
      /boolean/,
    ],
    [
      'too many rows',
      rows(...Array.from({ length: 501 }, () => ['"P1"', '-', '-', '"a"', 'true'])),
      'bad-table',
      /501|502/,
    ],
    ['a missing cell', rows(['"P1"', '-', '-', '"a"']), 'bad-row', /3 tests and 1/],

    // The cells
    ['an unknown value', rows(['"P9"', '-', '-', '"a"', 'true']), 'bad-cell', /P1, P2/],
    ['a text without quotes', rows(['P1', '-', '-', '"a"', 'true']), 'bad-cell', /quotes/],
    [
      'an unknown function',
      rows(['matches(?, "(a+)+")', '-', '-', '"a"', 'true']),
      'bad-cell',
      /'matches' cannot be used/,
    ],
    ['another type', rows(['3', '-', '-', '"a"', 'true']), 'bad-cell', /not a text/],
    ['a boolean as a text', rows(['-', '"true"', '-', '"a"', 'true']), 'bad-cell', /not true or false/],
    ['a day that is none', rows(['-', '-', 'date("2026-02-30")', '"a"', 'true']), 'bad-cell', /not a day/],
    ['a day as a text', rows(['-', '-', '"2026-02-01"', '"a"', 'true']), 'bad-cell', /not a day/],
    ['null', rows(['null', '-', '-', '"a"', 'true']), 'bad-cell', /null/],
    ['a comparison of texts', rows(['> "P1"', '-', '-', '"a"', 'true']), 'bad-cell', /greater or less/],
    ['=', rows(['-', '-', '= date("2026-02-01")', '"a"', 'true']), 'bad-cell', /alone/],
    ['broken FEEL', rows(['"P1" ;', '-', '-', '"a"', 'true']), 'bad-cell', /from ';'/],
    ['code', rows(['${process.exit()}', '-', '-', '"a"', 'true']), 'bad-cell', /cannot be read|cannot be used/],
    ['a for', rows(['for x in [1] return x', '-', '-', '"a"', 'true']), 'bad-cell', /./],
    ['a definition', rows(['function() 1', '-', '-', '"a"', 'true']), 'bad-cell', /./],
    ['a very long cell', rows([`"${'a'.repeat(600)}"`, '-', '-', '"a"', 'true']), 'bad-cell', /characters long/],
    ['an empty output', rows(['"P1"', '-', '-', '', 'true']), 'bad-cell', /empty/],
    [
      'an output that is worked out',
      rows(['"P1"', '-', '-', '"a" + "b"', 'true']),
      'bad-cell',
      /plain value|one value/,
    ],
    ['two outputs in one', rows(['"P1"', '-', '-', '"a","b"', 'true']), 'bad-cell', /one value/],
    ['an output of another type', rows(['"P1"', '-', '-', 'true', 'true']), 'bad-cell', /not a text/],

    [
      'a range that runs backwards',
      rows(['-', '-', '[@"2026-02-02"..@"2026-02-01"]', '"a"', 'true']),
      'bad-cell',
      /before it begins/,
    ],

    // The rows
    [
      'no catch-all row',
      tableXml({ ...SOUND, rows: [['"P1"', '-', '-', '"a"', 'true']] }),
      'no-catch-all',
      /could have no answer/,
    ],
    [
      'a catch-all row before others',
      rows(['-', '-', '-', '"a"', 'true'], ['"P1"', '-', '-', '"b"', 'true']),
      'dead-row',
      /row 1 \('row_1'\)/,
    ],
    [
      'the same tests twice',
      rows(['"P1"', '-', '-', '"a"', 'true'], ['"P1"', '-', '-', '"b"', 'true']),
      'dead-row',
      /row 1/,
    ],
    [
      'wider tests before narrower ones',
      rows(
        ['not("P2")', '-', '> date("2026-01-01")', '"a"', 'true'],
        ['"P1"', 'true', '> date("2026-06-01")', '"b"', 'true'],
      ),
      'dead-row',
      /row 1/,
    ],
    [
      'rows that together leave nothing',
      rows(
        ['"P1"', 'true', '-', '"a"', 'true'],
        ['"P1"', 'false', '-', '"a"', 'true'],
        ['"P1"', '-', '-', '"b"', 'true'],
      ),
      'dead-row',
      /together/,
    ],
    [
      'a test that nothing passes',
      rows(['-', '-', '(date("2026-02-01")..date("2026-02-02"))', '"a"', 'true']),
      'dead-row',
      /'receivedOn'/,
    ],
    ['a list that not() empties', rows(['not("P1","P2")', '-', '-', '"a"', 'true']), 'dead-row', /'person'/],
  ]
  for (const [what, xml, rule, message] of REFUSED) {
    it(`refuses ${what}`, async () => {
      const { table, findings } = await readDecision(xml, { file: 'routing.dmn' })
      expect(table).to.equal(undefined)
      const found = findings.find((finding) => finding.rule === `admission/${rule}`)
      expect(found?.message, JSON.stringify(findings)).to.match(message)
      expect(found).to.include({ level: 'error', file: 'routing.dmn' })
      expect(found?.remedy).to.match(/\.$/)
    })
  }

  it('names the row that is at fault', async () => {
    const [finding] = await findingsOf(rows(['"P1"', '-', '-', '"a"', 'true'], ['P2', '-', '-', '"a"', 'true']))
    expect(finding?.element).to.equal('row_2')
  })

  it('lets the last row stand where the others leave nothing', async () => {
    const xml = tableXml({
      inputs: ['a:boolean'],
      outputs: ['b:string'],
      rows: [
        ['true', '"x"'],
        ['false', '"y"'],
        ['-', '"z"'],
      ],
    })
    expect(await findingsOf(xml)).to.deep.equal([])
  })

  it('passes over layout and the width of columns', async () => {
    const drawn = having(
      '</decision>',
      `</decision><d:DMNDI xmlns:d="https://www.omg.org/spec/DMN/20191111/DMNDI/"><d:DMNDiagram><d:DMNShape dmnElementRef="routing"><c:Bounds xmlns:c="http://www.omg.org/spec/DMN/20180521/DC/" height="80" width="180" x="160" y="100"/></d:DMNShape></d:DMNDiagram></d:DMNDI>`,
    ).replace(
      '<output id="output_1"',
      '<output xmlns:b="http://bpmn.io/schema/dmn/biodi/2.0" b:width="300" id="output_1"',
    )
    expect(await findingsOf(drawn)).to.deep.equal([])
  })

  describe('the hash', () => {
    const hashOf = async (xml: string) => (await readDecision(xml, { file: 'routing.dmn' })).table?.hash
    it('stays when only spaces and layout change', async () => {
      const spaced = having('>= date("2026-04-01")'.replace('>', '&gt;'), '  &gt;=date( "2026-04-01" ) ')
      expect(await hashOf(spaced)).to.equal(await hashOf(sound))
    })
    const CHANGES: readonly (readonly [string, string])[] = [
      ['"P1"</text></inputEntry>', '"P2"</text></inputEntry>'],
      ['<text>false</text>', '<text>true</text>'],
      ['row_2', 'row_7'],
      ['Row 1', 'Row one'],
    ]
    for (const [old, other] of CHANGES) {
      it(`changes when ${old} becomes ${other}`, async () => {
        expect(await hashOf(having(old, other)))
          .to.match(/^[0-9a-f]{64}$/)
          .and.not.equal(await hashOf(sound))
      })
    }
  })

  it('reads the largest table in a blink, garbage or not', async () => {
    const many = Array.from({ length: 499 }, (_, index) => [
      `"P1"`,
      index % 2 ? 'true' : 'false',
      `date("2026-01-${String((index % 28) + 1).padStart(2, '0')}")`,
      '"a"',
      'true',
    ])
    const garbage = Array.from({ length: 499 }, () => [
      '(((('.repeat(100),
      '((1..'.repeat(90),
      'not('.repeat(100),
      '[',
      '{',
    ])
    const started = performance.now()
    await findingsOf(rows(...many))
    await findingsOf(rows(...garbage))
    expect(performance.now() - started).to.be.below(10_000)
  })
})
