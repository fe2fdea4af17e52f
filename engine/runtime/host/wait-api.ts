import type { Broker } from 'smqp'
import { textAt, type Content, type ElementApi, type ElementEnvironment, type ElementMessage } from './surroundings.ts'

interface ApiOwner {
  readonly environment: ElementEnvironment
  readonly broker: Broker
  getPostponed(filter?: (api: ElementApi) => boolean): readonly ElementApi[]
  /** Takes a call of this api: what is to be done, to whom, and with what. */
  onCall(action: string, executionId: string, content: Content): void
}

/** The api that users of bpmn-engine are handed for one thing that waits, or for the process itself. */
export function makeApi(owner: ApiOwner, message: ElementMessage): ElementApi {
  const { content } = message
  const executionId = textAt(content, 'executionId') ?? ''
  const call = (action: string, extra: Content) => {
    owner.onCall(action, executionId, { ...content, ...extra })
  }
  return {
    id: textAt(content, 'id') ?? '',
    type: textAt(content, 'type') ?? '',
    name: typeof content['name'] === 'string' ? content['name'] : undefined,
    executionId,
    environment: owner.environment,
    content,
    fields: message.fields,
    messageProperties: message.properties,
    broker: owner.broker,
    owner,
    signal: (signal) => {
      call('signal', { message: signal })
    },
    cancel: (signal) => {
      call('cancel', { message: signal })
    },
    discard: () => {
      call('discard', {})
    },
    fail: (error) => {
      call('error', { error })
    },
    stop: () => {
      call('stop', {})
    },
    sendApiMessage: (action, extra) => {
      call(action, { ...(extra as Content | undefined) })
    },
    resolveExpression: (expression) => expression,
    createMessage: (extra) => ({ ...content, ...extra }),
    getPostponed: (filter) => owner.getPostponed(filter),
    getExecuting: () => [],
  }
}
