import { actionsOf, caseNow, caseNowAndActions, casePage, mayDo, whoSees } from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { field, fieldList, makeArea, view, type Area } from '../frame/index.ts'
import { actionMenu, addActionPages } from './actions.ts'
import { accessInWords } from './access-in-words.ts'
import { clockViews, nameOf } from './clocks.ts'
import { addClosingPage } from './closing.ts'
import { addExtendPages } from './extend.ts'
import { frameOf } from './frame.ts'
import { nowView } from './now.ts'
import { learningView, linksView, peopleView, pointsView } from './tabs.ts'
import { KINDS, timelineOf, type Kind } from './timeline.ts'

export { inWords, stageInWords } from './words.ts'
export { caseFrame, frameOf, type CaseFrame, type TabId } from './frame.ts'

/** `/cases/:caseId`: one case, its time limits, people and points, and what can be done about it. */
export function casesArea({ runtime }: PageParts): Area {
  const area = makeArea()
  area.staff('get', '/cases/:caseId', 'read-cases', async ({ actor, params }) => {
    const { page, actions } = await caseNowAndActions(runtime, actor, params['caseId'] ?? '')
    return view('cases/now', {
      frame: frameOf(page, 'now'),
      ...nowView(page),
      mayRetry: mayDo(actor, 'retry-incidents'),
      menu: actionMenu(page.case.caseId, actions),
    })
  })
  area.staff('get', '/cases/:caseId/clock', 'read-cases', async ({ actor, params }) => {
    const page = await casePage(runtime, actor, params['caseId'] ?? '', 'time-limits')
    return view('cases/clock', {
      frame: frameOf(page, 'now'),
      clocks: clockViews(page, await actionsOf(runtime, actor, page.case.caseId)),
    })
  })
  area.staff('get', '/cases/:caseId/points', 'read-cases', async ({ actor, params }) => {
    const page = await casePage(runtime, actor, params['caseId'] ?? '', 'points')
    const actions = await actionsOf(runtime, actor, page.case.caseId)
    return view('cases/points', { frame: frameOf(page, 'points'), ...pointsView(page, actions) })
  })
  area.staff('get', '/cases/:caseId/people', 'read-cases', async ({ actor, params, query }) => {
    const page = await casePage(runtime, actor, params['caseId'] ?? '', 'people')
    const access = await whoSees(runtime, actor, page.case.caseId)
    return view('cases/people', {
      frame: frameOf(page, 'people'),
      ...peopleView(page, actor, field(query, 'person')),
      restricted: access.restricted,
      access: accessInWords(access, (id) => nameOf(page, id)),
      may: {
        restrict: mayDo(actor, 'restrict-case'),
        subject: mayDo(actor, 'record-subject'),
        conflict: mayDo(actor, 'declare-conflict'),
        reveal: page.masked && mayDo(actor, 'reveal-identity'),
      },
    })
  })
  area.staff('get', '/cases/:caseId/timeline', 'read-cases', async ({ actor, params, query }) => {
    const page = await caseNow(runtime, actor, params['caseId'] ?? '', 'timeline')
    const entries = timelineOf(page)
    const kinds = fieldList(query, 'kind').filter((kind): kind is Kind => Object.hasOwn(KINDS, kind))
    return view('cases/timeline', {
      frame: frameOf(page, 'timeline'),
      kinds: Object.entries(KINDS).map(([value, text]) => ({
        value,
        text,
        checked: kinds.some((kind) => kind === value),
      })),
      entries: kinds.length === 0 ? entries : entries.filter(({ kind }) => kinds.includes(kind)),
      total: entries.length,
      filtered: kinds.length > 0,
    })
  })
  area.staff('get', '/cases/:caseId/learning', 'read-cases', async ({ actor, params }) => {
    const page = await casePage(runtime, actor, params['caseId'] ?? '', 'learning')
    return view('cases/learning', { frame: frameOf(page, 'learning'), ...learningView(page, actor) })
  })
  area.staff('get', '/cases/:caseId/links', 'read-cases', async ({ actor, params }) => {
    const page = await casePage(runtime, actor, params['caseId'] ?? '', 'links')
    return view('cases/links', { frame: frameOf(page, 'links'), ...linksView(page) })
  })
  area.staff('get', '/cases/:caseId/print', 'read-cases', async ({ actor, params }) => {
    const page = await caseNow(runtime, actor, params['caseId'] ?? '', 'print')
    return view('cases/print', {
      frame: frameOf(page),
      printedAt: runtime.clock.now(),
      received: page.complaint.received,
      ...pointsView(page, []),
      ...peopleView(page, actor, ''),
      ...learningView(page, actor),
      ...linksView(page),
      clocks: clockViews(page, []),
      // Legal advice is privileged and leaves the house in no bundle.
      entries: timelineOf(page).filter(({ privileged }) => !privileged),
    })
  })
  addActionPages(area, runtime)
  addClosingPage(area, runtime)
  addExtendPages(area, runtime)
  return area
}
