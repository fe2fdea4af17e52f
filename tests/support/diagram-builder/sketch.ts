/**
 * A drawing in words: nodes on a grid, and flows between them. `[2, 1]` is the third column of the second row; halves
 * are allowed. Used to write the shipped diagrams once; from then on the .bpmn file is the truth.
 */
export interface Sketch {
  /** Name of the file, without `.bpmn`. */
  readonly file: string
  readonly process: string
  /** Folder of the procedure; the children's when left out. */
  readonly procedure?: string
  readonly name: string
  readonly doc: string
  readonly nodes: readonly Node[]
  readonly flows: readonly Flow[]
}

export type At = readonly [column: number, row: number]

interface NodeBase {
  readonly id: string
  readonly name: string
  readonly doc: string
  readonly at: At
  /** Where the label of a gateway, an event or a boundary event stands. */
  readonly label?: LabelPlace
}
export type LabelPlace = 'above' | 'below' | 'above-left' | 'below-left' | 'above-right' | 'below-right'

export interface Deadline {
  readonly rule?: string
  readonly local?: {
    readonly id: string
    readonly title: string
    readonly workingDays: number
    /** Id of an instrument; the children's when left out. */
    readonly calendar?: string
    readonly startedBy: string
    readonly metBy: string
    /** `grade=low`: starts only where the starting fact says so. */
    readonly onlyWhere?: string
  }
  readonly at?: 'warning' | 'due' | 'breach'
  readonly before?: number
  readonly repeat?: number
}

export type Trigger =
  | { readonly message: string; readonly form: string; readonly role?: string }
  | { readonly timer: Deadline }
  | { readonly escalation: string }
  | { readonly signal: string }
  | { readonly error: string }

export type Node =
  | (NodeBase & { readonly kind: 'start'; readonly on?: Trigger })
  | (NodeBase & {
      readonly kind: 'end'
      readonly outcome?: string
      readonly terminate?: boolean
      readonly escalation?: string
      readonly signal?: string
    })
  | (NodeBase & {
      readonly kind: 'user'
      readonly role: string
      readonly form: string
      readonly deadline?: Deadline
      readonly noDeadline?: string
    })
  | (NodeBase & {
      /** `decision` is a business rule task. */
      readonly kind: 'service' | 'decision'
      readonly action: string
      readonly parameters?: Readonly<Record<string, string>>
    })
  | (NodeBase & {
      readonly kind: 'call'
      readonly process: string
      /** Once for each item of a list variable, all at the same time; the item is a variable of what is called. */
      readonly each?: { readonly collection: string; readonly variable: string }
    })
  | (NodeBase & { readonly kind: 'choice' | 'parallel' | 'first-of' })
  | (NodeBase & { readonly kind: 'catch'; readonly on: Trigger })
  | (NodeBase & {
      readonly kind: 'boundary'
      readonly of: string
      readonly side: 'top' | 'bottom'
      /** Pixels from the middle of the side. */
      readonly offset?: number
      readonly interrupting: boolean
      readonly on: Trigger
    })
  | (NodeBase & {
      /** An event sub-process; its box is drawn around its nodes. */
      readonly kind: 'any-time'
      readonly interrupting: boolean
      readonly on: Trigger
      /** The start event: id, name, doc, place. */
      readonly start: { readonly id: string; readonly name: string; readonly doc: string }
      readonly nodes: readonly Node[]
      readonly flows: readonly Flow[]
    })

export type Side = 'left' | 'right' | 'top' | 'bottom'

export interface Flow {
  readonly from: string
  readonly to: string
  readonly name?: string
  /** FEEL. */
  readonly when?: string
  readonly otherwise?: boolean
  readonly out?: Side
  readonly in?: Side
  /** Row (out and in are top or bottom) or column (left or right) of the middle stretch. */
  readonly mid?: number
  /** Where the label begins, when not beside the line's first stretch: it stands above that point. */
  readonly labelAt?: At
}

/** Flows from one to the next. */
export function line(...ids: readonly string[]): readonly Flow[] {
  return ids.slice(1).map((to, index) => ({ from: ids[index] ?? '', to }))
}

/** The text of a documentation element: the clause on the first line, guidance below it. */
export function doc(clause: string, guidance: string): string {
  return `${clause}\n${guidance}`
}

/** A gateway at which ways meet. */
export function meet(id: string, at: At): Node {
  return { id, kind: 'choice', name: '', doc: doc('Local practice', 'Ways meet here; nothing is decided.'), at }
}
