import type { Duty } from '../duty.ts'
import { C30, C31, C32 } from './duties/endings.ts'
import { C21, C22, C23, C24, C25, C26 } from './duties/panel.ts'
import { C27, C28, C29 } from './duties/panel-response.ts'
import { C01, C02, C03, C04 } from './duties/receipt.ts'
import { C05, C06, C07, C08 } from './duties/stage-1.ts'
import { C15, C16, C20 } from './duties/stage-2-answer.ts'
import { C17, C18, C19 } from './duties/stage-2-findings.ts'
import { C13, C14 } from './duties/stage-2-people.ts'
import { C09, C10, C11, C12 } from './duties/stage-2-request.ts'

/** By id. */
export const CHILDREN_ACT_DUTIES: readonly Duty[] = [
  ...[C01, C02, C03, C04],
  ...[C05, C06, C07, C08],
  ...[C09, C10, C11, C12],
  ...[C13, C14, C15, C16],
  ...[C17, C18, C19, C20],
  ...[C21, C22, C23, C24],
  ...[C25, C26, C27, C28],
  ...[C29, C30, C31, C32],
]
