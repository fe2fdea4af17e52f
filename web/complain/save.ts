import { isEmailAddress, mailReturnLink, readPublicDraft } from '../../engine/index.ts'
import { field, redirect, view, type Ask, type Reply } from '../frame/index.ts'
import { draftOf, takeUpDraft } from './draft.ts'
import type { Form } from './form.ts'
import { firstUndone } from './journey.ts'

/** The code that leads back, to write down. The e-mail has the way back, and not the code. */
export async function savePage(form: Form, ask: Ask, fault?: string): Promise<Reply> {
  const { runtime } = form.parts
  const draft = await draftOf(runtime, ask.session)
  if (draft === undefined) return redirect('/complain')
  const stored = await readPublicDraft(runtime, draft.code)
  return view(
    'complain/save',
    {
      code: draft.code,
      until: stored?.expiresAt,
      isChild: draft.answers['who'] === 'child',
      email: fault === undefined ? '' : field(ask.body, 'email'),
      fault,
      errors: fault === undefined ? [] : [{ text: fault, href: '#email' }],
      backTo: `/complain/${firstUndone(draft.answers, draft.done)}`,
    },
    fault === undefined ? 200 : 422,
  )
}

export async function sendSave(form: Form, ask: Ask): Promise<Reply> {
  const { runtime, config } = form.parts
  const draft = await draftOf(runtime, ask.session)
  if (draft === undefined) return redirect('/complain')
  const email = field(ask.body, 'email')
  if (!isEmailAddress(email)) {
    return savePage(form, ask, 'Enter an email address in the right form, like name@example.com')
  }
  await mailReturnLink(runtime, email, `${config.publicUrl}/complain/return`)
  return redirect('/complain/save', {
    kind: 'success',
    title: 'We sent you an email.',
    text: 'You need your code as well: it is not in the email.',
  })
}

export function returnPage(fault?: string): Reply {
  return view(
    'complain/return',
    { fault, errors: fault === undefined ? [] : [{ text: fault, href: '#code' }], backTo: '/complain' },
    fault === undefined ? 200 : 422,
  )
}

/** The same is said of a wrong code, of one whose time has passed, and of a complaint that has been sent. */
export async function sendReturn(form: Form, { body, session }: Ask): Promise<Reply> {
  const { runtime, nowMs } = form.parts
  const code = field(body, 'code')
  if (code === '') return returnPage('Enter your code')
  if ((await readPublicDraft(runtime, code)) === undefined) {
    return returnPage('We cannot find a form with that code. Check the code and try again')
  }
  takeUpDraft(runtime, session, code, nowMs())
  const draft = await draftOf(runtime, session)
  return redirect(draft === undefined ? '/complain' : `/complain/${firstUndone(draft.answers, draft.done)}`)
}
