import type { ProcedureModel } from '../../../engine/diagram/procedure-model.ts'
import { endOf, initialState, isStuck, step, waits } from '../../../engine/tokens/index.ts'
import type { Happening, Stimulus, TokenState } from '../../../engine/tokens/index.ts'
import { instant } from '../../../engine/values/instant.ts'
import type { Executor, OpenWait } from './drive.ts'

const NOW = instant('2026-04-01T08:00:00Z')

/**
 * The token core as what runs a random process. `store` is done to the state before each step; `told` hears each stimulus.
 *
 * @throws RangeError when a step is refused or leaves the instance stuck.
 */
export function coreExecutor(
  model: ProcedureModel,
  automatic: ReadonlySet<string>,
  store: (state: TokenState) => TokenState,
  told: (stimulus: Stimulus) => void = () => undefined,
): Executor {
  let state = initialState(model)
  let news: { what: 'begun' | 'done'; element: string }[] = []

  return {
    start: (variables) => {
      apply({ type: 'start', variables })
    },
    open: () => waits(state).map(({ id, element, local }) => ({ id, element, key: JSON.stringify(local ?? {}) })),
    answer: (wait, how, variables) => {
      apply(stimulusOf(wait, how, variables))
    },
    news: () => {
      const told = news
      news = []
      return told
    },
    hasEnded: () => endOf(state)?.kind === 'completed',
  }

  function apply(stimulus: Stimulus): void {
    state = store(state)
    told(stimulus)
    const result = step(model, state, stimulus, NOW)
    if (result.kind === 'refused') throw new RangeError(`${JSON.stringify(stimulus)}: ${result.message}`)
    state = result.state
    news.push(...result.happenings.flatMap(newsOf))
    if (isStuck(state)) throw new RangeError('is stuck')
  }

  function newsOf(happening: Happening): typeof news {
    if (happening.type === 'wait-opened') return [{ what: 'begun', element: happening.element }]
    const isTask = happening.type === 'left' && automatic.has(happening.element)
    return isTask ? [{ what: 'done', element: happening.element }] : []
  }
}

function stimulusOf({ id, element }: OpenWait, how: Parameters<Executor['answer']>[1], variables: object): Stimulus {
  switch (how) {
    case 'complete':
      return { type: 'complete', wait: id, variables: { ...variables } }
    case 'job':
      return { type: 'job-done', wait: id }
    case 'fire':
      return { type: 'fire', wait: id }
    case 'message':
      return { type: 'message', message: element, wait: id }
    case 'error':
      return { type: 'error', wait: id, error: 'E' }
  }
}
