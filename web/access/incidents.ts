import {
  caseIncidents,
  mayDo,
  NotFoundError,
  proposeSkip,
  RefusedError,
  retryIncident,
  type CaseIncident,
  type Runtime,
} from '../../engine/index.ts'
import { field, redirect, view, type Area, type StaffAsk } from '../frame/index.ts'
import { confirmPage, faultsOfReason, type ConfirmPage } from './confirm.ts'
import { ASKED_FOR } from './opening.ts'
import { stoppedInWords } from './words.ts'

const ALL = '/cases/:caseId/incidents'

/** `/cases/:caseId/incidents`: what stopped, and how it goes on. */
export function addIncidentPages(area: Area, runtime: Runtime): void {
  area.staff('get', ALL, 'retry-incidents', async ({ actor, params }) => {
    const caseId = params['caseId'] ?? ''
    const incidents = await caseIncidents(runtime, actor, caseId)
    return view('access/incidents', {
      reference: caseId,
      incidents: incidents.map(({ id, code, message, raisedAt, step }) => ({
        id,
        title: step === undefined ? 'Something has stopped' : `“${step}” has stopped`,
        what: stoppedInWords(code),
        message,
        raisedAt,
      })),
      maySkip: mayDo(actor, 'skip-incidents'),
      mayReadCase: mayDo(actor, 'read-cases'),
    })
  })
  area.staff('post', `${ALL}/:incidentId/retry`, 'retry-incidents', async (ask) => {
    const { reference, incident } = await open(ask)
    try {
      await retryIncident(runtime, ask.actor, incident.id)
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      return redirect(`/cases/${reference}/incidents`, { kind: 'information', title: `${error.message}.` })
    }
    return redirect(`/cases/${reference}/incidents`, {
      kind: 'success',
      title: 'It is tried again.',
      text: 'If it fails once more, it stands here again.',
    })
  })
  area.staff('get', `${ALL}/:incidentId/skip`, 'skip-incidents', async (ask) => {
    const { reference, incident } = await open(ask)
    return confirmPage(skipPage(reference, incident, ''), {})
  })
  area.staff('post', `${ALL}/:incidentId/skip`, 'skip-incidents', async (ask) => {
    const { reference, incident } = await open(ask)
    const { body, actor } = ask
    const to = field(body, 'to')
    const isStep = incident.onwards.some(({ element }) => element === to)
    const faults = [
      ...(incident.onwards.length > 0 && !isStep ? [{ field: 'to', text: 'Select where the case goes on' }] : []),
      ...faultsOfReason(body),
    ]
    if (faults.length > 0) return confirmPage(skipPage(reference, incident, to), body, faults)
    const reason = field(body, 'reason')
    await proposeSkip(runtime, actor, { incidentId: incident.id, reason, ...(isStep && { to }) })
    return redirect('/approvals/mine', ASKED_FOR)
  })

  async function open({ actor, params }: StaffAsk) {
    const { caseId = '', incidentId = '' } = params
    const incident = (await caseIncidents(runtime, actor, caseId)).find(({ id }) => id === incidentId)
    if (incident === undefined) throw new NotFoundError('incident', incidentId)
    return { reference: caseId, incident }
  }
}

function skipPage(reference: string, { id, code, step, onwards }: CaseIncident, chosen: string): ConfirmPage {
  const items = onwards.map(({ element, name }) => ({ value: element, text: name === '' ? 'The end' : name }))
  return {
    title: 'Ask to go on without what stopped',
    reference,
    says: [
      `${step === undefined ? '' : `“${step}”: `}${stoppedInWords(code)}`,
      'If a second person says yes, the case goes on without it. What should have happened there does not happen: do it by other means, and write a note.',
    ],
    ...(items.length > 0 && { steps: { legend: 'Where does the case go on?', items, chosen } }),
    why: {
      label: 'Why can it be left out?',
      hint: 'Whoever decides reads this, and it stands in the history of the case.',
    },
    button: 'Ask a second person',
    warning: true,
    action: `/cases/${reference}/incidents/${encodeURIComponent(id)}/skip`,
    cancel: `/cases/${reference}/incidents`,
  }
}
