import type { PageParts } from '../../api/index.ts'
import { mayDo, NEW, NotFoundError, readDraft, type DraftView, type DraftWithFiles } from '../../engine/index.ts'
import { namesOfUsers } from '../access/words.ts'
import { momentInWords, type StaffAsk } from '../frame/index.ts'

/** Addresses below which everything of one draft stands. */
export const DRAFT = '/procedures/:procedureId/drafts/:draftId'

/** What `procedures/_draft.njk` shows above every page of a draft: pages hand it on as `frame`. */
export interface DraftFrame {
  /** The address of the draft's task list. */
  readonly base: string
  readonly procedureHref: string
  readonly title: string
  /** `Draft of version 3` */
  readonly caption: string
  readonly state: { readonly text: string; readonly tone: string }
  /** Who works on it now, in words; undefined where nobody does. */
  readonly held: string | undefined
  /** Whether the asker may change it now: their role may, it is worked on, and nobody else holds it. */
  readonly mayEdit: boolean
}

export interface DraftAsked {
  readonly draft: DraftWithFiles
  readonly frame: DraftFrame
  /** The name of a user. */
  readonly nameOf: (id: string) => string
}

export const DRAFT_STATES: Readonly<Record<DraftView['state'], { readonly text: string; readonly tone: string }>> = {
  draft: { text: 'Being worked on', tone: 'blue' },
  'approval-asked': { text: 'Waits for approval', tone: 'yellow' },
  approved: { text: 'Approved', tone: 'green' },
  published: { text: 'Published', tone: 'green' },
  discarded: { text: 'Discarded', tone: 'grey' },
}

/** The draft that an address names, with what stands above each of its pages. @throws NotFoundError */
export async function withDraft({ runtime }: PageParts, { actor, params }: StaffAsk): Promise<DraftAsked> {
  const draft = await readDraft(runtime, actor, params['draftId'] ?? '')
  if (draft.procedure !== params['procedureId']) throw new NotFoundError('draft', draft.id)
  const { lock, createdBy, changedBy, approval } = draft
  const people = [createdBy, changedBy, lock?.holder, approval?.askedBy, approval?.approvedBy]
  const nameOf = await namesOfUsers(
    runtime,
    people.filter((id) => id !== undefined),
  )
  const isOwn = lock?.holder === actor.id
  const held =
    lock && `${isOwn ? 'You are' : `${nameOf(lock.holder)} is`} working on it, until ${momentInWords(lock.until)}`
  return {
    draft,
    nameOf,
    frame: {
      base: addressOfDraft(draft),
      procedureHref: `/procedures/${draft.procedure}`,
      title: draft.title,
      caption: captionOf(draft),
      state: DRAFT_STATES[draft.state],
      held,
      mayEdit: mayDo(actor, 'edit-procedures') && draft.state === 'draft' && (lock === undefined || isOwn),
    },
  }
}

/** `Draft of version 3` */
export function captionOf({ basedOn }: Pick<DraftView, 'basedOn'>): string {
  return basedOn === NEW ? 'Draft of a new procedure' : `Draft of version ${basedOn}`
}

export function addressOfDraft({ procedure, id }: Pick<DraftView, 'procedure' | 'id'>): string {
  return `/procedures/${procedure}/drafts/${id}`
}
