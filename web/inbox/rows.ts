import {
  calendarOfLine,
  UNTOLD_WARNING,
  type InboxLine,
  type LocalDate,
  type Runtime,
  type StaffMember,
} from '../../engine/index.ts'
import { groundInWords } from '../cases/clocks.ts'
import { inWords, stageInWords } from '../cases/words.ts'
import { deadlineCell, type DeadlineCell } from '../frame/index.ts'

/** A row of a list of tasks, in words. */
export interface TaskRowView {
  readonly taskId: string
  readonly caseId: string
  readonly name: string
  readonly href: string
  readonly who: string
  /** What to know before opening it: a child, what they need, restricted. */
  readonly marks: readonly string[]
  readonly stage: string
  readonly procedure: string
  readonly role: string
  readonly due: DeadlineCell
  readonly told: string
  /** Nobody has told them anything for too long. */
  readonly untold: boolean
  readonly age: string
  readonly assignee: string
  readonly mine: boolean
}

export function taskRow(
  runtime: Runtime,
  line: InboxLine,
  { today, people, me }: { readonly today: LocalDate; readonly people: readonly StaffMember[]; readonly me: string },
): TaskRowView {
  const { deadlineReason } = line
  return {
    taskId: line.taskId,
    caseId: line.caseId,
    name: line.name,
    href: `/cases/${line.caseId}/tasks/${encodeURIComponent(line.taskId)}`,
    who: line.initials ?? '',
    marks: [
      ...(line.child ? ['Child'] : []),
      ...line.adjustments.map(inWords),
      ...(line.restricted ? ['Restricted'] : []),
    ],
    stage: line.stage === undefined ? '' : stageInWords(line.stage),
    procedure: inWords(line.procedure),
    role: inWords(line.role),
    due: deadlineCell({
      dueOn: line.dueOn,
      today,
      calendar: calendarOfLine(runtime, line),
      state: line.deadlineState,
      since: line.deadlineSince,
      reason: deadlineReason === undefined ? undefined : groundInWords(deadlineReason).toLowerCase(),
      caseId: line.caseId,
      rule: line.deadlineRule,
    }),
    told: toldInWords(line),
    untold: (line.workingDaysSinceTold ?? 0) > UNTOLD_WARNING,
    age: `${line.ageDays} day${line.ageDays === 1 ? '' : 's'}`,
    assignee: line.assignee === undefined ? 'Nobody' : nameIn(people, line.assignee),
    mine: line.assignee === me,
  }
}

export function nameIn(people: readonly StaffMember[], id: string): string {
  return people.find((person) => person.id === id)?.name ?? id
}

function toldInWords({ lastToldOn, workingDaysSinceTold }: InboxLine): string {
  const never = lastToldOn === undefined
  if (workingDaysSinceTold === undefined) return never ? 'Never told' : 'Told'
  const days = `${workingDaysSinceTold} working day${workingDaysSinceTold === 1 ? '' : 's'}`
  if (never) return `Not told yet, ${days}`
  return workingDaysSinceTold === 0 ? 'Told today' : `${days} ago`
}
