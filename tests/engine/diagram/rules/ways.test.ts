import { expect } from 'chai'
import { lintTogether } from '../../../../engine/diagram/rules/index.ts'
import { FIXTURE_REGISTRY } from '../../../fixtures/diagrams/registry.ts'
import { done, drawingOf, line, note, offer } from '../../../support/diagrams/fixtures.ts'
import { foundBy, readDiagram } from '../../../support/diagrams/read.ts'
import { end, gateway, service, start, user, way, ways } from '../../../support/diagrams/steps.ts'
import { draw, type Flow, type Step } from '../../../support/diagrams/draw.ts'

const parallel = (id: string): Step => ({ id, kind: 'parallelGateway', name: '' })
const stage1 = user('task_answer', 'Answer the complaint', 'answer-stage-1')

/** Start, a parting, two branches, a joining, then the rest. */
function parted(
  kind: (id: string, name?: string) => Step,
  branches: readonly [Step, Step],
  rest: readonly Step[],
  answers: readonly Partial<Flow>[] = [{}, {}],
) {
  const [one, other] = branches
  const last = [kind('gw_join'), ...rest]
  return {
    steps: [start(), kind('gw_part', 'Is the complaint by a child?'), one, { ...other, row: 1 }, ...last],
    flows: [
      ...ways('ev_received > gw_part'),
      way('gw_part', one.id, answers[0]),
      way('gw_part', other.id, answers[1]),
      ...ways(`${one.id} > gw_join`),
      ...ways(`${other.id} > ${last.map(({ id }) => id).join(' > ')}`),
    ],
  }
}

describe('advocacy-before-stage-1', () => {
  const found = (content: Parameters<typeof foundBy>[1]) => foundBy('advocacy-before-stage-1', content)
  const forChildren = [
    { name: 'Yes', condition: '=byChild' },
    { name: 'No', isDefault: true },
  ]

  it('is kept where the offer runs beside something else and both are waited for', async () => {
    expect(await found(parted(parallel, [offer, note()], [stage1, done]))).to.be.empty
  })

  it('is kept where only children are offered an advocate', async () => {
    expect(await found(parted(gateway, [offer, note()], [stage1, done], forChildren))).to.be.empty
  })

  it('is broken where a way is chosen by something else', async () => {
    const answers = [
      { name: 'Yes', condition: '=upheld' },
      { name: 'No', isDefault: true },
    ]
    expect(await found(parted(gateway, [offer, note()], [stage1, done], answers))).to.have.lengthOf(1)
  })

  it('is broken where only adults are offered one', async () => {
    const answers = [
      { name: 'Adult', condition: '=not(byChild)' },
      { name: 'Child', isDefault: true },
    ]
    expect(await found(parted(gateway, [offer, note()], [stage1, done], answers))).to.have.lengthOf(1)
  })

  it('leaves the stage itself to the procedure that calls it', async () => {
    expect(await found({ ...line(stage1), id: 'children-act-stage-1' })).to.be.empty
  })

  for (const id of ['children-act-after-stage-1', 'before-stage-1', 'stage-1-extension', 'stage-12']) {
    it(`is broken in ${id}, which is not the stage itself`, async () => {
      expect(await found({ ...line(stage1), id })).to.have.lengthOf(1)
    })
  }
})

