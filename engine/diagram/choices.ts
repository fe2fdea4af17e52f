import { FACT_SCHEMAS, FACT_TYPES } from '../case/index.ts'
import { clauseOf, DEADLINE_RULES, INSTRUMENTS } from '../law/index.ts'
import { ruleInWords } from './deadlines/deadline-words.ts'
import { factPhrase } from './deadlines/fact-phrases.ts'
import { DECIDE, type ActionDescription, type VariableDescription } from './finding.ts'
import { ACTION_GROUPS, actionWords } from './action-words.ts'
import { BPMN } from './admission/xml-names.ts'
import { parameterWords } from './parameter-words.ts'
import { plainRegistry, type PlainRegistry } from './plain-registry.ts'
import { registryOf, type ProcedureFolder } from './procedure-folder.ts'
import { scanXml, type XmlElement } from './scan-xml.ts'
import { capital } from '../values/capital.ts'

/** A thing that a diagram may name, with the words for people. */
export interface Choice {
  readonly code: string
  readonly title: string
}

export interface ParameterChoice extends Choice {
  readonly required: boolean
  /** What its value names, where that is known. */
  readonly of?: 'role' | 'letter' | 'deadline' | 'decision'
  /** Every value that it can have, where the list is closed. */
  readonly options?: readonly Choice[]
  readonly hint?: string
}

export interface ActionChoice extends Choice {
  /** Under which it stands in a list of all, in the order of the list. */
  readonly group: string
  /** What it does, in a sentence without its stop; absent of an action that has no words yet. */
  readonly says?: string
  readonly parameters: readonly ParameterChoice[]
}

export interface DeadlineChoice extends Choice {
  /** The rule in one sentence, with its clause. */
  readonly sentence: string
}

export interface FactChoice extends Choice {
  /** What can be asked of it, so that a clock starts only then: `grade=low`. */
  readonly parts: readonly Choice[]
}

export interface VariableChoice {
  readonly name: string
  readonly title: string
  readonly type: VariableDescription['type']
  readonly options: readonly Choice[]
}

export type SignKind = 'message' | 'signal' | 'error' | 'escalation'

/** What the diagrams of a procedure may name, in words, and what the checks go by. */
export interface Choices {
  readonly roles: readonly Choice[]
  readonly forms: readonly Choice[]
  readonly letters: readonly Choice[]
  readonly actions: readonly ActionChoice[]
  /** Rules of law. */
  readonly deadlines: readonly DeadlineChoice[]
  readonly processes: readonly Choice[]
  readonly calendars: readonly Choice[]
  readonly facts: readonly FactChoice[]
  readonly decisions: readonly Choice[]
  /** That ends of its diagrams have. */
  readonly outcomes: readonly Choice[]
  /** What steps wait for or say, by the kind of thing: codes of messages, signals, errors and escalations. */
  readonly signs: Readonly<Record<SignKind, readonly Choice[]>>
  /** That its start, its forms, actions and decision tables set. */
  readonly variables: readonly VariableChoice[]
  /** Ids of elements in the other diagrams: an id stands once in a procedure. */
  readonly idsElsewhere: readonly string[]
  readonly registry: PlainRegistry
}

/**
 * @param file - the diagram that is worked on: what it says itself is read from it as it stands, and left out here
 */
export function choicesOf(folder: ProcedureFolder, actions: readonly ActionDescription[], file?: string): Choices {
  const others = folder.diagrams.filter(({ path }) => path !== file)
  const registry = registryOf(folder, actions)
  const { toldWhenLate = new Set<string>() } = registryOf({ ...folder, diagrams: others }, actions)
  const elements = folder.diagrams.map(({ path, xml }) => ({
    path,
    elements: scanXml(xml, { elements: 5_000, layout: 15_000, depth: 20, namespaces: 64 }).elements,
  }))
  return {
    roles: folder.roles.map(({ code, title }) => ({ code, title })),
    forms: byTitle(folder.forms.map(({ description }) => ({ code: description.id, title: description.title }))),
    letters: byTitle(folder.letters.map(({ letter }) => ({ code: letter.id, title: letter.title }))),
    actions: byGroup(actions.map(actionChoice)),
    deadlines: DEADLINE_RULES.map((rule) => ({
      code: rule.id,
      title: `${capital(rule.title)} (${clauseOf(rule.citation)})`,
      sentence: `${capital(ruleInWords(rule))}. ${clauseOf(rule.citation)}`,
    })),
    processes: byTitle(elements.flatMap((each) => each.elements.filter(isProcess).map(processChoice))),
    calendars: INSTRUMENTS.map(({ id, title }) => ({ code: id, title })),
    facts: byTitle(
      FACT_TYPES.map((type) => ({
        code: type,
        title: capital(factPhrase(type)),
        parts: partsOfFact(FACT_SCHEMAS[type]),
      })),
    ),
    decisions: folder.decisions.map(({ name }) => ({ code: name, title: inWords(name) })),
    outcomes: outcomesOf(elements.flatMap((each) => each.elements)),
    signs: {
      message: signsOf('message', elements),
      signal: signsOf('signal', elements),
      error: signsOf('error', elements),
      escalation: signsOf('escalation', elements),
    },
    variables: variablesOf(folder, actions),
    idsElsewhere: elements
      .filter(({ path }) => path !== file)
      .flatMap((each) => each.elements.flatMap((element) => valueOf(element, 'id') ?? [])),
    registry: plainRegistry({ ...registry, toldWhenLate }),
  }
}

