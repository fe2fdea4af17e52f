import type { EventNode, ProcedureModel } from '../../diagram/procedure-model.ts'
import type { Stimulus } from '../../tokens/index.ts'
import type { Variables, Wait } from '../../tokens/token-state.ts'
import { textAt, type Content, type DefinitionContext } from './surroundings.ts'

/** A start event of a process that was run and has no plain one: bpmn-engine's users signal it like a task. */
export type StartWait = Wait & {
  startedWith(variables: Variables): Stimulus
  isMeantBy(payload: Content, context: DefinitionContext): boolean
}

export function startsOf(model: ProcedureModel): readonly StartWait[] {
  const starts = model.scopes.get(model.id)?.starts ?? []
  return starts.flatMap((id) => {
    const node = model.nodes.get(id)
    return node?.type === 'startEvent' && node.event.kind !== 'none' ? [startWait(node)] : []
  })
}

function startWait({ id: element, event }: EventNode): StartWait {
  const trigger =
    event.kind === 'message'
      ? { message: event.message }
      : event.kind === 'signal'
        ? { signal: event.signal }
        : { element }
  const kind =
    event.kind === 'message'
      ? { kind: event.kind, message: event.message }
      : event.kind === 'signal'
        ? { kind: event.kind, signal: event.signal }
        : { kind: 'condition' as const }
  const name = 'message' in trigger ? trigger.message : 'signal' in trigger ? trigger.signal : element
  return {
    id: `${element}#start`,
    element,
    ...kind,
    startedWith: (variables) => ({ type: 'start', ...trigger, variables }),
    isMeantBy(payload, context) {
      const executionId = textAt(payload, 'executionId')
      if (executionId !== undefined) return executionId === `${element}#start`
      const id = textAt(payload, 'id')
      return id !== undefined && (id === element || id === name || context.getActivityById(id)?.name === name)
    },
  }
}
