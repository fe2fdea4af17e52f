import { Context, Definition, Environment } from 'bpmn-elements'
import type { Diagram, ProcedureModel } from '../../diagram/procedure-model.ts'
import { initialState, type StepResult, type Stimulus, type TokenState } from '../../tokens/index.ts'
import type { Instant } from '../../values/instant.ts'
import { hostContextOf } from './host-context.ts'
import { hostingOptions, type Hosting } from './hosting.ts'
import { inertOptions } from './inert-options.ts'
import { asRecord, type Content, type DefinitionContext } from './surroundings.ts'

/** A diagram that bpmn-engine has been given, known by its hash. Saved states carry none of it. */
export interface HostedDefinition {
  /** The diagram's semantic hash. */
  readonly hash: string
  /** The process that is started when none is named. */
  readonly main: string
  readonly processes: ReadonlyMap<string, HostedProcess>
}

/** One process of it, ready to be run. */
export interface HostedProcess {
  readonly model: ProcedureModel
  /** The definition as bpmn-engine would keep it in each saved state, were it asked to. */
  readonly source: string
  readonly context: DefinitionContext
  /** The state of a definition that waits with no token in it: all that a recovered one needs besides its tokens. */
  readonly envelope: Content
}

/** Definitions kept ready. Versions in use at one time are far fewer; the one prepared first gives way. */
const KEPT = 500
const prepared = new Map<string, HostedDefinition>()

/** Makes a diagram ready to be run; the second time it is there already. */
export function prepare(diagram: Diagram): HostedDefinition {
  const known = prepared.get(diagram.semanticHash)
  if (known !== undefined) return known
  const models = [diagram.main, ...diagram.others.values()]
  const made: HostedDefinition = {
    hash: diagram.semanticHash,
    main: diagram.main.id,
    processes: new Map(models.map((model) => [model.id, hostedProcess(model)])),
  }
  for (const oldest of prepared.keys()) {
    if (prepared.size < KEPT) break
    prepared.delete(oldest)
  }
  prepared.set(made.hash, made)
  return made
}

/**
 * One step of a process instance through bpmn-engine: a definition is made, recovered from the tokens, resumed and
 * signalled, and its process hands out the tokens as it would save them. Nothing of it is kept: the answer holds all there
 * is, and the same arguments give the same answer.
 *
 * @param state - The tokens as they were saved; null for an instance that is to be started.
 * @param options - `process`: the id of another process of the file than its main one; `budget`: entries into elements
 *   that the step may take before it becomes an incident.
 * @throws StateDamagedError when the tokens are those of another process.
 * @throws RangeError when the definition has no such process.
 */
export function hostStep(
  definition: HostedDefinition,
  state: TokenState | null,
  stimulus: Stimulus,
  now: Instant,
  options: { readonly process?: string; readonly budget?: number } = {},
): StepResult {
  const id = options.process ?? definition.main
  const hosted = definition.processes.get(id)
  if (hosted === undefined) throw new RangeError(`The definition ${definition.hash} has no process ${id}`)

  let result: StepResult | undefined
  const running = definitionOf(hosted.context, {
    now: () => now,
    onResult: (made) => {
      result = made
    },
    ...(options.budget !== undefined && { budget: options.budget }),
  })
  running.recover(around(hosted.envelope, state ?? initialState(hosted.model)))
  running.resume()
  signal(running, stimulus)
  if (result === undefined) throw new TypeError(`The process ${id} did not take its stimulus`)
  return result
}

function hostedProcess(model: ProcedureModel): HostedProcess {
  const { context, source } = hostContextOf(model)
  const empty = definitionOf(context, { now: () => '' as Instant, onResult: () => undefined })
  empty.run()
  return { model, source, context, envelope: JSON.parse(JSON.stringify(empty.getState())) as Content }
}

function definitionOf(context: DefinitionContext, hosting: Hosting): RunningDefinition {
  const options = { ...inertOptions, settings: { disableTrackState: true }, ...hostingOptions(hosting) }
  const environment = new Environment(options)
  return new Definition(Context(context as never, environment)) as unknown as RunningDefinition
}

/**
 * What `definition.signal` sends, without the api object that it makes for it: measured on Node 20, that object's closure
 * keeps the whole definition alive until the next full garbage collection, and doubles the time of a step.
 */
function signal({ id, executionId, broker }: RunningDefinition, stimulus: Stimulus): void {
  const content = { id, executionId, message: { stimulus } }
  broker.publish('api', `definition.signal.${executionId}`, content, { type: 'signal', delegate: true })
}

interface RunningDefinition {
  readonly id: string
  readonly executionId: string
  readonly broker: { publish(exchange: string, key: string, content: Content, properties: Content): unknown }
  run(): unknown
  recover(state: Content): unknown
  resume(): unknown
  getState(): Content
}

/** The saved state of a definition in which these tokens wait. */
function around(envelope: Content, tokens: TokenState): Content {
  const execution = asRecord(envelope['execution'])
  const [process] = execution?.['processes'] as readonly Content[]
  return { ...envelope, execution: { ...execution, processes: [{ ...process, tokens }] } }
}
