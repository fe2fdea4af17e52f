import { breakGlass, giveReason, mayAsk, propose, wayIn, type Runtime } from '../../engine/index.ts'
import {
  field,
  momentInWords,
  redirect,
  view,
  type Area,
  type Fields,
  type Notice,
  type StaffAsk,
} from '../frame/index.ts'
import { confirmPage, faultsOfReason, type ConfirmPage } from './confirm.ts'

/** Ways to see more of a case than one's role shows: a reason on record, an emergency, names that are masked. */
export function addOpeningPages(area: Area, runtime: Runtime): void {
  area.staff('get', '/cases/:caseId/reason', 'give-reason', async ({ actor, params }) => {
    const caseId = params['caseId'] ?? ''
    await mayAsk(runtime, actor, 'give-reason', caseId)
    return view('access/reason', { reference: caseId, to: `/cases/${caseId}` })
  })
  area.staff('post', '/cases/:caseId/reason', 'give-reason', async ({ actor, params, body }) => {
    const caseId = params['caseId'] ?? ''
    const to = wantedIn(body, caseId)
    const [fault] = faultsOfReason(body)
    if (fault !== undefined) {
      await mayAsk(runtime, actor, 'give-reason', caseId)
      const errors = [{ text: fault.text, href: '#reason' }]
      const data = { reference: caseId, to, body, errors, errorAt: { reason: { text: fault.text } } }
      return view('access/reason', data, 422)
    }
    const { until } = await giveReason(runtime, actor, caseId, field(body, 'reason'))
    return redirect(to, {
      kind: 'success',
      title: 'Your reason is on record.',
      text: `The case is open to you until ${momentInWords(until)}.`,
    })
  })

  area.staff('get', '/cases/:caseId/break-glass', 'break-glass', async ({ actor, params }) => {
    const caseId = params['caseId'] ?? ''
    await mayAsk(runtime, actor, 'break-glass', caseId)
    const way = await wayIn(runtime, actor, caseId)
    if (way === undefined) return redirect(`/cases/${caseId}`, OPEN_ALREADY)
    return confirmPage(glassPage(caseId, way.alone), {})
  })
  area.staff('post', '/cases/:caseId/break-glass', 'break-glass', async ({ actor, params, body }) => {
    const caseId = params['caseId'] ?? ''
    await mayAsk(runtime, actor, 'break-glass', caseId)
    const way = await wayIn(runtime, actor, caseId)
    if (way === undefined) return redirect(`/cases/${caseId}`, OPEN_ALREADY)
    const faults = faultsOfReason(body)
    if (faults.length > 0) return confirmPage(glassPage(caseId, way.alone), body, faults)
    const reason = field(body, 'reason')
    if (!way.alone) {
      await propose(runtime, actor, { action: 'break-glass', caseId, about: caseId, request: {}, reason })
      return redirect('/approvals/mine', ASKED_FOR)
    }
    const { until } = await breakGlass(runtime, actor, caseId, reason)
    return redirect(`/cases/${caseId}`, {
      kind: 'success',
      title: `The case is open to you until ${momentInWords(until)}.`,
      text: 'The complaints team has been told.',
    })
  })

  area.staff('get', '/cases/:caseId/reveal', 'reveal-identity', async ({ actor, params }) => {
    const caseId = params['caseId'] ?? ''
    await mayAsk(runtime, actor, 'reveal-identity', caseId)
    return confirmPage(revealPage(caseId), {})
  })
  area.staff('post', '/cases/:caseId/reveal', 'reveal-identity', async ({ actor, params, body }: StaffAsk) => {
    const caseId = params['caseId'] ?? ''
    await mayAsk(runtime, actor, 'reveal-identity', caseId)
    const faults = faultsOfReason(body)
    if (faults.length > 0) return confirmPage(revealPage(caseId), body, faults)
    const reason = field(body, 'reason')
    await propose(runtime, actor, { action: 'reveal-identity', caseId, about: caseId, request: {}, reason })
    return redirect('/approvals/mine', ASKED_FOR)
  })
}

export const ASKED_FOR: Notice = {
  kind: 'success',
  title: 'Asked.',
  text: 'A second person must approve it. You see here what becomes of it.',
}
const OPEN_ALREADY: Notice = { kind: 'information', title: 'You can see this case already.' }

function glassPage(reference: string, alone: boolean): ConfirmPage {
  return {
    title: 'Open a restricted case in an emergency',
    reference,
    says: [
      alone
        ? 'You see the case for 60 minutes. After that it is closed to you again.'
        : 'A second person must say yes first. Then you see the case for 60 minutes.',
      'The complaints team is told at once that the case was opened, without your reason.',
      'Your name, your reason and all that you read stand in the history of the case for good.',
    ],
    why: { label: 'What is the emergency?', hint: 'Say what cannot wait. Do not name a child or a family.' },
    button: alone ? 'Open the case' : 'Ask a second person',
    warning: true,
    action: `/cases/${reference}/break-glass`,
    cancel: alone ? '/cases' : '/approvals/mine',
  }
}

function revealPage(reference: string): ConfirmPage {
  return {
    title: 'Ask to see names',
    reference,
    says: [
      'You see initials in place of names, and codes in place of what people said.',
      'If a second person says yes, all names and words of this case are shown to you for 60 minutes. Each of your readings is recorded.',
    ],
    why: {
      label: 'Why do you need them?',
      hint: 'Whoever decides reads this, and it stands in the history of the case.',
    },
    button: 'Ask a second person',
    action: `/cases/${reference}/reveal`,
    cancel: `/cases/${reference}/people`,
  }
}

/** An address of this case, and nothing that leads elsewhere. */
function wantedIn(body: Fields, caseId: string): string {
  const to = field(body, 'to')
  const own = `/cases/${caseId}`
  const isOwn = to === own || to.startsWith(`${own}/`) || to.startsWith(`${own}?`)
  return isOwn && /^[\x21-\x7e]+$/.test(to) ? to : own
}
