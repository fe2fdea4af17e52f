/*
 * What the editor uses of bpmn-js, typed: its services are asked for by name, and an element of the drawing carries the
 * element of bpmn-moddle that it shows.
 */

/** An element of bpmn-moddle: a step, a flow, an extension. */
export interface Moddle {
  readonly $type: string
  readonly $parent?: Moddle
  readonly id: string
  readonly $instanceOf: (type: string) => boolean
  readonly get: (property: string) => unknown
}

/** A shape or a line of the drawing. */
export interface Drawn {
  readonly id: string
  readonly type: string
  readonly businessObject: Moddle
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly parent?: Drawn
  readonly children?: readonly Drawn[]
  readonly incoming: readonly Drawn[]
  readonly outgoing: readonly Drawn[]
  readonly source?: Drawn
  readonly target?: Drawn
  readonly waypoints?: readonly { readonly x: number; readonly y: number }[]
  /** For a label: the element that it names. */
  readonly labelTarget?: Drawn
  readonly attachers?: readonly Drawn[]
}

export interface Modeling {
  updateProperties(element: Drawn, properties: Readonly<Record<string, unknown>>): void
  updateModdleProperties(element: Drawn, moddle: Moddle, properties: Readonly<Record<string, unknown>>): void
  createShape(shape: object, at: { x: number; y: number }, parent: Drawn, isAttached?: boolean): Drawn
  appendShape(source: Drawn, shape: object, at: { x: number; y: number }, parent: Drawn): Drawn
  connect(source: Drawn, target: Drawn): Drawn
  removeElements(elements: readonly Drawn[]): void
  resizeShape(shape: Drawn, bounds: { x: number; y: number; width: number; height: number }): void
}

export interface ElementRegistry {
  get(id: string): Drawn | undefined
  getAll(): readonly Drawn[]
  getGraphics(element: Drawn): SVGElement
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Canvas {
  getContainer(): HTMLElement
  getRootElement(): Drawn
  scrollToElement(element: Drawn, padding?: number): void
  zoom(level?: number | 'fit-viewport', center?: 'auto'): number
  viewbox(): Box & { readonly inner: Box; readonly outer: Pick<Box, 'width' | 'height'> }
  viewbox(box: Box): void
  addMarker(element: string, marker: string): void
  removeMarker(element: string, marker: string): void
  focus(): void
}

export interface EventBus {
  on(events: string | readonly string[], listener: (event: BusEvent) => unknown): void
  fire(event: string, data?: object): void
}

export interface BusEvent {
  readonly element?: Drawn
  readonly newSelection?: readonly Drawn[]
  readonly context?: Readonly<Record<string, unknown>>
  readonly active?: boolean
}

export interface CommandStack {
  execute(command: string, context: object): void
  undo(): void
  redo(): void
  canUndo(): boolean
  canRedo(): boolean
  register(command: string, handler: CommandHandler): void
  clear(): void
}

export interface CommandHandler {
  readonly preExecute?: (context: { readonly run: () => void }) => void
  readonly execute: () => readonly Drawn[]
  readonly revert: () => readonly Drawn[]
}

export interface Selection {
  get(): readonly Drawn[]
  select(elements: Drawn | readonly Drawn[] | null): void
}

export interface Overlays {
  add(
    element: string,
    type: string,
    overlay: { readonly position: object; readonly html: HTMLElement; readonly show?: object },
  ): string
  remove(filter: { readonly type: string }): void
}

export interface BpmnFactory {
  create(type: string, properties?: Readonly<Record<string, unknown>>): Moddle
}

export interface ElementFactory {
  createShape(attributes: Readonly<Record<string, unknown>>): object
}

export interface Ids {
  assigned(id: string): unknown
}

export interface Services {
  readonly modeling: Modeling
  readonly elementRegistry: ElementRegistry
  readonly canvas: Canvas
  readonly eventBus: EventBus
  readonly commandStack: CommandStack
  readonly selection: Selection
  readonly overlays: Overlays
  readonly bpmnFactory: BpmnFactory
  readonly elementFactory: ElementFactory
  readonly moddle: { readonly ids: Ids }
  readonly editorActions: { trigger(action: string, options?: object): unknown }
  readonly toggleMode: { toggleMode(active?: boolean): void }
  readonly minimap: { toggle(): void; isOpen(): boolean }
}

export interface DiagramInstance {
  get<Name extends keyof Services>(service: Name): Services[Name]
  importXML(xml: string): Promise<{ readonly warnings: readonly { readonly message: string }[] }>
  saveXML(options: { readonly format: boolean }): Promise<{ readonly xml?: string; readonly error?: Error }>
  saveSVG(): Promise<{ readonly svg: string }>
  destroy(): void
}

export type DiagramConstructor = new (options: {
  readonly container: HTMLElement
  readonly additionalModules: readonly object[]
  readonly moddleExtensions: Readonly<Record<string, object>>
}) => DiagramInstance

export const isA = (element: Drawn, ...types: readonly string[]): boolean =>
  types.some((type) => element.businessObject.$instanceOf(type))

/** A text of the element; empty when there is none. */
export function textOf(moddle: Moddle, property: string): string {
  const value = moddle.get(property)
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

export function childOf(moddle: Moddle, property: string): Moddle | undefined {
  const value = moddle.get(property)
  return typeof value === 'object' && value !== null ? (value as Moddle) : undefined
}

export function childrenOf(moddle: Moddle, property: string): readonly Moddle[] {
  const value = moddle.get(property)
  return Array.isArray(value) ? (value as readonly Moddle[]) : []
}

export function nameOf(element: Drawn): string {
  return textOf(element.businessObject, 'name')
}
