import { childOf, childrenOf, type Drawn, type Moddle, type Services } from './bpmn.ts'
import { codeOf } from './words.ts'

/** Changes that the panel and the quick fixes make: each can be undone in one step. */
export interface Edit {
  /** Attributes of the element; `undefined` or `''` removes one. */
  set(element: Drawn, properties: Readonly<Record<string, unknown>>): void
  /** First line: what the law says; the rest: guidance. */
  document(element: Drawn, text: string): void
  /** Puts these in place of all extensions of the type. */
  extend(element: Drawn, holder: Moddle, type: string, values: readonly Readonly<Record<string, unknown>>[]): void
  /** The condition of a flow in FEEL; `''` removes it. */
  condition(flow: Drawn, feel: string): void
  /** What an event waits for or says, by its code: one that the diagram has, or a new one; `''` for none. */
  sign(element: Drawn, definition: Moddle, kind: SignKind, code: string): void
  /** An expression of a part of the element; `''` removes it. */
  expression(element: Drawn, holder: Moddle, property: string, body: string): void
  /** Attributes of a part of the element. */
  put(element: Drawn, holder: Moddle, properties: Readonly<Record<string, unknown>>): void
  /** How often it is gone through; undefined for once. */
  loop(element: Drawn, loop: Moddle | undefined): void
  /** A way from one step to another. */
  connect(from: Drawn, to: Drawn): void
  make(type: string, properties?: Readonly<Record<string, unknown>>): Moddle
  /** Several changes as one step of undo. */
  together(run: () => void): void
}

export type SignKind = 'message' | 'signal' | 'error' | 'escalation'

/** The code by which one is told from another. */
export const CODE_OF = { message: 'name', signal: 'name', error: 'errorCode', escalation: 'escalationCode' } as const
const TYPE_OF = {
  message: 'bpmn:Message',
  signal: 'bpmn:Signal',
  error: 'bpmn:Error',
  escalation: 'bpmn:Escalation',
} as const

function definitionsOf(moddle: Moddle): Moddle {
  let at = moddle
  while (at.$parent !== undefined) at = at.$parent
  return at
}

const TOGETHER = 'redress.together'

export function makeEdit({
  modeling,
  bpmnFactory,
  commandStack,
}: Pick<Services, 'modeling' | 'bpmnFactory' | 'commandStack'>): Edit {
  commandStack.register(TOGETHER, {
    preExecute: ({ run }) => {
      run()
    },
    execute: () => [],
    revert: () => [],
  })
  const make: Edit['make'] = (type, properties) => bpmnFactory.create(type, properties)
  const within = (parent: Moddle, child: Moddle): Moddle => Object.assign(child, { $parent: parent })

  return {
    make,
    sign(element, definition, kind, code) {
      const property = `${kind}Ref`
      if (code === '') {
        modeling.updateModdleProperties(element, definition, { [property]: undefined })
        return
      }
      const definitions = definitionsOf(definition)
      const roots = childrenOf(definitions, 'rootElements')
      const known = roots.find((root) => root.$type === TYPE_OF[kind] && root.get(CODE_OF[kind]) === code)
      const id = `${kind}_${codeOf(code, '_')}`
      const made = known ?? within(definitions, make(TYPE_OF[kind], { id, name: code, [CODE_OF[kind]]: code }))
      commandStack.execute(TOGETHER, {
        run: () => {
          if (known === undefined)
            modeling.updateModdleProperties(element, definitions, { rootElements: [...roots, made] })
          modeling.updateModdleProperties(element, definition, { [property]: made })
        },
      })
    },
    set(element, properties) {
      const cleared = Object.fromEntries(
        Object.entries(properties).map(([key, value]) => [key, value === '' ? undefined : value]),
      )
      modeling.updateProperties(element, cleared)
    },
    document(element, text) {
      const { businessObject } = element
      const documentation = text === '' ? [] : [within(businessObject, make('bpmn:Documentation', { text }))]
      modeling.updateProperties(element, { documentation })
    },
    extend(element, holder, type, values) {
      const extensions = childOf(holder, 'extensionElements')
      const others =
        extensions === undefined ? [] : childrenOf(extensions, 'values').filter(({ $type }) => $type !== type)
      const made = values.map((properties) => make(type, properties))
      const all = [...others, ...made]
      if (all.length === 0) {
        modeling.updateModdleProperties(element, holder, { extensionElements: undefined })
        return
      }
      const extensionElements = within(holder, make('bpmn:ExtensionElements', { values: all }))
      for (const each of all) within(extensionElements, each)
      modeling.updateModdleProperties(element, holder, { extensionElements })
    },
    condition(flow, feel) {
      const { businessObject } = flow
      const conditionExpression =
        feel === '' ? undefined : within(businessObject, make('bpmn:FormalExpression', { body: feel }))
      modeling.updateProperties(flow, { conditionExpression })
    },
    expression(element, holder, property, body) {
      const expression = body === '' ? undefined : within(holder, make('bpmn:FormalExpression', { body }))
      modeling.updateModdleProperties(element, holder, { [property]: expression })
    },
    put(element, holder, properties) {
      modeling.updateModdleProperties(element, holder, properties)
    },
    loop(element, loop) {
      const { businessObject } = element
      modeling.updateProperties(element, { loopCharacteristics: loop && within(businessObject, loop) })
    },
    connect(from, to) {
      modeling.connect(from, to)
    },
    together(run) {
      commandStack.execute(TOGETHER, { run })
    },
  }
}

export function documentationOf(moddle: Moddle): string {
  return childrenOf(moddle, 'documentation')
    .map((each) => each.get('text'))
    .filter((text) => typeof text === 'string')
    .map((text) => text.replaceAll(/[^\S\n]*\n[^\S\n]*/g, '\n').trim())
    .join('\n\n')
}

export function extensionsOf(moddle: Moddle, type: string): readonly Moddle[] {
  const extensions = childOf(moddle, 'extensionElements')
  return extensions === undefined ? [] : childrenOf(extensions, 'values').filter(({ $type }) => $type === type)
}

/** What an event waits for or throws. */
export function eventDefinitionOf(element: Drawn): Moddle | undefined {
  const value: unknown = element.businessObject.get('eventDefinitions')
  return Array.isArray(value) ? (value as readonly Moddle[])[0] : undefined
}
