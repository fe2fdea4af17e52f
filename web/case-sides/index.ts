import { casePage, type Actor, type CasePage, type Permission } from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { frameOf, type TabId } from '../cases/index.ts'
import { makeArea, view, type Area } from '../frame/index.ts'
import { costsView } from './costs.ts'
import { ombudsmanView } from './ombudsman.ts'
import { partnersView } from './partners.ts'

/** What some cases have and others have not: other bodies, the Ombudsman, money. */
export function caseSidesArea({ runtime }: PageParts): Area {
  const area = makeArea()
  const side = (path: string, permission: Permission, tab: TabId, show: (page: CasePage, actor: Actor) => object) => {
    area.staff('get', `/cases/:caseId/${path}`, permission, async ({ actor, params }) => {
      const page = await casePage(runtime, actor, params['caseId'] ?? '', path)
      return view(`case-sides/${path}`, {
        frame: frameOf(page, tab),
        caseId: page.case.caseId,
        ...show(page, actor),
      })
    })
  }
  side('partners', 'see-case-file', 'partners', (page) => partnersView(page, runtime.council))
  side('ombudsman', 'see-case-file', 'ombudsman', (page) => ombudsmanView(page))
  side('costs', 'read-learning', 'learning', (page) => costsView(page))
  return area
}
