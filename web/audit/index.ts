import type { PageParts } from '../../api/index.ts'
import { makeArea, type Area } from '../frame/index.ts'
import { addCompliancePages } from './compliance.ts'
import { addDeadlinePages } from './deadlines.ts'

/** `/audit`: what an auditor reads, draws and signs. Nothing here changes a case. */
export function auditArea(parts: PageParts): Area {
  const area = makeArea()
  addCompliancePages(area, parts)
  addDeadlinePages(area, parts)
  return area
}
