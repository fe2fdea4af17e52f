import type { Dialect } from '../sql.ts'
import { definitions } from './0001-definitions.ts'
import { cases } from './0002-cases.ts'
import { work } from './0003-work.ts'
import { messages } from './0004-messages.ts'
import { access } from './0005-access.ts'
import { audit } from './0006-audit.ts'
import { figures } from './0007-figures.ts'
import { factsByType } from './0008-facts-by-type.ts'
import { users } from './0009-users.ts'
import { signIn } from './0010-sign-in.ts'
import { caseAccess } from './0011-case-access.ts'
import { inbox } from './0012-inbox.ts'
import { documents } from './0013-documents.ts'
import { search } from './0014-search.ts'
import { publicDrafts } from './0015-public-drafts.ts'
import { taskLists } from './0016-task-lists.ts'
import { checkpoints } from './0017-checkpoints.ts'
import { delegates } from './0018-delegates.ts'
import { adviceUnsearched } from './0019-advice-unsearched.ts'
import { findings } from './0020-findings.ts'
import { samples } from './0021-samples.ts'
import { reports } from './0022-reports.ts'
import { retention } from './0023-retention.ts'
import { exports } from './0024-exports.ts'
import { conformance } from './0025-conformance.ts'
import { trail } from './0026-trail.ts'
import { procedureDrafts } from './0027-procedure-drafts.ts'
import { caseMoves } from './0028-case-moves.ts'
import { accessRequests } from './0029-access-requests.ts'
import { scenarioRuns } from './0030-scenario-runs.ts'
import { liveSteps } from './0031-live-steps.ts'
import { forecast } from './0032-forecast.ts'
import { seals } from './0033-seals.ts'
import { nobodysTasks } from './0034-nobodys-tasks.ts'

/** The statements of one step of the schema. Once released a migration is never edited: add another. */
export type Migration = (dialect: Dialect) => readonly string[]

/** In the order in which they run; the name is what the database remembers. */
export const MIGRATIONS: ReadonlyMap<string, Migration> = new Map([
  ['0001-definitions', definitions],
  ['0002-cases', cases],
  ['0003-work', work],
  ['0004-messages', messages],
  ['0005-access', access],
  ['0006-audit', audit],
  ['0007-figures', figures],
  ['0008-facts-by-type', factsByType],
  ['0009-users', users],
  ['0010-sign-in', signIn],
  ['0011-case-access', caseAccess],
  ['0012-inbox', inbox],
  ['0013-documents', documents],
  ['0014-search', search],
  ['0015-public-drafts', publicDrafts],
  ['0016-task-lists', taskLists],
  ['0017-checkpoints', checkpoints],
  ['0018-delegates', delegates],
  ['0019-advice-unsearched', adviceUnsearched],
  ['0020-findings', findings],
  ['0021-samples', samples],
  ['0022-reports', reports],
  ['0023-retention', retention],
  ['0024-exports', exports],
  ['0025-conformance', conformance],
  ['0026-trail', trail],
  ['0027-procedure-drafts', procedureDrafts],
  ['0028-case-moves', caseMoves],
  ['0029-access-requests', accessRequests],
  ['0030-scenario-runs', scenarioRuns],
  ['0031-live-steps', liveSteps],
  ['0032-forecast', forecast],
  ['0033-seals', seals],
  ['0034-nobodys-tasks', nobodysTasks],
])
