/** What we use of dmn-moddle, which publishes no types. */
declare module 'dmn-moddle' {
  import type { ModdleElement, ModdleWarning } from 'bpmn-moddle'

  export class DmnModdle {
    fromXML(
      xml: string,
      type?: string,
    ): Promise<{ readonly rootElement: ModdleElement; readonly warnings: readonly ModdleWarning[] }>
  }
}
