import type { Subject } from './change.ts'
import { answerInWords, conditionInWords, type TitleOf } from './form-conditions.ts'
import type { FormItem } from './form-items.ts'
import type { FactChange } from './item.ts'
import { isObject, readJson, shown, textAt, type Json } from './json-facts.ts'
import { codeInWords, keyInWords, quoted } from './plain-words.ts'
import type { Said } from './said.ts'
import { outOfOrder } from './word-difference.ts'

interface Label {
  readonly fact: RegExp
  readonly subject: Subject
  readonly label: string
  readonly value?: (raw: string, titleOf: TitleOf) => string
  readonly none?: string
  readonly byWords?: true
}

const COMPONENTS: Readonly<Record<string, string>> = {
  radios: 'choices, one of which is taken',
  checkboxes: 'boxes to tick',
  textarea: 'a large box for text',
  text: 'a line of text',
  date: 'a day',
  select: 'a list to choose from',
  points: 'a row for each point',
}
const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'yes or no',
  integer: 'a whole number',
  number: 'a number',
  array: 'a list',
  object: 'several answers together',
}

const yes = (raw: string) => (raw === 'yes' || raw === 'true' ? 'yes' : raw === 'false' ? 'no' : raw)
const condition = (raw: string, titleOf: TitleOf) => conditionInWords(readJson(raw), titleOf)

const LABELS: readonly Label[] = [
  { fact: /^title$/, subject: 'name', label: 'title', value: quoted, none: 'none' },
  { fact: /^description$/, subject: 'guidance', label: 'explanation', value: quoted, none: 'none', byWords: true },
  { fact: /^display\/hint$/, subject: 'guidance', label: 'hint', value: quoted, none: 'none', byWords: true },
  { fact: /^guidance(\/\d+)?$/, subject: 'guidance', label: 'guidance', value: quoted, none: 'none', byWords: true },
  { fact: /^required$/, subject: 'field', label: 'must be answered:', value: yes, none: 'no' },
  {
    fact: /^(items\/)?required\[(.*)\]$/,
    subject: 'field',
    label: 'asks for what is no field of it:',
    value: yes,
    none: 'no',
  },
  { fact: /^(items\/)?type(\/\d+)?$/, subject: 'field', label: 'kind of answer:', value: (raw) => TYPES[raw] ?? raw },
  { fact: /^(items\/)?format$/, subject: 'field', label: 'form of the answer:', none: 'any' },
  { fact: /^(items\/)?pattern$/, subject: 'field', label: 'signs allowed:', value: quoted, none: 'any' },
  { fact: /^(items\/)?minLength$/, subject: 'field', label: 'fewest characters:', none: 'not limited' },
  { fact: /^(items\/)?maxLength$/, subject: 'field', label: 'most characters:', none: 'not limited' },
  { fact: /^(items\/)?minimum$/, subject: 'field', label: 'smallest number:', none: 'not limited' },
  { fact: /^(items\/)?maximum$/, subject: 'field', label: 'largest number:', none: 'not limited' },
  { fact: /^minItems$/, subject: 'field', label: 'fewest rows:', none: 'not limited' },
  { fact: /^maxItems$/, subject: 'field', label: 'most rows:', none: 'not limited' },
  { fact: /^(minContains|maxContains)$/, subject: 'field', label: 'how many rows of that kind:', none: 'not limited' },
  { fact: /^contains$/, subject: 'condition', label: 'must hold a row where', value: condition, none: 'anything is' },
  { fact: /^uniqueItems$/, subject: 'field', label: 'each row only once:', value: yes, none: 'no' },
  { fact: /^(items\/)?const$/, subject: 'field', label: 'only answer:', value: codeInWords, none: 'any' },
  {
    fact: /^(items\/)?additionalProperties$/,
    subject: 'field',
    label: 'other answers allowed:',
    value: yes,
    none: 'yes',
  },
  { fact: /^(items\/)?description$/, subject: 'guidance', label: 'explanation of a row', value: quoted, none: 'none' },
  { fact: /^items\/title$/, subject: 'name', label: 'title of a row', value: quoted, none: 'none' },
  {
    fact: /^display\/component$/,
    subject: 'field',
    label: 'shown as',
    value: (raw) => COMPONENTS[raw] ?? codeInWords(raw),
  },
  {
    fact: /^display\/conditionalOn$/,
    subject: 'condition',
    label: 'asked',
    value: (raw, titleOf) => whereInWords(raw, titleOf, ['field', 'equals'], 'only where'),
    none: 'always',
  },
  { fact: /^display\/groups\/.*$/, subject: 'field', label: 'groups of choices:' },
  { fact: /^display\[.*\]/, subject: 'field', label: 'shows what is no field of it:', value: codeInWords },
  {
    fact: /^(items\/)?(if|allOf|anyOf|oneOf|not)$/,
    subject: 'condition',
    label: 'what must hold between the answers: where',
    value: condition,
  },
  { fact: /^(items\/)?then$/, subject: 'condition', label: 'then', value: condition, none: 'nothing' },
  { fact: /^(items\/)?else$/, subject: 'condition', label: 'otherwise', value: condition, none: 'nothing' },
  { fact: /^\$id$/, subject: 'name', label: 'identifier' },
  { fact: /^\$schema$/, subject: 'setting', label: 'dialect of the schema' },
  {
    fact: /^byLink\//,
    subject: 'who',
    label: 'answered by a partner through its link:',
    value: codeInWords,
    none: 'no',
  },
  {
    fact: /^byLink$/,
    subject: 'who',
    label: 'answered by a partner through its link:',
    value: () => 'yes',
    none: 'no',
  },
  { fact: /^(properties|required)$/, subject: 'condition', label: 'must hold:' },
  { fact: /^schema$/, subject: 'field', label: 'written as' },
]

