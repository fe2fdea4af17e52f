import { ACCESS_STATES } from './access.ts'
import { ADMIN_STATES } from './admin.ts'
import { AUDIT_COMPLIANCE_STATES } from './audit-compliance.ts'
import { AUDIT_CONFORMANCE_STATES } from './audit-conformance.ts'
import { AUDIT_RETENTION_STATES } from './audit-retention.ts'
import { AUDIT_SAMPLE_STATES } from './audit-samples.ts'
import { AUDIT_TRAIL_STATES } from './audit-trail.ts'
import { CASE_STATES } from './cases.ts'
import { EXPORT_STATES } from './exports.ts'
import { PROCEDURE_ABOUT_STATES } from './procedure-about.ts'
import { PROCEDURE_COMPARE_STATES } from './procedure-compare.ts'
import { LIVE_STATES } from './live.ts'
import { PROCEDURE_DRAWING_STATES } from './procedure-drawing.ts'
import { PROCEDURE_PART_STATES } from './procedure-parts.ts'
import { PROCEDURE_MOVE_STATES } from './procedure-moves.ts'
import { PROCEDURE_SCENARIO_STATES } from './procedure-scenarios.ts'
import { PROCEDURE_STEP_STATES } from './procedure-steps.ts'
import { PROCEDURE_STATES } from './procedures.ts'
import { PUBLIC_STATES } from './public.ts'
import { RECORD_REQUEST_STATES } from './records.ts'
import { REPORT_STATES } from './report.ts'
import { STAFF_STATES } from './staff.ts'
import { TASK_STATES } from './tasks.ts'
import type { PageState } from './state.ts'

export { PEOPLE, type Act, type PageState, type Who } from './state.ts'
export { openWorld, playCases, type World } from './world.ts'

/** Every state that is looked at, in order: what changes a case comes after those that show it as it was. */
export const PAGE_STATES: readonly PageState[] = [
  ...PUBLIC_STATES,
  ...CASE_STATES,
  ...TASK_STATES,
  ...STAFF_STATES,
  ...ACCESS_STATES,
  ...ADMIN_STATES,
  ...AUDIT_COMPLIANCE_STATES,
  ...AUDIT_CONFORMANCE_STATES,
  ...AUDIT_SAMPLE_STATES,
  ...EXPORT_STATES,
  ...AUDIT_TRAIL_STATES,
  ...PROCEDURE_STATES,
  ...PROCEDURE_COMPARE_STATES,
  ...REPORT_STATES,
  ...AUDIT_RETENTION_STATES,
  ...RECORD_REQUEST_STATES,
  ...PROCEDURE_DRAWING_STATES,
  ...LIVE_STATES,
  ...PROCEDURE_SCENARIO_STATES,
  ...PROCEDURE_STEP_STATES,
  ...PROCEDURE_MOVE_STATES,
  ...PROCEDURE_PART_STATES,
  ...PROCEDURE_ABOUT_STATES,
]
