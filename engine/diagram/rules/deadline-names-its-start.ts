import type { DeadlineRuleDescription, Registry } from '../finding.ts'
import type { Diagram } from '../procedure-model.ts'
import { deadlineOf, named, nodesOf } from './reading/elements.ts'
import type { DiagramRule, Fault } from './rule.ts'

/** Clocks whose start the sources disagree on: whoever shows one shows both. */
const TWO_READINGS = [
  { metBy: 'stage-2-answered', startedBy: ['stage-2-requested', 'record-of-complaint-settled'] },
] as const

/** A clock with the wrong start is wrong by weeks, and looks right. */
export const deadlineNamesItsStart: DiagramRule = {
  id: 'deadline-names-its-start',
  about: 'Every deadline says which fact starts it, and stage 2 shows both of its clocks.',
  clause: 'SI 2006/1738 regs 14, 17, 18, 20',
  certainty: 'unsure',
  check: (diagram, { registry }) => [...unknownStarts(diagram, registry), ...halfReadings(diagram, registry)],
}

function unknownStarts(diagram: Diagram, { deadlineRules, factTypes }: Registry): readonly Fault[] {
  return nodesOf(diagram).flatMap((node): readonly Fault[] => {
    const { rule, local } = deadlineOf(node) ?? {}
    if (rule !== undefined && !deadlineRules.has(rule)) {
      const message = `${named(node)} binds the deadline rule '${rule}', which is not known.`
      return [{ element: node.id, message, remedy: 'Name a rule that `redress due --list` shows.' }]
    }
    if (local === undefined) return []
    return [local.startedBy, ...local.metBy.split(' ')]
      .filter((fact) => !factTypes.has(fact))
      .map((fact) => ({
        element: node.id,
        message: `${named(node)} counts '${local.title}' by the fact '${fact}', which no case can record.`,
        remedy: 'Name the fact that starts the clock (startedBy) and the one that ends it (metBy).',
      }))
  })
}

function halfReadings(diagram: Diagram, { deadlineRules }: Registry): readonly Fault[] {
  const bound = nodesOf(diagram).flatMap((node) => {
    const rule = deadlineRules.get(deadlineOf(node)?.rule ?? '')
    return rule === undefined ? [] : [{ node, rule }]
  })
  const shown = new Set(bound.map(({ rule }) => rule.id))
  const faults = bound.flatMap(({ node, rule }) => {
    const twins = [...deadlineRules.values()].filter((other) => isOtherReading(rule, other))
    if (twins.length === 0 || twins.some(({ id }) => shown.has(id))) return []
    const other = twins.map(({ id }) => id).join(', ')
    return {
      element: node.id,
      message: `${named(node)} binds '${rule.id}' alone; the sources disagree on the start, so the other reading must be shown as well.`,
      remedy: `Bind ${other} too, on the same or another step of this diagram.`,
      rule: rule.id,
    }
  })
  return [...new Map(faults.map(({ rule, ...fault }) => [rule, fault])).values()]
}

/** The same limit, met by the same fact, from the other start. */
function isOtherReading(one: DeadlineRuleDescription, other: DeadlineRuleDescription): boolean {
  return TWO_READINGS.some(({ metBy, startedBy: [first, second] }) => {
    const reads = (rule: DeadlineRuleDescription, start: string) =>
      rule.metBy?.includes(metBy) === true && rule.startedBy?.includes(start) === true
    const apart = (reads(one, first) && reads(other, second)) || (reads(one, second) && reads(other, first))
    return apart && one.workingDays === other.workingDays
  })
}
