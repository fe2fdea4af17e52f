import { expect } from 'chai'
import { FIXTURE_REGISTRY } from '../../../fixtures/diagrams/registry.ts'
import { decision, line, sendBack } from '../../../support/diagrams/fixtures.ts'
import { findingsIn, foundBy } from '../../../support/diagrams/read.ts'
import { end, gateway, lasting, service, start, timer, user, way, ways } from '../../../support/diagrams/steps.ts'
import { draw, type Flow } from '../../../support/diagrams/draw.ts'
import { drawingOf } from '../../../support/diagrams/fixtures.ts'

describe('gateways-are-questions', () => {
  const found = (flows: readonly Flow[]) =>
    foundBy('gateways-are-questions', {
      steps: [
        start(),
        user('task_decide', 'Decide', 'decide'),
        gateway('gw', 'Which?'),
        ...flows.map(({ target: id }, row) => ({ ...end(id, `End ${id}`, 'upheld'), row })),
      ],
      flows: [...ways('ev_received > task_decide > gw'), ...flows],
    })
  const by = (target: string, condition: string) => way('gw', target, { name: target, condition })

  const examples = [
    { ways: ['=upheld', '=not(upheld)'], complete: true, because: 'true and false' },
    { ways: ['=upheld = true', '=upheld = false'], complete: true, because: 'true and false, compared' },
    { ways: ['=upheld', '=upheld = true'], complete: false, because: 'false has no way' },
    {
      ways: ['=finding = "upheld"', '=finding = "partly-upheld"', '=finding = "not-upheld"'],
      complete: true,
      because: 'every option',
    },
    {
      ways: ['=finding = "upheld"', '=finding in ("partly-upheld", "not-upheld")'],
      complete: true,
      because: 'every option, two together',
    },
    {
      ways: ['=finding = "upheld" or finding = "partly-upheld"', '="not-upheld" = finding'],
      complete: true,
      because: 'every option, either way round',
    },
    { ways: ['=finding = "upheld"', '=finding = "not-upheld"'], complete: false, because: 'an option has no way' },
    {
      ways: ['=finding = "upheld"', '=finding != "upheld"'],
      complete: false,
      because: 'what is not equal is not named',
    },
    { ways: ['=upheld', '=finding = "upheld"'], complete: false, because: 'two questions in one' },
    { ways: ['=upheld and byChild', '=not(upheld)'], complete: false, because: 'half of one answer' },
  ]
  for (const { ways: conditions, complete, because } of examples) {
    it(`${conditions.join(' | ')}: ${because}`, async () => {
      const flows = conditions.map((condition, index) => by('abc'.charAt(index), condition))
      expect(await found(flows)).to.have.lengthOf(complete ? 0 : 1)
    })
  }

  it('wants a name on every answer', async () => {
    const flows = [way('gw', 'a', { condition: '=upheld' }), way('gw', 'b', { name: 'No', isDefault: true })]
    expect((await found(flows)).join()).to.contain('not named as an answer')
  })
})

describe('conditions-use-known-options', () => {
  const found = (yes: string) => foundBy('conditions-use-known-options', decision('decide', 'Which?', yes))
  for (const [condition, faults] of [
    ['=finding = "upheld"', 0],
    ['=finding in ("upheld", "Partly-Upheld")', 1],
    ['="unheard-of" = finding', 1],
    ['=finding != "uphold"', 1],
    ['=finding = true', 1],
    ['=upheld = "yes"', 1],
    ['=upheld = true', 0],
    ['=unknown = "anything"', 0],
  ] as const) {
    it(`${condition}: ${faults} faults`, async () => {
      expect(await found(condition)).to.have.lengthOf(faults)
    })
  }

  it('says how to spell it', async () => {
    const xml = draw(drawingOf('a-case', 'correct', decision('decide', 'Which?', '=finding = "UPHELD"')))
    const remedies = (await findingsIn(xml)).map(({ remedy }) => remedy)
    expect(remedies).to.deep.equal(['Write "upheld": capital and small letters count.'])
  })
})

describe('no-screen-variables', () => {
  for (const name of ['DIRECTION', 'valid', 'isValid', 'screen', 'nextPage', 'buttonPressed']) {
    it(`finds ${name}`, async () => {
      const found = await foundBy('no-screen-variables', decision('decide', 'Which?', `=${name} = "x"`))
      expect(found).to.have.lengthOf(1)
    })
  }

  for (const name of ['validatorAppointed', 'screeningDone', 'feedback']) {
    it(`leaves ${name} alone`, async () => {
      expect(await foundBy('no-screen-variables', decision('decide', 'Which?', `=${name}`))).to.be.empty
    })
  }
})

describe('no-literal-addresses', () => {
  for (const [text, faults] of [
    ['9f1c2b34-1a2b-4c3d-8e4f-0123456789ab', 1],
    ['someone@council.example', 1],
    ['https://council.example/team', 1],
    ['complaints-manager', 0],
    ['children-act.stage-1-answer', 0],
  ] as const) {
    it(`a parameter '${text}': ${faults} faults`, async () => {
      const step = service('task_tell', 'Tell', 'notify-staff', { role: text, template: 'new-case' })
      expect(await foundBy('no-literal-addresses', line(step))).to.have.lengthOf(faults)
    })
  }

  it('reads conditions too', async () => {
    const found = await foundBy('no-literal-addresses', decision('decide', 'Which?', '=finding = "a@b.example"'))
    expect(found.map((text) => text.split(':')[0])).to.deep.equal(['flow_gw_decided_to_ev_upheld'])
  })
})

describe('loops-have-a-reason', () => {
  it('names the first task of the loop', async () => {
    const found = await foundBy('loops-have-a-reason', sendBack('check-answer-bare'))
    expect(found).to.deep.equal([
      "task_draft: The user task 'Draft the answer' (task_draft) can come again and again, and nothing says why or how often.",
    ])
  })

  it('leaves a loop that counts alone', async () => {
    const { steps, flows } = sendBack('check-answer-bare')
    const counted = flows.map((flow) =>
      flow.condition === undefined ? flow : { ...flow, condition: '=approved or rounds > 3' },
    )
    const found = async (type: 'number' | 'boolean') => {
      const registry = { ...FIXTURE_REGISTRY, startVariables: { rounds: { type } } }
      return (await foundBy('loops-have-a-reason', { steps, flows: counted }, { registry })).length
    }
    expect(await found('number')).to.equal(0)
    expect(await found('boolean')).to.equal(1)
  })

  it('leaves a loop that waits for something alone', async () => {
    const { steps, flows } = sendBack('check-answer-bare')
    const wait = timer('task_draft', 'Wait for the draft', lasting('PT1H'))
    const waiting = { steps: steps.map((step) => (step.id === 'task_draft' ? wait : step)), flows }
    expect(await foundBy('loops-have-a-reason', waiting)).to.be.empty
  })
})
