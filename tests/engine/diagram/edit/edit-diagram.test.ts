/* Over 300 lines: tables of what each operation does, and of what is refused. */
import { expect } from 'chai'
import { admitHere, editDiagram, layoutOf, stepsOf, type DiagramOperation } from '../../../../engine/diagram/index.ts'
import { shipped, shippedDiagrams } from './shipped.ts'

const STAGE_1 = shipped('children-act/stage-1.bpmn')

/** `3 Question 'Is it …?' Yes 4, No 6`: what the table shows, in a line each. */
function table(xml: string): readonly string[] {
  return stepsOf(xml).flatMap(({ steps }) =>
    steps.map(({ order, kind, name, ways }) => {
      const to = ways.map((way) => `${way.name === '' ? '' : `${way.name} `}${way.to?.order ?? '?'}`).join(', ')
      return `${order} ${kind} ${name}${to === '' ? '' : ` → ${to}`}`
    }),
  )
}

async function done(xml: string, ...operations: readonly DiagramOperation[]): Promise<string> {
  let now = xml
  for (const operation of operations) {
    const edited = await editDiagram(now, operation)
    if ('refused' in edited) throw new Error(edited.refused)
    now = edited.xml
  }
  return now
}

async function refusal(xml: string, operation: DiagramOperation): Promise<string> {
  const edited = await editDiagram(xml, operation)
  return 'refused' in edited ? edited.refused : `done: ${edited.what}`
}

const TASK = {
  do: 'add-task',
  name: 'Ring the complainant',
  role: 'responding-manager',
  form: 'ring',
  deadline: { rule: 'children-act.stage-1-answer', at: 'due' },
  clause: 'Local practice',
  guidance: 'Listen first.',
} as const
const YES = {
  name: 'Yes',
  condition: { join: 'and', tests: [{ variable: 'urgent', operator: 'is', values: [true] }] },
} as const
const QUESTION = { do: 'add-question', name: 'Is it urgent?', answers: [YES, { name: 'No' }] } as const

