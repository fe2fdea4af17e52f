import type { ProcedureModel } from '../../diagram/procedure-model.ts'
import { elementType } from './element-types.ts'

/** One way through a process: elements and flows in turn, up to an end or to an element that it has been at before. */
export interface Path {
  readonly isLooped: boolean
  readonly sequence: readonly { readonly id: string; readonly type: string }[]
}

/** Ways told of for one start; gateways in a row make more of them than anybody reads. */
const MOST_PATHS = 1_000

/** What bpmn-engine calls shaking: the ways from each start event, or from one element. */
export function shake(model: ProcedureModel, start?: string): Readonly<Record<string, readonly Path[]>> {
  const starts = start === undefined ? (model.scopes.get(model.id)?.starts ?? []) : [start]
  return Object.fromEntries(starts.map((id) => [id, pathsFrom(model, id)]))
}

function pathsFrom(model: ProcedureModel, start: string): readonly Path[] {
  const paths: Path[] = []
  const open: (readonly string[])[] = [[start]]
  for (let steps = open.pop(); steps !== undefined && paths.length < MOST_PATHS; steps = open.pop()) {
    const last = steps.at(-1) ?? start
    const isLooped = steps.indexOf(last) < steps.length - 1
    const outgoing = isLooped ? [] : (model.nodes.get(last)?.outgoing ?? [])
    if (outgoing.length === 0) paths.push({ isLooped, sequence: steps.map((id) => ({ id, type: typeOf(model, id) })) })
    for (const id of outgoing.toReversed()) {
      const target = model.flows.get(id)?.target
      if (target !== undefined) open.push([...steps, id, target])
    }
  }
  return paths
}

function typeOf(model: ProcedureModel, id: string): string {
  const node = model.nodes.get(id)
  return node === undefined ? 'bpmn:SequenceFlow' : elementType(node.type)
}
