import { expect } from 'chai'
import { admitHere, editDiagram, stepsOf, type DiagramOperation } from '../../../../engine/diagram/index.ts'
import { shipped } from './shipped.ts'

const STAGE_1 = shipped('children-act/stage-1.bpmn')
const ANSWER = 'task_answer_stage_1'
const WORDS = { clause: 'Local practice', guidance: 'Look into it.' }
const RING: DiagramOperation = {
  ...{ do: 'add-task', where: { beside: ANSWER }, name: 'Ring them', role: 'caseworker', form: 'ring', ...WORDS },
  deadline: { because: 'because it is done at once' },
}

async function after(xml: string, ...operations: readonly DiagramOperation[]): Promise<string> {
  let now = xml
  for (const operation of operations) {
    const edited = await editDiagram(now, operation)
    if ('refused' in edited) throw new Error(edited.refused)
    now = edited.xml
  }
  expect(admitHere(now, { file: 'stage-1.bpmn' }).findings.filter(({ level }) => level === 'error')).to.deep.equal([])
  return now
}

/** `At the same time → Answer the complaint, Ring them`, of the steps between the two gateways and of those themselves. */
function ways(xml: string): readonly string[] {
  return stepsOf(xml)
    .flatMap(({ steps }) => steps)
    .filter(
      ({ type, name }) => type === 'parallelGateway' || ['Ring them', 'Write it down', 'Is it so?'].includes(name),
    )
    .map((row) => `${named(row.name, row.kind)} → ${row.ways.map(({ to }) => named(to?.name, 'a meeting')).join(', ')}`)
}

const named = (name: string | undefined, otherwise: string) => (name === undefined || name === '' ? otherwise : name)

describe('what goes on at the same time, through the table of steps', () => {
  it('parts before a step and meets after it', async () => {
    expect(ways(await after(STAGE_1, RING))).to.deep.equal([
      'At the same time → Answer the complaint, Ring them',
      'Ring them → a meeting',
      'When all of them are done → Send the answer',
    ])
  })

  it('is one way more where ways part already, with steps after one another and a question', async () => {
    const third = { ...RING, name: 'Write it down' }
    const question: DiagramOperation = {
      ...{ do: 'add-question', where: { after: 'task_ring_them' }, name: 'Is it so?', ...WORDS },
      answers: [{ name: 'Yes', condition: { text: 'earlyResolution = true' } }, { name: 'No' }],
    }
    expect(ways(await after(STAGE_1, RING, third, question))).to.deep.equal([
      'At the same time → Answer the complaint, Ring them, Write it down',
      'Ring them → Is it so?',
      'Is it so? → a meeting, a meeting',
      'Write it down → a meeting',
      'When all of them are done → Send the answer',
    ])
  })

  it('goes with the last step of a way, and all of it when one way is left', async () => {
    const third = { ...RING, name: 'Write it down' }
    const two = await after(STAGE_1, RING, third, { do: 'delete', element: 'task_ring_them' })
    expect(ways(two)).to.deep.equal([
      'At the same time → Answer the complaint, Write it down',
      'Write it down → a meeting',
      'When all of them are done → Send the answer',
    ])
    expect(ways(await after(two, { do: 'delete', element: 'task_write_it_down' }))).to.deep.equal([])
  })

  it('waits for each way once when the last of two steps on it goes', async () => {
    const second: DiagramOperation = { ...RING, where: { after: 'task_ring_them' }, name: 'Write it down' }
    const xml = await after(STAGE_1, RING, second, { do: 'delete', element: 'task_write_it_down' })
    expect(ways(xml)).to.deep.equal(ways(await after(STAGE_1, RING)))
  })

  for (const [why, operations] of [
    [/choose a task/, [{ ...RING, where: { beside: 'gw_early' } }]],
    [/choose a task/, [{ ...RING, where: { beside: 'end_stage_1_answered' } }]],
    [/meet again/, [{ do: 'add-end', where: { beside: ANSWER }, name: 'Enough', ...WORDS }]],
    [
      /wait for it for ever/,
      [
        {
          ...{ do: 'add-border', element: ANSWER, name: 'Lost', stops: true, ...WORDS },
          event: { kind: 'error', code: 'LOST' },
        },
        RING,
      ],
    ],
    [/when one way is left, it goes too/, [RING, { do: 'delete', element: 'gw_and' }]],
  ] satisfies readonly (readonly [RegExp, readonly DiagramOperation[]])[]) {
    it(`is refused: ${why.source}`, async () => {
      const edited = await editDiagram(await after(STAGE_1, ...operations.slice(0, -1)), operations.at(-1)!)
      expect('refused' in edited ? edited.refused : 'done').to.match(why)
    })
  }
})
