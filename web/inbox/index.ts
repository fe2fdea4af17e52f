import { listTasks } from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { makeArea, view, type Area } from '../frame/index.ts'

/** `/tasks`, `/team`: what is to be done, by whom, by when. */
export function inboxArea({ runtime }: PageParts): Area {
  const area = makeArea()
  area.staff('get', '/tasks/mine', 'work-tasks', async ({ actor }) =>
    view('inbox/mine', await listTasks(runtime, actor, { mine: true })),
  )
  return area
}