describe('advocacy-before-stage-1, across the diagrams of a procedure', () => {
  const call = (id: string, calledElement: string): Step => ({
    id,
    kind: 'callActivity',
    name: id,
    documentation: 'Local practice',
    attributes: { calledElement },
  })
  const file = (id: string, content: Parameters<typeof drawingOf>[2]) => ({
    file: `${id}.bpmn`,
    diagram: readDiagram(draw({ ...drawingOf(id, 'correct', content), id })),
  })
  const stage = file('stage-1', line(stage1))
  const receipt = file('receipt', line(offer))
  const found = (...files: readonly ReturnType<typeof file>[]) =>
    lintTogether(files, FIXTURE_REGISTRY).map((finding) => `${finding.file} ${finding.rule} ${finding.element}`)
  const fault = ['stage-1.bpmn advocacy-before-stage-1 task_answer']

  it('is kept where another stage makes the offer first', () => {
    expect(found(file('main', line(call('a', 'receipt'), call('b', 'stage-1'))), receipt, stage)).to.be.empty
  })

  it('is kept where the offer is made two calls away', () => {
    const main = file('main', line(call('a', 'intake'), call('b', 'consideration')))
    const others = [file('intake', line(call('a', 'receipt'))), file('consideration', line(call('a', 'stage-1')))]
    expect(found(main, ...others, receipt, stage)).to.be.empty
  })

  it('is broken where the offer comes after', () => {
    expect(found(file('main', line(call('b', 'stage-1'), call('a', 'receipt'))), receipt, stage)).to.deep.equal(fault)
  })

  it('is broken where one of two calls comes without it', () => {
    const main = file('main', line(call('a', 'stage-1'), call('b', 'receipt'), call('c', 'stage-1')))
    expect(found(main, receipt, stage)).to.deep.equal(fault)
  })

  it('is broken where what comes after the stage makes it', () => {
    const main = file('main', line(call('a', 'stage-1'), call('b', 'after-stage-1')))
    expect(found(main, stage, file('after-stage-1', line(offer)))).to.deep.equal(fault)
  })

  it('is broken where nobody makes it', () => {
    expect(found(file('main', line(call('b', 'stage-1'))), stage)).to.deep.equal(fault)
  })

  it('comes to an end where processes call each other', () => {
    expect(found(file('main', line(call('b', 'main'), call('a', 'stage-1'))), stage)).to.deep.equal(fault)
  })
})

describe('variables-are-written-before', () => {
  const found = (content: Parameters<typeof foundBy>[1]) => foundBy('variables-are-written-before', content)
  const choice = (condition: string): readonly [readonly Step[], readonly Flow[]] => [
    [gateway('gw', 'Which way?'), end('ev_a', 'This', 'upheld'), { ...end('ev_b', 'That', 'withdrawn'), row: 1 }],
    [way('gw', 'ev_a', { name: 'This', condition }), way('gw', 'ev_b', { name: 'That', isDefault: true })],
  ]
  const after = (step: Step, condition: string) => {
    const [steps, flows] = choice(condition)
    return { steps: [start(), step, ...steps], flows: [...ways(`ev_received > ${step.id} > gw`), ...flows] }
  }
  const call: Step = { id: 'call', kind: 'callActivity', name: 'Stage 2', attributes: { calledElement: 'stage-2' } }

  const examples = [
    { step: note(), condition: '=byChild', missing: [], because: 'the case has it from its start' },
    {
      step: user('t', 'Decide', 'decide'),
      condition: '=upheld and finding = "upheld"',
      missing: [],
      because: 'the form sets both',
    },
    { step: call, condition: '=outcome = "upheld"', missing: [], because: 'a stage gives its outcome' },
    {
      step: user('t', 'Decide', 'decide'),
      condition: '=Upheld',
      missing: ['Upheld'],
      because: 'capital and small letters count',
    },
    { step: note(), condition: '=outcome = "upheld"', missing: ['outcome'], because: 'no stage was called' },
    {
      step: note(),
      condition: '=string length(name) > 2',
      missing: ['name'],
      because: 'a function’s name is no variable',
    },
  ]
  for (const { step, condition, missing, because } of examples) {
    it(`${condition}: ${because}`, async () => {
      const names = (await found(after(step, condition))).map((text) => /reads '(\w+)'/.exec(text)?.[1])
      expect(names).to.deep.equal(missing)
    })
  }

  it('names the right spelling', async () => {
    expect((await found(after(user('t', 'Decide', 'decide'), '=Upheld'))).join()).to.contain(
      "which is written 'upheld'",
    )
  })

  it('does not trust a step that a border event left unfinished', async () => {
    const [steps, flows] = choice('=upheld')
    const decide = user('task_decide', 'Decide', 'decide')
    const error: Step = {
      id: 'ev_cut',
      kind: 'boundaryEvent',
      name: 'Cut short',
      attachedTo: 'task_decide',
      definition:
        '<bpmn:timerEventDefinition id="t"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
    }
    const content = {
      steps: [start(), decide, error, gateway('gw_join'), ...steps],
      flows: [...ways('ev_received > task_decide > gw_join > gw'), way('ev_cut', 'gw_join'), ...flows],
    }
    expect(await found(content)).to.have.lengthOf(1)
  })

  it('trusts a form on both ways of a parting, and on either of a parallel one', async () => {
    const decide = (id: string) => user(id, 'Decide', 'decide')
    const [steps, flows] = choice('=upheld')
    for (const { kind, branches, faults } of [
      { kind: gateway, branches: [decide('a'), decide('b')] as const, faults: 0 },
      { kind: gateway, branches: [decide('a'), note('b')] as const, faults: 1 },
      { kind: parallel, branches: [decide('a'), note('b')] as const, faults: 0 },
    ]) {
      const answers =
        kind === gateway
          ? [
              { name: 'Yes', condition: '=byChild' },
              { name: 'No', isDefault: true },
            ]
          : [{}, {}]
      const content = parted(kind, branches, [steps[0] ?? done], answers)
      const whole = { steps: [...content.steps, ...steps.slice(1)], flows: [...content.flows, ...flows] }
      expect(await found(whole)).to.have.lengthOf(faults)
    }
  })
})

