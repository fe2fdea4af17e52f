import type { PageParts } from '../../api/index.ts'
import { makeArea, view, type Area } from '../frame/index.ts'

/** Pages that say what the service is, what it does with what people tell it, and how well it works for everybody. */
const STANDING = ['help', 'accessibility-statement', 'privacy', 'cookies'] as const

/** `/`: where everybody begins; and the pages to which every footer leads. */
export function homeArea({ config }: PageParts): Area {
  const area = makeArea()
  area.open('get', '/', () => view('home/home', {}))
  const cookie = config.publicUrl.startsWith('https://') ? '__Host-redress' : 'redress'
  for (const page of STANDING) area.open('get', `/${page}`, () => view(`home/${page}`, { cookie }))
  return area
}
