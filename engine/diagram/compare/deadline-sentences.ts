import { capital } from '../../values/capital.ts'
import { clauseOf, DEADLINE_RULES, INSTRUMENTS, type DeadlineRule } from '../../law/index.ts'
import { codeInWords, counted, listed, quoted } from './plain-words.ts'
import type { FactChange } from './item.ts'
import type { Said } from './said.ts'

/** What a diagram says of one deadline, by attribute. */
export type DeadlineFacts = ReadonlyMap<string, string>

/** `redress:deadline`, of a task or of a timer; the group is its place, the second group the attribute. */
export const DEADLINE =
  /^((?:timerEventDefinition(?:\[\d+\])?\/)?extensionElements\/redress:deadline(?:\[\d+\])?\/)(?:@(\w+))?$/

/** The differences of one deadline, each in a sentence: `A word after the response: 10 → 20 working days`. */
export function deadlineSaid(was: DeadlineFacts, now: DeadlineFacts, changes: readonly FactChange[]): readonly Said[] {
  const law = lawOf(now) ?? lawOf(was)
  const about = { subject: 'deadline', ...(law !== undefined && { law }) } as const
  if (was.size === 0) return [{ ...about, kind: 'added', text: `deadline added: ${inWords(now)}`, now: inWords(now) }]
  if (now.size === 0)
    return [{ ...about, kind: 'removed', text: `deadline removed: ${inWords(was)}`, was: inWords(was) }]
  const title = titleOf(now)
  return changes.flatMap(({ fact, was: old, now: recent }): readonly Said[] => {
    // Without any attribute it is still there; what it no longer says is told.
    const attribute = DEADLINE.exec(fact)?.[2]
    if (attribute === undefined) return []
    const known = ATTRIBUTES[attribute]
    if (known === undefined) return [{ subject: 'unknown', text: attribute, ...values(old, recent) }]
    const [before, after] = [known.value(old), known.value(recent)]
    const text = `${title}: ${known.label === '' ? '' : `${known.label} `}${known.both(before, after)}`
    return [{ ...about, ...overridden(now, attribute), text, alone: true, was: before, now: after }]
  })
}

function values(was: string | undefined, now: string | undefined): Pick<Said, 'was' | 'now'> {
  return { ...(was !== undefined && { was }), ...(now !== undefined && { now }) }
}

interface Attribute {
  readonly label: string
  readonly value: (raw: string | undefined) => string
  readonly both: (was: string, now: string) => string
}

const arrow = (was: string, now: string) => `${was} → ${now}`
const days = (raw: string | undefined) => (raw === undefined ? 'not said' : counted(Number(raw), 'working day'))

const MOMENTS: Readonly<Record<string, string>> = {
  warning: 'a warning before the last day',
  due: 'the last day',
  breach: 'the day after the last day',
}

const ATTRIBUTES: Readonly<Record<string, Attribute>> = {
  workingDays: {
    label: '',
    value: days,
    both: (was, now) => (/^\d+ /.test(was) && /^\d+ /.test(now) ? `${parseInt(was, 10)} → ${now}` : arrow(was, now)),
  },
  rule: { label: 'rule of law', value: (raw) => (raw === undefined ? 'none' : ruleInWords(raw)), both: arrow },
  local: { label: 'the council’s own target', value: (raw) => raw ?? 'none', both: arrow },
  title: { label: 'called', value: (raw) => (raw === undefined ? 'nothing' : quoted(raw)), both: arrow },
  calendar: { label: 'working days as counted in', value: calendarInWords, both: arrow },
  startedBy: { label: 'runs from', value: factsInWords, both: arrow },
  metBy: { label: 'met by', value: factsInWords, both: arrow },
  onlyWhere: { label: 'starts', value: onlyWhereInWords, both: arrow },
  at: { label: 'moment:', value: (raw) => MOMENTS[raw ?? 'due'] ?? raw ?? '', both: arrow },
  before: { label: 'warning before the last day:', value: days, both: arrow },
  repeat: { label: 'again every', value: (raw) => (raw === undefined ? 'never' : days(raw)), both: arrow },
}

function ruleInWords(id: string): string {
  const rule = ruleOf(id)
  return rule === undefined ? id : `${capital(rule.title)} (${clauseOf(rule.citation)})`
}

function calendarInWords(raw: string | undefined): string {
  if (raw === undefined) return 'nothing'
  return INSTRUMENTS.find(({ id }) => id === raw)?.title ?? codeInWords(raw)
}

function factsInWords(raw: string | undefined): string {
  return raw === undefined ? 'nothing' : listed(raw.split(/\s+/).map(codeInWords)).replace(/ and (?=[^,]*$)/, ' or ')
}

function onlyWhereInWords(raw: string | undefined): string {
  if (raw === undefined) return 'always'
  const [property = '', is = ''] = raw.split('=')
  return `only where ${codeInWords(property)} is ${codeInWords(is)}`
}

/** The whole deadline in words. */
export function inWords(facts: DeadlineFacts): string {
  const at = facts.get('at')
  const repeat = facts.get('repeat')
  const before = facts.get('before')
  const parts = [
    titleOf(facts),
    ...(facts.has('workingDays') ? [days(facts.get('workingDays'))] : []),
    ...(facts.has('startedBy') ? [`from ${factsInWords(facts.get('startedBy'))}`] : []),
    ...(facts.has('onlyWhere') ? [onlyWhereInWords(facts.get('onlyWhere'))] : []),
    ...(at === undefined ? [] : [before === undefined ? (MOMENTS[at] ?? at) : `${days(before)} before the last day`]),
    ...(repeat === undefined ? [] : [`again every ${days(repeat)}`]),
  ]
  return parts.join(', ')
}

/** The council’s own title, or the rule’s. */
function titleOf(facts: DeadlineFacts): string {
  const own = facts.get('title')
  if (own !== undefined) return own
  const rule = facts.get('rule')
  return rule === undefined ? 'Deadline' : capital(ruleOf(rule)?.title ?? rule)
}

/** What a target of the council's own says counts only where the rule beside it was not in force. */
const OF_THE_TARGET = ['workingDays', 'title', 'calendar', 'startedBy', 'metBy', 'onlyWhere']

function overridden(facts: DeadlineFacts, attribute: string): Pick<Said, 'law'> {
  const law = lawOf(facts)
  if (law === undefined || !facts.has('local') || !OF_THE_TARGET.includes(attribute)) return {}
  return { law: `${law} sets the day; this target counts only where that rule was not yet in force` }
}

function lawOf(facts: DeadlineFacts): string | undefined {
  const id = facts.get('rule')
  const rule = id === undefined ? undefined : ruleOf(id)
  return rule === undefined ? id : clauseOf(rule.citation)
}

/** None where the diagram names one that is no rule. */
function ruleOf(id: string): DeadlineRule | undefined {
  return DEADLINE_RULES.find((rule) => rule.id === id)
}
