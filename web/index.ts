import type { PageParts, Pages } from '../api/index.ts'
import { makeAreas } from './areas.ts'
import { makePagesApp, type WhoAsks } from './frame/index.ts'

/** Every page of the service. `find` tells who asks; tests put their own in its place. */
export function makePages(parts: PageParts, find: WhoAsks = () => Promise.resolve(undefined)): Pages {
  return { handler: makePagesApp(parts, makeAreas(parts), find), close: () => undefined }
}
