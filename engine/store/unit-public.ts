import type { Statement } from './sql.ts'
import { EQUALITY_ANSWERS, PUBLIC_DRAFT_FILES, PUBLIC_DRAFTS } from './tables.ts'
import type { Unit } from './unit.ts'
import type { UnitContext } from './unit-context.ts'

type PublicPart = Pick<
  Unit,
  'savePublicDraft' | 'erasePublicDraft' | 'addPublicDraftFile' | 'erasePublicDraftFile' | 'addEqualityAnswer'
>

const EXPIRED = 'select id from public_drafts where expires_at <= ?'

/** A command's view of what people write before it is a case, and of what they say apart from it. */
export function publicPart({ now, writes }: UnitContext): PublicPart {
  const drafts = (text: string, ...bindings: readonly unknown[]) => {
    writes.statement(PUBLIC_DRAFTS, (): Statement => ({ text, bindings }))
  }
  return {
    savePublicDraft(row) {
      drafts(`delete from public_draft_files where draft_id in (${EXPIRED})`, now)
      drafts('delete from public_drafts where expires_at <= ?', now)
      writes.replace(PUBLIC_DRAFTS, row)
    },
    erasePublicDraft(id) {
      drafts('delete from public_draft_files where draft_id = ?', id)
      drafts('delete from public_drafts where id = ?', id)
    },
    addPublicDraftFile(row) {
      writes.insert(PUBLIC_DRAFT_FILES, row)
    },
    erasePublicDraftFile(draftId, n) {
      drafts('delete from public_draft_files where draft_id = ? and n = ?', draftId, n)
    },
    addEqualityAnswer(row) {
      writes.insert(EQUALITY_ANSWERS, row)
    },
  }
}
