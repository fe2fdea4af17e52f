/* Over 300 lines: one sentence for each thing that a diagram can say of an element, in the order in which they are told. */

import { codeInWords, durationInWords, quoted } from './plain-words.ts'
import { DEADLINE, inWords, type DeadlineFacts } from './deadline-sentences.ts'
import { nodeInWords, type Naming } from './diagram-names.ts'
import type { ChangeKind, Subject } from './change.ts'
import type { DiagramItem, DiagramSide } from './diagram-items.ts'
import type { FactChange } from './item.ts'
import type { Said } from './said.ts'

/** One version of the diagram, and what its procedure calls things. */
export interface Version {
  readonly side: DiagramSide
  readonly naming: Naming
}

interface Label {
  readonly fact: RegExp
  readonly subject: Subject
  readonly label: string
  readonly kind?: ChangeKind
  /** What the value is called in that version. */
  readonly value?: (raw: string, version: Version) => string
  /** For the absence of a value. */
  readonly none?: string
}

const EVENTS: Readonly<Record<string, string>> = {
  '': 'nothing in particular',
  timerEventDefinition: 'time',
  messageEventDefinition: 'a message',
  signalEventDefinition: 'a signal',
  errorEventDefinition: 'an error',
  escalationEventDefinition: 'an escalation',
  conditionalEventDefinition: 'a condition',
  linkEventDefinition: 'a link',
  terminateEventDefinition: 'an end of everything',
  cancelEventDefinition: 'a cancellation',
  compensateEventDefinition: 'undoing of what was done',
}
const LOOPS: Readonly<Record<string, string>> = {
  multiInstanceLoopCharacteristics: 'once for each item of a list',
  standardLoopCharacteristics: 'again and again',
}

const plain = (raw: string) => raw
const node = (raw: string, { side }: Version) => nodeInWords(side, raw)
const form = (raw: string, { naming }: Version) => quoted(naming.forms.get(raw) ?? codeInWords(raw))
const called = (raw: string, { side }: Version) =>
  quoted(side.items.get(raw)?.facts.get('@name') ?? side.items.get(raw)?.facts.get('@errorCode') ?? raw)
const yes = (says: string, not: string) => (raw: string) => (raw === 'true' ? says : raw === 'false' ? not : raw)

