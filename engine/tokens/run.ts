import { startInstance } from './activity.ts'
import { compensateNext } from './compensation.ts'
import { nodeOf } from './compiled-model.ts'
import { find, replace, type Draft, type Work } from './draft.ts'
import { enter } from './enter.ts'
import { failed } from './expression.ts'
import { fire } from './fire.ts'
import { releaseInclusive } from './join.ts'
import { nextLocal } from './loop.ts'
import { completeNextScope } from './scope.ts'
import { isWait } from './token-state.ts'
import { park } from './wait.ts'

/**
 * Works until nothing can move any more: first all tokens on their way, then scopes that are done, last the inclusive
 * joins, which depend on where everything else has come to rest.
 */
export function run(draft: Draft): void {
  do {
    while (draft.head < draft.queue.length) {
      const work = draft.queue[draft.head]
      draft.head += 1
      if (work) perform(draft, work)
    }
    draft.queue = []
    draft.head = 0
  } while (completeNextScope(draft) || releaseInclusive(draft))
}

function perform(draft: Draft, work: Work): void {
  switch (work.do) {
    case 'enter':
      if (draft.budget > 0) {
        draft.budget -= 1
        enter(draft, work.element, work.parent, work.flow)
      } else if (find(draft.held, work.parent)) {
        const place = { parent: work.parent, role: 'entry' } as const
        stop(draft, work.element, work.flow === undefined ? place : { ...place, flow: work.flow })
      }
      break
    case 'fire': {
      const wait = find(draft.held, work.wait)
      if (wait && isWait(wait)) fire(draft, wait)
      break
    }
    case 'spawn':
      spawn(draft, work.loop)
      break
    case 'compensate': {
      const compensation = find(draft.held, work.compensation)
      if (compensation?.kind === 'compensation') compensateNext(draft, compensation)
      break
    }
  }
}

/** Starts the next instance of a loop; a parallel one starts the others after it. */
function spawn(draft: Draft, id: string): void {
  const loop = find(draft.held, id)
  if (loop?.kind !== 'loop') return
  if (draft.budget <= 0) {
    stop(draft, loop.element, { parent: loop.id, role: 'spawn' })
    return
  }
  draft.budget -= 1
  const node = nodeOf(draft.compiled, loop.element)
  const local = nextLocal(node, loop)
  const started = loop.started + 1
  replace(draft, loop, { ...loop, started })
  const definition = 'loop' in node.node ? node.node.loop : undefined
  const parallel = definition?.kind === 'multi-instance' && !definition.sequential
  if (parallel && started < (loop.total ?? 0)) draft.queue.push({ do: 'spawn', loop: id })
  startInstance(draft, node, id, local, false)
}

function stop(draft: Draft, element: string, place: Parameters<typeof park>[3]): void {
  const message = `${WHY_STOPPED[draft.stopsWith]}; stopped before ${element}`
  park(draft, element, failed(draft.stopsWith, element, message).incident, place)
}

const WHY_STOPPED: Readonly<Record<Draft['stopsWith'], string>> = {
  'step-budget-spent': 'More elements than one step may enter',
  'endless-exchange': 'The processes of the case answer each other without end',
}
