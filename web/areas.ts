import type { PageParts } from '../api/index.ts'
import { casesArea } from './cases/index.ts'
import { complainArea } from './complain/index.ts'
import { diagramArea } from './diagram/index.ts'
import { documentsArea } from './documents/index.ts'
import type { Area } from './frame/index.ts'
import { homeArea } from './home/index.ts'
import { inboxArea } from './inbox/index.ts'
import { tasksArea } from './tasks/index.ts'

/** Every area of pages: a new one is a line here. */
export function makeAreas(parts: PageParts): readonly Area[] {
  return [
    homeArea(parts),
    complainArea(parts),
    inboxArea(parts),
    casesArea(parts),
    documentsArea(parts),
    diagramArea(parts),
    tasksArea(parts),
  ]
}
