/**
 * What a BPMN diagram says, as plain readonly data: the only form in which the token core, the rules and the runtime
 * see a diagram. Made by `parse.ts`; holds no state, no function and no parser object, and survives `structuredClone`.
 *
 * Ids are the diagram's own. Names of messages, signals, errors and escalations are resolved: `message` is the
 * `name` of the `<message>`, `error` the `errorCode` of the `<error>`, `escalation` the `escalationCode`.
 */

/** One BPMN file. */
export interface Diagram {
  readonly id: string
  /** The executable process; admission refuses a file with none or with more than one. */
  readonly main: ProcedureModel
  /** Further processes of the same file (called by call activities), by process id. */
  readonly others: ReadonlyMap<string, ProcedureModel>
  /** SHA-256 over what the diagram means: stays the same when only its layout changes. */
  readonly semanticHash: string
  /** SHA-256 over the diagram interchange: shapes, edges, labels. */
  readonly layoutHash: string
}

export interface ProcedureModel {
  readonly id: string
  readonly name: string
  readonly documentation: string
  readonly nodes: ReadonlyMap<string, FlowNode>
  readonly flows: ReadonlyMap<string, SequenceFlow>
  /** The process itself and every sub-process in it, by id. */
  readonly scopes: ReadonlyMap<string, Scope>
  readonly lanes: readonly Lane[]
}

export interface Lane {
  readonly id: string
  readonly name: string
  readonly nodes: readonly string[]
}

export interface Scope {
  readonly id: string
  readonly kind: 'process' | 'sub-process' | 'event-sub-process' | 'transaction'
  /** The scope around it; null for the process. */
  readonly parent: string | null
  /** Its nodes in document order, those of inner scopes not included. */
  readonly nodes: readonly string[]
  /** Its start events. */
  readonly starts: readonly string[]
  /** Ids of its event sub-processes. */
  readonly eventSubProcesses: readonly string[]
}

export interface SequenceFlow {
  readonly id: string
  readonly name: string
  readonly source: string
  readonly target: string
  /** FEEL; undefined when the flow carries none. */
  readonly condition?: string
}

interface NodeBase {
  readonly id: string
  readonly name: string
  readonly documentation: string
  /** The id of the process or sub-process that holds it. */
  readonly scope: string
  readonly incoming: readonly string[]
  readonly outgoing: readonly string[]
  readonly redress: RedressAttributes
}

/** What the `redress:` namespace adds to a node. */
export interface RedressAttributes {
  /** User task: who may do it, a role code. */
  readonly role?: string
  /** User task or message event: the form whose answers complete it; a file in the procedure's `forms/`. */
  readonly form?: string
  /** Service, send or business rule task: the handler. */
  readonly action?: string
  /** Typed parameters of the action. */
  readonly parameters?: Readonly<Record<string, string>>
  /** User task: the clock that bounds it. */
  readonly deadline?: DeadlineBinding
  /** User task: why it has no deadline. */
  readonly noDeadline?: string
  /** End event: the outcome that it records. */
  readonly outcome?: string
}

export type FlowNode = ActivityNode | EventNode | GatewayNode

export interface ActivityNode extends NodeBase {
  readonly type:
    | 'task'
    | 'manualTask'
    | 'userTask'
    | 'serviceTask'
    | 'sendTask'
    | 'receiveTask'
    | 'businessRuleTask'
    | 'callActivity'
    | 'subProcess'
    | 'transaction'
  /** The flow taken when no condition of the others holds. */
  readonly default?: string
  readonly loop?: Loop
  /** Boundary events attached to it, in document order. */
  readonly boundaries: readonly string[]
  /** A compensation handler: outside the normal flow, run only by compensation. */
  readonly isForCompensation: boolean
  /** Receive task: the message it waits for; send task: the one it sends, if named. */
  readonly message?: string
  /** Call activity: the id of the process that it calls. */
  readonly calledElement?: string
  /** Sub-process: its scope has the node's own id; true when `triggeredByEvent`. */
  readonly triggeredByEvent?: boolean
}

export interface EventNode extends NodeBase {
  readonly type: 'startEvent' | 'endEvent' | 'intermediateCatchEvent' | 'intermediateThrowEvent' | 'boundaryEvent'
  readonly event: EventDefinition
  /** Boundary event: its activity. */
  readonly attachedTo?: string
  /** Boundary event and start of an event sub-process: whether it stops what it interrupts. True elsewhere. */
  readonly interrupting: boolean
  /** Compensation boundary event: the associated handler. */
  readonly compensationHandler?: string
}

export interface GatewayNode extends NodeBase {
  readonly type: 'exclusiveGateway' | 'parallelGateway' | 'inclusiveGateway' | 'eventBasedGateway'
  readonly default?: string
}

export type EventDefinition =
  | { readonly kind: 'none' }
  | { readonly kind: 'message'; readonly message: string }
  | { readonly kind: 'signal'; readonly signal: string }
  /** No `error`: catches every error; as an end event it is refused. */
  | { readonly kind: 'error'; readonly error?: string }
  | { readonly kind: 'escalation'; readonly escalation?: string }
  /** FEEL, true or false. */
  | { readonly kind: 'conditional'; readonly condition: string }
  | { readonly kind: 'timer'; readonly timer: TimerDefinition }
  | { readonly kind: 'link'; readonly link: string }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'cancel' }
  /** Throwing: `activity` alone is compensated, or every completed activity of the scope when undefined. */
  | { readonly kind: 'compensation'; readonly activity?: string }

export type TimerDefinition =
  /** ISO 8601, read in Europe/London when it carries no offset; or FEEL after a leading `=`. */
  | { readonly kind: 'date' | 'duration' | 'cycle'; readonly text: string }
  | { readonly kind: 'deadline'; readonly deadline: DeadlineBinding }

/**
 * A `redress:deadline`: a rule of law by id, or a local target in working days, and the moment of it that is meant.
 *
 * `warning` fires at 08:00 London on the day `before` working days ahead of the due day; `due` at 08:00 on the due day;
 * `breach` at 00:00 on the day after it, and then again every `repeat` working days while the clock is not met.
 */
export interface DeadlineBinding {
  /** Id of a deadline rule (`children-act.stage-1-answer`). Either this or `local`. */
  readonly rule?: string
  readonly local?: LocalDeadline
  readonly at: 'warning' | 'due' | 'breach'
  /** Working days. */
  readonly before?: number
  /** Working days. */
  readonly repeat?: number
}

/** A council's own target; never longer than the law allows. */
export interface LocalDeadline {
  readonly id: string
  readonly title: string
  readonly workingDays: number
  /** Whose definition of a working day: an instrument's id, such as `children-act`. */
  readonly calendar: string
  /** Fact types. */
  readonly startedBy: string
  readonly metBy: string
  /** Starts only where the starting fact says so: `risk-graded` with `grade` = `low`. */
  readonly onlyWhere?: { readonly property: string; readonly is: string }
}

export type Loop =
  | {
      readonly kind: 'standard'
      readonly testBefore: boolean
      readonly maximum?: number
      /** FEEL; repeats while true. */
      readonly condition?: string
    }
  | {
      readonly kind: 'multi-instance'
      readonly sequential: boolean
      /** FEEL, a whole number. */
      readonly cardinality?: string
      /** FEEL, a list; evaluated once, when the activity is entered. */
      readonly collection?: string
      /** The variable that holds the item of each instance. */
      readonly elementVariable?: string
      /** FEEL, after each instance; true cancels the rest. */
      readonly completionCondition?: string
    }
