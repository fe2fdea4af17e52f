import type { EventDefinition, FlowNode, GatewayNode } from '../../engine/index.ts'
import { tag } from './svg.ts'

/*
 * The signs of BPMN: what stands in the corner of a task, in an event, in a gateway, at the foot of an activity. Each is
 * drawn around 0,0 and moved to its place.
 */

const line = (d: string) => tag('path', { d, class: 'd-sign' })
const solid = (d: string) => tag('path', { d, class: 'd-sign d-sign--solid' })
const ring = (r: number) => tag('circle', { r, class: 'd-sign' })

/** In the top left corner of a task. */
export function taskSign(type: FlowNode['type']): string | undefined {
  switch (type) {
    case 'userTask':
      return `${tag('circle', { cy: -3.5, r: 3, class: 'd-sign' })}${line('M-6,7 V4 A4,4 0 0 1 -2,0.5 H2 A4,4 0 0 1 6,4 V7 Z')}`
    case 'serviceTask':
      return `${ring(2.4)}${line(GEAR)}`
    case 'sendTask':
      return `${solid('M-7,-5 H7 V5 H-7 Z')}${tag('path', { d: 'M-7,-5 L0,1 L7,-5', class: 'd-sign d-sign--inverse' })}`
    case 'receiveTask':
      return line('M-7,-5 H7 V5 H-7 Z M-7,-5 L0,1 L7,-5')
    case 'businessRuleTask':
      return `${solid('M-7,-5 H7 V-2 H-7 Z')}${line('M-7,-5 H7 V6 H-7 Z M-7,2 H7 M-2,-2 V6')}`
    case 'manualTask':
      return line('M-7,-1 L-2,-5 H1 L-2,-2 H7 V0 H1 H7 V2 H1 H6 V4 H1 H5 V6 H-3 L-7,4 Z')
    default:
      return undefined
  }
}

const GEAR = Array.from({ length: 8 }, (_, tooth) => {
  const at = (angle: number, r: number) =>
    `${Math.round(Math.cos(angle) * r * 10) / 10},${Math.round(Math.sin(angle) * r * 10) / 10}`
  const start = (tooth * Math.PI) / 4
  return `${tooth === 0 ? 'M' : 'L'}${at(start - 0.22, 5)} L${at(start - 0.16, 7)} L${at(start + 0.16, 7)} L${at(start + 0.22, 5)}`
})
  .join(' ')
  .concat(' Z')

/** In the middle of an event; one that throws is filled. */
export function eventSign({ kind }: EventDefinition, isThrowing: boolean): string {
  const shape = isThrowing ? solid : line
  switch (kind) {
    case 'message':
      return isThrowing
        ? `${solid('M-8,-5.5 H8 V5.5 H-8 Z')}${tag('path', { d: 'M-8,-5.5 L0,1.5 L8,-5.5', class: 'd-sign d-sign--inverse' })}`
        : line('M-8,-5.5 H8 V5.5 H-8 Z M-8,-5.5 L0,1.5 L8,-5.5')
    case 'timer':
      return `${ring(9)}${line('M0,-9 V-7 M9,0 H7 M0,9 V7 M-9,0 H-7 M0,0 L2.5,-6 M0,0 L5,1')}`
    case 'escalation':
      return shape('M0,-9 L6.5,8 L0,1.5 L-6.5,8 Z')
    case 'error':
      return shape('M-8,7 L-3,-7 L2,1 L8,-7 L3,7 L-2,-1 Z')
    case 'signal':
      return shape('M0,-8 L8,6 H-8 Z')
    case 'conditional':
      return line('M-6,-8 H6 V8 H-6 Z M-4,-5 H4 M-4,-1.7 H4 M-4,1.7 H4 M-4,5 H4')
    case 'link':
      return shape('M-8,-3 H1 V-7 L8,0 L1,7 V3 H-8 Z')
    case 'compensation':
      return shape('M-8,0 L0,-6 V6 Z M0,0 L8,-6 V6 Z')
    case 'cancel':
      return shape('M-7,-5 L-5,-7 L0,-2 L5,-7 L7,-5 L2,0 L7,5 L5,7 L0,2 L-5,7 L-7,5 L-2,0 Z')
    case 'terminate':
      return tag('circle', { r: 10, class: 'd-sign d-sign--solid' })
    case 'none':
      return ''
  }
}

/** In the middle of a gateway. */
export function gatewaySign(type: GatewayNode['type']): string {
  switch (type) {
    case 'exclusiveGateway':
      return solid('M-8,-10 H-4.2 L0,-3.2 L4.2,-10 H8 L2.1,0 L8,10 H4.2 L0,3.2 L-4.2,10 H-8 L-2.1,0 Z')
    case 'parallelGateway':
      return solid('M-2,-12 H2 V-2 H12 V2 H2 V12 H-2 V2 H-12 V-2 H-2 Z')
    case 'inclusiveGateway':
      return tag('circle', { r: 10, class: 'd-sign d-sign--thick' })
    case 'eventBasedGateway':
      return `${ring(13)}${ring(10.5)}${line('M0,-7 L6.7,-2.2 L4.1,5.7 H-4.1 L-6.7,-2.2 Z')}`
  }
}

/** At the foot of an activity: a process of its own behind it, several at once or one after the other, again and again. */
export function footSigns(node: FlowNode, isCollapsed: boolean): readonly string[] {
  const loop = 'loop' in node ? node.loop : undefined
  const signs: string[] = []
  if (loop?.kind === 'multi-instance') {
    signs.push(line(loop.sequential ? 'M-6,-5 H6 M-6,0 H6 M-6,5 H6' : 'M-5,-6 V6 M0,-6 V6 M5,-6 V6'))
  }
  if (loop?.kind === 'standard') signs.push(line('M-3,6 A6.5,6.5 0 1 1 2,6 M-3,6 H-7 M-3,6 V2'))
  if (node.type === 'callActivity' || isCollapsed) signs.push(line('M-7,-7 H7 V7 H-7 Z M0,-4.5 V4.5 M-4.5,0 H4.5'))
  if ('isForCompensation' in node && node.isForCompensation) signs.push(line('M-7,0 L0,-5 V5 Z M0,0 L7,-5 V5 Z'))
  return signs
}