const RECORD: readonly Label[] = [
  { fact: /^fact$/, subject: 'fact', label: 'fact', value: codeInWords },
  {
    fact: /^on$/,
    subject: 'fact',
    label: 'on the day',
    value: (raw, titleOf) => (raw === 'today' ? 'of the answer' : quoted(titleOf(raw))),
    none: 'not said',
  },
  {
    fact: /^each$/,
    subject: 'fact',
    label: 'once for each of',
    value: (raw, titleOf) => quoted(titleOf(raw)),
    none: 'the whole form',
  },
  {
    fact: /^when$/,
    subject: 'condition',
    label: 'recorded',
    value: (raw, titleOf) => whereInWords(raw, titleOf, ['field', 'equals'], 'only where'),
    none: 'always',
  },
  { fact: /^data$/, subject: 'fact', label: 'data' },
]

const DATA = /^data\/(.*)$/
const EMPTY = /^empty\[(.*)\]$/
const OPTION = /^(?:items\/)?(option|label)\[(.*)\]$/
const VARIABLE = /^variable\[(.*)\]$/

/** How a difference of a form is said; what nobody has words for is `unknown`. */
export function formSaid(type: FormItem['type'], change: FactChange, titleOf: TitleOf): readonly Said[] {
  const { fact, was, now } = change
  if (/^(order|(items\/)?options)$/.test(fact)) return orderSaid(fact, change, titleOf)
  const special = type === 'record' ? recordData(change, titleOf) : optionSaid(change)
  if (special !== undefined) return [special]
  const known = (type === 'record' ? RECORD : LABELS).find((each) => each.fact.test(fact))
  if (known === undefined)
    return [{ subject: 'unknown', text: fact, ...(was !== undefined && { was }), ...(now !== undefined && { now }) }]
  const { subject, label, value = (raw: string) => raw, none = 'nothing', byWords } = known
  const said = (raw: string | undefined) => (raw === undefined ? none : value(raw, titleOf))
  // Where the words are the same, only what is written tells the difference.
  const [old, recent] = said(was) === said(now) ? [was ?? none, now ?? none] : [said(was), said(now)]
  if (byWords === true && was !== undefined && now !== undefined)
    return [{ subject, text: `${label} in other words`, was, now, byWords }]
  const isRenamed = fact === 'title' && was !== undefined && now !== undefined
  return [
    {
      subject,
      text: isRenamed ? `is now called ${recent}` : `${label} ${old} → ${recent}`,
      was: old,
      now: recent,
    },
  ]
}

