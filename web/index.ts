import type { PageParts, Pages } from '../api/index.ts'
import { makeAreas } from './areas.ts'
import { fromSession, makePagesApp, type WhoAsks } from './frame/index.ts'

/** Every page of the service. `first` tells who asks before the session is looked at; for tests. */
export function makePages(parts: PageParts, first: WhoAsks = () => Promise.resolve(undefined)): Pages {
  const session = fromSession(parts)
  const find: WhoAsks = async (request) => (await first(request)) ?? session(request)
  return { handler: makePagesApp(parts, makeAreas(parts), find), close: () => undefined }
}
