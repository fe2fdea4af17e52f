import { parseArgs } from 'node:util'
import {
  clauseOf,
  DEADLINE_RULES,
  deadlineRule,
  EngineError,
  explain,
  localDate,
  unitOf,
  type DeadlineRule,
  type Explanation,
} from '../../engine/index.ts'
import { likest } from './likest.ts'

const RULE_IDS = DEADLINE_RULES.map(({ id }) => id)

const USAGE =
  'redress due --list [--json]\n       redress due --rule <id> --from <YYYY-MM-DD> [--from <day>…] [--extended] [--json]'

interface Asked {
  readonly list: boolean
  readonly json: boolean
  readonly extended: boolean
  readonly rule: string | undefined
  readonly from: readonly string[]
}

/**
 * `redress due`: names the deadline rules, or works one out from one day or several, and shows the working.
 *
 * @returns 0, or 2 when the arguments are wrong or there is no answer: an unknown rule, a day on which it was not in
 *   force, a day beyond the list of bank holidays.
 */
export function due(args: string[], io: { out(line: string): void; err?(line: string): void }): number {
  const complain = (line: string) => {
    if (io.err === undefined) io.out(line)
    else io.err(line)
    return 2
  }
  const asked = read(args)
  if (typeof asked === 'string') return complain(`${asked}\nUsage: ${USAGE}`)
  if (!asked.list && !RULE_IDS.includes(asked.rule ?? '')) {
    const meant = likest(asked.rule ?? '', RULE_IDS).join(', ')
    return complain(`There is no deadline rule ${asked.rule ?? ''}. Most like it are: ${meant}; --list names them all.`)
  }
  try {
    for (const line of answer(asked)) io.out(line)
    return 0
  } catch (error) {
    if (error instanceof EngineError) return complain(error.message)
    throw error
  }
}

function read(args: string[]): Asked | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        list: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        extended: { type: 'boolean', default: false },
        rule: { type: 'string' },
        from: { type: 'string', multiple: true, default: [] },
      },
    })
    if (!values.list && values.rule === undefined) return 'Say which rule: --rule <id>, or --list to see them all.'
    if (!values.list && values.from.length === 0) return 'Say from which day: --from <YYYY-MM-DD>.'
    return { ...values, rule: values.rule }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function answer({ list, json, extended, rule, from }: Asked): readonly string[] {
  if (list) return json ? [asJson(DEADLINE_RULES.map(listed))] : DEADLINE_RULES.map(inOneLine)
  const named = deadlineRule(rule ?? '')
  const found = from.map((day) => explain(named, localDate(day), { extended }))
  if (json) return [asJson(found.length === 1 ? found[0] : found)]
  return found.flatMap((explanation, index) => [...(index === 0 ? [] : ['']), ...inSentences(named, explanation)])
}

function asJson(value: unknown): string {
  return JSON.stringify(value, null, 2)
}

/** What `--list --json` says of a rule: its newest period. */
function listed(rule: DeadlineRule) {
  const { id, instrument, title, kind, nature, counting, startedBy, afterMissing, metBy, extension, holds } = rule
  const period = rule.periods.at(-1)
  return {
    id,
    instrument,
    title,
    kind,
    nature,
    clause: clauseOf(rule.citation),
    certainty: rule.citation.certainty,
    length: period?.length,
    unit: unitOf(counting),
    counting,
    startedBy,
    ...(afterMissing === undefined ? {} : { afterMissing }),
    metBy,
    ...(extension === undefined
      ? {}
      : { extendedBy: extension.by, ceiling: extension.ceiling ?? null, grounds: extension.grounds }),
    ...(holds === undefined ? {} : { holds: { grounds: holds.grounds, effect: holds.effect } }),
    inForceFrom: period?.from,
    reading: rule.interpretation,
  }
}

function inOneLine(rule: DeadlineRule): string {
  const { id, counting, startedBy, afterMissing = '', extension } = rule
  const unit = unitOf(counting)
  const length = counting === 'day-given' ? 'the day given' : counted(rule.periods.at(-1)?.length, unit)
  const direction = counting === 'working-days-before' ? 'before' : 'from'
  const starts = startedBy.length > 0 ? startedBy.join(' or ') : `missing ${afterMissing}`
  const most = extension?.ceiling === undefined ? '' : `, to ${extension.ceiling} at the most`
  return `${id}\n    ${clauseOf(rule.citation)} (${rule.citation.certainty}): ${length}${most}, ${direction} ${starts}`
}

/** `unit` is a plural: working days, months. */
function counted(length: number | undefined, unit: string): string {
  return `${length ?? ''} ${length === 1 ? unit.replace(/s$/, '') : unit}`
}

function inSentences({ title }: DeadlineRule, { inWords, clause, reading, certainty }: Explanation): readonly string[] {
  return [`By then: ${title}`, ...inWords.map((sentence) => `  ${sentence}`), `  ${clause} (${certainty}): ${reading}`]
}
