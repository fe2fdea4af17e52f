import type { TrailLine } from '../../../engine/runtime/replay/trail.ts'
import type { PlayedProcedure } from '../../../engine/runtime/replay/player.ts'
import { rowId } from '../../../engine/runtime/row-id.ts'
import { initialState, step, waits, type Stimulus, type TokenState } from '../../../engine/tokens/index.ts'
import { instant } from '../../../engine/values/instant.ts'
import { coreExecutor, drive, makePrng, type RandomProcess } from './index.ts'

const INSTANCE = 'SC-2026-00001/1'
const AT = instant('2026-04-01T08:00:00Z')

/** A case of a random process: its trail as a command would have written it, and the state that it leaves. */
export interface RandomCase {
  readonly trail: readonly TrailLine[]
  readonly versions: ReadonlyMap<string, PlayedProcedure>
  readonly stored: readonly {
    readonly id: string
    readonly processId: string
    readonly state: string
    readonly seq: number
  }[]
}

/** Walks the process to its end, or leaves it after `most` steps. */
export function randomCase({ model, automatic, oracle, variables, seed }: RandomProcess, most: number): RandomCase {
  const told: Stimulus[] = []
  const core = coreExecutor(
    model,
    automatic,
    (state) => state,
    (stimulus) => told.push(stimulus),
  )
  drive(oracle, variables, core, makePrng(seed))
  const trail: TrailLine[] = []
  let state = initialState(model)
  for (const [at, stimulus] of told.slice(0, most).entries()) {
    const before = idsIn(state)
    const result = step(model, state, stimulus, AT)
    if (result.kind === 'refused') throw new RangeError(result.message)
    state = result.state
    const after = idsIn(state)
    trail.push({
      seq: at + 1,
      at: AT,
      type: 'task-completed',
      actor: 'cm1',
      role: 'complaints-manager',
      procedure: 'h',
      instances: at === 0 ? [{ id: INSTANCE, process: model.id }] : [],
      stimuli: [{ instance: INSTANCE, ...stimulus }],
      opened: after.filter((id) => !before.includes(id)),
      closed: before.filter((id) => !after.includes(id)),
    })
  }
  return {
    trail,
    versions: new Map([
      ['h', { id: 'random', version: 1, main: model.id, processes: new Map([[model.id, { model }]]) }],
    ]),
    stored: [{ id: INSTANCE, processId: model.id, state: JSON.stringify(state), seq: trail.length }],
  }
}

function idsIn(state: TokenState): readonly string[] {
  return state.end === undefined ? waits(state).map(({ id }) => rowId(INSTANCE, id)) : []
}
