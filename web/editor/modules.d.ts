/** What bpmn-js and its parts export, as the editor uses it; they bring no types, or types full of `any`. */
declare module 'bpmn-js/lib/Modeler' {
  const Modeler: import('./bpmn.ts').DiagramConstructor
  export default Modeler
}
declare module 'bpmn-js/lib/NavigatedViewer' {
  const NavigatedViewer: import('./bpmn.ts').DiagramConstructor
  export default NavigatedViewer
}
declare module 'bpmn-js/lib/features/modeling/BpmnFactory' {
  const BpmnFactory: unknown
  export default BpmnFactory
}
declare module 'bpmn-js-create-append-anything' {
  export const CreateAppendAnythingModule: object
}
declare module 'bpmn-js-token-simulation' {
  const TokenSimulation: object
  export default TokenSimulation
}
declare module 'bpmn-js-token-simulation/lib/viewer' {
  const TokenSimulation: object
  export default TokenSimulation
}
declare module 'diagram-js-minimap' {
  const Minimap: object
  export default Minimap
}
declare module '*.css'
