import type { Partner, Task } from '../engine/index.ts'
import { lastFact } from './reading.ts'

/** What a diagram may say of a letter. */
export interface LetterInput {
  /** Id of the letter: `letters/<id>.txt`. */
  readonly letter: string
  /** The deadline rule that the letter is about. */
  readonly rule?: string
  /** The partner body or provider, by its code or name. */
  readonly body?: string
  /** The kind of notice, where it is not the letter's id. */
  readonly kind?: string
  /** For a letter to a team: its code. */
  readonly team?: string
  /** For a letter to a role: its code. */
  readonly role?: string
  /** A second fact that the letter records, of those that have nothing but contents. */
  readonly also?: 'discussion-offered' | 'joint-response-sent'
  /** Who signs: the id of a signatory of the council, or `responsible-person` or `delegate`. */
  readonly signatory?: string
}

export type LetterTask = Task<LetterInput>

/** A parameter of the step, or else the variable of that name. */
export function given(
  { input, variables }: Pick<LetterTask, 'input' | 'variables'>,
  name: Exclude<keyof LetterInput, 'letter'>,
): string | undefined {
  const variable = variables[name]
  return input[name] ?? (typeof variable === 'string' && variable !== '' ? variable : undefined)
}

/** The body that the letter is to or about: as the step says, or the one that was last found to be concerned. */
export function bodyOf(task: LetterTask): string | undefined {
  const { caseState } = task
  return (
    given(task, 'body') ??
    lastFact(caseState, 'nhs-part-detected')?.data.body ??
    lastFact(caseState, 'provider-notified')?.data.body ??
    lastFact(caseState, 'consent-asked')?.data.body
  )
}

/** A partner of the council by its code or name; undefined when the council has none of that name. */
export function partnerOf(
  { council: { partners = {} } }: Pick<LetterTask, 'council'>,
  body: string | undefined,
): (Partner & { readonly code: string }) | undefined {
  const found = Object.entries(partners).find(([code, { name }]) => code === body || name === body)
  return found && { ...found[1], code: found[0] }
}

/** As people call it: the name of a partner, or what stands on record. */
export function bodyName(task: Pick<LetterTask, 'council'>, body: string): string {
  return body === 'council' ? task.council.name : (partnerOf(task, body)?.name ?? body)
}

/** Who signs answers: the one that the step names, or else the council's responsible person (SI 2009/309 reg. 4). */
export function signatoryOf(task: LetterTask) {
  const { signatories = [] } = task.council
  const named =
    given(task, 'signatory') ?? lastFact(task.caseState, 'response-signed')?.data.signatory ?? 'responsible-person'
  return signatories.find(({ id }) => id === named) ?? signatories.find(({ as }) => as === named)
}
