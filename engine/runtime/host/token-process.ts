import { Broker } from 'smqp'
import type { ProcedureModel } from '../../diagram/procedure-model.ts'
import {
  endOf,
  initialState,
  step,
  waits,
  type EndKind,
  type Happening,
  type Incident,
  type Stimulus,
  type TokenState,
  type Wait,
} from '../../tokens/index.ts'
import { StateDamagedError } from '../../errors.ts'
import { answersToCall, answerTo } from './answers.ts'
import { modelIn } from './context-model.ts'
import { eventsOf, waitEvent, type ElementEvent } from './element-events.ts'
import { clockOf, hostingOf } from './hosting.ts'
import { listen } from './listen.ts'
import { makeQuietBroker } from './quiet-broker.ts'
import { shake } from './shake.ts'
import { startsOf, type StartWait } from './start-waits.ts'
import {
  asRecord,
  textAt,
  type Content,
  type ElementApi,
  type ElementContext,
  type ElementEnvironment,
  type ElementMessage,
  type Logger,
  type SerializedElement,
} from './surroundings.ts'
import { makeAlarms } from './timer-alarms.ts'
import { variablesOf } from './variables-of.ts'
import { makeApi } from './wait-api.ts'

type Status = 'executing' | 'errored' | 'end' | 'discarded'

/** What is kept of a running process in bpmn-engine's state: the tokens, and nothing of the diagram. */
interface SavedProcess {
  readonly executionId?: string
  readonly status?: Status
  readonly stopped?: boolean
  readonly tokens?: TokenState
  readonly calledFrom?: Content
}

/**
 * A process for bpmn-elements' `Definition` whose tokens are moved by the token core. The definition runs, stops, saves,
 * recovers, resumes and signals it as it would its own `Process`, and hears the same events from it; in between, what waits
 * is data. Longer than other files because bpmn-elements asks all this of one class.
 */
export class TokenProcess {
  readonly id: string
  readonly type: string
  readonly name: string | undefined
  readonly parent: Content
  readonly behaviour: Content
  readonly isExecutable: boolean
  readonly context: ElementContext
  readonly environment: ElementEnvironment
  readonly broker: Broker
  readonly logger: Logger
  readonly #hosting
  readonly #now
  readonly #alarms
  readonly #queue: Stimulus[] = []
  readonly #counters = { completed: 0, discarded: 0 }
  #executionId = ''
  #status: Status | undefined
  #stopped = false
  #consuming = false
  #working = false
  #tokens: TokenState | undefined
  #starts: readonly StartWait[] = []
  #calledFrom: Content | undefined

