import { named, processesOf } from './reading/elements.ts'
import type { DiagramRule } from './rule.ts'

/** Somebody must be asked: a task without a role lies in nobody's list. */
export const userTaskHasRole: DiagramRule = {
  id: 'user-task-has-role',
  about: 'Every user task says who does it.',
  check: (diagram, { registry }) =>
    processesOf(diagram).flatMap(({ nodes, lanes }) =>
      [...nodes.values()]
        .filter(({ type, redress }) => type === 'userTask' && redress.role === undefined)
        .filter(({ id }) => !lanes.some((lane) => lane.nodes.includes(id) && isRole(lane, registry.roles)))
        .map((node) => ({
          element: node.id,
          message: `${named(node)} does not say who does it.`,
          remedy: `Give it a role (redress:role), or draw it in a lane named after one. Roles here: ${[...registry.roles].join(', ')}.`,
        })),
    ),
}

/** A lane stands for a role by its id (`lane_complaints_manager`) or its name (“Complaints manager”). */
function isRole({ id, name }: { readonly id: string; readonly name: string }, roles: ReadonlySet<string>): boolean {
  const code = (text: string) =>
    text
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_]+/g, '-')
  return [id, code(id), code(id).replace(/^lane-/, ''), code(name)].some((candidate) => roles.has(candidate))
}