describe('letters-have-their-values', () => {
  it('takes a value that the step itself gives', async () => {
    const papers = service('task_papers', 'Send the papers', 'send-panel-papers', { papersRedacted: 'true' })
    expect(await foundBy('letters-have-their-values', line(papers))).to.be.empty
  })
})

describe('refusal-tells-next-step', () => {
  for (const [outcome, faults] of [
    ['not-upheld', 1],
    ['partly-upheld', 1],
    ['no-finding', 1],
    ['refused', 1],
    ['excluded', 1],
    ['upheld', 0],
    ['resolved-early', 0],
    ['withdrawn', 0],
    ['signposted', 0],
  ] as const) {
    it(`an end as '${outcome}' without a word of what comes next: ${faults} faults`, async () => {
      const content = { steps: [start(), end('ev_end', 'Ended', outcome)], flows: ways('ev_received > ev_end') }
      expect(await foundBy('refusal-tells-next-step', content)).to.have.lengthOf(faults)
    })
  }
})

describe('consent-before-partner', () => {
  const partner = user('task_partner', 'Ask the health trust', 'ask-partner')

  it('is broken where consent is asked for and the answer not looked at', async () => {
    const found = await foundBy('consent-before-partner', line(user('task_consent', 'Ask', 'record-consent'), partner))
    expect(found.join()).to.contain('may have been refused')
  })

  for (const { condition, faults } of [
    { condition: '=consentGiven', faults: 0 },
    { condition: '=not(consentGiven)', faults: 1 },
    { condition: '=consentGiven = false', faults: 1 },
    { condition: '=byChild', faults: 1 },
  ]) {
    it(`to the partner where ${condition}: ${faults} faults`, async () => {
      const content = {
        steps: [
          start(),
          user('task_consent', 'Ask', 'record-consent'),
          gateway('gw', 'Consent?'),
          partner,
          done,
          { ...end('ev_no', 'Alone', 'withdrawn'), row: 1 },
        ],
        flows: [
          ...ways('ev_received > task_consent > gw'),
          way('gw', 'task_partner', { name: 'This', condition }),
          way('gw', 'ev_no', { name: 'That', isDefault: true }),
          ...ways('task_partner > ev_done'),
        ],
      }
      expect(await foundBy('consent-before-partner', content)).to.have.lengthOf(faults)
    })
  }

  it('is broken on the way of a no', async () => {
    const content = {
      steps: [
        start(),
        user('task_consent', 'Ask', 'record-consent'),
        gateway('gw', 'Consent?'),
        partner,
        done,
        { ...end('ev_no', 'Alone', 'withdrawn'), row: 1 },
      ],
      flows: [
        ...ways('ev_received > task_consent > gw'),
        way('gw', 'ev_no', { name: 'Yes', condition: '=consentGiven' }),
        way('gw', 'task_partner', { name: 'No', isDefault: true }),
        ...ways('task_partner > ev_done'),
      ],
    }
    expect(await foundBy('consent-before-partner', content)).to.have.lengthOf(1)
  })
})