/** Every fact that a diagram may hold, and how it is said. */
const LABELS: readonly Label[] = [
  { fact: /^@name$/, subject: 'name', label: 'name', value: quoted, none: 'none' },
  { fact: /^@id$/, subject: 'name', label: 'identifier' },
  { fact: /^type$/, subject: 'step', label: 'kind of step' },
  { fact: /^parent$/, subject: 'step', kind: 'moved', label: 'stands in', value: node, none: 'the process itself' },
  { fact: /^lane$/, subject: 'who', kind: 'moved', label: 'lane', value: node, none: 'none' },
  { fact: /^@attachedToRef$/, subject: 'event', kind: 'moved', label: 'may happen at', value: node },
  {
    fact: /^@redress:role$/,
    subject: 'who',
    label: 'who does it:',
    value: (raw, { naming }) => naming.roles.get(raw) ?? codeInWords(raw),
    none: 'nobody named',
  },
  { fact: /^@redress:form$/, subject: 'form', label: 'form', value: form, none: 'none' },
  {
    fact: /^@redress:noDeadline$/,
    subject: 'deadline',
    label: 'why it has no deadline:',
    value: quoted,
    none: 'not said',
  },
  { fact: /^@redress:action$/, subject: 'action', label: 'what is done:', value: codeInWords, none: 'nothing' },
  { fact: /^@redress:outcome$/, subject: 'outcome', label: 'outcome', value: codeInWords, none: 'none' },
  {
    fact: /^event$/,
    subject: 'event',
    label: 'is about',
    value: (raw) => EVENTS[raw] ?? codeInWords(raw),
    none: 'nothing',
  },
  { fact: /^loop$/, subject: 'loop', label: 'how often:', value: (raw) => LOOPS[raw] ?? raw, none: 'once' },
  {
    fact: /LoopCharacteristics\/@redress:collection$/,
    subject: 'loop',
    label: 'for each item of the list',
    value: quoted,
    none: 'none',
  },
  {
    fact: /LoopCharacteristics\/@redress:elementVariable$/,
    subject: 'loop',
    label: 'each item is called',
    value: quoted,
  },
  {
    fact: /LoopCharacteristics\/@isSequential$/,
    subject: 'loop',
    label: 'the items are taken',
    value: yes('one after the other', 'all at once'),
    none: 'all at once',
  },
  {
    fact: /LoopCharacteristics\/@testBefore$/,
    subject: 'loop',
    label: 'asked before the first time:',
    value: yes('yes', 'no'),
  },
  { fact: /LoopCharacteristics\/@loopMaximum$/, subject: 'loop', label: 'at most so often:' },
  { fact: /LoopCharacteristics\/loopCardinality\/#$/, subject: 'loop', label: 'so many times:' },
  {
    fact: /LoopCharacteristics\/(loopCondition|completionCondition)\/#$/,
    subject: 'loop',
    label: 'until or while',
    value: quoted,
  },
  {
    fact: /LoopCharacteristics\/(loopDataInputRef\/#|inputDataItem\/@name)$/,
    subject: 'loop',
    label: 'data of each time:',
  },
  { fact: /^conditionExpression\/#$/, subject: 'condition', label: 'condition', value: quoted, none: 'none' },
  {
    fact: /conditionalEventDefinition\/condition\/#$/,
    subject: 'condition',
    label: 'condition',
    value: quoted,
    none: 'none',
  },
  {
    fact: /^@default$/,
    subject: 'condition',
    label: 'where no answer holds:',
    value: (raw, { side }) => flowInWords(side, raw),
    none: 'no way on',
  },
  { fact: /^@sourceRef$/, subject: 'way', label: 'comes from', value: node },
  { fact: /^@targetRef$/, subject: 'way', label: 'leads to', value: node },
  {
    fact: /timerEventDefinition(\[\d+\])?\/timeDuration\/#$/,
    subject: 'deadline',
    label: 'time that passes:',
    value: durationInWords,
    none: 'not said',
  },
  { fact: /timerEventDefinition(\[\d+\])?\/timeDate\/#$/, subject: 'deadline', label: 'moment:', none: 'not said' },
  {
    fact: /timerEventDefinition(\[\d+\])?\/timeCycle\/#$/,
    subject: 'deadline',
    label: 'again and again:',
    none: 'never',
  },
  {
    fact: /messageEventDefinition(\[\d+\])?\/@messageRef$/,
    subject: 'event',
    label: 'message',
    value: called,
    none: 'none',
  },
  { fact: /^@messageRef$/, subject: 'event', label: 'message', value: called, none: 'none' },
  {
    fact: /signalEventDefinition(\[\d+\])?\/@signalRef$/,
    subject: 'event',
    label: 'signal',
    value: called,
    none: 'none',
  },
  {
    fact: /errorEventDefinition(\[\d+\])?\/@errorRef$/,
    subject: 'event',
    label: 'error',
    value: called,
    none: 'every error',
  },
  {
    fact: /escalationEventDefinition(\[\d+\])?\/@escalationRef$/,
    subject: 'event',
    label: 'escalation',
    value: called,
    none: 'every escalation',
  },
  { fact: /linkEventDefinition(\[\d+\])?\/@name$/, subject: 'event', label: 'link', value: quoted, none: 'none' },
  {
    fact: /compensateEventDefinition(\[\d+\])?\/@activityRef$/,
    subject: 'event',
    label: 'undoes',
    value: node,
    none: 'everything',
  },
  {
    fact: /^@(isInterrupting|cancelActivity)$/,
    subject: 'event',
    label: 'when it happens,',
    value: yes('what it interrupts ends', 'what it interrupts goes on'),
  },
  {
    fact: /^@triggeredByEvent$/,
    subject: 'event',
    label: 'comes',
    value: yes('when something happens', 'in its turn'),
    none: 'in its turn',
  },
  {
    fact: /^@isForCompensation$/,
    subject: 'event',
    label: 'only to undo what was done:',
    value: yes('yes', 'no'),
    none: 'no',
  },
  {
    fact: /^@calledElement$/,
    subject: 'step',
    label: 'the process behind it:',
    value: (raw, { naming }) => quoted(naming.processes.get(raw) ?? raw),
    none: 'none',
  },
  { fact: /^@isExecutable$/, subject: 'setting', label: 'can be run:', value: yes('yes', 'no'), none: 'no' },
  { fact: /^@(errorCode|escalationCode)$/, subject: 'event', label: 'code', value: quoted, none: 'none' },
  { fact: /^text\/#$/, subject: 'note', label: 'text', value: quoted, none: 'none' },
]

const PARAMETER = /^extensionElements\/redress:parameter\[([^\]]*)\](?:\[\d+\])?\/@value$/

/** How a fact is said; undefined where nobody has words for it. */
export function saidOf({ fact, was, now }: FactChange, before: Version, after: Version): Said | undefined {
  const parameter = PARAMETER.exec(fact)?.[1]
  const known = parameter === undefined ? LABELS.find((each) => each.fact.test(fact)) : parameterLabel(parameter)
  if (known === undefined) return undefined
  const { subject, label, kind, value = plain, none = 'nothing' } = known
  const [wasCalled, nowCalled] = [
    was === undefined ? none : value(was, before),
    now === undefined ? none : value(now, after),
  ]
  // Where both are called the same, only what is written tells the difference.
  const isCalledAlike = wasCalled === nowCalled && was !== undefined && now !== undefined && was !== now
  const [old, recent] = isCalledAlike ? [`${wasCalled} (${was})`, `${nowCalled} (${now})`] : [wasCalled, nowCalled]
  const aboutName = fact === '@name' && was !== undefined && now !== undefined
  return {
    subject,
    ...(kind !== undefined && { kind }),
    text: aboutName ? `is now called ${recent}` : `${label} ${old} → ${recent}`,
    was: old,
    now: recent,
  }
}

function parameterLabel(name: string): Omit<Label, 'fact'> {
  if (name === 'letter') {
    return {
      subject: 'letter',
      label: 'letter',
      value: (raw, { naming }) => quoted(naming.letters.get(raw) ?? codeInWords(raw)),
      none: 'none',
    }
  }
  if (name === 'decision') {
    return {
      subject: 'table',
      label: 'decision table',
      value: (raw, { naming }) => quoted(naming.tables.get(raw) ?? codeInWords(raw)),
      none: 'none',
    }
  }
  return { subject: 'action', label: `${codeInWords(name)}:`, value: codeInWords, none: 'not given' }
}

/** A way by its answer, or by where it leads. */
function flowInWords(side: DiagramSide, id: string): string {
  const flow = side.items.get(id)
  if (flow === undefined) return `‘${id}’`
  const name = flow.facts.get('@name') ?? ''
  return name === '' ? `to ${nodeInWords(side, flow.facts.get('@targetRef') ?? '')}` : quoted(name)
}

/** What a thing says of itself, in one line, as it stands in one version. */
export function allInWords(item: DiagramItem, version: Version): string {
  const said = [...item.facts].flatMap(([fact, now]) => {
    if (QUIET.test(fact)) return []
    const each = saidOf({ fact, now }, version, version)
    return each?.now === undefined ? [] : [`${labelOf(fact)} ${each.now}`.trim()]
  })
  const places = new Set([...item.facts.keys()].flatMap((fact) => DEADLINE.exec(fact)?.[1] ?? []))
  const deadlines = [...places].map((place) => `deadline: ${inWords(deadlineAt(item, place))}`)
  return [...said, ...deadlines].join('; ')
}

/** The attributes of a deadline of a thing, by the place of the deadline in it. */
export function deadlineAt({ facts }: DiagramItem, place: string): DeadlineFacts {
  return new Map(
    [...facts].flatMap(([fact, value]): [string, string][] => {
      const found = DEADLINE.exec(fact)
      return found?.[1] === place ? [[found[2] ?? '', value]] : []
    }),
  )
}

/** What goes without saying where a thing as a whole is new or gone. */
const QUIET = /^(@name|@id|@sourceRef|@isInterrupting|@cancelActivity|@triggeredByEvent|@isExecutable|event)$/

function labelOf(fact: string): string {
  const parameter = PARAMETER.exec(fact)?.[1]
  return (
    (parameter === undefined ? LABELS.find((each) => each.fact.test(fact)) : parameterLabel(parameter))?.label ?? ''
  )
}
