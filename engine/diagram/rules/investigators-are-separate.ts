import type { FormDescription, Registry } from '../finding.ts'
import type { Diagram, FlowNode } from '../procedure-model.ts'
import { named, userTasksOf } from './reading/elements.ts'
import { asksFor, formAt } from './reading/registered.ts'
import type { DiagramRule, Fault } from './rule.ts'

const APPOINTMENTS = [
  'investigating-officer-appointed',
  'independent-person-appointed',
  'adjudicating-officer-appointed',
  'panel-appointed',
]
const DECLARATION = /declar|independen/i

/** Investigator, independent person, adjudicator and panel are different people, and each has said so. */
export const investigatorsAreSeparate: DiagramRule = {
  id: 'investigators-are-separate',
  about:
    'Investigating officer, independent person, adjudicator and panel are appointed apart, and each declares independence.',
  clause: 'SI 2006/1738 regs 2, 17(2), 19(2), 19(3)',
  certainty: 'well-known',
  check: (diagram, { registry }) => [
    ...userTasksOf(diagram).flatMap((node) => {
      const form = formAt(node, registry)
      return form === undefined ? [] : [...appointmentFaults(node, form), ...panelFaults(node, form)]
    }),
    ...roleFaults(diagram, registry),
  ],
}

function appointmentFaults(node: FlowNode, form: FormDescription): readonly Fault[] {
  const appointed = APPOINTMENTS.filter((fact) => form.records.includes(fact))
  const together: Fault = {
    element: node.id,
    message: `${named(node)} makes ${appointed.length} appointments in one form (${appointed.join(', ')}).`,
    remedy: 'Appoint each in a task of its own, so that each is checked against the others.',
  }
  const undeclared: Fault = {
    element: node.id,
    message: `${named(node)} appoints somebody, and its form '${form.id}' does not ask whether they are independent.`,
    remedy: 'Add a field for the declaration, such as declaredIndependent.',
  }
  return [
    ...(appointed.length > 1 ? [together] : []),
    ...(appointed.length > 0 && !asksFor(form, DECLARATION) ? [undeclared] : []),
  ]
}

/** Three independent people, one of whom chairs: a list of members, or a field for each. */
function panelFaults(node: FlowNode, form: FormDescription): readonly Fault[] {
  if (!form.records.includes('panel-appointed')) return []
  const members = form.fields.filter((field) => /member/i.test(field) && !DECLARATION.test(field))
  const people = members.some((field) => /members$/i.test(field)) ? 3 : members.length + 1
  const complete = people === 3 && asksFor(form, /chair/i)
  return complete
    ? []
    : [
        {
          element: node.id,
          message: `${named(node)} appoints the panel, and its form '${form.id}' does not ask for three members of whom one chairs.`,
          remedy: 'Ask for the chair and two further members, or for a list of members and which of them chairs.',
        },
      ]
}

const REPORTS = ['investigation-report-received', 'independent-person-report-received'] as const

/** Who adjudicates has not written a report; one role does not write both, save one that only files them. */
function roleFaults(diagram: Diagram, registry: Registry): readonly Fault[] {
  const tasks = userTasksOf(diagram)
  const recording = (fact: string) => tasks.filter((node) => formAt(node, registry)?.records.includes(fact))
  const filing = new Set(APPOINTMENTS.flatMap(recording).map(({ redress }) => redress.role))
  const [investigators, independents] = [recording(REPORTS[0]), recording(REPORTS[1])]
  const same = (one: FlowNode, other: FlowNode) =>
    one.redress.role !== undefined && one.redress.role === other.redress.role
  const clash = (one: FlowNode, other: FlowNode): Fault => ({
    element: one.id,
    message: `${named(one)} is done in the same role ('${one.redress.role ?? ''}') as ${other.id}.`,
    remedy: 'Give the two tasks different roles: the law wants different people.',
  })
  return [
    ...recording('complaint-adjudicated').flatMap((task) =>
      [...investigators, ...independents].filter((report) => same(task, report)).map((report) => clash(task, report)),
    ),
    ...independents.flatMap((task) =>
      investigators
        .filter((report) => task.id !== report.id && same(task, report) && !filing.has(task.redress.role))
        .map((report) => clash(task, report)),
    ),
  ]
}
