import type { PageParts } from '../../api/index.ts'
import { makeArea, type Area } from '../frame/index.ts'
import { addApprovalPages } from './approvals.ts'
import { addClosingPages } from './closing.ts'
import { addIncidentPages } from './incidents.ts'
import { addOpeningPages } from './opening.ts'

/** Who may see a case and how that changes, what waits for a second person, and what stopped. */
export function accessArea({ runtime }: PageParts): Area {
  const area = makeArea()
  addApprovalPages(area, runtime)
  addOpeningPages(area, runtime)
  addClosingPages(area, runtime)
  addIncidentPages(area, runtime)
  return area
}
