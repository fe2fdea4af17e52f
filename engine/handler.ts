import type { Person } from './case/person.ts'
import type { Adjustment } from './case/person.ts'
import type { ComplaintCase } from './case/complaint-case.ts'
import type { Council } from './case/council.ts'
import type { NewFact } from './case/fact.ts'
import type { Decided } from './diagram/decision/index.ts'
import type { ActionDescription, VariableDescription } from './diagram/finding.ts'
import type { LetterTemplate, LetterWriting } from './diagram/letter-template.ts'
import { InvalidVariablesError } from './errors.ts'
import { compileSchema, mustFit } from './schema.ts'
import type { Variables } from './tokens/token-state.ts'
import type { LocalDate } from './values/local-date.ts'

/**
 * The work behind one kind of service task, called by name: `<serviceTask redress:action="send-acknowledgement">`.
 *
 * A handler decides and the runtime acts: `run` returns the facts to record and the messages to send, and the runtime
 * stores them in one transaction. So `run` changes nothing outside itself, and may be run again for the same task.
 */
export interface ServiceTaskHandler {
  readonly name: string
  readonly describe: ActionDescription
  /**
   * An outcome that the diagram draws is a `bpmn-error`; what is thrown is a fault: tried again, then an incident.
   *
   * @throws InvalidVariablesError when the parameters do not fit the handler's schema.
   * @throws RefusedError when the case lacks what the letter must say, or nobody can be written to.
   */
  readonly run: (task: Task<unknown>) => TaskOutcome
}

export interface Task<Input> {
  readonly caseState: ComplaintCase
  /** The parameters of the diagram: texts as they stand there, and for a handler's own `run` typed by its schema. */
  readonly input: Input
  readonly variables: Variables
  /** The day it is in Europe/London. */
  readonly today: LocalDate
  readonly clocks: readonly ClockView[]
  readonly council: Council
  /** The person with that id; undefined when erased or unknown. */
  readonly person: (id: string) => Person | undefined
  /** The letter of the procedure with that id. */
  readonly letter: (id: string) => LetterTemplate | undefined
  /**
   * Asks the decision table of the procedure with that name, with the variables of the process.
   *
   * @throws NotFoundError when there is no such table.
   * @throws InvalidVariablesError when a variable that it reads has no value, or one that does not fit.
   */
  readonly decide: (name: string) => Decided
  /**
   * Tells one entry of the task from the next (`task_tell_late#2`), the same in every retry of that entry. It becomes
   * part of each message's key.
   */
  readonly entry: string
}

/** A clock as a letter needs it; `engine/law` knows more. */
export interface ClockView {
  /** Id of the deadline rule. */
  readonly rule: string
  /** The rule of law that this target of the council's own stands in for. */
  readonly inPlaceOf?: string
  /** What must be done, as people say it: `our answer to your complaint`. */
  readonly title: string
  readonly due?: LocalDate
  readonly status: string
  readonly startedOn?: LocalDate
  readonly heldSince?: LocalDate
  /** How the date came about, a sentence each. */
  readonly explanation: readonly string[]
}

export type TaskOutcome =
  | {
      readonly kind: 'completed'
      readonly facts: readonly NewFact[]
      readonly messages: readonly OutgoingMessage[]
      /** Codes, booleans, days and counts for the gateways. Never a name or a person's words. */
      readonly variables?: Variables
    }
  /** Caught by an error boundary event whose error has this `errorCode`. `detail` names no person. */
  | { readonly kind: 'bpmn-error'; readonly errorCode: string; readonly detail: string }

/** A message to exactly one recipient. The runtime finds the address; `body` is plain text. */
export interface OutgoingMessage {
  /** Sent once per key: case, action, entry of the task, recipient. */
  readonly key: string
  /**
   * `letter` waits in the print queue; `telephone` becomes a task for a colleague, who calls and says it;
   * `staff-notification` goes to a colleague.
   */
  readonly channel: 'email' | 'letter' | 'telephone' | 'staff-notification'
  readonly to: Recipient
  /** The reference and nothing else. One line. */
  readonly subject: string
  readonly body: string
  /** Codes of the contents that the law asks for. */
  readonly contents: readonly string[]
  /** What the recipient needs; whoever prints the letter acts on it. */
  readonly adjustments?: readonly Adjustment[]
  /**
   * The link by which a partner body answers. The text says `{partner-link}` where it belongs; the signed address is put
   * there when the message is sent, and is stored nowhere.
   */
  readonly partnerLink?: PartnerLink
  /** For a letter with a Word file of its own: which letter, and what stands in the file's gaps. */
  readonly print?: { readonly letter: string; readonly values: Readonly<Record<string, string | readonly string[]>> }
  /** Recorded when the message has gone, with that day in place of `on`. */
  readonly factOnSent?: NewFact
}

