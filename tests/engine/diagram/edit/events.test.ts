import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { admitHere, editDiagram, stepsOf, type DiagramOperation } from '../../../../engine/diagram/index.ts'
import { shipped } from './shipped.ts'

const STAGE_1 = shipped('children-act/stage-1.bpmn')
const WORDS = { clause: 'Local practice', guidance: 'Look into it.' }
const TASK = 'task_answer_stage_1'
const TAKEN_BACK = readFileSync('tests/fixtures/tokens/compensation-of-one-activity.bpmn', 'utf8')

const MESSAGE = { kind: 'message', code: 'papers-came' } as const
const HOUR = { kind: 'time', timer: { kind: 'duration', text: 'PT1H' } } as const
const SO = { kind: 'condition', condition: { text: 'earlyResolution = true' } } as const

/** `‘Papers came’ message papers-came beside`. */
function inShort(xml: string, name: string): string {
  const row = stepsOf(xml)
    .flatMap(({ steps }) => steps)
    .find((each) => each.name === name)
  const { type = '', sign, timer, waitsUntil, stops, ways = [] } = row ?? {}
  const says = sign === undefined ? (timer?.text ?? waitsUntil ?? '') : `${sign.kind} ${sign.code}`
  return `${type}: ${says}${stops === undefined ? '' : stops ? ', stops' : ', beside'} → ${ways[0]?.to?.name ?? ''}`
}

describe('what happens by itself, through the table of steps', () => {
  const CASES: readonly (readonly [what: string, operation: DiagramOperation, now: string])[] = [
    [
      'is waited for: a message',
      { do: 'add-wait', where: { after: TASK }, name: 'It came', event: MESSAGE, ...WORDS },
      'intermediateCatchEvent: message papers-came → Send the answer',
    ],
    [
      'is waited for: a time',
      { do: 'add-wait', where: { after: TASK }, name: 'It came', event: HOUR, ...WORDS },
      'intermediateCatchEvent: PT1H → Send the answer',
    ],
    [
      'is waited for: until something is so',
      { do: 'add-wait', where: { after: TASK }, name: 'It came', event: SO, ...WORDS },
      'intermediateCatchEvent: earlyResolution = true → Send the answer',
    ],
    [
      'during a step, beside it',
      { do: 'add-border', element: TASK, name: 'It came', event: MESSAGE, stops: false, ...WORDS },
      'boundaryEvent: message papers-came, beside → Dealt with',
    ],
    [
      'during a step, which stops',
      {
        do: 'add-border',
        element: TASK,
        name: 'It came',
        event: { kind: 'error', code: 'LOST' },
        stops: true,
        ...WORDS,
      },
      'boundaryEvent: error LOST, stops → Dealt with',
    ],
    [
      'at any time',
      { do: 'add-aside', name: 'It came', event: { kind: 'signal', code: 'storm' }, stops: false, ...WORDS },
      'startEvent: signal storm, beside → Dealt with',
    ],
  ]
  for (const [what, operation, now] of CASES) {
    it(what, async () => {
      const edited = await editDiagram(STAGE_1, operation)
      if ('refused' in edited) throw new Error(edited.refused)
      expect(inShort(edited.xml, 'It came')).to.equal(now)
      const refused = admitHere(edited.xml, { file: 'stage-1.bpmn' }).findings.filter(({ level }) => level === 'error')
      expect(refused).to.deep.equal([])
      const again = await editDiagram(edited.xml, { do: 'delete', element: edited.element ?? '' })
      if (operation.do !== 'add-aside') expect('refused' in again && again.refused).to.equal(false)
    })
  }

  for (const [why, operation] of [
    [
      /always stops/,
      { do: 'add-border', element: TASK, name: 'x', event: { kind: 'error', code: 'LOST' }, stops: false },
    ],
    [/Nothing can break into/, { do: 'add-border', element: 'gw_early', name: 'x', event: MESSAGE, stops: true }],
    [/Say what it waits for/, { do: 'add-aside', name: 'x', event: { kind: 'message', code: '' }, stops: true }],
    [
      /not a duration/,
      {
        do: 'add-wait',
        where: { after: TASK },
        name: 'x',
        event: { kind: 'time', timer: { kind: 'duration', text: '' } },
      },
    ],
  ] as const) {
    it(`refuses ${operation.do}: ${why.source}`, async () => {
      const edited = await editDiagram(STAGE_1, operation)
      expect('refused' in edited && edited.refused).to.match(why)
    })
  }

  it('is taken back: one step, all of them, and none that nothing says how to take back', async () => {
    const takenBack = (xml: string) =>
      stepsOf(xml)
        .flatMap(({ steps }) => steps)
        .find(({ element }) => element === 'undo')?.takesBack
    const another = await editDiagram(TAKEN_BACK, { do: 'set-taken-back', element: 'undo', step: 'b' })
    if ('refused' in another) throw new Error(another.refused)
    const all = await editDiagram(another.xml, { do: 'set-taken-back', element: 'undo' })
    if ('refused' in all) throw new Error(all.refused)
    expect([TAKEN_BACK, another.xml, all.xml].map(takenBack)).to.deep.equal(['a', 'b', ''])
    const none = await editDiagram(TAKEN_BACK, { do: 'set-taken-back', element: 'undo', step: 'c' })
    expect('refused' in none && none.refused).to.match(/cannot be taken back/)
    expect(
      stepsOf(TAKEN_BACK)
        .flatMap(({ steps }) => steps)
        .filter(({ undoing }) => undoing !== undefined)
        .map(({ element, undoing }) => `${element} ${undoing}`),
    ).to.have.members(['a can-be-taken-back', 'b can-be-taken-back', 'ua takes-back', 'ub takes-back'])
  })

  it('is waited for by a task: its message', async () => {
    const xml = TAKEN_BACK.replace('<userTask id="c" />', '<receiveTask id="c" name="It came" />')
    const edited = await editDiagram(xml, { do: 'set-sign', element: 'c', code: 'papers-came' })
    if ('refused' in edited) throw new Error(edited.refused)
    expect(inShort(edited.xml, 'It came')).to.equal('receiveTask: message papers-came → ')
  })
})
