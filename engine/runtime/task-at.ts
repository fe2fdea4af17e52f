import type { TaskRow } from '../store/rows.ts'
import type { CaseWork } from './case-work.ts'
import type { OpenWait } from './keep-dates.ts'

/** What the diagram says of a task: all of its row that is not of the case or of whoever works it. */
export function taskAt(
  work: CaseWork,
  { instance, wait, node }: OpenWait,
): Pick<TaskRow, 'name' | 'role' | 'candidateTeam' | 'form' | 'deadlineRule'> {
  const role = node?.redress.role ?? laneRole(work, instance.process, wait.element) ?? 'complaints-manager'
  return {
    name: node?.name ?? wait.element,
    role,
    candidateTeam: work.runtime.council.roleTeams[role] ?? null,
    form: node?.redress.form ?? null,
    deadlineRule: node?.redress.deadline?.rule ?? node?.redress.deadline?.local?.id ?? null,
  }
}

/** A user task without a role of its own is its lane's. */
function laneRole({ procedure }: CaseWork, process: string, element: string): string | undefined {
  const lanes = procedure.processes.get(process)?.model.lanes ?? []
  const lane = lanes.find(({ nodes }) => nodes.includes(element))
  return procedure.roles.find(({ code, title }) => code === lane?.id || title === lane?.name)?.code
}
