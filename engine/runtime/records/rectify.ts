import { decide } from '../../case/decide.ts'
import { checkNewFact } from '../../case/fact-schema.ts'
import type { Fact, NewFact } from '../../case/fact.ts'
import { annotationsIn, type Annotation, type Rectified } from '../../case/rectification.ts'
import { decide as decideAccess, mustBeAllowed, type Actor } from '../../access/index.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { mustSee, readingOf } from '../access.ts'
import type { CaseWork } from '../case-work.ts'
import { changeCase, type Changed } from '../change-case.ts'
import { tellOfFacts } from '../commands/record-fact.ts'
import { readCase } from '../queries/cases.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'

/** What a person says is wrong in the record of a case. */
export interface AskRectification {
  readonly kind: Rectified
  /** Id of the fact, the message or the document. */
  readonly of: string
  /** Which part of it, as a code. */
  readonly field?: string
  /** Id of the person of the case who says so. */
  readonly person: string
  readonly receivedOn: LocalDate
  /** What they say, in their words. */
  readonly statement: string
}

/** What was decided on it. */
export interface DecideRectification {
  /** `r1`. */
  readonly request: string
  readonly outcome: 'accepted' | 'refused'
  readonly reason: string
  /** What is right; left out where it was refused. */
  readonly text?: string
  /** What counts from now on in place of an entry that is wrong: its day, and what it carries where that was wrong too. */
  readonly replacement?: { readonly on?: LocalDate; readonly data?: Readonly<Record<string, unknown>> }
  /** What whoever complains is told of it: a letter, or an e-mail that there is a message. Left out: nobody is told. */
  readonly tell?: string
}

/**
 * Puts on record that a person says that something recorded is wrong. The original stays as it is.
 *
 * @throws RefusedError when there is no such entry, letter, document or person in the case.
 */
export async function askRectification(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  asked: AskRectification,
  options: CommandOptions = {},
): Promise<Changed<{ readonly request: string }>> {
  mustBeAllowed(actor, 'record-facts')
  const { receivedOn, ...what } = asked
  return changeCase(
    runtime,
    actor,
    caseId,
    { ...options, action: 'record-facts', request: ['ask-rectification', asked] },
    ({ request }) => ({ type: 'rectification-requested', body: { request, kind: asked.kind, of: asked.of } }),
    async (work) => {
      await mustBeThere(work, asked)
      const request = `r${annotationsIn(work.recordedFacts()).length + 1}`
      work.record([{ type: 'rectification-requested', on: receivedOn, data: { ...what, request } }])
      return { request }
    },
  )
}

/** What they say of advice that they may not know of is told as of what is not there. */
async function mustBeThere(work: CaseWork, { kind, of }: AskRectification): Promise<void> {
  const { unit, row, actor, sight, now } = work
  if (kind === 'letter' && (await unit.outboxMessage(of))?.caseId !== row.id) throw new NotFoundError('message', of)
  const document = kind === 'document' ? (await unit.documents(row.id)).find(({ id }) => id === of) : undefined
  if (kind === 'document' && document === undefined) throw new NotFoundError('document', of)
  if (document?.kind === 'legal-advice' && document.uploadedBy !== actor.id && sight !== undefined) {
    const { kind: may } = decideAccess(actor, 'read-privileged', sight.theCase, sight.standing, now)
    if (may !== 'allow') throw new NotFoundError('document', of)
  }
  const about = kind === 'entry' ? work.recordedFacts().find(({ id }) => id === of) : undefined
  const isAdvice = about?.type === 'note-recorded' && about.data.kind === 'legal-advice'
  if (isAdvice && about.recordedBy !== actor.id && sight !== undefined) {
    mustSee(actor, { caseId: row.id, action: 'read-privileged', named: ['entry', of] }, sight, now)
  }
}

/**
 * Decides on what a person said is wrong. Accepted: what is right stands beside the original wherever that is shown, and
 * where a replacement is given the entry counts no more and the new one does: time limits are computed anew, reports count
 * what is right. Refused: their statement and the reason stand beside it.
 *
 * @throws RefusedError when nobody asked, when it was decided, or when the case does not allow the replacement.
 */
export async function decideRectification(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  decided: DecideRectification,
  options: CommandOptions = {},
): Promise<Changed<{ readonly request: string; readonly replaced: boolean }>> {
  mustBeAllowed(actor, 'decide-rectification')
  const { request, outcome, reason, text, replacement, tell } = decided
  if (replacement !== undefined && outcome === 'refused') {
    throw new RefusedError('refused-and-replaced', 'What was refused is not replaced')
  }
  return changeCase(
    runtime,
    actor,
    caseId,
    { ...options, action: 'decide-rectification', request: ['decide-rectification', decided] },
    ({ replaced }) => ({ type: 'rectification-decided', outcome, body: { request, replaced } }),
    async (work) => {
      const { today } = work
      const asked = annotationsIn(work.recordedFacts()).find((each) => each.request === request)
      if (asked === undefined) throw new NotFoundError('rectification', request)
      const data = { request, outcome, reason, ...(text !== undefined && { text }) }
      work.record([{ type: 'rectification-decided', on: today, data }])
      if (replacement !== undefined) work.record(replacing(work, asked, reason, replacement))
      if (tell !== undefined) {
        const told = [{ type: 'team-wrote', on: today, data: { text: tell } }]
        work.record(told)
        await tellOfFacts(work, told)
      }
      return { request, replaced: replacement !== undefined }
    },
  )
}

/** The entry is taken back, and the right one recorded, of the same type. */
function replacing(
  work: CaseWork,
  { kind, of }: Annotation,
  reason: string,
  { on, data }: NonNullable<DecideRectification['replacement']>,
): readonly NewFact[] {
  const wrong = kind === 'entry' ? work.recordedFacts().find(({ id }) => id === of) : undefined
  if (wrong === undefined || KEPT.has(wrong.type)) {
    throw new RefusedError('only-annotated', 'This is annotated, and not replaced: its words stand beside it')
  }
  const replacement = checkNewFact({ type: wrong.type, on: on ?? wrong.on, data: data ?? wrong.data })
  const command = { kind: 'correct-fact', fact: wrong.id, reason, replacement } as const
  const decision = decide(work.caseState(), command, work.today)
  if (decision.kind === 'refused') throw new RefusedError(decision.reason, decision.message)
  return decision.facts
}

/** Words that somebody wrote down: a note is put right beside it, and never taken back. */
const KEPT: ReadonlySet<Fact['type']> = new Set<Fact['type']>([
  'note-recorded',
  'contact-recorded',
  'note-corrected',
  'complainant-wrote',
  'team-wrote',
  'fact-corrected',
])

/** Everything that somebody said is wrong in a case, as the reader may see it. */
export async function rectifications(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
): Promise<{ readonly caseId: string; readonly requests: readonly Annotation[] }> {
  const { facts } = await readCase(runtime, actor, caseId, readingOf('rectifications'))
  return { caseId, requests: annotationsIn(facts) }
}
