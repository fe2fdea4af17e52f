import { Engine } from 'bpmn-engine'
import { expect } from 'chai'
import { inertOptions, NotExecutableError, redressElements } from '../../../../engine/runtime/host/index.ts'
import { variablesOf } from '../../../../engine/runtime/host/variables-of.ts'
import { flow, flows, JOURNEY, source, timer } from './sources.ts'

const evaluated: string[] = []
const services = {
  canary(...given: unknown[]) {
    evaluated.push(`called with ${given.length}`)
  },
}
const CALL = '${environment.services.canary()}'

const engineFor = (xml: string, options: object = {}) =>
  new Engine({ name: 'safety', source: xml, elements: redressElements, services, ...options })

const refusalOf = async (xml: string) => {
  const error: unknown = await engineFor(xml)
    .execute()
    .then(() => undefined)
    .catch((thrown: unknown) => thrown)
  expect(error).to.be.instanceOf(NotExecutableError)
  return (error as NotExecutableError).obstacles
}

describe('what a diagram cannot do through redressElements', () => {
  afterEach(() => {
    expect(evaluated).to.deep.equal([])
    expect(({} as { isAdmin?: unknown }).isAdmin).to.equal(undefined)
  })

  describe('scripts are refused before the first step', () => {
    const script = 'environment.services.canary(); next()'
    const inFlow = flow('start', 'end', script).replace(
      'conditionExpression ',
      'conditionExpression language="javascript" ',
    )
    const examples: readonly (readonly [string, string, string])[] = [
      [
        'a script task',
        `<startEvent id="start"/><scriptTask id="run" scriptFormat="javascript"><script>${script}</script></scriptTask>${flows('start run')}`,
        'run',
      ],
      ['a script in a flow', `<startEvent id="start"/><endEvent id="end"/>${inFlow}`, 'start_end'],
      [
        'a script in a condition',
        `<startEvent id="start"/><intermediateCatchEvent id="until"><conditionalEventDefinition><condition xsi:type="tFormalExpression" language="javascript">${script}</condition></conditionalEventDefinition></intermediateCatchEvent>${flows('start until')}`,
        'until',
      ],
    ]
    for (const [what, body, element] of examples) {
      it(what, async () => {
        expect((await refusalOf(source(body))).map((obstacle) => obstacle.element)).to.include(element)
      })
    }
  })

  describe('templates where something would have to be evaluated are refused', () => {
    const task = (inner: string) =>
      `<startEvent id="start"/><userTask id="task">${inner}</userTask>${flows('start task')}`
    const examples: readonly (readonly [string, string])[] = [
      ['condition of a flow', `<startEvent id="start"/><endEvent id="end"/>${flow('start', 'end', CALL)}`],
      [
        'timer',
        `<startEvent id="start"/><intermediateCatchEvent id="wait">${timer(CALL)}</intermediateCatchEvent>${flows('start wait')}`,
      ],
      [
        'number of instances',
        task(
          `<multiInstanceLoopCharacteristics><loopCardinality>${CALL}</loopCardinality></multiInstanceLoopCharacteristics>`,
        ),
      ],
      [
        'end of a loop',
        task(`<standardLoopCharacteristics><loopCondition>${CALL}</loopCondition></standardLoopCharacteristics>`),
      ],
      [
        'called process',
        `<startEvent id="start"/><callActivity id="call" calledElement="${CALL}"/>${flows('start call')}`,
      ],
    ]
    for (const [where, body] of examples) {
      it(where, async () => {
        const [obstacle] = await refusalOf(source(body))
        expect(obstacle?.message).to.equal(`'${CALL}' is a template, and templates are not evaluated.`)
      })
    }
  })

  it('evaluates no template in names, messages, signals, errors, implementations or what people type', async () => {
    const engine = engineFor(
      source(
        `<startEvent id="start" name="${CALL}"/><serviceTask id="work" name="${CALL}" implementation="${CALL}"/>
         <boundaryEvent id="caught" attachedToRef="work"><errorEventDefinition errorRef="e"/></boundaryEvent>
         <intermediateCatchEvent id="paid"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
         <intermediateThrowEvent id="tell"><signalEventDefinition signalRef="s"/></intermediateThrowEvent>
         <endEvent id="done"/>${flows('start work paid tell done', 'caught done')}`,
        `<message id="m" name="${CALL}"/><signal id="s" name="${CALL}"/><error id="e" name="${CALL}" errorCode="${CALL}"/>`,
      ),
    )
    const execution = await engine.execute({ variables: { note: CALL } })
    execution.signal({ id: 'work', answer: CALL })
    execution.definitions[0]?.sendMessage({ id: 'm', text: CALL })
    expect(execution.getPostponed()).to.deep.equal([])
    expect(execution.environment.output).to.deep.equal({ note: CALL, answer: CALL, text: CALL })
    expect(execution.getActivityById('work').name).to.equal(CALL)
  })

  it('takes no prototype from variables, payloads or a saved state', async () => {
    const poison = JSON.parse(
      '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"fine":1}',
    ) as object
    expect(variablesOf(poison)).to.deep.equal({ fine: 1 })
    const engine = engineFor(JOURNEY)
    const execution = await engine.execute({ variables: { ...poison, amount: 4 } })
    execution.signal({ id: 'decide', ...poison, deep: [poison] })
    const saved = JSON.stringify(await engine.getState()).replaceAll(
      '"fine":1',
      '"fine":1,"__proto__":{"isAdmin":true}',
    )
    const again = new Engine({ name: 'again', elements: redressElements }).recover(JSON.parse(saved))
    const { environment } = await again.resume()
    expect((environment.variables as { isAdmin?: unknown }).isAdmin).to.equal(undefined)
    await again.stop()
    await engine.stop()
  })

  it('keeps from the engine what is no JSON: functions, symbols, cycles; dates become text', () => {
    const circle: Record<string, unknown> = {
      day: new Date('2026-01-05T09:00:00Z'),
      call: () => 1,
      many: [1, () => 1, NaN],
    }
    circle['self'] = circle
    const kept = variablesOf(circle)
    expect(kept).to.include({ day: '2026-01-05T09:00:00.000Z' }).and.not.have.property('call')
    expect(kept['many']).to.deep.equal([1, null, null])
    expect(JSON.stringify(kept).length).to.be.below(4_000)
  })

  describe('timers', () => {
    const clock = globalThis.setTimeout
    let armed: number[] = []
    beforeEach(() => {
      armed = []
      globalThis.setTimeout = ((callback: () => void, delay: number) => {
        armed.push(delay)
        return clock(callback, delay)
      }) as typeof setTimeout
    })
    afterEach(() => {
      globalThis.setTimeout = clock
    })

    it('reach no setTimeout with inertOptions', async () => {
      const execution = await engineFor(JOURNEY, inertOptions).execute()
      expect(execution.getPostponed().map(({ id }) => id)).to.include('remind')
      expect(armed).to.deep.equal([])
    })

    it("fire by themselves with bpmn-engine's own timers, as its users expect", async () => {
      const soon = source(
        `<startEvent id="start"/><intermediateCatchEvent id="wait">${timer('PT0.01S')}</intermediateCatchEvent><endEvent id="done"/>${flows('start wait done')}`,
      )
      const engine = engineFor(soon)
      const ended = engine.waitFor('end')
      await engine.execute()
      await ended
    })

    it('that are due in ten years wait in parts that the machine can time', async () => {
      const delays: number[] = []
      const timers = {
        executing: [],
        register: () => ({
          setTimeout: (_callback: () => void, delay: number) => delays.push(delay),
          clearTimeout: () => undefined,
        }),
        setTimeout: () => undefined,
        clearTimeout: () => undefined,
      }
      const late = source(
        `<startEvent id="start"/><intermediateCatchEvent id="wait">${timer('P10Y')}</intermediateCatchEvent>${flows('start wait')}`,
      )
      await engineFor(late, { timers }).execute()
      expect(delays).to.deep.equal([2 ** 31 - 2])
    })
  })

  it('names every obstacle at once, each with what to do', async () => {
    const obstacles = await refusalOf(
      source(
        `<startEvent id="start"/><complexGateway id="odd"/><adHocSubProcess id="loose"/><callActivity id="nobody"/>
         <endEvent id="fault"><errorEventDefinition/></endEvent>${flows('start odd')}`,
      ),
    )
    expect(obstacles.map(({ element }) => element)).to.have.members(['odd', 'loose', 'nobody', 'fault'])
    expect(obstacles.every(({ remedy }) => remedy.endsWith('.'))).to.equal(true)
  })
})
