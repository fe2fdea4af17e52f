/* Over 300 lines: three forms that share their fields of days and channels, and the pages of one complaint. */
import { randomBytes } from 'node:crypto'
import {
  dayOf,
  InvalidVariablesError,
  mayDo,
  openCase,
  searchCases,
  submitIntake,
  type Actor,
  type Runtime,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import {
  field,
  fieldList,
  makeArea,
  redirect,
  view,
  type Area,
  type Fields,
  type Reply,
  type StaffAsk,
} from '../frame/index.ts'
import {
  faultsOf,
  FIELDS,
  intakeFields,
  MOST_POINTS,
  pointCount,
  searchable,
  STEP_TITLES,
  STEPS,
  summaryOf,
  type Step,
} from './complaint.ts'
import { byField, dayItems, dayOfFields, type FormError } from './day.ts'
import {
  ABOUT,
  ADJUSTMENTS,
  AREAS,
  AUTHORITIES,
  BODIES,
  CHANNELS,
  COUNTED,
  FEEDBACK,
  isCode,
  items,
  PREFERENCES,
  RELATIONS,
  WHO,
} from './words.ts'

/** `/record`: what comes in by telephone, by letter, on a visit, and from the Ombudsman. */
export function recordArea({ runtime }: PageParts): Area {
  const area = makeArea()
  area.staff('get', '/record', 'submit-complaint', () => view('record/choose', { errors: [] }))
  area.staff('post', '/record', 'submit-complaint', ({ body }) => {
    const what = field(body, 'what')
    if (['complaint', 'feedback', 'ombudsman'].includes(what)) return redirect(`/record/${what}`)
    return view('record/choose', { errors: [{ text: 'Select what came in', href: '#what' }] }, 422)
  })
  area.staff('get', '/record/complaint', 'submit-complaint', () => stepPage({}, 'how'))
  area.staff('post', '/record/complaint', 'submit-complaint', (ask) => step(runtime, ask))
  area.staff('get', '/record/feedback', 'submit-complaint', () => feedbackPage({}))
  area.staff('post', '/record/feedback', 'submit-complaint', (ask) => recordFeedback(runtime, ask))
  area.staff('get', '/record/ombudsman', 'submit-complaint', () => ombudsmanPage({}))
  area.staff('post', '/record/ombudsman', 'submit-complaint', (ask) => recordOmbudsman(runtime, ask))
  return area
}

/** One page of the complaint is answered: on to the next, back to one that is to be changed, or, at the end, taken in. */
async function step(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { actor, body } = ask
  const today = dayOf(runtime.clock.now())
  const at = STEPS.find((each) => each === field(body, 'step')) ?? 'how'
  const go = field(body, 'go')
  const wanted = STEPS.find((each) => go === `to-${each}`)
  if (wanted !== undefined && wanted !== 'check') return stepPage(body, wanted)
  if (at === 'points' && go === 'more') {
    return stepPage({ ...body, 'point-count': String(Math.min(pointCount(body) + 1, MOST_POINTS)) }, 'points')
  }
  const faults = faultsOf(at, body, today)
  if (faults.length > 0) {
    const where = STEPS.find((each) => faultsOf(each, body, today).length > 0) ?? at
    return stepPage(body, where === 'check' ? at : where, faultsOf(where, body, today))
  }
  if (at !== 'check') {
    const next = field(body, 'changing') === 'yes' ? 'check' : (STEPS[STEPS.indexOf(at) + 1] ?? 'check')
    return stepPage(body, next, [], next === 'check' ? await alike(runtime, actor, body) : [])
  }
  try {
    const key = `record.${field(body, 'key')}`
    const { reference } = await submitIntake(runtime, actor, intakeFields(body), { idempotencyKey: key })
    return redirect(`/cases/${reference}`, { kind: 'success', title: `Complaint recorded as ${reference}.` })
  } catch (error) {
    if (!(error instanceof InvalidVariablesError)) throw error
    const said = error.faults.map(({ at: where, message }) => ({
      text: `${where.split('/').at(-1) ?? ''} ${message}`.trim(),
      href: '#check',
    }))
    return stepPage(body, 'check', said)
  }
}

function stepPage(body: Fields, at: Step, errors: readonly FormError[] = [], alikes: readonly string[] = []): Reply {
  const given = { key: randomBytes(9).toString('base64url'), ...body }
  const own = new Set([...FIELDS[at], '_csrf', 'step', 'go', 'changing'])
  const carried = Object.keys(given)
    .filter((name) => !own.has(name) && (name === 'key' || Object.values(FIELDS).flat().includes(name)))
    .flatMap((name) => fieldList(given, name).map((value) => ({ name, value })))
  const one = (name: string) => field(given, name)
  const data = {
    at,
    title: STEP_TITLES[at],
    before: STEPS[STEPS.indexOf(at) - 1],
    carried,
    changing: field(body, 'go').startsWith('to-') || field(body, 'changing') === 'yes',
    given,
    alikes,
    errors,
    errorOf: byField(errors),
    days: {
      received: dayItems(
        given,
        'received',
        errors.some(({ href }) => href === '#received-day'),
      ),
      born: dayItems(
        given,
        'born',
        errors.some(({ href }) => href === '#born-day'),
      ),
    },
    choices: {
      channel: items(CHANNELS, [one('channel')]),
      area: items(AREAS, [one('area')]),
      who: items(WHO, [one('who')]),
      relation: items(RELATIONS, [one('relation')]),
      authority: items(AUTHORITIES, [one('authority')]),
      preference: items(PREFERENCES, [one('preference')]),
      adjustments: items(ADJUSTMENTS, fieldList(given, 'adjustments')),
    },
    points: Array.from({ length: pointCount(given) }, (_, n) => ({
      n: n + 1,
      text: one(`point-${n + 1}`),
      wish: one(`wish-${n + 1}`),
    })),
    mayHaveMore: pointCount(given) < MOST_POINTS,
    summary: at === 'check' ? summaryOf(given) : [],
  }
  return view('record/complaint', data, errors.length === 0 ? 200 : 422)
}

/** References of cases that somebody of that name has brought from that postcode; for whoever may look for people. */
async function alike(runtime: Runtime, actor: Actor, body: Fields): Promise<readonly string[]> {
  const by = searchable(body)
  if (by === undefined || !mayDo(actor, 'search-by-name') || !mayDo(actor, 'search-cases')) return []
  const reason = 'To see whether this complaint is there already.'
  const [named, there] = await Promise.all(
    [by.name, by.postcode].map((text) => searchCases(runtime, actor, { text: text.slice(0, 200), reason, limit: 500 })),
  )
  const near = new Set(there?.found.filter(({ by: how }) => how === 'postcode').map(({ caseId }) => caseId))
  return (named?.found ?? [])
    .filter(({ caseId, by: how }) => how === 'name' && near.has(caseId))
    .map(({ caseId }) => caseId)
}

/** What each of these forms shows besides its own choices. */
function everyForm(body: Fields, errors: readonly FormError[]): object {
  return {
    given: { key: randomBytes(9).toString('base64url'), ...body },
    errors,
    errorOf: byField(errors),
    received: dayItems(
      body,
      'received',
      errors.some(({ href }) => href === '#received-day'),
    ),
  }
}

function feedbackPage(body: Fields, errors: readonly FormError[] = []): Reply {
  const one = (name: string) => field(body, name)
  const data = {
    ...everyForm(body, errors),
    kinds: items(FEEDBACK, [one('kind')]),
    channels: items(CHANNELS, [one('channel')]),
    areas: items(
      AREAS.filter(([code]) => code !== 'unsure'),
      [one('area')],
    ),
  }
  return view('record/feedback', data, errors.length === 0 ? 200 : 422)
}

async function recordFeedback(runtime: Runtime, { actor, body }: StaffAsk): Promise<Reply> {
  const one = (name: string) => field(body, name)
  const received = receivedFaults(runtime, body)
  const reach = one('email') !== '' || one('phone') !== ''
  const errors: FormError[] = [
    ...(isCode(FEEDBACK, one('kind'))
      ? []
      : [{ text: 'Select whether it is a compliment or a comment', href: '#kind' }]),
    ...(isCode(CHANNELS, one('channel')) ? [] : [{ text: 'Select how it came in', href: '#channel' }]),
    ...received,
    ...(isCode(AREAS, one('area')) ? [] : [{ text: 'Select what service it is about', href: '#area' }]),
    ...(one('words') === '' ? [{ text: 'Enter what they said', href: '#words' }] : []),
    ...(one('name') !== '' && !reach
      ? [
          {
            text: 'Enter an email address or a telephone number to thank them by, or leave the name out',
            href: '#email',
          },
        ]
      : []),
    ...(one('name') === '' && reach ? [{ text: 'Enter the name of whoever said it', href: '#name' }] : []),
  ]
  if (errors.length > 0) return feedbackPage(body, errors)
  const receivedOn = dayOfFields(body, 'received')
  const fields = {
    kind: one('kind'),
    channel: one('channel'),
    ...(receivedOn !== undefined && { receivedOn }),
    who: 'self',
    area: one('area'),
    ...(one('about') !== '' && { about: one('about') }),
    ...(one('name') !== '' && {
      person: {
        name: one('name'),
        ...(one('email') !== '' && { email: one('email') }),
        ...(one('phone') !== '' && { phone: one('phone') }),
        contactPreference: one('email') === '' ? 'telephone' : 'email',
        adjustments: [],
      },
    }),
    points: [{ text: one('words'), desiredOutcome: '' }],
  }
  return taken(
    () => submitIntake(runtime, actor, fields, { idempotencyKey: `record.${one('key')}` }),
    (said) => feedbackPage(body, said),
    '#words',
  )
}

function ombudsmanPage(body: Fields, errors: readonly FormError[] = []): Reply {
  const one = (name: string) => field(body, name)
  const data = {
    ...everyForm(body, errors),
    bodies: items(BODIES, [one('body')]),
    abouts: items(ABOUT, [one('about')]),
    areas: items(COUNTED, [one('area')]),
  }
  return view('record/ombudsman', data, errors.length === 0 ? 200 : 422)
}

async function recordOmbudsman(runtime: Runtime, { actor, body }: StaffAsk): Promise<Reply> {
  const one = (name: string) => field(body, name)
  const errors: FormError[] = [
    ...(isCode(BODIES, one('body')) ? [] : [{ text: 'Select which Ombudsman it is', href: '#body' }]),
    ...(one('reference') === '' || one('reference').length > 100
      ? [{ text: 'Enter the Ombudsman’s reference, in 100 signs or fewer', href: '#reference' }]
      : []),
    ...(isCode(ABOUT, one('about')) ? [] : [{ text: 'Select what it is about', href: '#about' }]),
    ...(isCode(COUNTED, one('area')) ? [] : [{ text: 'Select what service it is about', href: '#area' }]),
    ...receivedFaults(runtime, body),
  ]
  if (errors.length > 0) return ombudsmanPage(body, errors)
  const on = dayOfFields(body, 'received')
  const data = { reference: one('reference'), body: one('body'), about: one('about'), area: one('area') }
  const opening = {
    procedure: 'ombudsman',
    facts: [{ type: 'ombudsman-contact-received', ...(on !== undefined && on !== 'none' && { on }), data }],
    variables: { body: one('body'), about: one('about') },
  }
  const open = async () => ({
    reference: (await openCase(runtime, actor, opening, { idempotencyKey: `record.${one('key')}` })).caseId,
  })
  return taken(open, (said) => ombudsmanPage(body, said), '#reference')
}

/** What has been taken in leads to its case; what intake refuses goes back to the form. */
async function taken(
  take: () => Promise<{ readonly reference: string }>,
  again: (errors: readonly FormError[]) => Reply,
  href: string,
): Promise<Reply> {
  try {
    const { reference } = await take()
    return redirect(`/cases/${reference}`, { kind: 'success', title: `Recorded as ${reference}.` })
  } catch (error) {
    if (!(error instanceof InvalidVariablesError)) throw error
    return again(
      error.faults.map(({ at, message }) => ({ text: `${at.split('/').at(-1) ?? ''} ${message}`.trim(), href })),
    )
  }
}

function receivedFaults(runtime: Runtime, body: Fields): readonly FormError[] {
  const received = dayOfFields(body, 'received')
  if (received === 'none')
    return [{ text: 'The day on which it came in must be a real day, such as 27 3 2026', href: '#received-day' }]
  if (received === undefined || received <= dayOf(runtime.clock.now())) return []
  return [{ text: 'The day on which it came in must be today or earlier', href: '#received-day' }]
}
