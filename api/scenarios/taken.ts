import { initialState, step, type Stimulus, type TokenState } from '../../engine/index.ts'
import type { ScenarioWorld } from './world.ts'

/** A sequence flow that a case has taken. */
export interface TakenFlow {
  readonly process: string
  readonly flow: string
}

/** What the trail keeps of a command, as far as replay needs it. */
interface Trail {
  readonly instances?: readonly { readonly id: string; readonly process: string; readonly parent?: object }[]
  readonly stimuli?: readonly (Stimulus & { readonly instance: string })[]
}

/**
 * The flows that a case has taken, each once, by playing its trail through the token core once more: the trail says which
 * instances were made and what each was told, and that gives the same way again.
 */
export async function flowsTaken(
  { runtime, procedures }: ScenarioWorld,
  caseId: string,
): Promise<readonly TakenFlow[]> {
  const models = new Map(
    [...procedures.values()].flatMap(({ processes }) => [...processes].map(([id, { model }]) => [id, model] as const)),
  )
  const running = new Map<string, { readonly process: string; state: TokenState }>()
  const taken = new Map<string, TakenFlow>()
  for (let after: string | undefined, done = false; !done;) {
    const page = await runtime.store.read.history({ caseId, limit: 500, ...(after !== undefined && { after }) })
    for (const { body, at } of page.rows) {
      const { instances = [], stimuli = [] } = (JSON.parse(body) as { readonly data?: Trail }).data ?? {}
      for (const { id, process, parent } of instances) {
        const model = models.get(process)
        if (model !== undefined)
          running.set(id, { process, state: initialState(model, { child: parent !== undefined }) })
      }
      for (const { instance, ...stimulus } of stimuli) {
        const found = running.get(instance)
        const model = found && models.get(found.process)
        if (found === undefined || model === undefined) continue
        const stepped = step(model, found.state, stimulus, at)
        if (stepped.kind === 'refused') throw new RangeError(`The trail of ${caseId} cannot be played again`)
        found.state = stepped.state
        for (const happening of stepped.happenings) {
          if (happening.type !== 'taken') continue
          const { process } = found
          taken.set(`${process} ${happening.flow}`, { process, flow: happening.flow })
        }
      }
    }
    after = page.next
    done = after === undefined
  }
  return [...taken.values()]
}
