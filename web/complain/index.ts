import type { PageParts } from '../../api/index.ts'
import { dayOf } from '../../engine/index.ts'
import {
  formWithFile,
  field,
  makeArea,
  makeLimit,
  redirect,
  view,
  type Area,
  type Ask,
  type Reply,
} from '../frame/index.ts'
import { hintsAtHarm } from './danger.ts'
import { beginDraft, draftOf, storeDraft, type Draft } from './draft.ts'
import { equalityPages } from './equality.ts'
import { addEvidence, evidencePage, removeEvidence } from './evidence.ts'
import { nextPath, withDraft, withoutDraft, type Form } from './form.ts'
import { firstUndone, isReached, pathBefore, STEPS } from './journey.ts'
import { pointsPage, sendPoints } from './points.ts'
import { one, readAnswers, type Answers, type Asking, type Fault, type Question } from './question.ts'
import { isLongAgo } from './questions/what.ts'
import { returnPage, savePage, sendReturn, sendSave } from './save.ts'
import { checkPage, sendCheck, sentPage } from './send.ts'
import { shownFields, summaryOf } from './show-fields.ts'

/** `/complain…`: a complaint, a comment or a compliment, one thing a page. */
export function complainArea(parts: PageParts): Area {
  const area = makeArea()
  const form: Form = {
    parts,
    asking: ({ answers }) => ({
      council: parts.runtime.council,
      answers,
      isChild: answers['who'] === 'child',
      today: dayOf(parts.runtime.clock.now()),
    }),
  }
  const sending = makeLimit({ perMinutes: 10, most: 20 })
  const trying = makeLimit({ perMinutes: 15, most: 10 })

  area.open('get', '/complain', () => view('complain/start', {}))
  for (const step of STEPS) {
    if ('page' in step) {
      area.open('get', `/complain/${step.path}`, (ask) => questionPage(form, step, ask))
      area.open('post', `/complain/${step.path}`, (ask) => sendQuestion(form, step, ask))
    }
  }
  area.open('get', '/complain/danger', (ask) => dangerPage(form, ask))
  area.open('post', '/complain/danger', (ask) => sendDanger(form, ask))
  area.open('get', '/complain/points', (ask) => withDraft(form, 'points', ask, (draft) => pointsPage(form, draft, ask)))
  area.open('post', '/complain/points', (ask) =>
    withDraft(form, 'points', ask, (draft) => sendPoints(form, draft, ask)),
  )
  area.open('get', '/complain/evidence', (ask) =>
    withDraft(form, 'evidence', ask, (draft) => evidencePage(form, draft, ask)),
  )
  area.open(
    'post',
    '/complain/evidence',
    (ask) => withDraft(form, 'evidence', ask, (draft) => addEvidence(form, draft, ask)),
    formWithFile('/complain/evidence?too-large=yes'),
  )
  area.open('post', '/complain/evidence/remove', (ask) =>
    withDraft(form, 'evidence', ask, (draft) => removeEvidence(form, draft, ask)),
  )
  area.open('get', '/complain/check', (ask) => withDraft(form, 'check', ask, (draft) => checkPage(form, draft)))
  area.open('post', '/complain/check', (ask) => sendCheck(form, ask), sending)
  area.open('get', '/complain/sent', (ask) => sentPage(form, ask))
  area.open('get', '/complain/save', (ask) => savePage(form, ask))
  area.open('post', '/complain/save', (ask) => sendSave(form, ask), trying)
  area.open('get', '/complain/return', () => returnPage())
  area.open('post', '/complain/return', (ask) => sendReturn(form, ask), trying)
  equalityPages(area, parts)
  return area
}

/** The first question needs no draft yet: looking at it stores nothing. */
async function questionPage(form: Form, question: Question, ask: Ask): Promise<Reply> {
  const draft = await draftOf(form.parts.runtime, ask.session)
  if (draft === undefined) {
    if (question.path !== 'kind') return redirect(withoutDraft(ask.session))
    return showQuestion(form, question, { code: '', answers: {}, done: new Set() }, '', [])
  }
  if (!isReached(question.path, draft.answers, draft.done)) {
    return redirect(`/complain/${firstUndone(draft.answers, draft.done)}`)
  }
  return showQuestion(form, question, draft, field(ask.query, 'from'), [])
}

