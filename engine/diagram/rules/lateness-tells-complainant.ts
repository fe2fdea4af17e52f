import type { Registry } from '../finding.ts'
import type { FlowNode, ProcedureModel } from '../procedure-model.ts'
import { deadlineOf, isEvent, named, processesOf } from './reading/elements.ts'
import { reachableFrom } from './reading/reach.ts'
import { isBinding, leftBy } from './reading/registered.ts'
import { LATENESS_NOTICES } from '../told-when-late.ts'
import type { DiagramRule } from './rule.ts'

/** Whoever misses a day that the law sets must say so to the person who waits, and the work goes on. */
export const latenessTellsComplainant: DiagramRule = {
  id: 'lateness-tells-complainant',
  about: 'When a legal deadline passes, the complainant is told, without stopping the work.',
  clause: 'SI 2006/1738 regs 14, 17; SI 2009/309 reg 14(4)',
  certainty: 'well-known',
  check(diagram, { registry }) {
    const models = processesOf(diagram)
    const told = new Set([...models.flatMap((model) => rulesTold(model, registry)), ...(registry.toldWhenLate ?? [])])
    const silent = new Map<string, FlowNode>()
    for (const node of models.flatMap(({ nodes }) => [...nodes.values()])) {
      const rule = deadlineOf(node)?.rule
      if (rule === undefined || told.has(rule) || silent.has(rule) || !canBeLate(rule, registry)) continue
      silent.set(rule, node)
    }
    return [...silent].map(([rule, node]) => ({
      element: node.id,
      message: `${named(node)} is bound by '${rule}', and nothing tells the complainant when that day passes.`,
      remedy:
        'Add a non-interrupting timer with the same rule at="breach", on a step or in an event sub-process, that leads to the lateness notice.',
    }))
  },
}

/**
 * A window for somebody else merely closes; our own targets are no law; a notice of lateness is not itself announced; what
 * is owed to the Ombudsman is no date that a complainant waits for.
 */
function canBeLate(id: string, { deadlineRules }: Registry): boolean {
  const rule = deadlineRules.get(id)
  if (rule === undefined) return true
  if (rule.id.startsWith('ombudsman.')) return false
  return rule.nature !== 'window' && isBinding(rule) && !(rule.metBy ?? []).some((fact) => LATENESS_NOTICES.has(fact))
}

/** Rules whose breach leads to a step that tells the complainant. */
function rulesTold(model: ProcedureModel, registry: Registry): readonly string[] {
  return [...model.nodes.values()].filter(isBreach).flatMap((event) => {
    const rule = deadlineOf(event)?.rule
    const after = [...reachableFrom(model, [event.id])].flatMap((id) => model.nodes.get(id) ?? [])
    return rule !== undefined && after.some((node) => tells(node, registry)) ? [rule] : []
  })
}

function isBreach(node: FlowNode): boolean {
  if (!isEvent(node) || node.interrupting || deadlineOf(node)?.at !== 'breach') return false
  return node.type === 'boundaryEvent' || node.type === 'startEvent'
}

function tells(node: FlowNode, registry: Registry): boolean {
  return leftBy(node, registry).some((left) => LATENESS_NOTICES.has(left))
}