function actionChoice({ name, parameters, letters, options = {} }: ActionDescription): ActionChoice {
  return {
    code: name,
    title: inWords(name),
    ...actionWords(name),
    parameters: Object.entries(parameters).map(([code, required]) => ({
      code,
      ...{ title: inWords(code), required, ...parameterWords(name, code) },
      ...(options[code] === undefined
        ? namedBy(code, name, letters !== undefined)
        : { options: options[code].map((value) => ({ code: value, title: YES_NO[value] ?? inWords(value) })) }),
    })),
  }
}

const YES_NO: Readonly<Record<string, string>> = { true: 'Yes', false: 'No' }

function namedBy(parameter: string, action: string, writesLetters: boolean): Pick<ParameterChoice, 'of'> {
  if (parameter === 'role') return { of: 'role' }
  if (parameter === 'rule') return { of: 'deadline' }
  if (parameter === 'letter' && writesLetters) return { of: 'letter' }
  return parameter === 'decision' && action === DECIDE ? { of: 'decision' } : {}
}

/** Each closed answer of a fact. */
function partsOfFact({ properties }: { readonly properties: Readonly<Record<string, unknown>> }): readonly Choice[] {
  return Object.entries(properties).flatMap(([property, schema]) => {
    const allowed = (schema as { readonly enum?: readonly unknown[] }).enum ?? []
    return allowed
      .filter((value) => typeof value === 'string')
      .map((value) => ({
        code: `${property}=${value}`,
        title: `${inWords(property)} is ${value.replaceAll('-', ' ')}`,
      }))
  })
}

function isProcess({ local, namespace }: XmlElement): boolean {
  return local === 'process' && namespace === BPMN
}

function processChoice(element: XmlElement): Choice {
  const code = valueOf(element, 'id') ?? ''
  return { code, title: valueOf(element, 'name') ?? inWords(code) }
}

function outcomesOf(elements: readonly XmlElement[]): readonly Choice[] {
  const codes = new Set(elements.flatMap((element) => valueOf(element, 'redress:outcome') ?? []))
  return byTitle([...codes].map((code) => ({ code, title: inWords(code) })))
}

/** The code by which one is told from another. */
const CODE_OF = { message: 'name', signal: 'name', error: 'errorCode', escalation: 'escalationCode' } as const

function signsOf(kind: SignKind, diagrams: readonly { readonly elements: readonly XmlElement[] }[]): readonly Choice[] {
  const own = diagrams.flatMap(({ elements }) => elements).filter(({ local }) => local === kind)
  const codes = new Set(own.flatMap((element) => valueOf(element, CODE_OF[kind]) ?? []))
  return byTitle([...codes].map((code) => ({ code, title: inWords(code) })))
}

/** A name that several forms have is one variable, with the options of all of them. */
function variablesOf(
  { startVariables, forms, decisions }: ProcedureFolder,
  actions: readonly ActionDescription[],
): readonly VariableChoice[] {
  const known = [
    ...described(startVariables, {}),
    ...forms.flatMap(({ description, schema }) => described(description.variables, objectIn(schema, 'properties'))),
    ...actions.flatMap(({ variables }) => described(variables, {})),
    ...decisions.flatMap((table) =>
      table.outputs.map(({ name }): VariableChoice => ({ name, title: inWords(name), type: 'option', options: [] })),
    ),
  ]
  const merged = new Map<string, VariableChoice>()
  for (const variable of known) {
    const before = merged.get(variable.name)
    const options = [...(before?.options ?? []), ...variable.options]
    merged.set(variable.name, {
      ...(before ?? variable),
      options: options.filter(({ code }, index) => options.findIndex((other) => other.code === code) === index),
    })
  }
  const outcome: VariableChoice = { name: 'outcome', title: 'Outcome of the stage before', type: 'option', options: [] }
  return [...(merged.has('outcome') ? [] : [outcome]), ...merged.values()].toSorted((one, other) =>
    one.title < other.title ? -1 : 1,
  )
}

function described(
  variables: Readonly<Record<string, VariableDescription>>,
  fields: Readonly<Record<string, unknown>>,
): readonly VariableChoice[] {
  return Object.entries(variables).map(([name, { type, options = [] }]) => {
    const field = objectIn(fields, name)
    const { title } = field
    const labels = objectIn(field, 'x-labels')
    return {
      name,
      title: typeof title === 'string' ? title : inWords(name),
      type,
      options: options.map((code) => {
        const label = labels[code]
        return { code, title: typeof label === 'string' ? label : inWords(code) }
      }),
    }
  })
}

function objectIn(value: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> {
  const inner = Object.hasOwn(value, key) ? value[key] : undefined
  return typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<string, unknown>>) : {}
}

function valueOf({ attributes }: XmlElement, name: string): string | undefined {
  return attributes.find((attribute) => attribute.name === name)?.value.trim()
}

function inWords(code: string): string {
  return capital(
    code
      .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
      .replaceAll(/[-_]/g, ' ')
      .toLowerCase(),
  )
}

function byGroup(actions: readonly ActionChoice[]): readonly ActionChoice[] {
  const place = ({ group }: ActionChoice) => ACTION_GROUPS.indexOf(group)
  return byTitle(actions).toSorted((one, other) => place(one) - place(other))
}

function byTitle<Item extends Choice>(items: readonly Item[]): readonly Item[] {
  return items.toSorted((one, other) => (one.title < other.title ? -1 : 1))
}
