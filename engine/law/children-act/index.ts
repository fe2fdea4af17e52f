import type { Instrument } from '../instrument.ts'
import { CHILDREN_ACT_DUTIES } from './duties.ts'
import { acknowledgement, latenessRepeat, resubmission, timeLimit } from './receipt.ts'
import {
  panelAcknowledgement,
  panelChair,
  panelMeeting,
  panelPapers,
  panelReport,
  panelRequestWindow,
  panelResponse,
} from './review-panel.ts'
import { stage1Answer, stage1Limit, stage2RequestWindow, stage2RightNotice } from './stage-1.ts'
import { recordSettled, stage2Answer, stage2AnswerFromRecord, stage2Limit, stage2LimitFromRecord } from './stage-2.ts'
import { workingDay } from './working-day.ts'

/** The Children Act 1989 Representations Procedure (England) Regulations 2006, SI 2006/1738, and their guidance. */
export const childrenAct: Instrument = {
  id: 'children-act',
  title: 'Children Act 1989 Representations Procedure (England) Regulations 2006, SI 2006/1738',
  workingDay,
  deadlines: [
    acknowledgement,
    timeLimit,
    resubmission,
    stage1Answer,
    stage1Limit,
    stage2RightNotice,
    stage2RequestWindow,
    recordSettled,
    stage2Answer,
    stage2AnswerFromRecord,
    stage2Limit,
    stage2LimitFromRecord,
    panelRequestWindow,
    panelAcknowledgement,
    panelChair,
    panelMeeting,
    panelPapers,
    panelReport,
    panelResponse,
    latenessRepeat,
  ],
  duties: CHILDREN_ACT_DUTIES,
}
