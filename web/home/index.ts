import type { PageParts } from '../../api/index.ts'
import { makeArea, view, type Area } from '../frame/index.ts'

/** `/`: where everybody begins. */
export function homeArea(_parts: PageParts): Area {
  const area = makeArea()
  area.open('get', '/', () => view('home/home', {}))
  return area
}
