import {
  accessItems,
  answerFiles,
  clauseOf,
  deadlineRule,
  endAccessRequest,
  isCaseId,
  listAccessRequests,
  otherCasesOf,
  prepareAnswer,
  readAccessRequest,
  readPeople,
  recordAccessRequest,
  recordAnswerGiven,
  sendAnswerBack,
  signAnswer,
  takeAnswerFile,
  acceptProposals,
  NotFoundError,
  RefusedError,
  type Person,
  type Runtime,
} from '../../engine/index.ts'
import { makeAnswer, type PageParts } from '../../api/index.ts'
import { inWords } from '../cases/index.ts'
import { field, fieldList, markedClause, redirect, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { byField, dayItems, dayOfFields, type FormError } from '../record/day.ts'
import { namesOfUsers } from '../access/words.ts'
import { faultsOf, STATES } from './words.ts'

export const REQUESTS = '/records/requests'
const ONE = `${REQUESTS}/:request`
const RIGHT = 'answer-access-request'

/** `/records/requests`: who asked for what is held about them, and how far their answers are. */
export function addRequestPages(area: Area, { runtime, config }: PageParts): void {
  area.staff('get', REQUESTS, RIGHT, (ask) => listPage(runtime, ask))
  area.staff('get', `${REQUESTS}/new`, RIGHT, (ask) => newPage(runtime, ask))
  area.staff('post', `${REQUESTS}/new`, RIGHT, (ask) => recordIt(runtime, ask))
  area.staff('get', ONE, RIGHT, (ask) => onePage(runtime, ask))
  area.staff('post', `${ONE}/accept`, RIGHT, (ask) =>
    act(runtime, ask, async (id) => {
      const { decided, undecided } = await acceptProposals(runtime, ask.actor, id)
      return `${decided} items are decided as proposed. ${undecided === 0 ? 'None is' : `${undecided} are`} left for you to look at.`
    }),
  )
  area.staff('post', `${ONE}/prepare`, RIGHT, (ask) =>
    act(runtime, ask, async (id) => {
      await prepareAnswer(runtime, ask.actor, id)
      return 'A second person can sign the answer now.'
    }),
  )
  area.staff('post', `${ONE}/sign`, RIGHT, (ask) =>
    act(runtime, ask, async (id) => {
      await signAnswer(runtime, ask.actor, id)
      const { noPdf } = await makeAnswer(runtime, config, ask.actor, id)
      return noPdf === undefined ? 'The answer is signed, and its files are made.' : `The answer is signed. ${noPdf}`
    }),
  )
  area.staff('post', `${ONE}/files`, RIGHT, (ask) =>
    act(runtime, ask, async (id) => {
      const { noPdf } = await makeAnswer(runtime, config, ask.actor, id)
      return noPdf ?? 'The files are made anew.'
    }),
  )
  area.staff('post', `${ONE}/send-back`, RIGHT, (ask) =>
    act(runtime, ask, async (id) => {
      await sendAnswerBack(runtime, ask.actor, id, field(ask.body, 'back-reason'))
      return 'The answer is open again.'
    }),
  )
  area.staff('post', `${ONE}/given`, RIGHT, (ask) =>
    act(runtime, ask, async (id) => {
      await recordAnswerGiven(runtime, ask.actor, id)
      return 'It is on record that the answer was given. The cases are held no longer.'
    }),
  )
  area.staff('post', `${ONE}/end`, RIGHT, (ask) =>
    act(runtime, ask, async (id) => {
      await endAccessRequest(runtime, ask.actor, id, field(ask.body, 'end-reason'))
      return 'The request has ended without an answer.'
    }),
  )
  area.staff('get', `${ONE}/files/:name`, RIGHT, async ({ actor, params }) => {
    const file = await takeAnswerFile(runtime, actor, params['request'] ?? '', params['name'] ?? '')
    return { kind: 'file', type: file.mediaType, name: file.name, content: file.content }
  })
}

async function listPage(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const after = field(query, 'after')
  const { requests, next } = await listAccessRequests(runtime, actor, after === '' ? {} : { after })
  return view('records/requests', {
    requests: requests.map((each) => ({ ...each, state: STATES[each.status], href: `${REQUESTS}/${each.request}` })),
    ...(next !== undefined && { next: `${REQUESTS}?after=${encodeURIComponent(next)}` }),
  })
}

/** Which case, then which person of it, then the rest: each step is a page that is got. */
async function newPage(runtime: Runtime, ask: StaffAsk, errors: readonly FormError[] = []): Promise<Reply> {
  const { actor, query, body } = ask
  const given = { ...query, ...body }
  const reference = field(given, 'reference').toUpperCase().replaceAll(' ', '')
  const person = field(given, 'person')
  if (reference === '')
    return view('records/new-case', { errors, errorAt: byField(errors) }, errors.length > 0 ? 422 : 200)
  if (!isCaseId(reference)) return again('Enter a reference such as SC-2026-00123')
  const people = (await thereOr(() => readPeople(runtime, actor, reference))) as readonly Person[] | undefined
  if (people === undefined) return again(`There is no case ${reference} that you may see`)
  const self = people.find(({ id }) => id === person)
  if (self === undefined) {
    const items = people.map(({ id, name, role }) => ({ value: id, text: `${name}, ${inWords(role).toLowerCase()}` }))
    return view('records/new-person', { reference, items, errors, errorAt: byField(errors) })
  }
  const others = await otherCasesOf(runtime, actor, { caseId: reference, person })
  const also = fieldList(body, 'also')
  const data = {
    reference,
    person,
    self,
    others: others.map((each) => ({
      value: `${each.caseId} ${each.person}`,
      text: each.caseId,
      hint: {
        text: `${inWords(each.role)}; the same ${each.because.map((why) => inWords(why).toLowerCase()).join(', ')}`,
      },
      checked: also.includes(`${each.caseId} ${each.person}`),
    })),
    dayItems: dayItems(
      body,
      'received',
      errors.some(({ href }) => href === '#received-day'),
    ),
    said: { identity: field(body, 'identity'), authority: field(body, 'authority') },
    errors,
    errorAt: byField(errors),
  }
  return view('records/new', data, errors.length > 0 ? 422 : 200)

  function again(text: string): Reply {
    const faults = [{ text, href: '#reference' }]
    return view('records/new-case', { reference, errors: faults, errorAt: byField(faults) }, 422)
  }
}

async function thereOr<Result>(read: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof NotFoundError) return undefined
    throw error
  }
}

