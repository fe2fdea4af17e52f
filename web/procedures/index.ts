import type { PageParts } from '../../api/index.ts'
import { makeArea, type Area } from '../frame/index.ts'
import { addAboutPages } from './about.ts'
import { addBeginPages } from './begin.ts'
import { addComparePages } from './compare.ts'
import { addEditPages } from './edit.ts'
import { addFormsPages } from './forms.ts'
import { addEffectPages } from './effect.ts'
import { addUpdatePages } from './bring-up-to-date.ts'
import { addCalendarsPage } from './calendars.ts'
import { addCheckPages } from './checks.ts'
import { addCommentPages } from './comments.ts'
import { addLettersPages } from './letters.ts'
import { addRoutingPages } from './routing.ts'
import { addListPage } from './list.ts'
import { addPublishPages } from './publish.ts'
import { addReviewPages } from './review.ts'
import { addRollBackPages } from './roll-back.ts'
import { addRulesPage } from './rules.ts'
import { addLivePages } from './live.ts'
import { addMovePages } from './move.ts'
import { addProcedurePages } from './procedure.ts'
import { addStepsPages } from './steps.ts'
import { addScenariosPages } from './scenarios.ts'
import { addTaskListPages } from './task-list.ts'

/** `/procedures`: how each kind of complaint is dealt with, and how process owners change that. */
export function proceduresArea(parts: PageParts): Area {
  const area = makeArea()
  addListPage(area, parts)
  addBeginPages(area, parts)
  addProcedurePages(area, parts)
  addTaskListPages(area, parts)
  addUpdatePages(area, parts)
  addCheckPages(area, parts)
  addCommentPages(area, parts)
  addReviewPages(area, parts)
  addPublishPages(area, parts)
  addRollBackPages(area, parts)
  addRulesPage(area, parts)
  addCalendarsPage(area, parts)
  addEditPages(area, parts)
  addComparePages(area, parts)
  addAboutPages(area, parts)
  addFormsPages(area, parts)
  addLettersPages(area, parts)
  addRoutingPages(area, parts)
  addEffectPages(area, parts)
  addMovePages(area, parts)
  addLivePages(area, parts)
  addScenariosPages(area, parts)
  addStepsPages(area, parts)
  return area
}
