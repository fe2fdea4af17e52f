import type { Broker } from 'smqp'

/**
 * The part of bpmn-elements that the host touches, in the words of that package. Its own types leave most of this open
 * (`any`); here is what was read in its sources (17.3.0) and is held by the tests of this folder.
 */
export type Content = Record<string, unknown>

/** One element as moddle-context-serializer writes it. */
export interface SerializedElement {
  readonly id: string
  readonly type: string
  readonly name?: string
  readonly parent?: { readonly id: string; readonly type: string }
  readonly lane?: { readonly id: string; readonly name?: string }
  readonly behaviour?: Content
}

export interface SerializedFlow extends SerializedElement {
  readonly sourceId: string
  readonly targetId: string
  readonly isDefault?: boolean
}

/** A diagram in the form that bpmn-engine keeps it in, whether it came from XML, a moddle context or a saved state. */
export interface DefinitionContext {
  readonly id: string
  getProcessById(id: string): SerializedElement | undefined
  getActivityById(id: string): SerializedElement | undefined
  getActivities(scope?: string): readonly SerializedElement[]
  getSequenceFlows(scope?: string): readonly SerializedFlow[]
  getAssociations(scope?: string): readonly SerializedFlow[]
  getScripts(): readonly { readonly name: string; readonly parent?: { readonly id: string } }[]
}

/** bpmn-elements' `Context`: one for the definition, a clone of it for each process. */
export interface ElementContext {
  readonly definitionContext: DefinitionContext
  readonly environment: ElementEnvironment
  readonly owner?: unknown
  readonly refs: ReadonlyMap<string, unknown>
  getActivityById(id: string): unknown
  getActivities(scope?: string): unknown[]
  getSequenceFlows(scope?: string): unknown[]
}

export interface ElementEnvironment {
  readonly options: Content
  readonly variables: Content
  readonly output: Content
  readonly settings: Content
  readonly timers: TimerRegistry
  Logger(scope: string): Logger
  assignVariables(variables: Content): void
  assignSettings(settings: Content): void
}

export interface TimerRegistry {
  register(owner: unknown): {
    setTimeout(callback: () => void, delay: number): unknown
    clearTimeout(reference: unknown): void
  }
}

export interface Logger {
  debug(message: string): void
}

/** A message on one of bpmn-elements' brokers. */
export interface ElementMessage {
  readonly fields: { readonly routingKey?: string; readonly redelivered?: boolean }
  readonly content: Content
  readonly properties: { readonly type?: string; readonly delegate?: boolean; readonly correlationId?: string }
}

/**
 * What bpmn-engine hands to its users for a thing that waits: `api.signal()` completes it, `api.cancel()` fires a timer,
 * `api.fail(error)` throws there, `api.discard()` takes it away.
 */
export interface ElementApi {
  readonly id: string
  readonly type: string
  readonly name: string | undefined
  readonly executionId: string
  readonly environment: ElementEnvironment
  readonly content: Content
  readonly fields: ElementMessage['fields']
  readonly messageProperties: ElementMessage['properties']
  readonly broker: Broker
  readonly owner: unknown
  signal(message?: unknown, options?: unknown): void
  cancel(message?: unknown, options?: unknown): void
  discard(): void
  fail(error: unknown): void
  stop(): void
  sendApiMessage(action: string, content?: unknown, options?: unknown): void
  resolveExpression(expression: string): string
  createMessage(content?: Content): Content
  getPostponed(filter?: (api: ElementApi) => boolean): readonly ElementApi[]
  getExecuting(): readonly ElementApi[]
}

/** `value` as a record, when it is one: an object that is no list. */
export function asRecord(value: unknown): Content | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Content) : undefined
}

/** The text at `key`, when there is one that is not empty. */
export function textAt(record: Content | undefined, key: string): string | undefined {
  const value = record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The records in the list at `key`; none when there is no list. */
export function recordsAt(record: Content | undefined, key: string): readonly Content[] {
  const value = record?.[key]
  return Array.isArray(value) ? value.map(asRecord).filter((item) => item !== undefined) : []
}
