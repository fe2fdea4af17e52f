import type { Actor } from '../../access/index.ts'
import type { DraftActRow, ProcedureDraftRow, Unit } from '../../store/index.ts'

/** What can be done with a draft; each is a line of its history and of the audit trail. */
export const DRAFT_ACTS = {
  begun: 'procedure-begun-in-draft',
  opened: 'procedure-draft-opened',
  'rolled-back': 'procedure-roll-back-drafted',
  saved: 'procedure-draft-saved',
  'brought-up-to-date': 'procedure-draft-brought-up-to-date',
  'approval-asked': 'procedure-approval-asked',
  approved: 'procedure-approved',
  'sent-back': 'procedure-sent-back',
  'taken-back': 'procedure-approval-taken-back',
  lapsed: 'procedure-approval-lapsed',
  published: 'procedure-published',
  discarded: 'procedure-draft-discarded',
} as const
export type DraftActKind = keyof typeof DRAFT_ACTS

/** Those by which somebody becomes an author of what a draft says. */
const WRITING: ReadonlySet<string> = new Set<DraftActKind>([
  'begun',
  'opened',
  'rolled-back',
  'saved',
  'brought-up-to-date',
])

/**
 * Adds a line to the draft's history, which must be held, and one to the audit trail.
 *
 * @param words - What was changed, or a comment; the trail has it as it is, so it must not hold personal data.
 */
export async function act(
  unit: Unit,
  actor: Actor,
  { id, procedure, revision }: Pick<ProcedureDraftRow, 'id' | 'procedure' | 'revision'>,
  kind: DraftActKind,
  words?: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await unit.addDraftAct({ draftId: id, kind, actor: actor.id, role: actor.role, words: words ?? null, revision })
  unit.audit({
    actor: actor.id,
    role: actor.role,
    type: DRAFT_ACTS[kind],
    body: { procedure, draft: id, revision, ...more, ...(words !== undefined && { words }) },
  })
}

/** Everybody who has written in it: none of them approves or publishes it. */
export function authorsIn(acts: readonly DraftActRow[]): ReadonlySet<string> {
  return new Set(acts.filter(({ kind }) => WRITING.has(kind)).map(({ actor }) => actor))
}