async function recordIt(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { actor, body } = ask
  const receivedOn = dayOfFields(body, 'received')
  const [identity, authority] = [field(body, 'identity'), field(body, 'authority')]
  const isDay = receivedOn !== undefined && receivedOn !== 'none'
  const errors = [
    ...(isDay ? [] : [{ text: 'Enter the day on which we received the request', href: '#received-day' }]),
    ...(identity === '' ? [{ text: 'Say how you checked who asks', href: '#identity' }] : []),
  ]
  if (errors.length > 0 || !isDay) return newPage(runtime, ask, errors)
  const also = fieldList(body, 'also').map((each) => each.split(' '))
  const cases = [[field(body, 'reference'), field(body, 'person')], ...also].map(([caseId = '', person = '']) => ({
    caseId,
    person,
  }))
  try {
    const { request } = await recordAccessRequest(runtime, actor, {
      receivedOn,
      identity,
      ...(authority !== '' && { authority }),
      cases,
    })
    return redirect(`${REQUESTS}/${request}`, {
      kind: 'success',
      title: `The request ${request} is recorded.`,
      text: 'Its cases are held until it is answered.',
    })
  } catch (error) {
    return newPage(runtime, ask, faultsOf(error, earlierOne(error) ?? '#received-day'))
  }
}

/** The page of the request that they have made before, where that is why this one is refused. */
function earlierOne(error: unknown): string | undefined {
  if (!(error instanceof RefusedError) || error.reason !== 'asked-already') return undefined
  const [id] = /AR-\d{4}-\d+/.exec(error.message) ?? []
  return id === undefined ? undefined : `${REQUESTS}/${id}`
}

async function act(runtime: Runtime, ask: StaffAsk, does: (id: string) => Promise<string>): Promise<Reply> {
  const id = ask.params['request'] ?? ''
  try {
    return redirect(`${REQUESTS}/${id}`, { kind: 'success', title: await does(id) })
  } catch (error) {
    return onePage(runtime, ask, faultsOf(error, '#next'))
  }
}

async function onePage(runtime: Runtime, ask: StaffAsk, errors: readonly FormError[] = []): Promise<Reply> {
  const { actor, params } = ask
  const id = params['request'] ?? ''
  const found = await readAccessRequest(runtime, actor, id)
  const isOpen = ['open', 'prepared', 'signed'].includes(found.status)
  const [items, files, nameOf] = await Promise.all([
    isOpen ? accessItems(runtime, actor, id) : undefined,
    answerFiles(runtime, actor, id),
    namesOfUsers(
      runtime,
      [found.recordedBy, found.preparedBy, found.signedBy].filter((each) => each !== undefined),
    ),
  ])
  const rule = found.due === undefined ? undefined : deadlineRule(found.due.rule)
  return view(
    'records/request',
    {
      found,
      state: STATES[found.status],
      recordedBy: nameOf(found.recordedBy),
      preparedBy: found.preparedBy === undefined ? undefined : nameOf(found.preparedBy),
      signedBy: found.signedBy === undefined ? undefined : nameOf(found.signedBy),
      rule: rule && markedClause(clauseOf(rule.citation), rule.citation.certainty),
      counts:
        items === undefined
          ? undefined
          : { total: items.total, undecided: items.undecided, decided: items.total - items.undecided },
      files: files.map((each) => ({ ...each, href: `${REQUESTS}/${id}/files/${encodeURIComponent(each.name)}` })),
      isOwn: found.preparedBy === actor.id,
      at: `${REQUESTS}/${id}`,
      errors,
    },
    errors.length > 0 ? 422 : 200,
  )
}