function optionSaid({ fact, was, now }: FactChange): Said | undefined {
  const option = OPTION.exec(fact)
  const variable = VARIABLE.exec(fact)?.[1]
  if (variable !== undefined) {
    const text = `its answer ${quoted(keyInWords(variable))} ${now === undefined ? 'can no longer' : 'can now'} be asked about in diagrams`
    return {
      subject: 'condition',
      kind: now === undefined ? 'removed' : 'added',
      text,
      ...(now === undefined ? { was: variable } : { now: variable }),
    }
  }
  const empty = EMPTY.exec(fact)?.[1]
  if (empty !== undefined) {
    const [old, recent] = [was === undefined ? 'not written' : 'empty', now === undefined ? 'not written' : 'empty']
    return { subject: 'setting', text: `its list of ${keyInWords(empty)}: ${old} → ${recent}`, was: old, now: recent }
  }
  if (option === null) return undefined
  const [, what, code = ''] = option
  if (what === 'label') {
    const [old, recent] = [was ?? 'none', now ?? 'none']
    const text = `words for ${code}, which is none of its answers: ${old} → ${recent}`
    return { subject: 'name', text, was: old, now: recent }
  }
  if (was === undefined)
    return { subject: 'field', kind: 'added', text: `answer ${quoted(now ?? '')} (${code}) added`, now: now ?? '' }
  if (now === undefined)
    return { subject: 'field', kind: 'removed', text: `answer ${quoted(was)} (${code}) removed`, was }
  return { subject: 'name', text: `the answer ${quoted(was)} reads ${quoted(now)}`, was, now }
}

function recordData({ fact, was, now }: FactChange, titleOf: TitleOf): Said | undefined {
  const property = DATA.exec(fact)?.[1]
  if (property === undefined) return undefined
  const said = (raw: string | undefined) => (raw === undefined ? 'nothing' : sourceInWords(raw, titleOf))
  const [old, recent] = [said(was), said(now)]
  return {
    subject: 'fact',
    text: `${quoted(keyInWords(property))} comes from ${old} → ${recent}`,
    was: old,
    now: recent,
  }
}

function sourceInWords(raw: string, titleOf: TitleOf): string {
  const source = raw.startsWith('{') ? readJson(raw) : undefined
  if (!isObject(source)) return quoted(titleOf(raw))
  if ('const' in source) return `always ${answerInWords(source['const'] ?? null)}`
  return 'variable' in source ? `the case (${keyInWords(textAt(source, 'variable'))})` : raw
}

function whereInWords(
  raw: string,
  titleOf: TitleOf,
  [fieldKey, valueKey]: readonly [string, string],
  before: string,
): string {
  const value = readJson(raw)
  if (!isObject(value)) return raw
  const others = Object.keys(value).filter((key) => key !== fieldKey && key !== valueKey)
  if (others.length > 0) return raw
  const is: Json = value[valueKey] ?? null
  const answers = Array.isArray(is) ? (is as readonly Json[]) : [is]
  return `${before} ${quoted(titleOf(textAt(value, fieldKey)))} is ${answers.map(answerInWords).join(' or ')}`
}

/** Only among those that both versions have: what came and what went is told by itself. */
function orderSaid(fact: string, { was = '', now = '' }: FactChange, titleOf: TitleOf): readonly Said[] {
  const [before, after] = [was.split(' ').filter(isSomething), now.split(' ').filter(isSomething)]
  if (outOfOrder(before, after).size === 0) return []
  const names = (codes: readonly string[]) =>
    codes.map((code) => (fact === 'order' ? titleOf(code) : shown(code))).join(', ')
  const what = fact === 'order' ? 'fields' : 'answers'
  return [
    {
      ...{
        subject: 'field',
        kind: 'moved',
        text: `its ${what} come in another order: ${names(before)} → ${names(after)}`,
      },
      was: names(before),
      now: names(after),
    },
  ]
}

function isSomething(text: string): boolean {
  return text !== ''
}
