import { expect } from 'chai'
import {
  editDiagram,
  loopWords,
  readTimer,
  stepsOf,
  timerWords,
  writeTimer,
  type DiagramOperation,
  type PlainTime,
  type StepRow,
} from '../../../../engine/diagram/index.ts'
import { canonicalDiagram } from '../../../../engine/diagram/edit/canonical.ts'
import { shipped, shippedDiagrams } from './shipped.ts'

const BODIES = shipped('nhs-joint/bodies.bpmn')
const HANDLING = shipped('public-health/handling.bpmn')
const STAGE_1 = shipped('children-act/stage-1.bpmn')
const WITHDRAWAL = shipped('adult-social-care/withdrawal.bpmn')
const PROCEDURE = shipped('nhs-joint/procedure.bpmn')

const rowsOf = (xml: string): readonly StepRow[] => stepsOf(xml).flatMap(({ steps }) => steps)

async function after(xml: string, operation: DiagramOperation): Promise<string> {
  const edited = await editDiagram(xml, operation)
  if ('refused' in edited) throw new Error(edited.refused)
  return edited.xml
}

function idOf(xml: string, is: (row: StepRow) => boolean): string {
  return rowsOf(xml).find(is)?.element ?? 'none'
}

const timer = idOf(HANDLING, ({ type, deadline }) => type === 'intermediateCatchEvent' && deadline !== undefined)
const each = idOf(BODIES, ({ loop }) => loop !== undefined)
const way = 'flow_gw_early_to_gw_to_answer'

describe('times in words', () => {
  for (const [kind, text, words] of [
    ['duration', 'PT3H', 'After 3 hours'],
    ['duration', 'PT1M', 'After 1 minute'],
    ['duration', 'P10D', 'After 10 days'],
    ['duration', 'P2W', 'After 2 weeks'],
    ['duration', 'P6M', 'After 6 months'],
    ['duration', 'P1Y', 'After 1 year'],
    ['date', '2026-04-01', 'On Wednesday 1 April 2026'],
    ['date', '2026-04-01T09:00', 'On Wednesday 1 April 2026 at 09:00'],
    ['cycle', 'R3/PT1H', 'Every 1 hour, 3 times'],
    ['cycle', 'R/P1D', 'Every 1 day, without end'],
    ['cycle', 'R1/2026-04-01T09:00/P1W', 'Every 1 week, once, from Wednesday 1 April 2026 at 09:00'],
  ] as const) {
    it(`${text}: ${words}`, () => {
      const read = readTimer({ kind, text })
      expect(read && writeTimer(read)).to.deep.equal({ kind, text })
      expect(timerWords({ kind, text })).to.equal(words)
    })
  }

  for (const text of ['P1DT2H', '=reviewAfter', '']) {
    it(`${text === '' ? 'nothing' : text}: as it is written`, () => {
      expect(readTimer({ kind: 'duration', text })).to.equal(undefined)
    })
  }
})