describe('the table of steps', () => {
  it('reads in the order of the outline, with what each step says', () => {
    expect(table(STAGE_1).slice(0, 10)).to.deep.equal([
      '1 Begins with Stage 1 begins → 2',
      '2 Done by the service Open Stage 1 → 3',
      '3 Task Choose how to handle it → 4',
      '4 Question Is it to be put right at once? → Yes 5, No 8',
      '5 Task Put it right with the complainant → 6',
      '6 Question Is the complainant content? → Yes 7, No 8',
      '7 Done by the service Confirm what was agreed → 8',
      '8 Task Answer the complaint → 9',
      '9 Done by the service Send the answer → 10',
      '10 Ends with Answered',
    ])
    const [main, extension] = stepsOf(STAGE_1)
    expect(main).to.include({ title: 'Stage 1: local resolution', isAside: false })
    expect(extension).to.include({ title: 'Is more time needed?', isAside: true })
    expect(main?.steps[2]).to.deep.include({ role: 'responding-manager', form: 'choose-handling' })
    expect(main?.steps[2]?.deadline?.words.clause).to.equal('SI 2006/1738 reg. 14')
    expect(main?.steps[3]?.ways[0]?.condition).to.deep.equal({
      join: 'and',
      tests: [{ variable: 'earlyResolution', operator: 'is', values: [true] }],
    })
    expect(main?.steps[5]?.ways.map(({ isDefault }) => isDefault)).to.deep.equal([false, true])
    expect(main?.steps[9]?.outcome).to.equal('answered')
  })

  it('names what is on the border of a step', () => {
    const all = [...shippedDiagrams().values()].flatMap((xml) => stepsOf(xml)).flatMap(({ steps }) => steps)
    const border = all.flatMap((step) => step.border)
    expect(new Set(border.map(({ role }) => role))).to.deep.equal(new Set(['warning', 'late', 'other']))
  })

  const DONE: readonly (readonly [what: string, operations: readonly DiagramOperation[], table: readonly string[]])[] =
    [
      [
        'adds a task after a step',
        [{ ...TASK, where: { after: 'task_choose_handling' } }],
        [
          '3 Task Choose how to handle it → 4',
          '4 Task Ring the complainant → 5',
          '5 Question Is it to be put right at once? → Yes 6, No 9',
        ],
      ],
      [
        'adds a step to an answer that led where ways meet',
        [{ ...TASK, where: { way: 'flow_gw_early_to_gw_to_answer' } }],
        [
          '4 Question Is it to be put right at once? → Yes 5, No 8',
          '8 Task Ring the complainant → 9',
          '9 Task Answer the complaint → 10',
        ],
      ],
      [
        'adds a question whose answers meet before what follows',
        [{ ...QUESTION, where: { after: 'task_answer_stage_1' } }],
        [
          '8 Task Answer the complaint → 9',
          '9 Question Is it urgent? → Yes 10, No 10',
          '10 Done by the service Send the answer → 11',
        ],
      ],
      [
        'adds an end to an answer',
        [
          { ...QUESTION, where: { after: 'task_answer_stage_1' } },
          {
            do: 'add-end',
            where: { way: 'flow_gw_is_it_urgent_to_svc_send_stage_1_answer' },
            name: 'At once',
            outcome: 'at-once',
          },
        ],
        ['9 Question Is it urgent? → Yes 10, No 11', '10 Ends with At once', '12 Ends with Answered'],
      ],
      [
        'adds an answer, led to another step',
        [
          {
            do: 'add-answer',
            question: 'gw_put_right',
            answer: { ...YES, name: 'Ask again' },
            to: 'task_choose_handling',
          },
        ],
        ['6 Question Is the complainant content? → Yes 7, No 8, Ask again 3'],
      ],
      [
        'leads an answer elsewhere, and takes away the meeting that is none any more',
        [{ do: 'lead', way: 'flow_gw_early_to_gw_to_answer', to: 'svc_confirm_early_resolution' }],
        [
          '4 Question Is it to be put right at once? → Yes 5, No 7',
          '6 Question Is the complainant content? → Yes 7, No 8',
        ],
      ],
      [
        'deletes a step, and joins what was around it',
        [{ do: 'delete', element: 'svc_confirm_early_resolution' }],
        ['6 Question Is the complainant content? → Yes 7, No 7', '7 Task Answer the complaint → 8'],
      ],
      [
        'deletes a question, keeping one of its ways',
        [{ do: 'delete', element: 'gw_put_right', keep: 'flow_gw_put_right_to_svc_confirm_early_resolution' }],
        ['5 Task Put it right with the complainant → 6', '6 Done by the service Confirm what was agreed → 7'],
      ],
      [
        'lets two steps change places',
        [{ do: 'move', element: 'svc_send_stage_1_answer', direction: 'up' }],
        ['8 Done by the service Send the answer → 9', '9 Task Answer the complaint → 10', '10 Ends with Answered'],
      ],
      [
        'adds a lateness path that stops nothing',
        [{ do: 'add-lateness', element: 'task_answer_stage_1', repeat: 5 }],
        [
          '8 Task Answer the complaint → 12',
          '9 May happen Late → 10',
          '10 Done by the service Tell the complainant we are late → 11',
          '11 Ends with Told',
        ],
      ],
      [
        'takes a lateness path away again, with all that was only for it',
        [
          { do: 'add-lateness', element: 'task_answer_stage_1' },
          { do: 'remove-lateness', element: 'task_answer_stage_1' },
        ],
        table(STAGE_1).slice(0, 12),
      ],
      ['deletes what can happen at any time', [{ do: 'delete', element: 'any_day_20' }], table(STAGE_1).slice(0, 12)],
      ['lays the whole out again', [{ do: 'lay-out' }], table(STAGE_1)],
    ]
  for (const [what, operations, lines] of DONE) {
    it(what, async () => {
      const xml = await done(STAGE_1, ...operations)
      expect(table(xml)).to.include.members([...lines])
      expect(admitHere(xml, { file: 'a' }).findings.filter(({ level }) => level === 'error')).to.deep.equal([])
    })
  }

  it('writes what a step says, and nothing else', async () => {
    const element = 'task_answer_stage_1'
    const xml = await done(
      STAGE_1,
      { do: 'rename', element, name: 'Answer every point' },
      { do: 'set-role', element, role: 'complaints-manager' },
      { do: 'set-form', element, form: 'other-form' },
      { do: 'set-deadline', element, deadline: { because: 'because it is a test' } },
      { do: 'set-words', element, clause: 'SI 2006/1738 reg 14', guidance: 'One line.\nAnother.' },
      { do: 'set-action', element: 'svc_open_stage_1', action: 'notify-staff', parameters: { role: 'advocate' } },
      { do: 'set-outcome', element: 'end_stage_1_answered', outcome: 'done' },
      { do: 'set-stage', element: 'call_stage_1_extension', process: 'elsewhere' },
      { do: 'change-answer', way: 'flow_gw_early_to_task_try_early_resolution', answer: { ...YES, name: 'It is' } },
    )
    const node = (id: string) => admitHere(xml, { file: 'a' }).diagram?.main.nodes.get(id)
    expect(node(element)).to.deep.include({
      name: 'Answer every point',
      documentation: 'SI 2006/1738 reg 14\nOne line.\nAnother.',
      redress: { role: 'complaints-manager', form: 'other-form', noDeadline: 'because it is a test' },
    })
    expect(node('svc_open_stage_1')?.redress).to.deep.equal({
      action: 'notify-staff',
      parameters: { role: 'advocate' },
    })
    expect(node('end_stage_1_answered')?.redress).to.deep.equal({ outcome: 'done' })
    expect(node('call_stage_1_extension')).to.include({ calledElement: 'elsewhere' })
    expect(
      admitHere(xml, { file: 'a' }).diagram?.main.flows.get('flow_gw_early_to_task_try_early_resolution'),
    ).to.include({
      name: 'It is',
      condition: 'urgent = true',
    })
    const [before, after] = [await layoutOf(STAGE_1), await layoutOf(xml)]
    expect(after).to.have.deep.members([...before])
  })

  it('changes a target of the council’s own wherever the diagram names it', async () => {
    const before = shipped('intake/intake.bpmn')
    const local = {
      ...{ id: 'intake.local.triage', title: 'the complaint to be read', workingDays: 2 },
      ...{ calendar: 'adult-social-care', startedBy: 'complaint-received', metBy: 'complaint-triaged' },
    }
    const xml = await done(before, { do: 'set-local', local })
    expect(xml.match(/workingDays="2"/g)).to.have.lengthOf(before.match(/"intake.local.triage"/g)?.length ?? 0)
    expect(await refusal(STAGE_1, { do: 'set-local', local })).to.match(/^The diagram does not name the target/)
  })

  it('gives what is new an id of its own, in this file and beside the others', async () => {
    const add: DiagramOperation = { ...TASK, where: { after: 'task_choose_handling' } }
    const edited = await editDiagram(STAGE_1, add, { idsElsewhere: ['task_ring_the_complainant'] })
    expect(edited).to.include({
      element: 'task_ring_the_complainant_2',
      what: 'Task ‘Ring the complainant’ added after ‘Choose how to handle it’',
    })
  })

  it('leaves what stands to the left where it was, and pushes the rest to the right', async () => {
    const xml = await done(STAGE_1, { ...TASK, where: { after: 'task_answer_stage_1' } })
    const [before, after] = [await layoutOf(STAGE_1), await layoutOf(xml)]
    const at = (shapes: typeof before, id: string) => shapes.find(({ element }) => element === id)
    for (const { element, isEdge, x } of before) {
      if (isEdge) continue
      const moved = (at(after, element)?.x ?? 0) - x
      expect(moved, element).to.equal(['svc_send_stage_1_answer', 'end_stage_1_answered'].includes(element) ? 178 : 0)
    }
    expect(at(after, 'task_ring_the_complainant')).to.include({ x: 1742, y: 245 })
  })

  it('draws a diagram that has no drawing', async () => {
    const bare = STAGE_1.replace(/<bpmndi:BPMNDiagram.*<\/bpmndi:BPMNDiagram>/s, '')
    const xml = await done(bare, { do: 'rename', element: 'task_answer_stage_1', name: 'Answer' })
    const drawn = await layoutOf(xml)
    expect(drawn.map(({ element }) => element)).to.have.members((await layoutOf(STAGE_1)).map(({ element }) => element))
  })

  const REFUSED: readonly (readonly [why: string, operation: DiagramOperation, said: RegExp])[] = [
    ['a step that is gone', { do: 'rename', element: 'nothing', name: 'x' }, /not in the diagram any more/],
    ['something after an end', { ...TASK, where: { after: 'end_stage_1_answered' } }, /the way ends there/],
    ['something after a question', { ...TASK, where: { after: 'gw_early' } }, /Say after which of them/],
    [
      'a question of one answer',
      { ...QUESTION, where: { after: 'task_answer_stage_1' }, answers: [YES] },
      /two answers or more/,
    ],
    [
      'a question without an answer otherwise',
      { ...QUESTION, where: { after: 'task_answer_stage_1' }, answers: [YES, YES] },
      /when no other holds/,
    ],
    [
      'two answers otherwise',
      { do: 'add-answer', question: 'gw_early', answer: { name: 'Else' }, to: 'svc_open_stage_1' },
      /‘No’ is the answer taken when no other holds/,
    ],
    [
      'a question with one answer left',
      { do: 'remove-answer', way: 'flow_gw_early_to_gw_to_answer' },
      /needs two answers/,
    ],
    [
      'a way out of what holds it',
      { do: 'lead', way: 'flow_gw_early_to_gw_to_answer', to: 'svc_stage_1_late' },
      /part of something else/,
    ],
    [
      'a way that leaves steps behind',
      { do: 'lead', way: 'flow_task_answer_stage_1_to_svc_send_stage_1_answer', to: 'task_choose_handling' },
      /Nothing would lead to ‘Send the answer’/,
    ],
    [
      'a way back to the beginning',
      { do: 'lead', way: 'flow_gw_early_to_gw_to_answer', to: 'start_stage_1' },
      /begins by itself/,
    ],
    ['deleting the beginning', { do: 'delete', element: 'start_stage_1' }, /where it begins/],
    ['deleting an end', { do: 'delete', element: 'end_stage_1_answered' }, /lead nowhere/],
    ['deleting a question with two ways', { do: 'delete', element: 'gw_put_right' }, /Say whose way is kept/],
    [
      'deleting a question, leaving steps behind',
      { do: 'delete', element: 'gw_early', keep: 'flow_gw_early_to_gw_to_answer' },
      /Nothing would lead to ‘Put it right with the complainant’/,
    ],
    [
      'moving past a question',
      { do: 'move', element: 'task_choose_handling', direction: 'down' },
      /cannot change places with ‘Is it to be put right at once\?’/,
    ],
    [
      'an end before its time',
      { do: 'add-end', where: { after: 'task_choose_handling' }, name: 'Over' },
      /Nothing would lead to ‘Is it to be put right at once\?’/,
    ],
    [
      'a lateness path for no deadline',
      { do: 'add-lateness', element: 'svc_open_stage_1' },
      /no deadline that could pass/,
    ],
    [
      'a deadline for a service',
      { do: 'set-deadline', element: 'svc_open_stage_1', deadline: { rule: 'x', at: 'due' } },
      /Only a task or a timer/,
    ],
    ['a role for a service', { do: 'set-role', element: 'svc_open_stage_1', role: 'x' }, /not done by somebody/],
    [
      'asking about no name',
      {
        do: 'change-answer',
        way: 'flow_gw_early_to_task_try_early_resolution',
        answer: {
          name: 'x',
          condition: { join: 'and', tests: [{ variable: '1 or true', operator: 'is', values: [1] }] },
        },
      },
      /no name that a question can ask about/,
    ],
  ]
  for (const [why, operation, said] of REFUSED) {
    it(`refuses ${why}`, async () => {
      expect(await refusal(STAGE_1, operation)).to.match(said)
    })
  }

  it('deletes an event at the edge of a step, with what was only behind it', async () => {
    const late = await done(STAGE_1, { do: 'add-lateness', element: 'task_answer_stage_1' })
    const event = /<bpmn:boundaryEvent id="([^"]+)"/.exec(late)?.[1] ?? ''
    expect(table(await done(late, { do: 'delete', element: event }))).to.deep.equal(table(STAGE_1))
  })

  it('refuses a second lateness path', async () => {
    const operation: DiagramOperation = { do: 'add-lateness', element: 'task_answer_stage_1' }
    expect(await refusal(await done(STAGE_1, operation), operation)).to.match(/has its lateness path already/)
  })

  it('refuses to change what it cannot read', async () => {
    const operation: DiagramOperation = { do: 'delete', element: 'task_answer_stage_1' }
    expect(await refusal(STAGE_1.slice(0, 5_000), operation)).to.match(/cannot be read/)
  })
})
