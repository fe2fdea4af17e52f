import type { PageParts } from '../../api/index.ts'
import { makeArea, type Area } from '../frame/index.ts'
import { addAccessPages } from './access.ts'
import { addCasePages } from './cases.ts'
import { addChangePages } from './changes.ts'
import { addConformancePages } from './conformance.ts'
import { addExportPages } from './exports.ts'
import { addRecordPages } from './record.ts'
import { addReplayPage } from './replay.ts'
import { addCompliancePages } from './compliance.ts'
import { addDeadlinePages } from './deadlines.ts'
import { addReportPages } from './report.ts'
import { addProcessPages } from './process.ts'
import { addRulePages } from './rules.ts'
import { addRetentionPages } from './retention.ts'
import { addSamplePages } from './samples.ts'
import { addTrailPages } from './trail.ts'
import { addStoredDeadlinePages } from './stored-deadlines.ts'
import { addWaiverPages } from './waivers.ts'

/** `/audit`: what an auditor reads, draws and signs. Nothing here changes a case. */
export function auditArea(parts: PageParts): Area {
  const area = makeArea()
  addCompliancePages(area, parts)
  addRulePages(area, parts)
  addCasePages(area, parts)
  addDeadlinePages(area, parts)
  addStoredDeadlinePages(area, parts)
  addWaiverPages(area, parts)
  addChangePages(area, parts)
  addSamplePages(area, parts)
  addProcessPages(area, parts)
  addConformancePages(area, parts)
  addReplayPage(area, parts)
  addTrailPages(area, parts)
  addAccessPages(area, parts)
  addRecordPages(area, parts)
  addExportPages(area, parts)
  addReportPages(area, parts)
  addRetentionPages(area, parts)
  return area
}
