import type { Actor, TaskPage } from '../../engine/index.ts'
import { inWords } from '../cases/words.ts'
import {
  calendarOfRule,
  CERTAINTIES,
  deadlineCell,
  deadlineOfClock,
  momentInWords,
  type DeadlineCell,
} from '../frame/index.ts'
import { clockOf } from './case-choices.ts'
import { roleInWords } from './consequences-in-words.ts'

/** What a page of a task shows besides its form. */
export interface TaskView {
  readonly taskId: string
  readonly caseId: string
  readonly version: number
  readonly name: string
  readonly role: string
  readonly clause: Clause
  /** Paragraphs. */
  readonly guidance: readonly string[]
  readonly due: DeadlineCell
  /** Who has it, in a sentence. */
  readonly who: string
  /** Why nothing can be filled in; absent when the reader may. */
  readonly readOnly?: string
  readonly canClaim: boolean
  readonly canRelease: boolean
  readonly canSendBack: boolean
  readonly complainant: string
  readonly adjustments: readonly string[]
  readonly points: readonly { readonly id: string; readonly text: string; readonly desiredOutcome: string }[]
}

/** `Reg 14(1)`, and how certain it is that the law says so. */
interface Clause {
  readonly text: string
  readonly certainty?: string
}

/** @param isManager - Whether the reader may give tasks back to earlier steps. */
export function taskView(
  page: TaskPage,
  actor: Actor,
  closureDays: Parameters<typeof calendarOfRule>[2],
  isManager: boolean,
): TaskView {
  const { task, complaint } = page
  const complainant = page.people.find(({ role }) => role === 'complainant')
  const state = standing(page, actor)
  const isOpen = task.status === 'open'
  return {
    taskId: task.id,
    caseId: task.caseId,
    version: task.version,
    name: task.name,
    role: roleInWords(task.role, page),
    clause: clauseOf(page.clause),
    guidance: page.guidance.split(/\n\s*\n|\n/).filter((each) => each.trim() !== ''),
    due: dueOf(page, closureDays),
    ...state,
    canClaim: isOpen && page.mayWork && task.assignee === null,
    canRelease: isOpen && task.assignee === actor.id,
    canSendBack: isOpen && isManager && page.backTo.length > 0,
    complainant: complainant?.name ?? 'Nobody named',
    adjustments: complainant?.adjustments.map(inWords) ?? [],
    points: complaint.points.map(({ id, text, desiredOutcome }) => ({ id, text, desiredOutcome })),
  }
}

function standing(page: TaskPage, actor: Actor): Pick<TaskView, 'who' | 'readOnly'> {
  const { task, mayWork } = page
  const name = (id: string) => page.names.get(id) ?? id
  if (task.status === 'done') {
    const by = task.completedBy === null ? 'Somebody' : task.completedBy === actor.id ? 'You' : name(task.completedBy)
    const said = `${by} completed this task${task.completedAt === null ? '' : ` on ${momentInWords(task.completedAt)}`}.`
    return { who: said, readOnly: said }
  }
  if (task.status === 'cancelled') {
    const said = 'This task is no longer needed: the procedure has moved on without it.'
    return { who: said, readOnly: said }
  }
  const who =
    task.assignee === null
      ? 'Nobody has this task yet.'
      : task.assignee === actor.id
        ? 'You have this task.'
        : `${name(task.assignee)} has this task.`
  if (!mayWork) return { who, readOnly: `This task is for the ${roleInWords(task.role, page)}. You can read it.` }
  if (task.assignee !== null && task.assignee !== actor.id) {
    return { who, readOnly: `${who} Ask them to release it, or a manager to give it to you.` }
  }
  return { who }
}

function dueOf(
  { task, clocks, today, case: { procedure } }: TaskPage,
  closureDays: Parameters<typeof calendarOfRule>[2],
): DeadlineCell {
  const clock = clockOf(clocks, task.deadlineRule)
  const { caseId, deadlineRule: rule, dueOn } = task
  if (clock?.due !== undefined && clock.due === dueOn) return deadlineCell(deadlineOfClock(clock, { today, caseId }))
  return deadlineCell({ dueOn, today, calendar: calendarOfRule(rule, procedure, closureDays), caseId, rule })
}

/** Of `Reg 14(1) (well-known)`: the clause, and what its mark means. */
function clauseOf(line: string): Clause {
  const found = /^(.*?)\s*\((well-known|unsure)\)\s*$/.exec(line)
  if (found === null) return { text: line }
  return {
    text: found[1] ?? line,
    certainty: CERTAINTIES[found[2] === 'unsure' ? 'unsure' : 'well-known'].mark.toLowerCase(),
  }
}
