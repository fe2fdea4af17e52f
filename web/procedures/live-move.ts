import type { PageParts } from '../../api/index.ts'
import {
  casePlaces,
  ConflictError,
  previewMove,
  proposeMove,
  RefusedError,
  type CasePlace,
  type MovePreview,
  type Runtime,
} from '../../engine/index.ts'
import { faultsOfReason } from '../access/confirm.ts'
import { ASKED_FOR } from '../access/opening.ts'
import { field, redirect, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { consequencesInWords } from '../tasks/consequences-in-words.ts'

const PAGE = '/cases/:caseId/move'

/** `/cases/…/move`: putting a case at another step: from where, to where and why; then what will happen; then asking. */
export function addMoveStepPages(area: Area, { runtime }: PageParts): void {
  area.staff('get', PAGE, 'move-to-step', (ask) => form(runtime, ask, ask.query))
  area.staff('post', PAGE, 'move-to-step', (ask) => tryOrAsk(runtime, ask))
}

interface Shown {
  readonly errors?: readonly { readonly text: string; readonly href: string }[]
}

async function form(
  runtime: Runtime,
  { actor, params }: StaffAsk,
  given: StaffAsk['body'],
  { errors = [] }: Shown = {},
): Promise<Reply> {
  const caseId = params['caseId'] ?? ''
  const { places } = await casePlaces(runtime, actor, caseId)
  const asked = field(given, 'at')
  const place = places.find(({ at }) => at === asked) ?? (places.length === 1 ? places[0] : undefined)
  const messageAt = (href: string) => errors.find((each) => each.href === href)?.text
  return view(
    'procedures/live-move',
    {
      caseId,
      place,
      path: `/cases/${caseId}/move`,
      places: places.map((each) => ({ ...each, href: `/cases/${caseId}/move?at=${each.at}` })),
      targets: place === undefined ? [] : targetsOf(place, field(given, 'to')),
      reason: field(given, 'reason'),
      errors,
      messages: { to: messageAt('#to'), reason: messageAt('#reason') },
    },
    errors.length > 0 ? 422 : 200,
  )
}

function targetsOf({ targets }: CasePlace, chosen: string): readonly object[] {
  return [
    { value: '', text: 'Choose a step', selected: chosen === '' },
    ...targets.map(({ element, name, kind }) => ({
      value: element,
      text: `${name} (${kind.toLowerCase()})`,
      selected: element === chosen,
    })),
  ]
}

async function tryOrAsk(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { actor, body, params } = ask
  const caseId = params['caseId'] ?? ''
  const asked = { at: field(body, 'at'), to: field(body, 'to'), reason: field(body, 'reason') }
  const errors = [
    ...(asked.to === '' ? [{ text: 'Choose the step to which the case goes', href: '#to' }] : []),
    ...faultsOfReason(body).map(({ text }) => ({ text, href: '#reason' })),
  ]
  if (errors.length > 0 || field(body, '_do') === 'change') return form(runtime, ask, body, { errors })
  try {
    if (field(body, '_do') === 'ask') {
      await proposeMove(runtime, actor, caseId, asked)
      return redirect('/approvals/mine', ASKED_FOR)
    }
    const preview = await previewMove(runtime, actor, caseId, asked)
    return view('procedures/live-move-check', {
      ...{ caseId, asked, preview },
      path: `/cases/${caseId}/move`,
      next: await inWords(runtime, preview),
    })
  } catch (error) {
    if (!(error instanceof ConflictError || error instanceof RefusedError)) throw error
    return form(runtime, ask, body, { errors: [{ text: `${error.message}.`, href: '#to' }] })
  }
}

/** Letters are told by whom they are for, not by name. */
async function inWords({ council, procedures, store }: Runtime, preview: MovePreview): Promise<object> {
  const row = await store.read.case(preview.caseId)
  const roles = row === undefined ? [] : (await procedures.load(row.procedure, row.procedureVersion)).roles
  const page = { people: [], roles: Object.fromEntries(roles.map(({ code, title }) => [code, title])) }
  return consequencesInWords({ ...preview, taskId: '', taskVersion: 0 }, page, council)
}
