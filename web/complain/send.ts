import {
  addDocument,
  draftKey,
  erasePublicDraft,
  expectedDates,
  localDate,
  submitIntake,
  type Actor,
  type Runtime,
} from '../../engine/index.ts'
import { field, redirect, view, type Ask, type Reply } from '../frame/index.ts'
import { draftOf, filesOf, forgetDraft, rememberedOf, sentOf, type Draft, type SentComplaint } from './draft.ts'
import { areaOf, fieldsOf } from './fields-of.ts'
import { withoutDraft, type Form } from './form.ts'
import { firstUndone, isReached, pathBefore } from './journey.ts'
import { answersInWords } from './summary.ts'

/** The form itself hands in what people write on it. */
const PUBLIC_FORM: Actor = { id: 'public-form', role: 'intake' }

/** Nobody fills the form in within that time, in ms; a program does. Whoever is that quick is asked to look once more. */
const QUICKEST_MS = 3_000

export async function checkPage(form: Form, draft: Draft, fault?: string): Promise<Reply> {
  const files = await filesOf(form.parts.runtime, draft)
  return view(
    'complain/check',
    {
      isChild: form.asking(draft).isChild,
      isComplaint: draft.answers['kind'] === 'complaint',
      sections: answersInWords(
        form.asking(draft),
        files.map(({ fileName }) => fileName),
      ),
      errors: fault === undefined ? [] : [{ text: fault, href: '#send' }],
      backTo: `/complain/${pathBefore('check', draft.answers) ?? ''}`,
    },
    fault === undefined ? 200 : 422,
  )
}

/**
 * Sends it. The same draft is one case, however often it is sent: a second time leads to the same page.
 */
export async function sendCheck(form: Form, ask: Ask): Promise<Reply> {
  const { runtime, nowMs } = form.parts
  const { session, body } = ask
  const draft = await draftOf(runtime, session)
  if (draft === undefined) return redirect(withoutDraft(session))
  if (!isReached('check', draft.answers, draft.done)) {
    return redirect(`/complain/${firstUndone(draft.answers, draft.done)}`)
  }
  // A field that people do not see, for programs that fill in every field.
  if (field(body, 'website') !== '') return checkPage(form, draft, 'Leave the last box empty, then press send again')
  const startedMs = rememberedOf(session)?.startedMs ?? 0
  const isQuick = nowMs() - startedMs < QUICKEST_MS && nowMs() >= startedMs
  if (isQuick && session['lookedTwice'] !== true) {
    session['lookedTwice'] = true
    return checkPage(form, draft, 'Please look at your answers once more, then press send again')
  }
  const receipt = await submitIntake(runtime, PUBLIC_FORM, fieldsOf(draft.answers), {
    idempotencyKey: draftKey(draft.code),
  })
  if (receipt.kind === 'complaint') await handOverFiles(runtime, draft, receipt.reference)
  await erasePublicDraft(runtime, draft.code)
  forgetDraft(session)
  delete session['lookedTwice']
  session['complainSent'] = {
    reference: receipt.reference,
    kind: receipt.kind,
    receivedOn: receipt.receivedOn,
    isChild: draft.answers['who'] === 'child',
    area: areaOf(draft.answers),
    ...(receipt.expectedProcedure !== undefined && { procedure: receipt.expectedProcedure }),
  } satisfies SentComplaint
  return redirect('/complain/sent')
}

/** Each file once, even where the first attempt broke off in the middle. */
async function handOverFiles(runtime: Runtime, draft: Draft, caseId: string): Promise<void> {
  const sender: Actor = { id: 'p1', role: 'complainant', boundTo: caseId }
  for (const { n, fileName, content } of await filesOf(runtime, draft)) {
    const document = { kind: 'evidence', fileName, content } as const
    await addDocument(runtime, sender, caseId, document, { idempotencyKey: `${draftKey(draft.code)}.${n}` })
  }
}

export function sentPage({ parts }: Form, { session }: Ask): Reply {
  const sent = sentOf(session)
  if (sent === undefined) return redirect('/complain')
  const { council } = parts.runtime
  return view('complain/sent', {
    ...sent,
    title: sent.kind === 'complaint' ? 'We have your complaint' : 'Thank you for telling us',
    procedureName: PROCEDURES[sent.procedure ?? ''],
    dates: sent.kind === 'complaint' ? expectedDates(sent.procedure, localDate(sent.receivedOn)) : {},
    council,
  })
}

/** As it stands in a sentence: "We think it goes through …". */
const PROCEDURES: Readonly<Record<string, string>> = {
  'children-act': 'the law on complaints about help for children',
  'adult-social-care': 'the law on complaints about care for adults',
  'nhs-joint': 'the law on complaints about care for adults, together with the NHS',
  'public-health': 'the law on complaints about public health',
  corporate: 'the council’s own complaints process',
}