/** A link as it was issued (`partner-link-issued`); the case is that of the message. */
export interface PartnerLink {
  readonly body: string
  readonly link: string
  readonly until: LocalDate
}

export type Recipient =
  | { readonly kind: 'person'; readonly person: string }
  /** Whoever holds the role in the case, or else the team that `Council.roleTeams` gives. */
  | { readonly kind: 'role'; readonly role: string }
  /** A code of `Council.teams`. */
  | { readonly kind: 'team'; readonly team: string }
  /** The council's usual one, or the one of that code. */
  | { readonly kind: 'advocacy-provider'; readonly provider?: string }
  /** A code of `Council.partners`. */
  | { readonly kind: 'partner'; readonly body: string }

export const NOTHING_TO_DO: TaskOutcome = { kind: 'completed', facts: [], messages: [] }

export type ParameterSchema =
  | {
      readonly type: 'string'
      readonly enum?: readonly string[]
      readonly pattern?: string
      readonly minLength?: number
    }
  | { readonly type: 'integer'; readonly minimum?: number; readonly maximum?: number }
  | { readonly type: 'boolean' }

interface HandlerDefinition<Input> {
  readonly name: string
  /** Parameters by name. */
  readonly parameters?: { readonly [Name in keyof Input]-?: ParameterSchema }
  /** Those that the diagram must give. */
  readonly required?: readonly (keyof Input & string)[]
  readonly variables?: Readonly<Record<string, VariableDescription>>
  readonly errors?: readonly string[]
  readonly sends?: readonly string[]
  /** Variables that must have been set before. */
  readonly needs?: readonly string[]
  readonly toPartner?: boolean
  /** Its variables say whether consent to share stands. */
  readonly asksConsent?: boolean
  /** For an action that writes letters of the procedure. */
  readonly letters?: LetterWriting
  readonly run: (task: Task<Input>) => TaskOutcome
}

/** Makes a handler that checks its parameters, and turns their texts into numbers and booleans, before it runs. */
export function defineHandler<Input = Readonly<Record<string, never>>>(
  definition: HandlerDefinition<Input>,
): ServiceTaskHandler {
  const {
    name,
    variables = {},
    errors = [],
    sends = [],
    needs = [],
    toPartner = false,
    letters,
    asksConsent = false,
  } = definition
  const parameters: Readonly<Record<string, ParameterSchema>> = definition.parameters ?? {}
  const required: readonly string[] = definition.required ?? []
  const check = compileSchema({ type: 'object', properties: parameters, required, additionalProperties: false })
  return {
    name,
    describe: {
      name,
      parameters: Object.fromEntries(Object.keys(parameters).map((key) => [key, required.includes(key)])),
      options: Object.fromEntries(Object.entries(parameters).flatMap(closedList)),
      variables,
      errors,
      sends,
      needs,
      toPartner,
      ...(asksConsent && { asksConsent }),
      ...(letters !== undefined && { letters }),
    },
    run(task) {
      const input = coerce(name, parameters, task.input ?? {})
      mustFit(`The parameters of ${name}`, check, input)
      return definition.run({ ...task, input: input as Input })
    },
  }
}

function closedList([name, schema]: readonly [string, ParameterSchema]): readonly (readonly [
  string,
  readonly string[],
])[] {
  if (schema.type === 'boolean') return [[name, ['true', 'false']]]
  return schema.type === 'string' && schema.enum !== undefined ? [[name, schema.enum]] : []
}

function coerce(name: string, parameters: Readonly<Record<string, ParameterSchema>>, input: unknown): object {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new InvalidVariablesError(`The parameters of ${name}`, [{ at: '', message: 'must be an object' }])
  }
  return Object.fromEntries(
    Object.entries(input).map(([key, value]: [string, unknown]) => [
      key,
      Object.hasOwn(parameters, key) ? typed(parameters[key]?.type, value) : value,
    ]),
  )
}

/** A text that does not fit stays a text, for the schema to refuse. */
function typed(type: ParameterSchema['type'] | undefined, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (type === 'integer' && /^-?\d{1,9}$/.test(value)) return Number(value)
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return value
}
