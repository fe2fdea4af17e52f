import type { PageParts } from '../../api/index.ts'
import { makeArea, type Area } from '../frame/index.ts'

/** `/audit`: what an auditor reads, draws and signs. Nothing here changes a case. */
export function auditArea(_parts: PageParts): Area {
  const area = makeArea()
  return area
}
