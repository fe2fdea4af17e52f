import { ADMIN } from './admin.ts'
import { BOUNDARY } from './boundary.ts'
import { COMPENSATION } from './compensation.ts'
import { CONDITIONAL } from './conditional.ts'
import { ERROR } from './error.ts'
import { ESCALATION } from './escalation.ts'
import { EVENT_GATEWAY } from './event-gateway.ts'
import { EVENT_SUB_PROCESS } from './event-sub-process.ts'
import { EXCLUSIVE } from './exclusive.ts'
import { INCLUSIVE } from './inclusive.ts'
import { MESSAGE_SIGNAL } from './message-signal.ts'
import { MULTI_INSTANCE } from './multi-instance.ts'
import { PARALLEL } from './parallel.ts'
import { SEQUENCE } from './sequence.ts'
import { SUB_PROCESS } from './sub-process.ts'
import { TIMER } from './timer.ts'

/** The corpus by family. */
export const CORPUS = {
  admin: ADMIN,
  boundary: BOUNDARY,
  compensation: COMPENSATION,
  conditional: CONDITIONAL,
  error: ERROR,
  escalation: ESCALATION,
  'event-gateway': EVENT_GATEWAY,
  'event-sub-process': EVENT_SUB_PROCESS,
  exclusive: EXCLUSIVE,
  inclusive: INCLUSIVE,
  'message-signal': MESSAGE_SIGNAL,
  'multi-instance': MULTI_INSTANCE,
  parallel: PARALLEL,
  sequence: SEQUENCE,
  'sub-process': SUB_PROCESS,
  timer: TIMER,
}
