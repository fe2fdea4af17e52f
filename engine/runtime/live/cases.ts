import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { NotFoundError } from '../../errors.ts'
import type { ListedCase } from '../../store/case-list.ts'
import type { LiveScope } from '../../store/index.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { onlyVisible } from '../access.ts'
import type { Runtime } from '../runtime.ts'
import { placesOf } from './places.ts'

export interface CasesAtStepAsked {
  readonly procedure: string
  readonly version: number
  /** The step. */
  readonly element: string
  /** Only those with a task there that is past its day. */
  readonly late?: boolean
  readonly offset: number
  readonly limit: number
}

/** A case at a step: its reference and days, nothing of what it is about. */
export interface CaseAtStep {
  readonly caseId: string
  readonly status: 'open' | 'closed' | 'incident'
  readonly receivedOn: LocalDate
  /** Open tasks of the step in this case. */
  readonly tasks: readonly { readonly taskId: string; readonly dueOn?: LocalDate; readonly late: boolean }[]
}

export interface CasesAtStep {
  readonly title: string
  readonly process: string
  readonly diagram: string
  readonly element: string
  readonly name: string
  readonly kind: string
  readonly total: number
  readonly cases: readonly CaseAtStep[]
}

/**
 * The open cases that are at a step, of those that the asker may see; those received first come first.
 *
 * @throws NotFoundError when the version has no such step at which a case can be.
 */
export async function casesAtStep(runtime: Runtime, actor: Actor, asked: CasesAtStepAsked): Promise<CasesAtStep> {
  mustBeAllowed(actor, 'read-cases')
  const { procedure, version, element, late = false, offset, limit } = asked
  const loaded = await runtime.procedures.load(procedure, version)
  const place = placesOf(loaded).find((each) => each.element === element)
  if (place === undefined) throw new NotFoundError('step', element)
  const { read } = runtime.store
  const today = dayOf(runtime.clock.now())
  const scope: LiveScope = { procedure, version, today }
  const { rows, total } = await read.caseList(
    {
      procedures: [procedure],
      version,
      statuses: ['open', 'incident'],
      at: { dialect: runtime.store.dialect, place: place.stored, scope, late },
      ...onlyVisible(runtime, actor),
    },
    { today, order: 'received', down: false, offset, limit },
  )
  const tasks = await tasksAt(runtime, rows, element, today)
  const { process, name, kind } = place
  return {
    ...{ title: loaded.title, process, element, name, kind, total },
    diagram: loaded.processes.get(process)?.model.name ?? process,
    cases: rows.map(({ id, status, receivedOn }) => ({ caseId: id, status, receivedOn, tasks: tasks.get(id) ?? [] })),
  }
}

async function tasksAt(
  { store }: Runtime,
  rows: readonly ListedCase[],
  element: string,
  today: LocalDate,
): Promise<ReadonlyMap<string, CaseAtStep['tasks']>> {
  const found = await Promise.all(
    rows.map(async ({ id }): Promise<[string, CaseAtStep['tasks']]> => {
      const { rows: open } = await store.read.tasks({ caseId: id, status: 'open', limit: 100 })
      const own = open.filter((task) => task.element === element)
      const told = own.map(({ id: taskId, dueOn, sortOn }) => ({
        taskId,
        late: sortOn < today,
        ...(dueOn !== null && { dueOn }),
      }))
      return [id, told]
    }),
  )
  return new Map(found)
}
