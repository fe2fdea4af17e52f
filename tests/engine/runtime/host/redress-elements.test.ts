import { Engine, type Execution } from 'bpmn-engine'
import { expect } from 'chai'
import { EventEmitter } from 'node:events'
import { inertOptions, redressElements } from '../../../../engine/runtime/host/index.ts'
import { flow, flows, JOURNEY, source, timer } from './sources.ts'

interface Api {
  readonly id: string
  readonly type: string
  readonly executionId: string
  readonly content: Record<string, unknown>
  signal(message?: object): void
  cancel(): void
  discard(): void
  fail(error: unknown): void
  sendApiMessage(action: string, content: object): void
}

const engineFor = (xml: string, options: object = {}) =>
  new Engine({ name: 'test', source: xml, elements: redressElements, ...inertOptions, ...options })

const waiting = (execution: Execution) => execution.getPostponed().map(({ id }) => id)

const apiOf = (execution: Execution, id: string) =>
  execution.getPostponed().find((api) => api.id === id) as unknown as Api

describe('redressElements in bpmn-engine', () => {
  it('runs a diagram from its XML: signalled tasks, FEEL conditions over variables, messages, the end', async () => {
    const engine = engineFor(JOURNEY)
    const ended = engine.waitFor('end')
    const execution = await engine.execute({ variables: { amount: 1 } })
    expect(waiting(execution)).to.deep.equal(['decide', 'remind'])
    execution.signal({ id: 'decide', amount: 5 })
    expect(waiting(execution)).to.deep.equal(['paid'])
    execution.signal({ id: 'm', reference: 'A1' })
    await ended
    expect(execution.environment.output).to.deep.equal({ amount: 5, reference: 'A1' })
    expect(engine.state).to.equal('idle')
  })

  it('signals by element, by message element, by message name and by execution id', async () => {
    for (const address of [{ id: 'paid' }, { id: 'm' }, { id: 'payment' }, { executionId: 'paid#5' }]) {
      const execution = await engineFor(JOURNEY).execute({ variables: { amount: 4 } })
      execution.signal({ id: 'decide' })
      expect(waiting(execution)).to.deep.equal(['paid'])
      execution.signal(address)
      expect(waiting(execution), JSON.stringify(address)).to.deep.equal([])
    }
  })

  it('passes over a signal for what does not wait', async () => {
    const execution = await engineFor(JOURNEY).execute({ variables: { amount: 4 } })
    for (const message of [undefined, {}, { id: 'paid' }, { id: 'nobody' }, { executionId: 'decide#99' }]) {
      execution.signal(message)
      expect(waiting(execution)).to.deep.equal(['decide', 'remind'])
    }
  })

  it('tells listeners what happens, in order, and lets them answer in the middle of it', async () => {
    const listener = new EventEmitter()
    const heard: string[] = []
    for (const event of [
      'activity.enter',
      'activity.wait',
      'activity.timer',
      'activity.end',
      'activity.leave',
      'flow.take',
    ]) {
      listener.on(event, (api: Api) => heard.push(`${event} ${api.id}`))
    }
    listener.on('activity.wait', (api: Api) => {
      api.signal({ amount: 0 })
    })
    await engineFor(JOURNEY).execute({ listener, variables: { amount: 9 } })
    expect(heard).to.deep.equal([
      ...['activity.enter start', 'activity.end start', 'activity.leave start', 'flow.take start_decide'],
      ...['activity.enter decide', 'activity.wait decide', 'activity.timer remind'],
      ...['activity.end decide', 'activity.leave decide', 'flow.take decide_upheld'],
      ...['activity.enter upheld', 'activity.end upheld', 'activity.leave upheld', 'flow.take upheld_done'],
      ...['activity.enter done', 'activity.end done', 'activity.leave done'],
    ])
  })

  it('gives an element one execution id from its enter to its leave', async () => {
    const listener = new EventEmitter()
    const ids: string[] = []
    for (const event of ['activity.enter', 'activity.wait', 'activity.end', 'activity.leave']) {
      listener.on(event, (api: Api) => {
        if (api.id === 'decide') ids.push(api.executionId)
      })
    }
    const execution = await engineFor(JOURNEY).execute({ listener, variables: { amount: 0 } })
    execution.signal({ id: 'decide' })
    expect(ids).to.deep.equal(['decide#2', 'decide#2', 'decide#2', 'decide#2'])
  })

  it('keeps events of one element for those who look it up', async () => {
    const engine = engineFor(JOURNEY)
    const execution = await engine.execute({ variables: { amount: 9 } })
    const paid = execution.getActivityById('paid') as unknown as EventEmitter & { isRunning: boolean; name?: string }
    expect(paid.isRunning).to.equal(false)
    paid.on('wait', (api: Api) => {
      api.signal({ late: true })
    })
    execution.signal({ id: 'decide' })
    expect(execution.environment.output).to.deep.equal({ amount: 9, late: true })
  })

  it('fires a timer when its activity is cancelled, as often as it is armed', async () => {
    const execution = await engineFor(JOURNEY).execute({ variables: { amount: 0 } })
    expect(execution.activityStatus).to.equal('timer')
    expect(apiOf(execution, 'remind').content['expireAt']).to.be.instanceOf(Date)
    execution.cancelActivity({ id: 'remind' })
    expect(waiting(execution)).to.deep.equal(['decide'])
  })

  it('starts at the clock it is given', async () => {
    const clock = { now: () => '2026-03-29T00:30:00.000Z' }
    const execution = await engineFor(JOURNEY, { clock }).execute()
    expect(apiOf(execution, 'remind').content['expireAt']).to.deep.equal(new Date('2026-03-29T01:30:00Z'))
  })

  describe('saved, recovered and resumed', () => {
    const resumed = async (state: object, listener = new EventEmitter()) => {
      const engine = new Engine({ name: 'again', elements: redressElements, ...inertOptions })
      engine.recover(JSON.parse(JSON.stringify(state)))
      return { engine, execution: await engine.resume({ listener }) }
    }

    it('goes on where it was, from the state alone', async () => {
      const first = engineFor(JOURNEY)
      const before = await first.execute({ variables: { amount: 7 } })
      before.cancelActivity({ id: 'remind' })
      const second = await resumed(await first.getState())
      expect(waiting(second.execution)).to.deep.equal(['decide'])
      second.execution.signal({ id: 'decide' })
      const third = await resumed(await second.engine.getState())
      expect(waiting(third.execution)).to.deep.equal(['paid'])
      const ended = third.engine.waitFor('end')
      third.execution.signal({ id: 'm' })
      await ended
      expect(third.execution.environment.output).to.deep.equal({ amount: 7 })
    })

    it('tells of what waits again, with the same ids, and of nothing else', async () => {
      const first = engineFor(JOURNEY)
      await first.execute({ variables: { amount: 7 } })
      const listener = new EventEmitter()
      const heard: unknown[] = []
      for (const event of ['activity.enter', 'activity.wait', 'activity.timer', 'activity.leave', 'flow.take']) {
        listener.on(event, (api: Api) => heard.push([event, api.executionId, api.content['isRecovered']]))
      }
      await resumed(await first.getState(), listener)
      expect(heard).to.deep.equal([
        ['activity.wait', 'decide#2', true],
        ['activity.timer', 'remind#3', true],
      ])
    })

    it('keeps about 1 kB for a process, and nothing of the diagram in it', async () => {
      const engine = engineFor(JOURNEY)
      await engine.execute({ variables: { amount: 7 } })
      const { definitions } = await engine.getState()
      const [saved] = definitions[0]?.execution?.processes ?? []
      expect(JSON.stringify(saved).length).to.be.below(1_000)
    })

    it('stops and can be resumed in place', async () => {
      const engine = engineFor(JOURNEY)
      await engine.execute({ variables: { amount: 0 } })
      await engine.stop()
      expect(engine.stopped).to.equal(true)
      const execution = await engine.resume()
      execution.signal({ id: 'decide' })
      expect(waiting(execution)).to.deep.equal([])
    })

    it('refuses tokens of another process', async () => {
      const engine = engineFor(JOURNEY)
      await engine.execute()
      const text = JSON.stringify(await engine.getState()).replace('"process":"p"', '"process":"q"')
      const other = new Engine({ name: 'again', elements: redressElements })
      expect(() => other.recover(JSON.parse(text))).to.throw('The saved tokens are of the process q, not of p')
    })
  })

  describe('calls of a process', () => {
    const CALLS = source(
      `<startEvent id="start"/><callActivity id="ask" calledElement="q"/><endEvent id="done"/>
       <boundaryEvent id="late" attachedToRef="ask">${timer('PT1H')}</boundaryEvent><endEvent id="ended-late"/>
       <boundaryEvent id="refused" attachedToRef="ask"><errorEventDefinition errorRef="e"/></boundaryEvent><endEvent id="ended-refused"/>
       <boundaryEvent id="noted" attachedToRef="ask" cancelActivity="false"><escalationEventDefinition escalationRef="x"/></boundaryEvent><userTask id="note"/>
       ${flows('start ask done', 'late ended-late', 'refused ended-refused', 'noted note')}`,
      '<error id="e" errorCode="REFUSED"/><escalation id="x" escalationCode="NOTE"/>',
    ).replace(
      '</definitions>',
      `<process id="q"><startEvent id="qs"/><userTask id="answer"/><exclusiveGateway id="which" default="which_fine"/>
       <endEvent id="fine"/><endEvent id="bad"><errorEventDefinition errorRef="e"/></endEvent>
       <intermediateThrowEvent id="tell"><escalationEventDefinition escalationRef="x"/></intermediateThrowEvent><userTask id="more"/>
       ${flows('qs answer which', 'which fine', 'tell more fine')}${flow('which', 'bad', 'answer = &quot;no&quot;')}${flow('which', 'tell', 'answer = &quot;note&quot;')}
       </process></definitions>`,
    )
    const asked = async () => engineFor(CALLS).execute({ variables: { case: 'c1' } })

    it('runs the called process beside its caller, with its variables, and takes its back', async () => {
      const execution = await asked()
      expect(waiting(execution)).to.have.members(['ask', 'late', 'answer'])
      execution.signal({ id: 'answer', answer: 'yes' })
      expect(execution.environment.output).to.deep.equal({ case: 'c1', answer: 'yes' })
      expect(waiting(execution)).to.deep.equal([])
    })

    it('takes the called process away when its activity is interrupted', async () => {
      const execution = await asked()
      execution.cancelActivity({ id: 'late' })
      expect(waiting(execution)).to.deep.equal([])
      expect(execution.definitions[0]?.isRunning).to.equal(false)
    })

    it('catches its error', async () => {
      const listener = new EventEmitter()
      const reached: string[] = []
      listener.on('activity.enter', (api: Api) => reached.push(api.id))
      const execution = await engineFor(CALLS).execute({ listener })
      execution.signal({ id: 'answer', answer: 'no' })
      expect(reached).to.include('ended-refused').and.not.include('done')
      expect(waiting(execution)).to.deep.equal([])
    })

    it('catches its escalation, and both go on', async () => {
      const execution = await asked()
      execution.signal({ id: 'answer', answer: 'note' })
      expect(waiting(execution)).to.have.members(['ask', 'late', 'note', 'more'])
    })

    it('comes back with its caller after a save', async () => {
      const engine = engineFor(CALLS)
      await engine.execute()
      const again = new Engine({ name: 'again', elements: redressElements, ...inertOptions })
      again.recover(JSON.parse(JSON.stringify(await engine.getState())))
      const execution = await again.resume()
      expect(waiting(execution)).to.have.members(['ask', 'late', 'answer'])
      execution.signal({ id: 'answer', answer: 'yes' })
      expect(waiting(execution)).to.deep.equal([])
    })
  })

  describe('the api of one waiting thing', () => {
    const TASK = source(
      `<startEvent id="start"/><serviceTask id="work"/><boundaryEvent id="caught" attachedToRef="work"><errorEventDefinition errorRef="e"/></boundaryEvent>
       <userTask id="repair"/><endEvent id="done"/>${flows('start work done', 'caught repair done')}`,
      '<error id="e" errorCode="BROKEN"/>',
    )
    it('throws at it: fail(error), or sendApiMessage with a code', async () => {
      const failed = Object.assign(new Error('no'), { code: 'BROKEN' })
      for (const act of [
        (api: Api) => {
          api.fail(failed)
        },
        (api: Api) => {
          api.sendApiMessage('error', { code: 'BROKEN' })
        },
      ]) {
        const execution = await engineFor(TASK).execute()
        act(apiOf(execution, 'work'))
        expect(waiting(execution)).to.deep.equal(['repair'])
      }
    })

    it('makes an error that nothing catches the error of the engine', async () => {
      const engine = engineFor(TASK)
      const execution = await engine.execute()
      const failed = engine.waitFor('end').catch((error: unknown) => error)
      apiOf(execution, 'work').sendApiMessage('error', { code: 'OTHER' })
      expect(await failed).to.be.instanceOf(Error)
      expect(String(await failed)).to.include('OTHER')
    })

    it('takes it away: discard()', async () => {
      const execution = await engineFor(TASK).execute()
      apiOf(execution, 'work').discard()
      expect(waiting(execution)).to.deep.equal([])
    })

    it('goes to that thing, whatever id the payload carries', async () => {
      const execution = await engineFor(
        source(`<startEvent id="start"/><userTask id="one"/><userTask id="two"/>${flows('start one', 'start two')}`),
      ).execute()
      apiOf(execution, 'one').signal({ id: 'two', executionId: 'two#3' })
      expect(waiting(execution)).to.deep.equal(['two'])
    })
  })

  it('tells a signal to every process of the file, once', async () => {
    const execution = await engineFor(
      source(
        `<startEvent id="start"/><userTask id="go"/><intermediateThrowEvent id="call"><signalEventDefinition signalRef="s"/></intermediateThrowEvent>
         <endEvent id="done"/>${flows('start go call done')}`,
        '<signal id="s" name="all"/>',
      ).replace(
        '</definitions>',
        `<process id="q" isExecutable="true"><startEvent id="qs"/><intermediateCatchEvent id="hear"><signalEventDefinition signalRef="s"/></intermediateCatchEvent>
         <userTask id="heard"/>${flows('qs hear heard')}</process></definitions>`,
      ),
    ).execute()
    expect(waiting(execution)).to.have.members(['go', 'hear'])
    execution.signal({ id: 'go' })
    expect(waiting(execution)).to.deep.equal(['heard'])
  })

  it('tells the ways through a process when it is shaken', async () => {
    const [definition] = await engineFor(JOURNEY).getDefinitions()
    const { start } = definition?.shake() as { start: { isLooped: boolean; sequence: { id: string }[] }[] }
    expect(start.map(({ sequence }) => sequence.map(({ id }) => id).join(' '))).to.deep.equal([
      'start start_decide decide decide_upheld upheld upheld_done done',
      'start start_decide decide decide_upheld upheld upheld_remedy remedy remedy_done done',
    ])
  })

  it('lets a process wait at its message start until it is signalled', async () => {
    const execution = await engineFor(
      source(
        `<startEvent id="start"><messageEventDefinition messageRef="m"/></startEvent><userTask id="task"/>${flows('start task')}`,
        '<message id="m" name="complaint"/>',
      ),
    ).execute()
    expect(waiting(execution)).to.deep.equal(['start'])
    execution.signal({ id: 'm', channel: 'phone' })
    expect(waiting(execution)).to.deep.equal(['task'])
    expect(execution.definitions[0]?.getProcesses()[0]?.environment.variables).to.include({ channel: 'phone' })
  })

  it('signals one instance of a parallel multi-instance task by its execution id', async () => {
    const execution = await engineFor(
      source(
        `<startEvent id="start"/><userTask id="each"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>
         ${flows('start each')}`,
      ),
    ).execute()
    const ids = execution.getPostponed().map(({ executionId }) => executionId)
    expect(ids).to.have.length(3)
    execution.signal({ executionId: ids[1] ?? '' })
    expect(execution.getPostponed().map(({ executionId }) => executionId)).to.deep.equal([ids[0], ids[2]])
  })
})
