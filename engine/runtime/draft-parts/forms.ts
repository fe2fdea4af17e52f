import { mustBeAllowed, type Actor } from '../../access/index.ts'
import {
  notesOnForm,
  recordsInWords,
  usesOfForms,
  type FormNote,
  type ProcedureFile,
  type RecordInWords,
} from '../../diagram/index.ts'
import { NotFoundError } from '../../errors.ts'
import { USUAL_CALENDAR } from '../../law/index.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { readDraft } from '../drafts/index.ts'
import { makeForm, type FormAnswers, type FormSchema } from '../form.ts'
import type { Runtime } from '../runtime.ts'
import { parseUsualAnswers, withDays } from '../scenario-file/index.ts'

/** A form of a draft with what can be said of it. */
export interface DraftForm {
  readonly id: string
  readonly title: string
  readonly schema: FormSchema
  /** What goes on record when it is completed. */
  readonly records: readonly RecordInWords[]
  /** Steps that have it. */
  readonly steps: readonly string[]
  readonly notes: readonly FormNote[]
  /** As scenarios answer it, with days around today; empty where none are written. */
  readonly usualAnswers: Readonly<Record<string, unknown>>
}

export interface TriedForm extends FormAnswers {
  readonly answers: Readonly<Record<string, unknown>>
}

/** @throws NotFoundError when the draft has no such form. */
export async function draftForm(runtime: Runtime, actor: Actor, draftId: string, formId: string): Promise<DraftForm> {
  const { files } = await readDraft(runtime, actor, draftId)
  return formIn(files, formId, dayOf(runtime.clock.now()))
}

/** The same of files that were read already. @throws NotFoundError */
export function formIn(files: readonly ProcedureFile[], formId: string, today: LocalDate): DraftForm {
  const path = `forms/${formId}.json`
  const text = files.find((file) => file.path === path)?.text
  const schema = text === undefined ? undefined : schemaOf(text)
  if (text === undefined || schema === undefined) throw new NotFoundError('form in the draft', formId)
  const uses = usesOfForms(files)(formId)
  return {
    id: formId,
    title: schema.title,
    schema,
    records: recordsInWords(text),
    steps: uses.steps,
    notes: notesOnForm(path, text, uses),
    usualAnswers: usualAnswersOf(files, formId, today),
  }
}

/**
 * What would go on record if somebody completed the form so. Nothing is stored.
 *
 * @throws NotFoundError when the draft has no such form.
 * @throws InvalidVariablesError with every fault of the answers.
 */
export async function tryDraftForm(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  { form, answers }: { readonly form: string; readonly answers?: Readonly<Record<string, unknown>> },
): Promise<TriedForm> {
  mustBeAllowed(actor, 'test-procedures')
  const { schema, usualAnswers } = await draftForm(runtime, actor, draftId, form)
  const given = answers ?? usualAnswers
  const read = makeForm(schema).read(given, dayOf(runtime.clock.now()))
  return { answers: given, facts: read.facts, variables: read.variables }
}

function usualAnswersOf(
  files: readonly ProcedureFile[],
  formId: string,
  today: LocalDate,
): Readonly<Record<string, unknown>> {
  for (const { path, text } of files) {
    if (!/(^|\/)usual-answers\.json$/.test(path)) continue
    try {
      const answers = parseUsualAnswers(JSON.parse(text)).forms[formId]
      if (answers !== undefined) return withDays(answers, today, USUAL_CALENDAR)
    } catch {
      // What is wrong with the file is told where scenarios are played.
    }
  }
  return {}
}

function schemaOf(text: string): FormSchema | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const isForm = typeof value === 'object' && value !== null && 'title' in value && typeof value.title === 'string'
    return isForm ? (value as FormSchema) : undefined
  } catch {
    return undefined
  }
}
