import type { HostedDefinition } from '../host.ts'

/** Ids of the processes that call activities name and none of the definitions holds, in the order of their calls. */
export function missingProcesses(definitions: Iterable<HostedDefinition>): readonly string[] {
  const held = new Set<string>()
  const called = new Set<string>()
  for (const { processes } of definitions) {
    for (const [id, { model }] of processes) {
      held.add(id)
      for (const node of model.nodes.values()) {
        if (node.type === 'callActivity' && node.calledElement !== undefined) called.add(node.calledElement)
      }
    }
  }
  return [...called].filter((id) => !held.has(id))
}