describe('what the table of steps changes besides names and ways', () => {
  const DONE: readonly (readonly [
    what: string,
    xml: string,
    operation: DiagramOperation,
    is: (row: StepRow) => unknown,
    now: unknown,
  ])[] = [
    ...(
      [
        { kind: 'duration', text: 'PT2H' },
        { kind: 'date', text: '2027-04-01T09:00' },
        { kind: 'cycle', text: 'R3/PT1H' },
        { kind: 'duration', text: '=reviewAfter' },
      ] as readonly PlainTime[]
    ).map((time): (typeof DONE)[number] => [
      `a time of its own in place of a deadline: ${time.text}`,
      HANDLING,
      { do: 'set-timer', element: timer, timer: time },
      ({ element, timer: now, deadline }) => element === timer && [now, deadline],
      [time, undefined],
    ]),
    [
      'once for each entry, one after another, until something holds',
      STAGE_1,
      {
        do: 'set-repeat',
        element: 'task_choose_handling',
        loop: {
          kind: 'multi-instance',
          sequential: true,
          collection: 'points',
          elementVariable: 'point',
          completionCondition: 'upheld = true',
        },
      },
      ({ element, loop }) => element === 'task_choose_handling' && loopWords([], loop),
      'For each of points (each called point), one after another, until ‘upheld’ is yes',
    ],
    [
      'a number of times, at once',
      STAGE_1,
      {
        do: 'set-repeat',
        element: 'task_choose_handling',
        loop: { kind: 'multi-instance', sequential: false, cardinality: '3' },
      },
      ({ element, loop }) => element === 'task_choose_handling' && loopWords([], loop),
      '3 times, at once',
    ],
    [
      'again as long as something holds',
      STAGE_1,
      {
        do: 'set-repeat',
        element: 'task_choose_handling',
        loop: { kind: 'standard', testBefore: false, maximum: 5, condition: 'agreed = false' },
      },
      ({ element, loop }) => element === 'task_choose_handling' && loopWords([], loop),
      'Again and again, as long as ‘agreed’ is no, 5 times at most',
    ],
    [
      'once again',
      BODIES,
      { do: 'set-repeat', element: each },
      ({ element, loop }) => element === each && loopWords([], loop),
      'Once',
    ],
    [
      'until when an activity is gone through',
      BODIES,
      {
        do: 'set-condition',
        element: each,
        condition: { join: 'or', tests: [{ variable: 'lead', operator: 'is-not', values: ['council'] }] },
      },
      ({ element, loop }) => element === each && loop,
      {
        kind: 'multi-instance',
        sequential: false,
        collection: 'bodies',
        elementVariable: 'body',
        completionCondition: 'lead != "council"',
      },
    ],
    [
      'a condition of several parts',
      STAGE_1,
      {
        do: 'change-answer',
        way,
        answer: {
          name: 'No',
          condition: {
            join: 'and',
            tests: [
              { variable: 'rounds', operator: 'at-least', values: [2] },
              { variable: 'grade', operator: 'none-of', values: ['low', 'moderate'] },
            ],
          },
        },
      },
      ({ ways }) => ways.find((each_) => each_.way === way)?.conditionText,
      'rounds >= 2 and not(grade in ("low", "moderate"))',
    ],
    [
      'the message that an event waits for',
      PROCEDURE,
      { do: 'set-sign', element: idOf(PROCEDURE, ({ sign }) => sign?.kind === 'message'), code: 'letter-came-back' },
      ({ sign }) => sign?.code === 'letter-came-back' && sign,
      { kind: 'message', code: 'letter-came-back' },
    ],
    [
      'the error that breaks in',
      WITHDRAWAL,
      { do: 'set-sign', element: idOf(WITHDRAWAL, ({ sign }) => sign?.kind === 'error'), code: 'NO_ADDRESS' },
      ({ sign }) => sign?.code === 'NO_ADDRESS' && sign.kind,
      'error',
    ],
    [
      'whether what breaks in stops the work',
      HANDLING,
      { do: 'set-stops', element: idOf(HANDLING, ({ stops }) => stops === false), stops: true },
      ({ element, stops }) => element === idOf(HANDLING, (row) => row.stops === false) && stops,
      true,
    ],
  ]

  for (const [what, xml, operation, is, now] of DONE) {
    it(what, async () => {
      const changed = await after(xml, operation)
      expect(rowsOf(changed).map(is).find(Boolean)).to.deep.equal(now)
      expect(await after(changed, operation).catch(() => changed)).to.equal(changed)
    })
  }

  const REFUSED: readonly (readonly [why: RegExp, xml: string, operation: DiagramOperation])[] = [
    [/The condition cannot be used\. It breaks off/, STAGE_1, answer({ text: 'urgent =' })],
    [/function 'now' cannot be used/, STAGE_1, answer({ text: 'now() = urgent' })],
    [
      /no name that a question can ask/,
      STAGE_1,
      answer({ join: 'and', tests: [{ variable: '1 or true', operator: 'is', values: [1] }] }),
    ],
    [
      /not a duration such as P10D/,
      HANDLING,
      { do: 'set-timer', element: timer, timer: { kind: 'duration', text: 'soon' } },
    ],
    [
      /Only what waits for a day/,
      STAGE_1,
      { do: 'set-timer', element: 'task_choose_handling', timer: { kind: 'duration', text: 'PT1H' } },
    ],
    [
      /would run 2000 times/,
      STAGE_1,
      {
        do: 'set-repeat',
        element: 'task_choose_handling',
        loop: { kind: 'multi-instance', sequential: true, cardinality: '2000' },
      },
    ],
    [
      /neither how many instances/,
      STAGE_1,
      { do: 'set-repeat', element: 'task_choose_handling', loop: { kind: 'multi-instance', sequential: true } },
    ],
    [
      /never end/i,
      STAGE_1,
      { do: 'set-repeat', element: 'task_choose_handling', loop: { kind: 'standard', testBefore: false } },
    ],
    [/could be gone through several times/, HANDLING, { do: 'set-repeat', element: timer }],
    [
      /Nothing there has a condition/,
      STAGE_1,
      { do: 'set-condition', element: 'task_choose_handling', condition: { text: 'a = 1' } },
    ],
    [
      /always stops the work/,
      WITHDRAWAL,
      { do: 'set-stops', element: idOf(WITHDRAWAL, ({ sign }) => sign?.kind === 'error'), stops: false },
    ],
    [/breaks into nothing/, STAGE_1, { do: 'set-stops', element: 'task_choose_handling', stops: false }],
    [/waits for no such thing/, STAGE_1, { do: 'set-sign', element: 'task_choose_handling', code: 'x' }],
  ]
  for (const [why, xml, operation] of REFUSED) {
    it(`refuses ${operation.do}: ${why.source}`, async () => {
      const edited = await editDiagram(xml, operation)
      expect('refused' in edited && edited.refused).to.match(why)
    })
  }

  it('writes every condition, loop and code of the diagrams that we ship as it stands there (every eighth, and all loops)', async () => {
    const some = [...shippedDiagrams()].filter(([, xml], place) => place % 8 === 0 || xml.includes('multiInstance'))
    for (const [path, xml] of some) {
      const rows = rowsOf(xml)
      const same: readonly DiagramOperation[] = [
        ...rows.flatMap(({ element, sign, stops, loop }): DiagramOperation[] => [
          ...(sign === undefined ? [] : [{ do: 'set-sign' as const, element, code: sign.code }]),
          ...(stops === undefined ? [] : [{ do: 'set-stops' as const, element, stops }]),
          ...(loop === undefined ? [] : [{ do: 'set-repeat' as const, element, loop }]),
        ]),
      ].slice(0, 3)
      const before = await canonicalDiagram(xml)
      for (const operation of same) expect(await after(xml, operation), `${path} ${operation.do}`).to.equal(before)
    }
  }).timeout(30_000)
})

function answer(
  condition: Extract<DiagramOperation, { do: 'change-answer' }>['answer']['condition'],
): DiagramOperation {
  return { do: 'change-answer', way, answer: { name: 'No', ...(condition && { condition }) } }
}
