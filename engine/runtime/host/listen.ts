import type { Broker } from 'smqp'
import type { ElementMessage } from './surroundings.ts'

/** Calls back at each event of that key (or only the first) on a broker of bpmn-elements. */
export function listen(
  broker: Broker,
  key: string,
  callback: (message: ElementMessage) => void,
  { once = false }: { readonly once?: boolean } = {},
): unknown {
  const onMessage = (_key: string, message: unknown) => {
    callback(message as ElementMessage)
  }
  return once
    ? broker.subscribeOnce('event', key, onMessage)
    : broker.subscribeTmp('event', key, onMessage, { noAck: true })
}
