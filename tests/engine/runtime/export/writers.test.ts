import { expect } from 'chai'
import { instant, localDate } from '../../../../engine/index.ts'
import type { AboutExport, Writer } from '../../../../engine/runtime/export/about.ts'
import type { ExportedCase, ExportedEvent } from '../../../../engine/runtime/export/case-events.ts'
import { datedSteps, groupSizes, notTold, tellableCase, writeDates } from '../../../../engine/runtime/export/dates.ts'
import { writeOcel } from '../../../../engine/runtime/export/ocel.ts'
import { makePseudonyms, realIds } from '../../../../engine/runtime/export/pseudonyms.ts'
import { csvLines, writeCsv, writeJsonLines } from '../../../../engine/runtime/export/rows.ts'
import { writeXes } from '../../../../engine/runtime/export/xes.ts'
import { faultsBySchema } from '../../../support/xes-schema.ts'
import { readXes } from '../../../support/xes.ts'

const ABOUT: AboutExport = {
  id: 'export-1',
  selection: { by: 'received', from: localDate('2026-01-01'), to: localDate('2026-12-31') },
  named: false,
  askedAt: instant('2026-06-01T09:00:00Z'),
  council: 'Example Council',
}

type Dated = readonly (readonly [type: string, on: string])[]

const anEvent = (change: Partial<ExportedEvent> = {}): ExportedEvent => ({
  id: 'event-1',
  uuid: '00000000-0000-8000-8000-000000000001',
  at: instant('2026-02-02T09:00:00Z'),
  activity: 'Answer the complaint',
  command: 'task-completed',
  transition: 'complete',
  who: 'person-1',
  role: 'responding-manager',
  facts: [],
  deadlines: [],
  touches: [],
  ...change,
})
const aCase = (id: string, change: Partial<ExportedCase> = {}, facts: Dated = []): ExportedCase => ({
  id,
  uuid: '00000000-0000-8000-8000-000000000002',
  procedure: 'children-act',
  version: 1,
  receivedOn: localDate('2026-02-02'),
  status: 'open',
  costPence: 0,
  people: [],
  points: [],
  events: [anEvent({ facts: facts.map(([type, on]) => ({ type, on: localDate(on) })) })],
  ...change,
})

async function* each<Item>(items: readonly Item[]): AsyncIterable<Item> {
  await Promise.resolve()
  yield* items
}
async function written(write: Writer, cases: readonly ExportedCase[]): Promise<string> {
  let all = ''
  for await (const piece of write(ABOUT, () => each(cases))) all += piece
  return all
}

const hostile = [
  { what: 'the end of a CDATA section', text: 'a ]]> b' },
  { what: 'tags and quotation marks', text: `</string><event a="1" b='2'>&amp;<!--` },
  { what: 'an emoji of two halves', text: '\u{1f600}' },
  { what: 'white space that a parser would change', text: 'tab\tline\nreturn\rend' },
  {
    what: 'control characters',
    text: 'bell\u0007 null\u0000 escape\u001b',
    comesBack: 'bell\ufffd null\ufffd escape\ufffd',
  },
  { what: 'half an emoji', text: 'x\ud83d y\ude00', comesBack: 'x\ufffd y\ufffd' },
  { what: 'what is no character', text: 'x\ufffe\uffff', comesBack: 'x\ufffd\ufffd' },
]

describe('what is written of hostile text', () => {
  for (const { what, text, comesBack = text } of hostile) {
    it(`comes back from XES as it was: ${what}`, async () => {
      const { faults, traces } = readXes(
        await written(writeXes, [aCase('c', { events: [anEvent({ activity: text })] })]),
      )
      expect(faults).to.deep.equal([])
      expect(traces[0]?.events[0]?.['concept:name']).to.equal(comesBack)
    })
    it(`comes back from OCEL and JSON lines: ${what}`, async () => {
      const cases = [aCase('c', { events: [anEvent({ activity: text })] })]
      expect(JSON.parse(await written(writeOcel, cases))).to.have.nested.property('events[0].type', text)
      expect(JSON.parse(await written(writeJsonLines, cases))).to.have.property('activity', text)
    })
  }

  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '＝1', '=HYPERLINK("http://x","y")']) {
    it(`is no formula in CSV: ${JSON.stringify(text)}`, async () => {
      const csv = await written(writeCsv, [aCase('c', { events: [anEvent({ activity: text })] })])
      const [, row = ''] = csv.split('\r\n')
      expect(row).to.match(/,"?'/)
      expect(csvLines([[text]])).to.match(/^"?'/)
    })
  }
})