  constructor(definition: SerializedElement, context: ElementContext) {
    this.id = definition.id
    this.type = definition.type
    this.name = definition.name
    this.parent = { ...definition.parent }
    this.behaviour = definition.behaviour ?? {}
    this.isExecutable = this.behaviour['isExecutable'] === true
    this.context = context
    this.environment = context.environment
    this.logger = this.environment.Logger('process')
    this.#hosting = hostingOf(this.environment)
    this.#now = this.#hosting?.now ?? clockOf(this.environment)
    this.#alarms = makeAlarms(this.environment.timers, this, this.#now, (wait) => {
      this.#take({ type: 'fire', wait })
    })
    this.broker =
      this.#hosting === undefined
        ? makeBroker(this)
        : makeQuietBroker(this, (message) => {
            this.#onApiMessage(message)
          })
  }

  get executionId(): string {
    return this.#executionId
  }

  get status(): Status | undefined {
    return this.#status
  }

  get stopped(): boolean {
    return this.#stopped
  }

  get isRunning(): boolean {
    return this.#consuming && this.#status !== undefined
  }

  get counters(): { readonly completed: number; readonly discarded: number } {
    return { ...this.#counters }
  }

  get activityStatus(): 'idle' | 'wait' | 'timer' {
    const open = this.#waits()
    if (open.some(({ kind }) => kind === 'timer' || kind === 'deadline')) return 'timer'
    return open.length > 0 || this.#starts.length > 0 ? 'wait' : 'idle'
  }

  // ——— its life, as the definition calls it ———

  init(executionId?: string): void {
    this.#executionId = executionId ?? `${this.id}_${Math.random().toString(16).slice(2, 12)}`
    this.#publish('process.init', {})
  }

  /** @throws NotExecutableError when the process holds something that is not run. */
  run(content?: Content): void {
    if (this.isRunning) throw new Error(`The process ${this.id} is running already`)
    const model = this.#model()
    if (this.#executionId === '') this.init()
    this.#calledFrom = asRecord((content?.['inbound'] as readonly unknown[] | undefined)?.[0])
    this.#tokens = initialState(model, { child: this.#calledFrom !== undefined })
    this.#activate()
    this.#publish('process.enter', { ...content })
    this.#publish('process.start', { ...content })
    if (this.#hosting === undefined) {
      const variables = variablesOf(
        this.#calledFrom === undefined ? this.environment.variables : this.#calledFrom['variables'],
      )
      this.#take({ type: 'start', variables })
    }
  }

  getState(): object {
    return {
      id: this.id,
      type: this.type,
      executionId: this.#executionId,
      status: this.#status,
      stopped: this.#stopped,
      tokens: this.#tokens,
      ...(this.#calledFrom && { calledFrom: this.#calledFrom }),
    }
  }

  /** @throws StateDamagedError when the tokens are none of this process. */
  recover(state?: SavedProcess): this {
    if (this.isRunning) throw new Error(`The process ${this.id} is running and cannot be recovered`)
    if (state === undefined) return this
    if (state.tokens !== undefined && state.tokens.process !== this.id) {
      throw new StateDamagedError(`The saved tokens are of the process ${state.tokens.process}, not of ${this.id}`)
    }
    this.#executionId = state.executionId ?? ''
    this.#status = state.status
    this.#stopped = state.stopped === true
    this.#tokens = state.tokens
    this.#calledFrom = state.calledFrom
    if (this.#hosting === undefined && state.tokens !== undefined)
      this.environment.assignVariables(state.tokens.variables)
    return this
  }

  /** Takes up again what was recovered or stopped. What waits is told once more, with `isRecovered` in its content. */
  resume(): this {
    if (this.isRunning) throw new Error(`The process ${this.id} is running and cannot be resumed`)
    if (this.#status === undefined) return this
    const model = this.#model()
    this.#activate()
    if (this.#hosting !== undefined) return this
    if (this.#tokens !== undefined && this.#tokens.held.length === 0 && endOf(this.#tokens) === null)
      this.#openStarts(model)
    const open = this.#waits()
    this.#alarms.keep(open, this.#now())
    for (const wait of open) this.#publishEvent(waitEvent(wait, this.#setting(), { isRecovered: true }))
    return this
  }

  stop(): void {
    if (!this.isRunning) return
    this.#stopped = true
    this.#deactivate()
    this.#publish('process.stop', {})
  }

  // ——— what waits, and its api ———

  getPostponed(filter?: (api: ElementApi) => boolean): readonly ElementApi[] {
    const open = [...this.#starts, ...this.#waits()].map((wait) => this.#apiOf(wait))
    return filter === undefined ? open : open.filter(filter)
  }

  getApi(message?: ElementMessage): ElementApi {
    return makeApi(this, message ?? { fields: {}, content: this.#content({}), properties: {} })
  }

  signal(message?: Content): void {
    this.#onCallToAll('signal', { message })
  }

  cancelActivity(message?: Content): void {
    this.#onCallToAll('cancel', { message })
  }

  sendMessage(message?: ElementMessage): void {
    if (message !== undefined) this.#onCallToAll(message.properties.type ?? 'message', message.content)
  }

  /** Takes a call of one api: of something that waits, or of the process itself. */
  onCall(action: string, executionId: string, content: Content): void {
    if (executionId === this.#executionId) {
      if (action === 'stop') this.stop()
      else if (action === 'discard') this.#take({ type: 'terminate' })
      return
    }
    const start = this.#starts.find(({ id }) => id === executionId)
    if (start !== undefined && action === 'signal') {
      this.#take(start.startedWith(variablesOf(content['message'], ['id', 'executionId'])))
      return
    }
    const wait = this.#waits().find(({ id }) => id === executionId)
    const answer = wait === undefined ? undefined : answerTo(wait, action, content)
    if (answer !== undefined) this.#take(answer)
  }

  isActive(element: string): boolean {
    return this.#tokens?.held.some((held) => held.element === element) ?? false
  }

  // ——— what is in it ———

  getActivityById(id: string): unknown {
    return this.context.getActivityById(id)
  }

  getActivities(): unknown[] {
    return this.context.getActivities(this.id)
  }

  /** None that bpmn-elements could start by itself: a message start is a wait like any other. */
  getStartActivities(): readonly never[] {
    return []
  }

  getSequenceFlows(): unknown[] {
    return this.context.getSequenceFlows(this.id)
  }

  shake(start?: string): ReturnType<typeof shake> {
    return shake(this.#model(), start)
  }

  on(event: string, callback: (api: ElementApi) => void, options: { readonly once?: boolean } = {}): unknown {
    const key = event.includes('.') ? event : event === 'wait' ? 'activity.wait' : `process.${event}`
    return listen(
      this.broker,
      key,
      (message) => {
        callback(this.getApi(message))
      },
      options,
    )
  }

  once(event: string, callback: (api: ElementApi) => void): unknown {
    return this.on(event, callback, { once: true })
  }

  waitFor(event: string): Promise<ElementApi> {
    return new Promise((resolve) => {
      this.once(event, resolve)
    })
  }

  // ——— stimuli in, events out ———

  #model(): ProcedureModel {
    return modelIn(this.context.definitionContext, this.id)
  }

  #waits(): readonly Wait[] {
    return this.#tokens === undefined ? [] : waits(this.#tokens)
  }

  #activate(): void {
    this.#status = 'executing'
    this.#stopped = false
    this.#consuming = true
    const onMessage = (_key: string, message: unknown) => {
      this.#onApiMessage(message as ElementMessage)
    }
    this.broker.subscribeTmp('api', '#', onMessage, { noAck: true, consumerTag: '_process-api' })
  }

  #onApiMessage({ content, properties }: ElementMessage): void {
    const action = properties.type ?? ''
    if (properties.delegate === true) this.#onCallToAll(action, content)
    else this.onCall(action, textAt(content, 'executionId') ?? '', content)
  }

  #deactivate(): void {
    this.#consuming = false
    this.#alarms.clear()
    this.broker.cancel('_process-api')
  }

  /** A call that goes to all processes of the definition. What this process threw itself, it has taken already. */
  #onCallToAll(action: string, content: Content): void {
    if (this.#hosting !== undefined) {
      const stimulus = asRecord(content['message'])?.['stimulus'] as Stimulus | undefined
      if (stimulus !== undefined) this.#take(stimulus)
      return
    }
    const thrower = asRecord(asRecord(content['source'])?.['parent'])
    if (thrower?.['executionId'] === this.#executionId) return
    const payload = asRecord(content['message']) ?? asRecord(content['originalMessage']) ?? {}
    const start = this.#starts.find((wait) => wait.isMeantBy(payload, this.context.definitionContext))
    const stimuli =
      start === undefined
        ? answersToCall(this.#waits(), action, payload, this.context.definitionContext)
        : [start.startedWith(variablesOf(payload, ['id', 'executionId']))]
    for (const stimulus of stimuli) this.#take(stimulus)
  }

  /** Works off stimuli one by one: what a listener answers in the middle of an event waits until its events are out. */
  #take(stimulus: Stimulus): void {
    this.#queue.push(stimulus)
    if (this.#working) return
    this.#working = true
    try {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) this.#apply(next)
    } finally {
      this.#working = false
      this.#queue.length = 0
    }
  }

  #apply(stimulus: Stimulus): void {
    if (this.#tokens === undefined || !this.#consuming) return
    const before = this.#tokens
    const model = this.#model()
    const budget = this.#hosting?.budget
    const result = step(model, before, stimulus, this.#now(), budget === undefined ? {} : { budget })
    this.#hosting?.onResult(result)
    if (result.kind === 'refused') {
      if (stimulus.type === 'start' && this.#hosting === undefined) this.#openStarts(model)
      this.logger.debug(`<${this.#executionId}> ${result.code}: ${result.message}`)
      return
    }
    this.#tokens = result.state
    this.#starts = []
    let incident: Incident | undefined
    if (this.#hosting === undefined) {
      this.environment.assignVariables(result.state.variables)
      this.#alarms.keep(this.#waits(), this.#now())
      for (const event of eventsOf(result.happenings, waits(before), this.#setting())) this.#publishEvent(event)
      incident = incidentOf(result.happenings)
    }
    const end = endOf(result.state)
    if (end !== null) this.#finish(end.kind, end.error)
    else if (incident !== undefined) this.#fail(incident.message, incident.code)
  }

  /** Without a plain start event, the others wait: for their message or signal, or to be signalled. */
  #openStarts(model: ProcedureModel): void {
    this.#starts = startsOf(model)
    for (const start of this.#starts) this.#publishEvent(waitEvent(start, this.#setting(), {}))
  }

  #finish(kind: EndKind, error: string | undefined): void {
    if (kind === 'failed' && this.#hosting === undefined) {
      this.#fail(`The error ${error ?? ''} was not caught in the process ${this.id}`, error)
      return
    }
    const output = { ...this.#tokens?.variables }
    Object.assign(this.environment.output, output)
    const content = { ...this.#calling(), output }
    if (kind === 'cancelled' || kind === 'failed') {
      this.#counters.discarded += 1
      this.#leave('discarded', content)
      return
    }
    this.#counters.completed += 1
    if (kind === 'terminated') this.#publish('process.terminate', content)
    this.#leave('end', content)
  }

  #leave(how: 'end' | 'discarded', content: Content): void {
    this.#status = how
    this.#deactivate()
    this.#publish(`process.${how}`, content)
    this.#publish('process.leave', { ...this.#calling() })
    this.#status = undefined
  }

  #fail(message: string, code: string | undefined): void {
    this.#status = 'errored'
    this.#deactivate()
    const error = Object.assign(new Error(message), { type: 'BpmnError', code })
    this.#publish('process.error', { ...this.#calling(), error }, true)
    if (this.#calledFrom !== undefined) this.#publish('process.leave', { ...this.#calling() })
    this.#status = undefined
  }

  #calling(): Content {
    return this.#calledFrom === undefined ? {} : { inbound: [this.#calledFrom] }
  }

  #setting() {
    return {
      model: this.#model(),
      process: { id: this.id, type: this.type, executionId: this.#executionId },
      variables: this.#tokens?.variables ?? {},
      calledFrom: this.#calledFrom,
      definition: this.context.definitionContext,
    }
  }

  #apiOf(wait: Wait): ElementApi {
    const { key, content } = waitEvent(wait, this.#setting(), {})
    return this.getApi({ fields: { routingKey: key }, content, properties: { type: 'wait' } })
  }

  #content(extra: Content): Content {
    const { id, type, name, parent } = this
    return { id, type, name, executionId: this.#executionId, parent: { ...parent }, ...extra }
  }

  #publish(key: string, extra: Content, mandatory = false): void {
    const state = key.slice(key.indexOf('.') + 1)
    this.broker.publish('event', key, this.#content({ ...extra, state }), { type: state, mandatory })
  }

  #publishEvent({ key, content, type }: ElementEvent): void {
    const properties = { type, ...(type !== 'take' && { delegate: false }) }
    this.broker.publish('event', key, content, properties)
    const listening = (this.context.refs.get('activityRefs') as Map<string, { broker?: Broker }> | undefined)?.get(
      String(content['id']),
    )
    listening?.broker?.publish('event', key, { ...content }, properties)
  }
}

function incidentOf(happenings: readonly Happening[]): Incident | undefined {
  for (const happening of happenings) if (happening.type === 'incident') return happening.incident
  return undefined
}

function makeBroker(owner: object): Broker {
  const broker = new Broker(owner)
  for (const exchange of ['event', 'api', 'message']) {
    broker.assertExchange(exchange, 'topic', { autoDelete: false, durable: false })
  }
  return broker
}
