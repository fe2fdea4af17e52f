import type { ElementMessage, SerializedElement } from './surroundings.ts'

const MESSAGE_TYPES = new Map([
  ['bpmn:Message', 'message'],
  ['bpmn:Signal', 'signal'],
  ['bpmn:Escalation', 'escalation'],
  ['bpmn:Error', 'throw'],
])

/** A `<message>`, `<signal>`, `<error>` or `<escalation>`: known by its id and name; its name is never evaluated. */
export class Reference {
  readonly id: string
  readonly type: string
  readonly name: string | undefined
  readonly parent: SerializedElement['parent']
  readonly behaviour: SerializedElement['behaviour']

  constructor(definition: SerializedElement) {
    this.id = definition.id
    this.type = definition.type
    this.name = definition.name
    this.parent = definition.parent
    this.behaviour = definition.behaviour
  }

  /** What bpmn-elements asks of a reference when a message of it is sent. */
  resolve(_message?: ElementMessage) {
    const { id, type, name, parent } = this
    return { id, type, messageType: MESSAGE_TYPES.get(type) ?? 'message', ...(name && { name }), parent: { ...parent } }
  }
}
