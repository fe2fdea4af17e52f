import type { PageParts } from '../../api/index.ts'
import {
  askOfOwnCase,
  checkCode,
  ownCase,
  ownLetter,
  ownPage,
  sendCode,
  type OwnCase,
  type Runtime,
} from '../../engine/index.ts'
import {
  formWithFile,
  field,
  makeArea,
  makeLimit,
  redirect,
  renewSession,
  view,
  type Area,
  type Ask,
  type Reply,
} from '../frame/index.ts'
import { changeContact, contactPage } from './contact.ts'
import { addFile, filePage } from './file.ts'
import type { Owner } from './owner.ts'
import { REQUESTS, requestFrom, type Asked } from './requests.ts'
import { datesInWords, stagesInWords, whereElse, whereItStands } from './words.ts'

/** `/track…`: a complaint as whoever made it sees it. The reference stands in no address. */
export function trackArea(parts: PageParts): Area {
  const { runtime } = parts
  const area = makeArea()
  const asking = makeLimit({ perMinutes: 15, most: 20 })
  area.open('get', '/track', ({ session }) =>
    session.complainant === undefined ? askReference() : redirect('/track/case'),
  )
  area.open('post', '/track', (ask) => sendTheCode(runtime, ask), asking)
  area.open('get', '/track/code', ({ session }) => (trackedOf(session) === '' ? redirect('/track') : askCode()))
  area.open('post', '/track/code', (ask) => openTheCase(runtime, ask), asking)
  area.open('post', '/track/leave', async ({ request }) => {
    await renewSession(request)
    return redirect('/track', { kind: 'success', title: 'You have signed out.' })
  })

  const own = (page: (owner: Owner, ask: Ask) => Promise<Reply>) => (ask: Ask) => page(ownerOf(runtime, ask), ask)
  area.complainant('get', '/track/case', own(casePage))
  area.complainant('get', '/track/letters/:letterId', own(letterPage))
  area.complainant('get', '/track/contact', own(contactPage))
  area.complainant('post', '/track/contact', own(changeContact))
  area.complainant('get', '/track/file', own(filePage))
  area.complainant('post', '/track/file', own(addFile), formWithFile('/track/file?too-large=yes'))
  for (const asked of REQUESTS) {
    area.complainant(
      'get',
      `/track/${asked.path}`,
      own((owner) => requestPage(owner, asked)),
    )
    area.complainant(
      'post',
      `/track/${asked.path}`,
      own((owner, ask) => sendRequest(owner, asked, ask)),
    )
  }
  return area
}

/** The person of the case, and nothing but that case. */
function ownerOf(runtime: Runtime, { session }: Ask): Owner {
  const holder = session.complainant
  if (holder === undefined) throw new RangeError('The door lets nobody in without a code')
  return { runtime, holder, actor: { id: holder.person, role: 'complainant', boundTo: holder.caseId } }
}

function askReference(fault?: string): Reply {
  return view(
    'track/reference',
    { errors: fault === undefined ? [] : [{ text: fault, href: '#reference' }], fault },
    fault === undefined ? 200 : 422,
  )
}

/** Whether there is such a case is said to nobody. */
async function sendTheCode(runtime: Runtime, { body, session }: Ask): Promise<Reply> {
  const reference = field(body, 'reference').slice(0, 40)
  if (reference === '') return askReference('Enter your reference')
  session['tracked'] = reference
  if (field(body, 'have') !== 'yes') {
    await sendCode(runtime, reference, field(body, 'way') === 'letter' ? 'letter' : 'email')
  }
  return redirect('/track/code')
}

function trackedOf(session: Ask['session']): string {
  return typeof session['tracked'] === 'string' ? session['tracked'] : ''
}

function askCode(fault?: string): Reply {
  return view(
    'track/code',
    { errors: fault === undefined ? [] : [{ text: fault, href: '#code' }], fault },
    fault === undefined ? 200 : 422,
  )
}

async function openTheCase(runtime: Runtime, { body, session, request }: Ask): Promise<Reply> {
  const code = field(body, 'code')
  if (code === '') return askCode('Enter the code')
  const holder = await checkCode(runtime, trackedOf(session), code)
  if (holder === undefined) return askCode('That code does not work. Check it, or ask for a new one')
  await renewSession(request)
  ;(request.session as unknown as Ask['session']).complainant = holder
  return redirect('/track/case')
}

async function casePage({ runtime, actor, holder }: Owner): Promise<Reply> {
  const { own, letters } = await ownPage(runtime, actor, holder.caseId)
  return view('track/case', {
    own,
    letters,
    isChild: own.isChild,
    stands: whereItStands(own),
    elsewhere: whereElse(own, runtime.council.ombudsman.name),
    stages: stagesInWords(own),
    dates: datesInWords(own),
    actions: actionsOf(own),
  })
}

/** What ends the complaint comes last. */
function actionsOf(own: OwnCase): readonly object[] {
  const offered = [...REQUESTS, ...OTHERS].filter(({ step }) => own.can.includes(step))
  const inOrder = offered.toSorted((one, other) => Number(one.step === 'withdraw') - Number(other.step === 'withdraw'))
  return inOrder.map(({ path, link }) => ({ href: `/track/${path}`, text: link(own) }))
}

const OTHERS = [
  { step: 'add-file', path: 'file', link: () => 'Add a file' },
  {
    step: 'contact',
    path: 'contact',
    link: ({ isChild }: OwnCase) => (isChild ? 'Change how we talk to you' : 'Change how we contact you'),
  },
] as const

async function letterPage({ runtime, actor, holder }: Owner, { params }: Ask): Promise<Reply> {
  const letter = await ownLetter(runtime, actor, holder.caseId, params['letterId'] ?? '')
  return view('track/letter', { letter, paragraphs: letter.body.split(/\n{2,}/) })
}

async function requestPage({ runtime, actor, holder }: Owner, asked: Asked, faults: Faults = []): Promise<Reply> {
  const own = await ownCase(runtime, actor, holder.caseId, asked.path)
  if (!own.can.includes(asked.step)) return redirect('/track/case', NOT_NOW)
  return view(
    'track/request',
    {
      ...asked.page(own, runtime.council),
      isChild: own.isChild,
      points: asked.step === 'agree-statement' ? own.points : [],
      faults: Object.fromEntries(faults.map(({ name, text }) => [name, text])),
      errors: faults.map(({ name, text }) => ({ text, href: `#${name}` })),
    },
    faults.length > 0 ? 422 : 200,
  )
}

type Faults = readonly { readonly name: string; readonly text: string }[]
const NOT_NOW = { kind: 'information', title: 'This cannot be done at this point of your complaint.' } as const

async function sendRequest(owner: Owner, asked: Asked, { body }: Ask): Promise<Reply> {
  const { runtime, actor, holder } = owner
  const read = requestFrom(asked, body)
  if ('faults' in read) return requestPage(owner, asked, read.faults)
  const { can } = await ownCase(runtime, actor, holder.caseId, asked.path)
  if (!can.includes(asked.step)) return redirect('/track/case', NOT_NOW)
  await askOfOwnCase(runtime, actor, holder.caseId, read.request)
  return redirect('/track/case', { kind: 'success', title: asked.done })
}