describe('the structure of XES', () => {
  // The check itself must find what is wrong, or it shows nothing.
  const log = (inside: string) => `<log xes.version="1849.2016" xmlns="http://www.xes-standard.org/">${inside}</log>`
  const wrong = [
    { what: 'an extension after a trace', text: log('<trace/><extension name="A" prefix="a" uri="u"/>') },
    { what: 'an attribute without a key', text: log('<string value="x"/>') },
    { what: 'a date that is none', text: log('<date key="k" value="yesterday"/>') },
    { what: 'an event that holds an event', text: log('<trace><event><event/></event></trace>') },
    { what: 'an element of nobody', text: log('<colour key="k" value="v"/>') },
    { what: 'a version that is no number', text: '<log xes.version="one"/>' },
    { what: 'a key of no extension', text: log('<trace><string key="a:b" value="v"/></trace>') },
    { what: 'text', text: log('<trace>hello</trace>') },
  ]
  for (const { what, text } of wrong) {
    it(`has no place for ${what}`, () => {
      expect(readXes(text).faults).not.to.deep.equal([])
    })
  }

  it('is that of the schema, which finds each of these as well, and nothing where nothing is wrong', async () => {
    const fine = [
      log('<trace/><event/>'),
      log('<list key="l"><values><int key="a" value="1"/><int key="a" value="2"/></values></list><trace/>'),
      log('<string key="a:b" value="x"><float key="c" value="1.5"/></string>'),
    ]
    const faulty = wrong.map(({ what, text }) => [what, text] as const)
    const files = [...faulty, ...fine.map((text, n) => [`fine ${n}`, text] as const)]
    const faults = await faultsBySchema(Object.fromEntries(files.map(([name, text]) => [`${name}.xes`, text])))
    const found = files.filter(([name]) => faults.some((fault) => fault.startsWith(`${name}.xes:`)))
    // No schema knows which extension a key is of.
    const known = faulty.filter(([name]) => name !== 'a key of no extension')
    expect(found.map(([name]) => name)).to.deep.equal(known.map(([name]) => name))
  })

  it('is kept to, whatever is written', async () => {
    const full = anEvent({
      cost: { pence: 218_405, stages: ['stage-2'] },
      step: 'task_answer',
      clause: 'reg. 14(1)',
      team: 'complaints-team',
      outcome: 'upheld',
      onBehalfOf: 'person-2',
      definition: { procedure: 'children-act', version: 2 },
      facts: [{ type: 'response-sent', on: localDate('2026-02-03') }],
    })
    const cases = [aCase('c', { events: [full], costPence: 1 }), aCase('d', { events: [] }), aCase('')]
    const files: Record<string, string> = {
      'none.xes': await written(writeXes, []),
      'full.xes': await written(writeXes, cases),
    }
    for (const [n, { text }] of hostile.entries()) {
      const events = [anEvent({ activity: text, who: text, role: text, step: text, outcome: text })]
      files[`hostile-${n}.xes`] = await written(writeXes, [aCase(text, { events, stage: text })])
    }
    expect(await faultsBySchema(files)).to.deep.equal([])
    const broken = (files['full.xes'] ?? '').replace(
      'key="time:timestamp" value="2026',
      'key="time:timestamp" value="the year 2026',
    )
    expect(await faultsBySchema({ 'broken.xes': broken })).to.have.length.above(0)
  })

  it('has costs in pounds, of the event and of the case', async () => {
    const event = anEvent({ cost: { pence: 218_405, stages: ['stage-2'] } })
    const { faults, traces } = readXes(await written(writeXes, [aCase('c', { events: [event], costPence: 218_405 })]))
    expect(faults).to.deep.equal([])
    expect(traces[0]?.attributes).to.include({ 'cost:total': '2184.05', 'cost:currency': 'GBP' })
    expect(traces[0]?.events[0]).to.include({ 'cost:total': '2184.05', 'redress:cost-stages': 'stage-2' })
  })
})

describe('an export of a thousand cases', () => {
  for (const [name, write] of Object.entries({ writeXes, writeOcel, writeCsv, writeJsonLines, writeDates })) {
    it(`holds one of them at a time: ${name}`, async () => {
      const events = Array.from({ length: 40 }, (_, n) =>
        anEvent({ id: `e${n}`, touches: [{ type: 'task', id: `t${n}`, how: 'opens' }] }),
      )
      let given = 0
      let largest = 0
      let most = 0
      async function* cases(): AsyncIterable<ExportedCase> {
        for (let n = 0; n < 1_000; n += 1) {
          await Promise.resolve()
          given += 1
          yield aCase(`case-${n}`, { events })
        }
      }
      let seen = 0
      for await (const piece of write(ABOUT, cases)) {
        most = Math.max(most, given - seen)
        seen = given
        largest = Math.max(largest, piece.length)
      }
      expect(largest).to.be.below(60_000)
      // A table of dates and the objects of OCEL go through all cases once before they tell anything of the first.
      expect(most).to.be.at.most(name === 'writeDates' ? 1_001 : 1)
    })
  }
})

