import { caseNow, casePage } from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { makeArea, view, type Area } from '../frame/index.ts'
import { clockViews } from './clocks.ts'
import { frameOf } from './frame.ts'
import { nowView } from './now.ts'

export { caseFrame, frameOf, type CaseFrame, type TabId } from './frame.ts'

/** `/cases/:caseId`: one case, its time limits, people and points, and what can be done about it. */
export function casesArea({ runtime }: PageParts): Area {
  const area = makeArea()
  area.staff('get', '/cases/:caseId', 'read-cases', async ({ actor, params }) => {
    const page = await caseNow(runtime, actor, params['caseId'] ?? '')
    return view('cases/now', { frame: frameOf(page, 'now'), ...nowView(page) })
  })
  area.staff('get', '/cases/:caseId/clock', 'read-cases', async ({ actor, params }) => {
    const page = await casePage(runtime, actor, params['caseId'] ?? '')
    return view('cases/clock', { frame: frameOf(page, 'now'), clocks: clockViews(page) })
  })
  return area
}
