import type { Actor } from '../../access/index.ts'
import { mustBeAllowed } from '../../access/index.ts'
import { readingOf, recordReading } from '../access.ts'
import type { CaseWork } from '../case-work.ts'
import { putAt } from '../commands/move-token.ts'
import { finish } from '../finish.ts'
import { lookAhead } from '../look-ahead.ts'
import {
  clockChanges,
  followJobs,
  nextTask,
  settle,
  without,
  type Consequences,
  type TryLetter,
} from '../queries/preview-completion.ts'
import type { Runtime } from '../runtime.ts'
import { BY_TWO, elementOf, standingIn } from './case-places.ts'
import { nameAt } from './why-not.ts'

/** What moving a case to another step would bring about: nothing of it has happened. */
export interface MovePreview extends Omit<Consequences, 'taskId' | 'taskVersion'> {
  readonly from: string
  readonly to: string
  /** Steps at which the case is and would no longer be, by their names; tasks stand in `dropped`, too. */
  readonly ends: readonly string[]
  /** Steps at which it would be and is not. */
  readonly begins: readonly string[]
}

/**
 * Tries a move to another step on the case as it stands, and takes everything back. That letters were looked at is put
 * on record.
 *
 * @throws as `moveToken`; the second person is not asked.
 */
export async function previewMove(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  { at, to }: { readonly at: string; readonly to: string },
  tryLetter?: TryLetter,
): Promise<MovePreview> {
  mustBeAllowed(actor, 'move-to-step')
  const asked = { caseId, action: 'move-to-step', given: BY_TWO } as const
  await recordReading(runtime, actor, asked, readingOf('move'))
  return lookAhead(runtime, actor, asked, async (work) => {
    const tasksBefore = await work.unit.openTasks(caseId)
    const clocksBefore = work.clocks()
    const stagesBefore = work.caseState().stages.length
    const placesBefore = placesNow(work)
    const { name } = putAt(work, at, to)
    await settle(work)
    const { messages, blocked } = await followJobs(work, tryLetter)
    const { newFacts } = work.done()
    const placesAfter = placesNow(work)
    await finish(work, { type: 'previewed' }, false)
    const tasksAfter = await work.unit.openTasks(caseId)
    const row = await work.unit.lockCase(caseId)
    const { stages, outcome, closed } = work.caseState()
    const ended = closed?.outcome ?? outcome
    return {
      caseId,
      from: name,
      to: nameOfStep(work, to),
      ends: namesOnlyIn(placesBefore, placesAfter),
      begins: namesOnlyIn(placesAfter, placesBefore),
      facts: newFacts.map(({ type }) => type),
      stages: stages.slice(stagesBefore).map(({ stage }) => stage),
      opened: without(tasksAfter, tasksBefore).map(nextTask),
      dropped: without(tasksBefore, tasksAfter).map(nextTask),
      clocks: clockChanges(clocksBefore, work.clocks()),
      messages,
      blocked,
      status: row?.status ?? 'open',
      ...(work.procedure.id !== work.row.procedure && { goesTo: work.procedure.id }),
      ...(row?.status === 'closed' && ended !== 'undecided' && { outcome: ended }),
    }
  })
}

type Places = ReadonlyMap<string, string>

/** Where the case is, by what waits there: the names of the steps. */
function placesNow(work: CaseWork): Places {
  return new Map(
    standingIn(work.tree()).map(({ instance, wait }) => {
      const model = work.processOf(instance.process)?.model
      const name = model === undefined ? wait.element : nameAt(model, elementOf(model, wait))
      return [`${instance.id} ${wait.id}`, name]
    }),
  )
}

function namesOnlyIn(places: Places, others: Places): readonly string[] {
  return [...places].flatMap(([key, name]) => (others.has(key) ? [] : [name]))
}

function nameOfStep(work: CaseWork, element: string): string {
  const models = [...work.procedure.processes.values()].map(({ model }) => model)
  const model = models.find(({ nodes }) => nodes.has(element))
  return model === undefined ? element : nameAt(model, element)
}
