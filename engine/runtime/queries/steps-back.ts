import type { TaskRow } from '../../store/rows.ts'
import { step } from '../../tokens/index.ts'
import type { Instant } from '../../values/instant.ts'
import type { LoadedProcedure } from '../procedures.ts'
import type { InstanceTree } from '../tree.ts'
import { besideTask } from '../beside-task.ts'
import type { StepBack } from './case-action.ts'

/** Steps of the same part of the procedure that people have done and to which the task could go back, as drawn. */
export function stepsBack(
  procedure: LoadedProcedure,
  tree: InstanceTree,
  task: TaskRow,
  done: readonly TaskRow[],
  now: Instant,
): readonly StepBack[] {
  const instance = tree.instances.get(task.instanceId)
  const model = instance === undefined ? undefined : procedure.processes.get(instance.process)?.model
  if (besideTask(task) !== undefined || instance === undefined || model === undefined || instance.ended) return []
  const before = done.filter(({ instanceId, element }) => instanceId === task.instanceId && element !== task.element)
  const elements = [...new Set(before.map(({ element }) => element))]
  return elements.flatMap((element) => {
    const moved = step(model, instance.state, { type: 'move', wait: task.waitId, to: element }, now)
    return moved.kind === 'refused' ? [] : [{ element, name: model.nodes.get(element)?.name ?? element }]
  })
}
