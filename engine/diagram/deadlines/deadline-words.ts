import { clauseOf, DEADLINE_RULES, unitOf, type Certainty, type Counting, type DeadlineRule } from '../../law/index.ts'
import type { DeadlineBinding, LocalDeadline } from '../procedure-model.ts'
import { factPhrase, factPhrases } from './fact-phrases.ts'

/** A deadline of a diagram as its owner reads it. */
export interface DeadlineInWords {
  /** `10 working days after Stage 1 is acknowledged, may extend to 20`. */
  readonly sentence: string
  /** What is due, to end the sentence "by then …". */
  readonly what: string
  /** Of a timer: the moment of it that is meant. Empty for a task. */
  readonly moment: string
  /** Whose it is; habits that we come with are the council's. `both`: its own target where the rule was not in force. */
  readonly setBy: 'law' | 'council' | 'both' | 'unknown'
  /** Of the rule, and how far it may be relied on. */
  readonly clause?: string
  readonly certainty?: Certainty
}

const RULES: ReadonlyMap<string, DeadlineRule> = new Map(DEADLINE_RULES.map((rule) => [rule.id, rule]))

/** Of a binding that admission would refuse too: what is not known is said. */
export function deadlineInWords({ rule: id, local, at, before, repeat }: DeadlineBinding): DeadlineInWords {
  const rule = id === undefined ? undefined : RULES.get(id)
  const moment = momentInWords(at, before, repeat)
  if (rule !== undefined) {
    const standIn = local === undefined ? '' : `; where that was not in force, our own target: ${localInWords(local)}`
    return {
      sentence: `${ruleInWords(rule)}${standIn}`,
      what: rule.title,
      moment,
      setBy: local !== undefined ? 'both' : rule.kind === 'policy' ? 'council' : 'law',
      clause: clauseOf(rule.citation),
      certainty: rule.citation.certainty,
    }
  }
  if (local !== undefined) return { sentence: localInWords(local), what: local.title, moment, setBy: 'council' }
  return { sentence: `a rule that is not known (${id ?? 'none is named'})`, what: '', moment, setBy: 'unknown' }
}

/** A rule of law by itself, for a list to choose from. */
export function ruleInWords(rule: DeadlineRule): string {
  const { counting, periods, startedBy, afterMissing, onlyWhere, countsFrom, givenBy, holds } = rule
  const length = periods.at(-1)?.length ?? 0
  const start =
    afterMissing === undefined
      ? factPhrases(startedBy)
      : `the time for ${RULES.get(afterMissing)?.title ?? ''} has passed`
  const counted = length === 0 ? `on the day that is named when ${start}` : span(counting, length, start, countsFrom)
  const named = givenBy !== undefined && length > 0 ? ', or the day that is named there' : ''
  const where = onlyWhere === undefined ? '' : ` (${conditionInWords(onlyWhere)})`
  const holding = holds === undefined ? '' : `; ${HOLDING[holds.effect]}`
  return `${counted}${named}${where}${extensionInWords(rule)}${holding}`
}

const HOLDING = {
  're-base': 'it starts again when an advocate is appointed',
  pause: 'it waits while it is paused',
} as const

function span(counting: Counting, length: number, start: string, countsFrom: string | undefined): string {
  const from = countsFrom === undefined ? start : (NAMED_DAYS[countsFrom] ?? `the day that is named when ${start}`)
  const many = number(length, unitOf(counting))
  switch (counting) {
    case 'working-days-before':
      return `${many} before ${from}`
    case 'months-commencing':
      return `${many} from the day on which ${start}, that day counted`
    case 'day-given':
      return `on ${from}`
    default:
      return `${many} after ${from}`
  }
}

/** The day that a fact holds, by the name under which it holds it. */
const NAMED_DAYS: Readonly<Record<string, string>> = {
  groundsAroseOn: 'the grounds for complaining arose',
  meetsOn: 'the panel meets',
}

function extensionInWords({ extension, counting }: DeadlineRule): string {
  if (extension === undefined) return ''
  const { ceiling, grounds, needsAgreement } = extension
  const until = ceiling === undefined ? ' to a day that is agreed' : ` to ${number(ceiling, unitOf(counting), true)}`
  const why =
    grounds.length === 0 ? '' : ` ${grounds.map((ground) => GROUNDS[ground] ?? `for ‘${ground}’`).join(' or ')}`
  const agreed = needsAgreement && ceiling !== undefined ? ', if the complainant agrees' : ''
  return `, may extend${until}${why}${agreed}`
}

const GROUNDS: Readonly<Record<string, string>> = {
  complex: 'when it is complex',
  advocate: 'while an advocate is being found',
}

/** `15 working days after a panel is asked for, until the panel is appointed`. */
function localInWords({ workingDays, startedBy, metBy, onlyWhere }: LocalDeadline): string {
  const where = onlyWhere === undefined ? '' : ` (${conditionInWords(onlyWhere)})`
  const until = startedBy === metBy ? '' : `, until ${factPhrases(metBy.split(' '))}`
  return `${number(workingDays, 'working days')} after ${factPhrase(startedBy)}${where}${until}`
}

function conditionInWords({ property, is }: { readonly property: string; readonly is: string | boolean }): string {
  if (is === true) return `only where ${property} is yes`
  return `only where the ${property} is ${String(is).replaceAll('-', ' ')}`
}

function momentInWords(at: DeadlineBinding['at'], before = 0, repeat?: number): string {
  const again = repeat === undefined ? '' : `, and again every ${number(repeat, 'working days')} while it is late`
  switch (at) {
    case 'warning':
      return before === 0 ? 'On the last day' : `${number(before, 'working days')} before the last day`
    case 'due':
      return 'On the last day'
    case 'breach':
      return `On the day after the last day${again}`
  }
}

/** `1 working day`, `10 working days`; `20` alone where the unit stands before. */
function number(many: number, unit: string, isShort = false): string {
  if (isShort) return String(many)
  return `${many} ${many === 1 ? unit.replace(/s$/, '') : unit}`
}
