import { checkFeel } from '../feel/index.ts'
import type { DeadlineBinding, ProcedureModel, TimerDefinition } from '../procedure-model.ts'
import { fromMillis } from '../../values/instant.ts'
import { timerDue } from '../../values/iso-timer.ts'
import { refusal, type Remark } from './remark.ts'

/** Timers are read as if armed on 1 January 2000: whether a text is one does not hang on the day of the check. */
const ARMED = fromMillis(946_684_800_000)

const EXAMPLES: Readonly<Record<Exclude<TimerDefinition['kind'], 'deadline'>, string>> = {
  date: '2026-04-01T09:00',
  duration: 'P10D or PT1H',
  cycle: 'R3/PT1H',
}

/** Timers and deadlines: that each says one time, which can come. */
export function checkTimers(model: ProcedureModel): readonly Remark[] {
  return [...model.nodes.values()].flatMap((node) => {
    const own = node.redress.deadline ? checkDeadline(node.id, node.redress.deadline) : []
    if (!('event' in node) || node.event.kind !== 'timer') return own
    const { timer } = node.event
    // A deadline that is written on the event itself is the timer's, and said once.
    return timer.kind === 'deadline' ? checkDeadline(node.id, timer.deadline) : [...own, ...checkText(node.id, timer)]
  })
}

function checkText(id: string, { kind, text }: Exclude<TimerDefinition, { kind: 'deadline' }>): readonly Remark[] {
  if (text === '') {
    return [
      refusal(
        id,
        'no-time',
        'The timer says no time.',
        'Give it a deadline, or a date, duration or cycle of ISO 8601.',
      ),
    ]
  }
  const problems = text.startsWith('=') ? checkFeel(text, 'value') : problemOf(timerDue(kind, text, ARMED))
  return problems.map((problem) =>
    refusal(
      id,
      'bad-time',
      `The timer's ${kind} cannot be read: '${text.slice(0, 80)}'. ${problem}`,
      `Write it like ${EXAMPLES[kind]}.`,
    ),
  )
}

function problemOf(due: ReturnType<typeof timerDue>): readonly string[] {
  return 'problem' in due ? [`${due.problem}.`] : []
}

function checkDeadline(id: string, deadline: DeadlineBinding): readonly Remark[] {
  const { rule, local, at, before, repeat } = deadline
  const faults: Remark[] = []
  if (rule === undefined && local === undefined) {
    const remedy =
      'Name a rule of law (rule), a target of the council (local), or both where the one stands in for the other.'
    faults.push(refusal(id, 'bad-deadline', 'The deadline names no rule.', remedy))
  }
  if (local) {
    const missing = (['title', 'calendar', 'startedBy', 'metBy'] as const).filter((part) => local[part] === '')
    if (missing.length > 0) {
      const message = `The local deadline ${local.id} lacks: ${missing.join(', ')}.`
      faults.push(refusal(id, 'bad-deadline', message, 'Write each of them as an attribute of redress:deadline.'))
    }
    faults.push(...wholeNumber(id, 'workingDays', local.workingDays))
  }
  faults.push(...wholeNumber(id, 'before', before), ...wholeNumber(id, 'repeat', repeat))
  if (before !== undefined && at !== 'warning') {
    faults.push(
      refusal(
        id,
        'bad-deadline',
        "The deadline's 'before' counts for a warning only.",
        'Set at="warning", or delete before.',
      ),
    )
  }
  if (repeat !== undefined && at !== 'breach') {
    faults.push(
      refusal(
        id,
        'bad-deadline',
        "The deadline's 'repeat' counts for a breach only.",
        'Set at="breach", or delete repeat.',
      ),
    )
  }
  return faults
}

function wholeNumber(id: string, what: string, number: number | undefined): readonly Remark[] {
  if (number === undefined || (Number.isInteger(number) && number >= 1 && number <= 250)) return []
  return [
    refusal(
      id,
      'bad-deadline',
      `The deadline's ${what} is ${number}.`,
      'Write a whole number of working days from 1 to 250.',
    ),
  ]
}
