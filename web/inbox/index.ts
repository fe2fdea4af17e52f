import { NotFoundError } from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { makeArea, redirect, type Area } from '../frame/index.ts'
import { absencePage, recordAbsence } from './absence.ts'
import { assignConfirm, assignPerson, assignRole, doAssign } from './assign.ts'
import { bulkConfirm, bulkResult, doBulk } from './bulk.ts'
import { eventsOf } from './events.ts'
import { exportList } from './export.ts'
import { doHandover, handoverConfirm, handoverPage, handoverResult } from './handover.ts'
import { listPage, placeAt } from './list-page.ts'
import { nextTask, takeOrPutBack } from './one-task.ts'
import { workloadPage } from './workload.ts'

/** `/tasks`, `/team`: what is to be done, by whom, by when. */
export function inboxArea(parts: PageParts): Area {
  const { runtime } = parts
  const area = makeArea()
  area.staff('get', '/tasks', 'work-tasks', () => redirect('/tasks/mine'))
  area.staff('get', '/tasks/export.csv', 'work-tasks', (ask) => exportList(runtime, ask))
  area.staff('get', '/tasks/bulk', 'work-tasks', (ask) => bulkConfirm(runtime, ask))
  area.staff('post', '/tasks/bulk', 'work-tasks', (ask) => doBulk(runtime, ask))
  area.staff('get', '/tasks/bulk/result', 'work-tasks', (ask) => bulkResult(runtime, ask))
  area.staff('get', '/tasks/assign', 'assign-tasks', (ask) => assignRole(runtime, ask))
  area.staff('get', '/tasks/assign/person', 'assign-tasks', (ask) => assignPerson(runtime, ask))
  area.staff('get', '/tasks/assign/confirm', 'assign-tasks', (ask) => assignConfirm(runtime, ask))
  area.staff('post', '/tasks/assign', 'assign-tasks', (ask) => doAssign(runtime, ask))
  area.staff('post', '/tasks/next', 'work-tasks', (ask) => nextTask(runtime, ask))
  area.staff('post', '/tasks/claim', 'work-tasks', takeOrPutBack(runtime, 'claim'))
  area.staff('post', '/tasks/release', 'work-tasks', takeOrPutBack(runtime, 'release'))
  for (const list of ['mine', 'unassigned', 'all']) {
    area.staff('get', `/tasks/${list}`, 'work-tasks', (ask) => {
      const place = placeAt(runtime, list)
      if (place === undefined) throw new NotFoundError('list', list)
      return listPage(runtime, ask, place)
    })
  }
  area.staff('get', '/tasks/team/:team', 'work-tasks', (ask) => {
    const team = ask.params['team'] ?? ''
    const place = placeAt(runtime, 'team', team)
    if (place === undefined) throw new NotFoundError('team', team)
    return listPage(runtime, ask, place)
  })

  area.staff('get', '/team/workload', 'work-tasks', (ask) => workloadPage(runtime, ask))
  area.staff('get', '/team/absence', 'work-tasks', (ask) => absencePage(runtime, ask))
  area.staff('post', '/team/absence', 'work-tasks', (ask) => recordAbsence(runtime, ask))
  area.staff('get', '/team/handover/:user', 'assign-tasks', (ask) => handoverPage(runtime, ask))
  area.staff('post', '/team/handover/:user', 'assign-tasks', (ask) => handoverConfirm(runtime, ask))
  area.staff('post', '/team/handover/:user/done', 'assign-tasks', (ask) => doHandover(runtime, ask))
  area.staff('get', '/team/handover/:user/result', 'assign-tasks', (ask) => handoverResult(runtime, ask))

  area.staff('get', '/events', 'read-cases', (ask) => eventsOf(parts, ask))
  return area
}
