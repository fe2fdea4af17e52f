import {
  annotationsIn,
  askRectification,
  casePage as readCasePage,
  decideRectification,
  mayDo,
  NotFoundError,
  RECTIFIED,
  type CasePage,
  type Rectified,
  type Runtime,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { annotationView } from '../cases/annotations.ts'
import { frameOf, inWords } from '../cases/index.ts'
import { field, redirect, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { byField, dayItems, dayOfFields, type FormError } from '../record/day.ts'
import { faultsOf } from './words.ts'

const LIST = '/cases/:caseId/rectifications'

/** `/cases/:caseId/rectifications`: what people say is wrong in the record of a case, and what was decided. */
export function addRectificationPages(area: Area, { runtime }: PageParts): void {
  area.staff('get', LIST, 'see-case-file', (ask) => listPage(runtime, ask))
  area.staff('get', `${LIST}/new`, 'record-facts', (ask) => newPage(runtime, ask))
  area.staff('post', `${LIST}/new`, 'record-facts', (ask) => recordIt(runtime, ask))
  area.staff('get', `${LIST}/:rectification`, 'see-case-file', (ask) => onePage(runtime, ask))
  area.staff('post', `${LIST}/:rectification`, 'decide-rectification', (ask) => decide(runtime, ask))
}

const read = (runtime: Runtime, { actor, params }: StaffAsk) =>
  readCasePage(runtime, actor, params['caseId'] ?? '', 'rectifications')

async function listPage(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const page = await read(runtime, ask)
  const at = `/cases/${page.case.caseId}/rectifications`
  return view('records/rectifications', {
    frame: frameOf(page, 'timeline'),
    requests: annotationsIn(page.complaint.facts).map((each) => ({
      ...annotationView(each, page.people),
      about: aboutInWords(page, each.kind, each.of),
      href: `${at}/${each.request}`,
    })),
  })
}

/** What it is about, in words that name nobody. */
function aboutInWords({ complaint }: CasePage, kind: Rectified, of: string): string {
  if (kind === 'document') return `Document ${of}`
  if (kind === 'letter') return 'A letter or message'
  const fact = complaint.facts.find(({ id }) => id === of)
  return fact === undefined ? 'An entry' : inWords(fact.type)
}

async function newPage(runtime: Runtime, ask: StaffAsk, errors: readonly FormError[] = []): Promise<Reply> {
  const { query, body } = ask
  const page = await read(runtime, ask)
  const given = { ...query, ...body }
  const [kind, of] = [field(given, 'kind'), field(given, 'of')]
  if (!isKind(kind) || of === '') throw new NotFoundError('entry', of)
  const data = {
    frame: frameOf(page, 'timeline'),
    kind,
    of,
    about: aboutInWords(page, kind, of),
    people: page.people.map(({ id, role, name }) => ({
      value: id,
      text: `${name}, ${inWords(role).toLowerCase()}`,
      checked: field(body, 'person') === id,
    })),
    dayItems: dayItems(
      body,
      'received',
      errors.some(({ href }) => href === '#received-day'),
    ),
    statement: field(body, 'statement'),
    errors,
    errorAt: byField(errors),
  }
  return view('records/rectification-new', data, errors.length > 0 ? 422 : 200)
}

function isKind(text: string): text is Rectified {
  return (RECTIFIED as readonly string[]).includes(text)
}

async function recordIt(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { actor, params, body } = ask
  const caseId = params['caseId'] ?? ''
  const receivedOn = dayOfFields(body, 'received')
  const [kind, of, person, statement] = ['kind', 'of', 'person', 'statement'].map((name) => field(body, name))
  const isDay = receivedOn !== undefined && receivedOn !== 'none'
  const errors = [
    ...(person === '' ? [{ text: 'Select who says so', href: '#person' }] : []),
    ...(isDay ? [] : [{ text: 'Enter the day on which they said so', href: '#received-day' }]),
    ...(statement === '' ? [{ text: 'Enter what they say', href: '#statement' }] : []),
  ]
  if (errors.length > 0 || !isDay || !isKind(kind ?? '')) return newPage(runtime, ask, errors)
  try {
    const { result } = await askRectification(runtime, actor, caseId, {
      kind: kind as Rectified,
      of: of ?? '',
      person: person ?? '',
      receivedOn,
      statement: statement ?? '',
    })
    return redirect(`/cases/${caseId}/rectifications/${result.request}`, {
      kind: 'success',
      title: 'What they said stands beside it now.',
    })
  } catch (error) {
    return newPage(runtime, ask, faultsOf(error, '#statement'))
  }
}

async function onePage(runtime: Runtime, ask: StaffAsk, errors: readonly FormError[] = []): Promise<Reply> {
  const { actor, params, body } = ask
  const page = await read(runtime, ask)
  const found = annotationsIn(page.complaint.facts).find(({ request }) => request === params['rectification'])
  if (found === undefined) throw new NotFoundError('rectification', params['rectification'] ?? '')
  const fact = found.kind === 'entry' ? page.complaint.facts.find(({ id }) => id === found.of) : undefined
  const said = (name: string) => field(body, name)
  return view(
    'records/rectification',
    {
      frame: frameOf(page, 'timeline'),
      found: annotationView(found, page.people),
      about: aboutInWords(page, found.kind, found.of),
      on: fact?.on,
      original: originalHref(page, found.kind, found.of),
      mayDecide: found.decision === undefined && mayDo(actor, 'decide-rectification'),
      // What somebody wrote down is annotated alone; the day of anything else can be put right.
      mayReplace:
        fact !== undefined &&
        !['note-recorded', 'contact-recorded', 'complainant-wrote', 'team-wrote'].includes(fact.type),
      outcomes: [
        { value: 'accepted', text: 'Accept: it is wrong', checked: said('outcome') === 'accepted' },
        {
          value: 'refused',
          text: 'Do not accept: their statement stands beside it',
          checked: said('outcome') === 'refused',
        },
      ],
      dayItems: dayItems(
        body,
        'right',
        errors.some(({ href }) => href === '#right-day'),
      ),
      said: { text: said('text'), reason: said('reason'), tell: said('tell') },
      errors,
      errorAt: byField(errors),
    },
    errors.length > 0 ? 422 : 200,
  )
}

function originalHref({ case: { caseId } }: CasePage, kind: Rectified, of: string): string {
  switch (kind) {
    case 'entry':
      return `/cases/${caseId}/timeline#fact-${of.split('/')[1] ?? ''}`
    case 'letter':
      return `/cases/${caseId}/letters/${encodeURIComponent(of)}`
    case 'document':
      return `/cases/${caseId}/documents/${of}`
  }
}

async function decide(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { actor, params, body } = ask
  const { caseId = '', rectification: request = '' } = params
  const [outcome, text, reason, tell] = ['outcome', 'text', 'reason', 'tell'].map((name) => field(body, name))
  const on = dayOfFields(body, 'right')
  const errors = [
    ...(outcome === 'accepted' || outcome === 'refused' ? [] : [{ text: 'Select what you decide', href: '#outcome' }]),
    ...(outcome === 'accepted' && text === '' ? [{ text: 'Enter what is right', href: '#text' }] : []),
    ...(on === 'none' ? [{ text: 'Enter a day, or leave it empty', href: '#right-day' }] : []),
    ...(reason === '' ? [{ text: 'Enter why', href: '#reason' }] : []),
  ]
  if (errors.length > 0 || on === 'none' || (outcome !== 'accepted' && outcome !== 'refused'))
    return onePage(runtime, ask, errors)
  try {
    await decideRectification(runtime, actor, caseId, {
      request,
      outcome,
      reason: reason ?? '',
      ...(outcome === 'accepted' && { text: text ?? '' }),
      ...(on !== undefined && { replacement: { on } }),
      ...(tell !== undefined && tell !== '' && { tell }),
    })
  } catch (error) {
    return onePage(runtime, ask, faultsOf(error, '#outcome'))
  }
  return redirect(`/cases/${caseId}/rectifications/${request}`, {
    kind: 'success',
    title: 'The decision stands beside what it is about.',
  })
}
