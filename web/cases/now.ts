import { daysBetween, dayOf, type CaseNow, type StageTask } from '../../engine/index.ts'
import { calendarOfRule, deadlineCell, deadlineOfClock, type DeadlineCell } from '../frame/index.ts'
import { clauseInWords, isRunning, nameOf } from './clocks.ts'
import { nextDuty } from './frame.ts'
import { inWords, sentence } from './words.ts'

interface TaskView {
  readonly name: string
  readonly status: StageTask['status']
  readonly href?: string
  /** Who has it, or whose it is. */
  readonly who: string
  readonly cell?: DeadlineCell
  readonly doneAt?: string
}

/** Of what comes by itself, as many as are said at once. */
const SOON = 3

/** What the first page of a case shows. */
export function nowView(page: CaseNow) {
  const { caseId } = page.case
  const { lastToldOn } = page.complaint
  const stages = page.stages.map(({ name, tasks }) => ({
    name,
    todo: tasks.filter(({ status }) => status !== 'done').map((task) => taskView(page, task)),
    done: tasks.filter(({ status }) => status === 'done').map((task) => taskView(page, task)),
  }))
  const next = nextDuty(page.clocks)
  const coming = page.coming.map(({ at, what }) => ({ on: dayOf(at), what }))
  return {
    stages: stages.filter(({ todo }) => todo.length > 0),
    doneStages: stages.filter(({ todo, done }) => todo.length === 0 && done.length > 0),
    ...(next !== undefined && {
      deadline: {
        title: sentence(next.title),
        clause: clauseInWords(next),
        cell: deadlineCell({ ...deadlineOfClock(next, { today: page.today }), rule: null }),
        working: next.explanation?.inWords ?? [],
        href: `/cases/${caseId}/clock#${next.inPlaceOf ?? next.rule}`,
      },
    }),
    clocks: page.clocks
      .filter((clock) => isRunning(clock) && clock.due !== undefined)
      .toSorted((a, b) => (a.due ?? '').localeCompare(b.due ?? ''))
      .map((clock) => ({
        title: sentence(clock.title),
        clause: clauseInWords(clock),
        cell: deadlineCell(deadlineOfClock(clock, { today: page.today, caseId })),
      })),
    unsorted: page.unsorted.map(({ procedure, acknowledgement: { by, clause, kind } }) => ({
      procedure: asComplaint(procedure),
      by,
      clause: kind === 'policy' ? `${clause}; our own target` : clause,
    })),
    next: page.next,
    soon: coming.slice(0, SOON),
    later: coming.slice(SOON),
    incidents: page.incidents.map((incident) => ({ ...incident, message: withoutCode(incident.message) })),
    unanswered: unanswered(page),
    handover: page.handover.map(({ fromUser, toUser, note, at }) => ({
      from: nameOf(page, fromUser),
      to: nameOf(page, toUser),
      note,
      at,
    })),
    isOver: page.case.status === 'closed',
    ...(lastToldOn !== undefined && { lastToldOn, daysSinceTold: daysBetween(lastToldOn, page.today) }),
    received: page.complaint.received ?? undefined,
  }
}

/** `a children’s social care complaint`. */
function asComplaint(procedure: string): string {
  const words = inWords(procedure)
  return `${/^[AEIOU]/.test(words) ? 'an' : 'a'} ${words.charAt(0).toLowerCase()}${words.slice(1)}`
}

/** The id of a message, or the code of an action, says nothing to people: what went wrong does. */
function withoutCode(message: string): string {
  const said = message.replace(/^[\w-]+[.-][\w.-]*: /, '')
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[.!?]$/.test(said) ? '' : '.'}`
}

/** What whoever complains has written since the team wrote to them last, the newest first. */
function unanswered({ complaint: { facts } }: CaseNow) {
  const last = facts.findLastIndex(({ type }) => type === 'team-wrote')
  return facts
    .slice(last + 1)
    .flatMap((fact) => (fact.type === 'complainant-wrote' ? [{ on: fact.on, text: fact.data.text }] : []))
    .toReversed()
}

function taskView(page: CaseNow, task: StageTask): TaskView {
  const { caseId, procedure } = page.case
  const { taskId, assignee, doneBy } = task
  const clock = page.clocks.find(({ rule, due }) => rule === task.rule && due === task.dueOn)
  const isOpenTask = task.status === 'open'
  return {
    name: task.name,
    status: task.status,
    who: doneBy !== undefined ? nameOf(page, doneBy) : assignee !== undefined ? nameOf(page, assignee) : role(task),
    ...(isOpenTask && taskId !== undefined && { href: `/cases/${caseId}/tasks/${encodeURIComponent(taskId)}` }),
    ...(isOpenTask &&
      task.dueOn !== undefined && {
        cell: deadlineCell(
          clock !== undefined
            ? { ...deadlineOfClock(clock, { today: page.today }), rule: null }
            : { dueOn: task.dueOn, today: page.today, calendar: calendarOfRule(task.rule, procedure, []) },
        ),
      }),
    ...(task.doneAt !== undefined && { doneAt: task.doneAt }),
  }
}

function role({ role: code, status }: StageTask): string {
  if (code === '') return ''
  return status === 'open' ? `Nobody has it yet: for the ${inWords(code).toLowerCase()}` : inWords(code)
}
