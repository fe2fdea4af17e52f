import type { PageParts } from '../api/index.ts'
import { accessArea } from './access/index.ts'
import { adminArea } from './admin/index.ts'
import { auditArea } from './audit/index.ts'
import { recordsArea } from './records/index.ts'
import { recordArea } from './record/index.ts'
import { searchArea } from './search/index.ts'
import { caseSidesArea } from './case-sides/index.ts'
import { casesArea } from './cases/index.ts'
import { complainArea } from './complain/index.ts'
import { diagramArea } from './diagram/index.ts'
import { documentsArea } from './documents/index.ts'
import type { Area } from './frame/index.ts'
import { homeArea } from './home/index.ts'
import { signInArea } from './sign-in/index.ts'
import { inboxArea } from './inbox/index.ts'
import { learningArea } from './learning/index.ts'
import { lettersArea } from './letters/index.ts'
import { partnerArea } from './partner/index.ts'
import { proceduresArea } from './procedures/index.ts'
import { tasksArea } from './tasks/index.ts'
import { trackArea } from './track/index.ts'

/** Every area of pages: a new one is a line here. */
export function makeAreas(parts: PageParts): readonly Area[] {
  return [
    homeArea(parts),
    signInArea(parts),
    adminArea(parts),
    complainArea(parts),
    trackArea(parts),
    inboxArea(parts),
    recordArea(parts),
    recordsArea(parts),
    searchArea(parts),
    casesArea(parts),
    accessArea(parts),
    documentsArea(parts),
    proceduresArea(parts),
    diagramArea(parts),
    lettersArea(parts),
    partnerArea(parts),
    caseSidesArea(parts),
    learningArea(parts),
    auditArea(parts),
    tasksArea(parts),
  ]
}
