/** What we use of dmn-moddle, which publishes no types. */
declare module 'dmn-moddle' {
  import type { ModdleElement, ModdleWarning } from 'bpmn-moddle'

  export class DmnModdle {
    fromXML(
      xml: string,
      type?: string,
    ): Promise<{ readonly rootElement: ModdleElement; readonly warnings: readonly ModdleWarning[] }>
    toXML(
      element: ModdleElement,
      options: { readonly format: boolean; readonly preamble: boolean },
    ): Promise<{ readonly xml: string }>
    create(type: string, attributes: Readonly<Record<string, unknown>>): ModdleElement
  }
}
