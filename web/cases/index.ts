import { actionsOf, caseNow, casePage } from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { makeArea, view, type Area } from '../frame/index.ts'
import { actionMenu, addActionPages } from './actions.ts'
import { clockViews } from './clocks.ts'
import { addExtendPages } from './extend.ts'
import { frameOf } from './frame.ts'
import { nowView } from './now.ts'

export { inWords } from './words.ts'
export { caseFrame, frameOf, type CaseFrame, type TabId } from './frame.ts'

/** `/cases/:caseId`: one case, its time limits, people and points, and what can be done about it. */
export function casesArea({ runtime }: PageParts): Area {
  const area = makeArea()
  area.staff('get', '/cases/:caseId', 'read-cases', async ({ actor, params }) => {
    const page = await caseNow(runtime, actor, params['caseId'] ?? '')
    return view('cases/now', {
      frame: frameOf(page, 'now'),
      ...nowView(page),
      menu: actionMenu(page.case.caseId, await actionsOf(runtime, actor, page.case.caseId)),
    })
  })
  area.staff('get', '/cases/:caseId/clock', 'read-cases', async ({ actor, params }) => {
    const page = await casePage(runtime, actor, params['caseId'] ?? '')
    return view('cases/clock', {
      frame: frameOf(page, 'now'),
      clocks: clockViews(page, await actionsOf(runtime, actor, page.case.caseId)),
    })
  })
  addActionPages(area, runtime)
  addExtendPages(area, runtime)
  return area
}
