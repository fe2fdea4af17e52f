import { mayDo, type Actor } from '../../access/index.ts'
import type { StoredCheckpoint } from '../../store/index.ts'
import type { Instant } from '../../values/instant.ts'
import { recordReading } from '../access.ts'
import { findingsOfCase, type CaseFindings } from '../compliance/findings-of-case.ts'
import { caseNow, type CaseNow } from '../queries/case-page.ts'
import { lettersInFull, type Letter } from '../queries/case-letters.ts'
import { documentsShown, type DocumentView } from '../queries/documents.ts'
import type { Runtime } from '../runtime.ts'

/** A row of a case's audit trail, by which it is found again and compared. */
export interface TrailEntry {
  readonly seq: number
  /** Within the case. */
  readonly caseSeq: number
  readonly at: Instant
  readonly actor: string
  readonly role: string
  readonly type: string
  /** SHA-256 of the row and all before it, hex. */
  readonly hash: string
}

/** The whole record of one case, as the asker may see it. */
export interface WholeCase {
  readonly page: CaseNow
  readonly letters: readonly Letter[]
  readonly documents: readonly DocumentView[]
  /** Absent for whoever may not see how duties were kept. */
  readonly findings?: CaseFindings
  readonly trail: readonly TrailEntry[]
  /** The newest thing that was signed of the trail; absent where nothing was. */
  readonly checkpoint?: Pick<StoredCheckpoint, 'size' | 'note' | 'keyId'>
  readonly madeAt: Instant
}

/**
 * Reads all of a case at once, for its bundle. Names and words are taken out for whom they are masked. Each reading stands in
 * the trail, and so does the taking, once the file is made (`recordCaseTaken`).
 *
 * @throws NotFoundError, NotPermittedError or MoreNeededError when the asker may not see its file or its trail.
 */
export async function wholeCase(runtime: Runtime, actor: Actor, caseId: string): Promise<WholeCase> {
  const page = await caseNow(runtime, actor, caseId, 'whole-record')
  const asked = { caseId, action: 'read-history' } as const
  const { masking } = await recordReading(runtime, actor, asked, { type: 'history-viewed' })
  const findings = mayDo(actor, 'read-compliance') ? await findingsOfCase(runtime, actor, caseId) : undefined
  const [letters, documents, [checkpoint], trail] = await Promise.all([
    lettersInFull(runtime, caseId, masking),
    documentsShown(runtime, actor, caseId, masking),
    runtime.store.audit.checkpoints(1),
    runtime.store.audit.read((reader) => reader.rowsOfCase(caseId)),
  ])
  return {
    page,
    letters,
    documents,
    ...(findings !== undefined && { findings }),
    trail: trail.map(({ seq, caseSeq, at, actor: who, role, type, hash }) => {
      return { seq, caseSeq: caseSeq ?? 0, at: at as Instant, actor: who, role, type, hash: hash.toString('hex') }
    }),
    ...(checkpoint !== undefined && { checkpoint }),
    madeAt: runtime.clock.now(),
  }
}

/** A file of a case that somebody took away. */
export interface CaseTaken {
  readonly caseId: string
  /** `zip`: the record with its documents; `bytes` and `sha256` are of the list of hashes in it. */
  readonly format: 'html' | 'pdf' | 'zip'
  readonly bytes: number
  /** Hex. */
  readonly sha256: string
  /** How many went with it. */
  readonly documents?: number
  readonly masked: boolean
}

/** Leaves in the case's trail that its whole record was taken, and the hash of the file. */
export async function recordCaseTaken(runtime: Runtime, actor: Actor, { caseId, ...body }: CaseTaken): Promise<void> {
  await recordReading(runtime, actor, { caseId, action: 'read-history' }, { type: 'case-record-taken', body })
}
