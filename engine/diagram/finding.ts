import type { LetterTemplate, LetterWriting } from './letter-template.ts'

/** One fault or warning found in a diagram, in words for the person who owns the procedure. */
export interface Finding {
  /** The file as it was named to the check. */
  readonly file: string
  /** Id of the element, or the process, or `line:column` where the text cannot be read at all. */
  readonly element: string
  /** The rule's id: `no-…` of `rules/`, `admission/…`, or `bpmnlint/…`. */
  readonly rule: string
  /** An error blocks publishing; a warning does not. */
  readonly level: 'error' | 'warning'
  /** What is wrong, with the value in it. */
  readonly message: string
  /** What to do about it. */
  readonly remedy: string
  /** The clause behind the rule, where law is behind it. */
  readonly clause?: string
}

/** What a diagram may name: everything registered beside it. An unknown name is refused. */
export interface Registry {
  /** Service-task handlers, by name, and the variables each one sets. */
  readonly actions: ReadonlyMap<string, ActionDescription>
  /** Role codes. */
  readonly roles: ReadonlySet<string>
  /** Forms of the procedure, by id. */
  readonly forms: ReadonlyMap<string, FormDescription>
  /** Deadline rules of law, by id. */
  readonly deadlineRules: ReadonlyMap<string, DeadlineRuleDescription>
  /** Process ids that call activities may call. */
  readonly processes: ReadonlySet<string>
  /** Calendars that local deadlines may count in. */
  readonly calendars: ReadonlySet<string>
  readonly factTypes: ReadonlySet<string>
  /** Variables that a case has from its start (`procedure.json`), before any form or action sets one. */
  readonly startVariables?: Readonly<Record<string, VariableDescription>>
  /** Decision tables of the procedure, by name. */
  readonly decisions?: ReadonlyMap<string, DecisionDescription>
  /** Letters of the procedure, by id, for the actions that write them. */
  readonly letters?: ReadonlyMap<string, LetterDescription>
  /** Deadline rules of which some diagram of the procedure tells the complainant when they are missed. */
  readonly toldWhenLate?: ReadonlySet<string>
}

/** What diagrams need to know of a letter. */
export interface LetterDescription extends Pick<LetterTemplate, 'id' | 'records' | 'contents'> {
  /** Variables or parameters without which it cannot be sent. */
  readonly needs: readonly string[]
  readonly toPartner: boolean
}

/** The action that asks a decision table, the one that its parameter `decision` names. */
export const DECIDE = 'decide'

export interface ActionDescription {
  readonly name: string
  /** Names of its parameters; true when required. */
  readonly parameters: Readonly<Record<string, boolean>>
  /** Of parameters with a closed list: every value. */
  readonly options?: Readonly<Record<string, readonly string[]>>
  /** Variables that it sets for the gateways after it, with their options where closed. */
  readonly variables: Readonly<Record<string, VariableDescription>>
  /** Codes of the BPMN errors that it may end in. */
  readonly errors: readonly string[]
  /** Letters it writes, by the fact or notice they record. */
  readonly sends: readonly string[]
  /** Values that its letters need. */
  readonly needs: readonly string[]
  /** True when what it sends leaves the council for a partner body. */
  readonly toPartner: boolean
  /** True when its variables say whether consent to share stands, so that a gateway can ask about them. */
  readonly asksConsent?: boolean
  /** Codes of the contents of its letters. */
  readonly contents?: readonly string[]
  /** Given by an action that writes letters of the procedure: the one that its parameter `letter` names. */
  readonly letters?: LetterWriting
}

export interface FormDescription {
  readonly id: string
  readonly title: string
  /** Fact types it records. */
  readonly records: readonly string[]
  /** Variables it sets for the gateways after it. */
  readonly variables: Readonly<Record<string, VariableDescription>>
  readonly fields: readonly string[]
}

/** What diagrams need to know of a decision table. */
export interface DecisionDescription {
  readonly name: string
  /** The variables that it reads; the options are those that its rows name. */
  readonly inputs: Readonly<Record<string, VariableDescription>>
  /** The variables that it sets. */
  readonly outputs: Readonly<Record<string, VariableDescription>>
}

export interface VariableDescription {
  readonly type: 'boolean' | 'option' | 'date' | 'number' | 'list'
  /** Option codes, when closed. */
  readonly options?: readonly string[]
}

export interface DeadlineRuleDescription {
  readonly id: string
  readonly clause: string
  readonly workingDays?: number
  readonly ceilingWorkingDays?: number
  readonly pausable: boolean
  /** The facts that start its clock, any of them. */
  readonly startedBy?: readonly string[]
  /** The facts that meet it. */
  readonly metBy?: readonly string[]
  /** A duty of the council (as when left out), or a window in which somebody else may act: that is never late. */
  readonly nature?: 'duty' | 'window'
}
