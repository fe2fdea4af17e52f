/** What we use of bpmn-moddle, which publishes no types for its entry. */
declare module 'bpmn-moddle' {
  export interface ModdleElement {
    readonly $type: string
    readonly $attrs: Readonly<Record<string, unknown>>
    readonly $parent?: ModdleElement
    readonly $instanceOf?: (type: string) => boolean
    readonly get: (property: string) => unknown
    readonly set: (property: string, value: unknown) => void
  }

  export interface ModdleWarning {
    readonly message: string
    readonly element?: ModdleElement
    /** A reference that names nothing: the property, and the id that it names. */
    readonly property?: string
    readonly value?: string
  }

  /** Takes the parts of the root element as they are read. */
  export interface RootHandler {
    readonly element?: ModdleElement
    readonly context: { readonly warnings: readonly ModdleWarning[] }
    handleEnd: () => void
  }

  /** The reader that `fromXML` makes; its methods may be replaced by options. */
  export interface Reader {
    handler(type: string): RootHandler
  }

  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>)
    fromXML(
      xml: string,
      type?: string,
      options?: Partial<Reader>,
    ): Promise<{ readonly rootElement: ModdleElement; readonly warnings: readonly ModdleWarning[] }>
    toXML(element: ModdleElement, options?: { readonly format?: boolean }): Promise<{ readonly xml: string }>
    create(type: string, properties?: Readonly<Record<string, unknown>>): ModdleElement
    getPackage(uriOrPrefix: string): object | undefined
  }
}
