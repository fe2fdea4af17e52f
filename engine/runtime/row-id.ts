/**
 * The id of the task, job, timer or incident that stands for one wait of one process instance:
 * `SC-2026-00001.2.task_answer.3`. The same wait always gives the same id, and it may stand in a URL.
 */
export function rowId(instanceId: string, waitId: string): string {
  return `${instanceId}.${waitId}`.replaceAll('/', '.').replaceAll('#', '.')
}
