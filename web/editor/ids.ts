import BpmnFactory from 'bpmn-js/lib/features/modeling/BpmnFactory'
import { isA, nameOf, type Drawn, type Moddle, type Services } from './bpmn.ts'
import { codeOf } from './words.ts'

/*
 * Readable ids. A new element is `task_new_1` until it is named for the first time; then it gets the id that stays with
 * it, `task_agree_statement`, whatever it is called later: running cases and the record know a step by its id.
 */

/** An id that stands until the first name; it may have been saved meanwhile. */
const PROVISIONAL = /^(?:start|task|svc|call|gw|ev|end|any|sub|data|note)_new_\d+$/

/** The kinds of ids, the first that fits. */
const KINDS: readonly (readonly [type: string, prefix: string])[] = [
  ['bpmn:UserTask', 'task'],
  ['bpmn:ServiceTask', 'svc'],
  ['bpmn:SendTask', 'svc'],
  ['bpmn:BusinessRuleTask', 'svc'],
  ['bpmn:CallActivity', 'call'],
  ['bpmn:SubProcess', 'sub'],
  ['bpmn:Activity', 'task'],
  ['bpmn:Gateway', 'gw'],
  ['bpmn:StartEvent', 'start'],
  ['bpmn:EndEvent', 'end'],
  ['bpmn:Event', 'ev'],
  ['bpmn:TextAnnotation', 'note'],
  ['bpmn:FlowElement', 'data'],
]

function kindOf(moddle: Moddle): string | undefined {
  if (moddle.$instanceOf('bpmn:SequenceFlow')) return undefined
  if (moddle.$instanceOf('bpmn:SubProcess') && moddle.get('triggeredByEvent') === true) return 'any'
  const isInner = moddle.$parent?.get('triggeredByEvent') === true
  if (moddle.$instanceOf('bpmn:StartEvent') && isInner) return 'ev'
  return KINDS.find(([type]) => moddle.$instanceOf(type))?.[1]
}

/** Gives out ids that no diagram of the procedure has. */
export interface IdGiver {
  /** @param wanted - the id, or with a number after it the first that is free */
  free(wanted: string): string
  isProvisional(id: string): boolean
}

export function makeIdGiver(elsewhere: ReadonlySet<string>, isTaken: (id: string) => boolean): IdGiver {
  const isFree = (id: string) => !elsewhere.has(id) && !isTaken(id)
  return {
    isProvisional: (id) => PROVISIONAL.test(id),
    free(wanted) {
      if (isFree(wanted)) return wanted
      for (let number = 2; ; number += 1) if (isFree(`${wanted}_${number}`)) return `${wanted}_${number}`
    },
  }
}

interface Ids {
  readonly claim: (id: string, element: unknown) => void
  readonly assigned: (id: string) => unknown
}

interface Factory {
  _model: { readonly ids: Ids }
  _needsId: (element: Moddle) => boolean
  _ensureId: (element: Moddle & { id: string }) => void
}

/** In place of bpmn-js's own factory, which would call a step `Activity_0ltb75r`. */
export function readableIds(elsewhere: ReadonlySet<string>): object {
  const make = (injector: { instantiate(type: unknown): Factory }): Factory => {
    const factory = injector.instantiate(BpmnFactory)
    const { ids } = factory._model
    const numbered = (prefix: string): string => {
      for (let number = 1; ; number += 1) {
        const id = `${prefix}_${number}`
        if (!elsewhere.has(id) && !ids.assigned(id)) return id
      }
    }
    factory._ensureId = (element) => {
      if (!element.id) {
        if (!factory._needsId(element)) return
        const kind = kindOf(element)
        element.id = numbered(kind === undefined ? codeOf(element.$type.replace(/^.*:/, ''), '_') : `${kind}_new`)
      }
      ids.claim(element.id, element)
    }
    return factory
  }
  const inject = Object.assign(make, { $inject: ['injector'] })
  return { bpmnFactory: ['factory', inject] }
}

/** Gives an element its lasting id with its first name, in the same step of undo. */
export function nameIdsOnFirstNaming(
  { eventBus, modeling, moddle }: Pick<Services, 'eventBus' | 'modeling' | 'moddle'>,
  elsewhere: ReadonlySet<string>,
): void {
  const giver = makeIdGiver(elsewhere, (id) => Boolean(moddle.ids.assigned(id)))
  // The shape or line carries an id made from its element's, and would be taken for another one's later.
  const rename = (element: Drawn, id: string): void => {
    modeling.updateProperties(element, { id, di: { id: `${id}_di` } })
  }
  const settle = (element: Drawn | undefined): void => {
    if (element === undefined || element.labelTarget !== undefined || !giver.isProvisional(element.id)) return
    const name = codeOf(nameOf(element), '_')
    const kind = kindOf(element.businessObject)
    if (name === '' || kind === undefined) return
    const old = element.id
    const id = giver.free(`${kind}_${name}`)
    rename(element, id)
    for (const flow of [...element.incoming, ...element.outgoing]) {
      if (flow.id.includes(old)) rename(flow, giver.free(flow.id.replace(old, id)))
    }
  }
  eventBus.on(
    ['commandStack.element.updateLabel.postExecuted', 'commandStack.element.updateProperties.postExecuted'],
    ({ context }) => {
      const changed = context?.['element'] as Drawn | undefined
      settle(changed?.labelTarget ?? changed)
    },
  )
  eventBus.on('commandStack.shape.create.postExecuted', ({ context }) => {
    settle(context?.['shape'] as Drawn | undefined)
  })
  eventBus.on('commandStack.connection.create.postExecuted', ({ context }) => {
    const flow = context?.['connection'] as Drawn | undefined
    if (flow === undefined || !isA(flow, 'bpmn:SequenceFlow') || !/^sequenceflow_\d+$/.test(flow.id)) return
    const { source, target } = flow
    if (source === undefined || target === undefined) return
    rename(flow, giver.free(`flow_${source.id}_to_${target.id}`))
  })
}