function showQuestion(
  form: Form,
  question: Question,
  draft: Draft,
  from: string,
  faults: readonly Fault[],
  typed: Answers = draft.answers,
): Reply {
  const { fields, ...page } = question.page({ ...form.asking(draft), answers: draft.answers })
  const before = pathBefore(question.path, draft.answers)
  return view(
    'complain/question',
    {
      ...page,
      fields: shownFields(fields, typed, faults),
      errors: summaryOf(fields, faults),
      from: from === 'check' ? 'check' : undefined,
      backTo: from === 'check' ? '/complain/check' : before === undefined ? '/complain' : `/complain/${before}`,
      canSave: draft.done.size > 0,
    },
    faults.length > 0 ? 422 : 200,
  )
}

async function sendQuestion(form: Form, question: Question, ask: Ask): Promise<Reply> {
  const { runtime, nowMs } = form.parts
  const known = await draftOf(runtime, ask.session)
  if (known === undefined && question.path !== 'kind') return redirect(withoutDraft(ask.session))
  const draft: Draft = known ?? { code: '', answers: {}, done: new Set() }
  if (!isReached(question.path, draft.answers, draft.done)) {
    return redirect(`/complain/${firstUndone(draft.answers, draft.done)}`)
  }
  const asking = form.asking(draft)
  const { fields } = question.page(asking)
  const read = readAnswers(fields, ask.body, asking)
  const from = field(ask.body, 'from')
  const saves = field(ask.body, 'save') === 'yes'
  if (read.faults.length > 0 && !saves) return showQuestion(form, question, draft, from, read.faults, read.answers)

  const whole = known ?? (await beginDraft(runtime, ask.session, nowMs()))
  const wrong = new Set(read.faults.map(({ name }) => name))
  const kept = Object.entries(whole.answers).filter(([name]) => !read.names.includes(name))
  const given = Object.entries(read.answers).filter(([name]) => !wrong.has(name))
  const answers = withLateness(Object.fromEntries([...kept, ...given]), asking)
  const done = read.faults.length > 0 ? without(whole.done, question.path) : new Set([...whole.done, question.path])
  const next: Draft = { ...whole, answers, done }
  const words = given.map(([, value]) => [value].flat().join('\n')).join('\n')
  const warns = one(answers, 'warned') === '' && WORDS_OF.has(question.path) && hintsAtHarm(words)
  const stored: Draft = warns ? { ...next, answers: { ...answers, warned: 'yes' } } : next
  await storeDraft(runtime, stored)
  if (warns) return redirect('/complain/danger')
  if (saves) return redirect('/complain/save')
  return redirect(`/complain/${nextPath(stored, question.path, from)}`)
}

/** Pages on which people tell in their own words. */
const WORDS_OF: ReadonlySet<string> = new Set(['what-happened', 'late', 'outcome-wanted', 'support'])

function withLateness(answers: Answers, { today }: Asking): Answers {
  const { isLate: _before, ...rest } = answers
  return isLongAgo(rest, today) ? { ...rest, isLate: 'yes' } : rest
}

function without(done: ReadonlySet<string>, path: string): ReadonlySet<string> {
  return new Set([...done].filter((each) => each !== path))
}

async function dangerPage(form: Form, { session }: Ask): Promise<Reply> {
  const draft = await draftOf(form.parts.runtime, session)
  return view('complain/danger', {
    isChild: draft?.answers['who'] === 'child',
    hasDraft: draft !== undefined,
    chosen: draft === undefined ? '' : one(draft.answers, 'riskNow'),
  })
}

/** Answered or not, the form goes on. */
async function sendDanger(form: Form, { session, body }: Ask): Promise<Reply> {
  const { runtime } = form.parts
  const draft = await draftOf(runtime, session)
  if (draft === undefined) return redirect('/complain')
  const riskNow = field(body, 'riskNow')
  if (riskNow === 'yes' || riskNow === 'no') {
    await storeDraft(runtime, { ...draft, answers: { ...draft.answers, warned: 'yes', riskNow } })
  }
  return redirect(`/complain/${firstUndone(draft.answers, draft.done)}`)
}
