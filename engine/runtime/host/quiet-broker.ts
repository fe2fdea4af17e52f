import type { Broker } from 'smqp'
import type { ElementMessage } from './surroundings.ts'

/**
 * The broker of a process in the runtime's hands: takes the calls that its definition sends it and tells nobody anything.
 * What happened is in the step's result; smqp's queues and bindings, which a definition asks a process for each time that it
 * is recovered, would be most of a step's cost and are never read.
 */
export function makeQuietBroker(owner: object, onApiMessage: (message: ElementMessage) => void): Broker {
  const queue = { consume: () => undefined }
  const broker = {
    owner,
    subscribeTmp: () => undefined,
    subscribeOnce: () => undefined,
    assertQueue: () => queue,
    bindQueue: () => undefined,
    cancel: () => true,
    publish(exchange: string, routingKey: string, content: ElementMessage['content'], properties: object): number {
      if (exchange === 'api') onApiMessage({ fields: { routingKey }, content, properties })
      return 0
    },
  }
  return broker as unknown as Broker
}
