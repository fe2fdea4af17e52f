import { field, redirect, view, type Ask, type Reply } from '../frame/index.ts'
import { hintsAtHarm } from './danger.ts'
import { storeDraft, type Draft } from './draft.ts'
import { nextPath, type Form } from './form.ts'
import { pathBefore } from './journey.ts'
import { many, one, readAnswers, type Fault, type Field } from './question.ts'
import { shownFields, summaryOf } from './show-fields.ts'

/** Points beside the first. */
const MOST = 19

/** Each thing that went wrong is a point that gets an answer of its own; people add as many as they have. */
export function pointsPage(form: Form, draft: Draft, ask: Ask, faults: readonly Fault[] = []): Reply {
  const fields = fieldsOf(form.asking(draft).isChild)
  const from = field(ask.query, 'from')
  return view(
    'complain/points',
    {
      title: 'Did anything else go wrong?',
      isChild: form.asking(draft).isChild,
      points: [one(draft.answers, 'what'), ...many(draft.answers, 'points')],
      fields: shownFields(fields, {}, faults),
      errors: summaryOf(fields, faults),
      from: from === 'check' ? 'check' : undefined,
      backTo: from === 'check' ? '/complain/check' : `/complain/${pathBefore('points', draft.answers) ?? ''}`,
    },
    faults.length > 0 ? 422 : 200,
  )
}

export async function sendPoints(form: Form, draft: Draft, ask: Ask): Promise<Reply> {
  const { runtime } = form.parts
  const there = many(draft.answers, 'points')
  const taken = Number(field(ask.body, 'remove'))
  if (Number.isInteger(taken) && taken >= 1) {
    const points = there.filter((_, index) => index !== taken - 1)
    await storeDraft(runtime, { ...draft, answers: { ...draft.answers, points } })
    return redirect('/complain/points', { kind: 'information', title: 'We took that out.' })
  }
  const asking = form.asking(draft)
  const { answers, faults } = readAnswers(fieldsOf(asking.isChild), ask.body, asking)
  const saves = field(ask.body, 'save') === 'yes'
  const more = one(answers, 'more')
  if (faults.length > 0 && !saves) return pointsPage(form, draft, ask, faults)
  const words = one(answers, 'point')
  const adds = more === 'yes' && words !== '' && there.length < MOST
  const warns = adds && one(draft.answers, 'warned') === '' && hintsAtHarm(words)
  const next: Draft = {
    ...draft,
    answers: {
      ...draft.answers,
      ...(adds && { points: [...there, words] }),
      ...(warns && { warned: 'yes' }),
    },
    done: more === 'no' ? new Set([...draft.done, 'points']) : draft.done,
  }
  await storeDraft(runtime, next)
  if (warns) return redirect('/complain/danger')
  if (saves) return redirect('/complain/save')
  if (adds) return redirect('/complain/points', { kind: 'success', title: 'We added that.' })
  return redirect(`/complain/${nextPath(next, 'points', field(ask.body, 'from'))}`)
}

function fieldsOf(isChild: boolean): readonly Field[] {
  return [
    {
      kind: 'radios',
      name: 'more',
      label: isChild ? 'Do you want to add something?' : 'Do you want to add another thing?',
      missing: 'Choose yes if you want to add something',
      options: [
        {
          value: 'yes',
          text: 'Yes',
          reveals: [
            {
              kind: 'textarea',
              name: 'point',
              label: 'What else went wrong?',
              missing: 'Tell us what else went wrong',
              rows: 4,
              max: 9_999,
            },
          ],
        },
        { value: 'no', text: isChild ? 'No, that is all' : 'No, that is everything' },
      ],
    },
  ]
}
