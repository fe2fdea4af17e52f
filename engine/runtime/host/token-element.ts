import { Broker } from 'smqp'
import { listen } from './listen.ts'
import type { ElementContext, ElementMessage, SerializedElement, SerializedFlow } from './surroundings.ts'

/** What an element asks of the process that it stands in. */
interface Owner {
  readonly broker: Broker
  isActive(element: string): boolean
  getApi(message?: ElementMessage): unknown
}

/**
 * An element of a diagram for those who look it up (`execution.getActivityById('task')`): what it is, whether a token is in
 * it, and its events. It does nothing by itself: what happens in a process is worked out by the token core.
 */
export class TokenElement {
  readonly id: string
  readonly type: string
  readonly name: string | undefined
  readonly parent: SerializedElement['parent']
  readonly behaviour: NonNullable<SerializedElement['behaviour']>
  readonly context: ElementContext
  readonly environment: ElementContext['environment']
  readonly broker: Broker
  readonly #definition: SerializedElement

  constructor(definition: SerializedElement, context: ElementContext) {
    this.id = definition.id
    this.type = definition.type
    this.name = definition.name
    this.parent = definition.parent
    this.behaviour = definition.behaviour ?? {}
    this.context = context
    this.environment = context.environment
    this.#definition = definition
    this.broker = new Broker(this)
    this.broker.assertExchange('event', 'topic', { autoDelete: false, durable: false })
  }

  get isRunning(): boolean {
    return this.#owner?.isActive(this.id) ?? false
  }

  get lane(): SerializedElement['lane'] {
    return this.#definition.lane
  }

  get inbound(): readonly SerializedFlow[] {
    return this.#flows.filter(({ targetId }) => targetId === this.id)
  }

  get outbound(): readonly SerializedFlow[] {
    return this.#flows.filter(({ sourceId }) => sourceId === this.id)
  }

  get isStart(): boolean {
    return this.type === 'bpmn:StartEvent' || (this.inbound.length === 0 && !('attachedTo' in this.behaviour))
  }

  get isEnd(): boolean {
    return this.outbound.length === 0
  }

  getApi(message?: ElementMessage): unknown {
    return this.#owner?.getApi(message ?? { fields: {}, content: { id: this.id, type: this.type }, properties: {} })
  }

  /** Calls back at each event of this element: `element.on('wait', (api) => api.signal())`. */
  on(event: string, callback: (api: unknown) => void, options: { readonly once?: boolean } = {}): unknown {
    const key = event.includes('.') ? event : `activity.${event}`
    return listen(
      this.broker,
      key,
      (message) => {
        callback(this.getApi(message))
      },
      options,
    )
  }

  once(event: string, callback: (api: unknown) => void): unknown {
    return this.on(event, callback, { once: true })
  }

  waitFor(event: string): Promise<unknown> {
    return new Promise((resolve) => {
      this.once(event, resolve)
    })
  }

  get #owner(): Owner | undefined {
    return this.context.owner as Owner | undefined
  }

  get #flows(): readonly SerializedFlow[] {
    return this.context.definitionContext.getSequenceFlows()
  }
}