describe('the dates of cases', () => {
  const steps = (facts: Dated) => datedSteps(aCase('c', {}, facts))
  const examples = [
    {
      because: 'the day of receipt is not counted, a weekend neither',
      facts: [
        ['complaint-received', '2026-02-06'],
        ['acknowledgement-sent', '2026-02-09'],
      ],
      last: { step: 'Acknowledged', since: 'Received', days: 3, workingDays: 1 },
    },
    {
      because: 'Good Friday and Easter Monday are no working days',
      facts: [
        ['stage-2-requested', '2026-04-02'],
        ['stage-2-answered', '2026-04-08'],
      ],
      last: { step: 'Stage 2 answered', since: 'Stage 2 asked for', days: 6, workingDays: 2 },
    },
    {
      because: 'the first of two counts',
      facts: [
        ['complaint-received', '2026-02-02'],
        ['stage-1-answered', '2026-02-20'],
        ['stage-1-answered', '2026-02-16'],
      ],
      last: { step: 'Stage 1 answered', since: 'Received', days: 14, workingDays: 10 },
    },
    {
      because: 'beyond the bank holidays that are known working days are not guessed',
      facts: [
        ['complaint-received', '2039-02-01'],
        ['acknowledgement-sent', '2039-02-03'],
      ],
      last: { step: 'Acknowledged', since: 'Received', days: 2 },
    },
  ] as const
  for (const { because, facts, last } of examples) {
    it(because, () => {
      expect(steps(facts).at(-1)).to.deep.include(last)
    })
  }

  const many = (n: number, procedure: string, facts: Dated) =>
    Array.from({ length: n }, (_, each) => aCase(`${procedure}-${each}`, { procedure }, facts))
  const RECEIVED = ['complaint-received', '2026-02-02'] as const
  const all = [
    ...many(4, 'corporate', [RECEIVED]),
    ...many(3, 'children-act', [RECEIVED]),
    ...many(4, 'children-act', [RECEIVED, ['stage-2-requested', '2026-03-02'], ['panel-met', '2026-05-05']]),
  ]

  it('tells nothing of a procedure with four cases, and no step that four cases have', async () => {
    const sizes = await groupSizes(each(all))
    expect(notTold(sizes)).to.deep.equal([
      { procedure: 'corporate' },
      { procedure: 'children-act', step: 'Stage 2 asked for' },
      { procedure: 'children-act', step: 'Panel met' },
    ])
    const told = all.flatMap((one) => tellableCase(one, sizes) ?? [])
    expect(told).to.have.length(7)
    expect(new Set(told.flatMap((one) => one.steps.map(({ step }) => step)))).to.deep.equal(new Set(['Received']))
  })

  it('tells no days since a step that is not told', async () => {
    const few = [
      ...many(6, 'children-act', [RECEIVED, ['panel-met', '2026-05-05']]),
      ...many(1, 'children-act', [
        ['panel-requested', '2026-04-20'],
        ['panel-met', '2026-05-05'],
      ]),
    ]
    const csv = await written(writeDates, few)
    expect(csv).to.contain('Panel asked for,,,,,not told: fewer than 5 cases')
    expect(csv).not.to.match(/Panel met,2026-05-05,[^,]/)
    expect(csv).not.to.contain('2026-04-20')
  })
})

describe('pseudonyms', () => {
  const one = makePseudonyms(Buffer.from('one key'))
  const other = makePseudonyms(Buffer.from('another'))

  it('are the same for the same thing, and different for anything else', () => {
    expect(one.of('case', 'SC-2026-00001')).to.equal(one.of('case', 'SC-2026-00001'))
    const all = [one.of('case', 'a'), one.of('case', 'b'), one.of('person', 'a'), other.of('case', 'a')]
    expect(new Set(all.map((each) => each.replace(/^\w+-/, ''))).size).to.equal(4)
  })

  it('have the form of a UUID where one is wanted, also beside real ids', () => {
    for (const each of [one, realIds(Buffer.from('k'))]) {
      expect(each.uuid('event', '7')).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }
    expect(realIds(Buffer.from('k')).of('case', 'SC-2026-00001')).to.equal('SC-2026-00001')
  })
})
