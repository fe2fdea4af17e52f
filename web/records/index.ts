import type { PageParts } from '../../api/index.ts'
import { makeArea, type Area } from '../frame/index.ts'
import { addItemPages } from './items.ts'
import { addRectificationPages } from './rectifications.ts'
import { addRequestPages } from './requests.ts'

/** `/records`: what people may see of what is held about them, and what they say is wrong in it. */
export function recordsArea(parts: PageParts): Area {
  const area = makeArea()
  addRequestPages(area, parts)
  addItemPages(area, parts)
  addRectificationPages(area, parts)
  return area
}
