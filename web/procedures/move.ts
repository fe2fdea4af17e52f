import type { PageParts } from '../../api/index.ts'
import {
  continueMove,
  EngineError,
  listMoves,
  mayDo,
  moveProposal,
  NotFoundError,
  procedureOverview,
  readMove,
  startMove,
  takeMoveBack,
  tryMove,
  type MovedCase,
  type MovePlan,
  type MoveProposal,
  type MoveView,
  type StepProposal,
  type TriedCase,
} from '../../engine/index.ts'
import { namesOfUsers } from '../access/words.ts'
import {
  addressWith,
  countsOf,
  field,
  PAGE_SIZE,
  pageOf,
  pagesOf,
  redirect,
  shortDay,
  view,
  type Area,
  type Fields,
  type Reply,
  type StaffAsk,
} from '../frame/index.ts'

/* Over 300 lines: one form that is tried, confirmed and taken back, with what its rows say. */

const PAGE = '/procedures/:procedureId/versions/:version/move'
const RESULT = '/procedures/:procedureId/moves/:moveId'
/** Tried cases that a page shows; the rest is counted. */
const MOST_SHOWN = 100

const STATUSES: Readonly<Record<MovedCase['status'], { readonly text: string; readonly tone: string }>> = {
  waiting: { text: 'Waits', tone: 'grey' },
  moved: { text: 'Moved', tone: 'green' },
  failed: { text: 'Not moved', tone: 'red' },
  'taken-back': { text: 'Back as before', tone: 'blue' },
  touched: { text: 'Has gone on since', tone: 'yellow' },
}

/** `…/move`: moving running cases to another version, tried before it is done; what came of it, and taking it back. */
export function addMovePages(area: Area, parts: PageParts): void {
  area.staff('get', PAGE, 'migrate-cases', (ask) => begin(parts, ask))
  area.staff('post', PAGE, 'migrate-cases', (ask) => tryOrMove(parts, ask))
  area.staff('get', RESULT, 'migrate-cases', (ask) => show(parts, ask))
  area.staff('post', `${RESULT}/continue`, 'migrate-cases', (ask) => goOn(parts, ask))
  area.staff('post', `${RESULT}/take-back`, 'migrate-cases', (ask) => takeBack(parts, ask))
}

interface Asked {
  readonly procedure: string
  readonly title: string
  readonly to: number
  /** Undefined where there is no other version. */
  readonly from: number | undefined
  readonly others: readonly { readonly version: number; readonly openCases: number }[]
  readonly path: string
}

async function askedIn({ runtime }: PageParts, { actor, params }: StaffAsk, from: string): Promise<Asked> {
  const procedure = params['procedureId'] ?? ''
  const to = Number(params['version'])
  const { title, versions } = await procedureOverview(runtime, actor, procedure)
  const others = versions.filter(({ version }) => version !== to)
  if (others.length === versions.length) throw new NotFoundError('procedure version', `${procedure} ${to}`)
  const fullest = others.toSorted((one, other) => other.openCases - one.openCases)[0]
  const chosen = others.find(({ version }) => version === Number(from)) ?? fullest
  const path = `/procedures/${procedure}/versions/${to}/move`
  return { procedure, title, to, others, path, from: chosen?.version }
}

async function begin(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const asked = await askedIn(parts, ask, field(ask.query, 'from'))
  return form(parts, ask, asked, {})
}

async function form(
  parts: PageParts,
  { actor }: StaffAsk,
  asked: Asked,
  { body, errors = [], tried }: { readonly body?: Fields; readonly errors?: readonly object[]; readonly tried?: Tried },
): Promise<Reply> {
  const { runtime } = parts
  const moves = await listMoves(runtime, actor, asked.procedure)
  const nameOf = await namesOfUsers(
    runtime,
    moves.map(({ startedBy }) => startedBy),
  )
  const proposal =
    asked.from === undefined ? undefined : await moveProposal(runtime, actor, { ...asked, from: asked.from })
  return view(
    'procedures/move',
    {
      ...asked,
      procedureTitle: asked.title,
      title: undefined,
      errors,
      tried: tried && triedView(tried),
      opens: mayDo(actor, 'read-cases'),
      proposal: proposal && proposalView(proposal, body),
      cases: body === undefined ? '' : field(body, 'cases'),
      reason: body === undefined ? '' : field(body, 'reason'),
      moves: moves.map((move) => ({ ...moveLine(move), by: nameOf(move.startedBy) })),
    },
    errors.length > 0 ? 422 : undefined,
  )
}

type Tried = Awaited<ReturnType<typeof tryMove>>

async function tryOrMove(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const { body, actor } = ask
  const { runtime } = parts
  const asked = await askedIn(parts, ask, field(body, 'from'))
  if (asked.from === undefined) return form(parts, ask, asked, { body })
  const { procedure, from, to } = asked
  const proposal = await moveProposal(runtime, actor, { procedure, from, to })
  const named = field(body, 'cases')
    .split(/[\s,;]+/)
    .filter((each) => each !== '')
  const move = { procedure, from, to, plan: planIn(proposal, body), ...(named.length > 0 && { cases: named }) }
  const isMoving = field(body, 'act') === 'move'
  const reason = field(body, 'reason').trim()
  try {
    if (isMoving && reason !== '') {
      const { moveId } = await startMove(runtime, actor, { ...move, reason })
      const { counts } = await readMove(runtime, actor, moveId, { offset: 0, limit: 1 })
      return redirect(`/procedures/${procedure}/moves/${moveId}`, noticeOf(counts))
    }
    const tried = await tryMove(runtime, actor, move)
    const errors = isMoving ? [{ text: 'Say why the cases are moved', href: '#reason' }] : []
    return await form(parts, ask, asked, { body, tried, errors })
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    return form(parts, ask, asked, { body, errors: [{ text: error.message, href: '#mapping' }] })
  }
}

function noticeOf({ moved = 0, failed = 0, waiting = 0 }: MoveView['counts']) {
  const title = `${moved} ${moved === 1 ? 'case was' : 'cases were'} moved.`
  if (failed + waiting === 0) return { kind: 'success', title } as const
  const text = [
    failed > 0 ? `${failed} could not be: each says why.` : '',
    waiting > 0 ? `${waiting} wait: go on with them below.` : '',
  ]
  return { kind: 'information', title, text: text.filter((each) => each !== '').join(' ') } as const
}

/** What is proposed, changed by what stands in the form. */
function planIn({ processes }: MoveProposal, body: Fields): MovePlan {
  return {
    processes: processes.flatMap(({ process, to, steps }) => {
      if (to === undefined) return []
      const instructions = steps.flatMap((step) => {
        const name = fieldOf(process, step.element)
        const isAsked = Object.hasOwn(body, name)
        const target = isAsked ? field(body, name) : (step.target ?? '')
        const anew = isAsked ? field(body, `anew.${name}`) === 'yes' : step.anew === true
        return target === '' ? [] : [{ source: step.element, target, ...(anew && { anew: true as const }) }]
      })
      return [{ process, to, instructions }]
    }),
  }
}

function fieldOf(process: string, element: string): string {
  return `map.${process}.${element}`
}

/** Steps at which cases are; those that have a place already stand below the others. */
function proposalView({ processes, cases, to }: MoveProposal, body: Fields | undefined): object {
  const own = processes.flatMap((each) => each.steps.filter((step) => step.cases > 0).map((step) => ({ each, step })))
  const rows = own.map(({ each, step }) => {
    const name = fieldOf(each.process, step.element)
    const isAsked = body !== undefined && Object.hasOwn(body, name)
    const chosen = isAsked ? field(body, name) : (step.target ?? '')
    return {
      name,
      id: name.replaceAll('.', '-'),
      step: step.name,
      kind: KINDS[step.type] ?? 'Step',
      diagram: each.name,
      standing: standingOf(step),
      isOpen: chosen === '',
      countable: step.countable === true,
      anew: isAsked ? field(body, `anew.${name}`) === 'yes' : step.anew === true,
      targets: [
        { value: '', text: 'Nowhere yet', selected: chosen === '' },
        ...each.targets
          .filter(({ type }) => KINDS[type] === KINDS[step.type])
          .map(({ element, name: text }) => ({ value: element, text, selected: element === chosen })),
      ],
    }
  })
  const gone = processes.filter((each) => each.to === undefined && each.steps.some((step) => step.cases > 0))
  return {
    cases,
    to,
    open: rows.filter((row) => row.isOpen),
    settled: rows.filter((row) => !row.isOpen),
    gone: gone.map(({ name }) => name),
  }
}

function standingOf({ type, cases }: StepProposal): string {
  const [one, many] = BESIDE.has(type) ? ['waits for it', 'wait for it'] : ['is there', 'are there']
  return cases === 1 ? `1 case ${one}` : `${cases} cases ${many}`
}

/** A case does not stand there: it may come while the case goes on. */
const BESIDE: ReadonlySet<StepProposal['type']> = new Set(['boundaryEvent', 'startEvent'])

/** A step may become one of the same kind. */
const KINDS: Readonly<Partial<Record<StepProposal['type'], string>>> = {
  userTask: 'Task for a person',
  serviceTask: 'Task of the service',
  sendTask: 'Task of the service',
  businessRuleTask: 'Task of the service',
  receiveTask: 'Wait for a message',
  callActivity: 'Part with its own diagram',
  subProcess: 'Part drawn inside',
  transaction: 'Part that is undone as a whole',
  boundaryEvent: 'Event at the edge of a step',
  startEvent: 'Event that may come at any time',
  intermediateCatchEvent: 'Event on the way',
  parallelGateway: 'Meeting of paths',
  inclusiveGateway: 'Meeting of paths',
  eventBasedGateway: 'Wait for the first of several events',
}

function triedView({ tried, total }: Tried): object {
  const can = tried.filter(({ result }) => result.kind === 'moved')
  const cannot = tried.filter(({ result }) => result.kind === 'failed')
  const shown = [...cannot, ...can].slice(0, MOST_SHOWN)
  return {
    total,
    tried: tried.length,
    can: can.length,
    cannot: cannot.length,
    rows: shown.map(triedRow),
    more: tried.length - shown.length,
  }
}

function triedRow({ caseId, result }: TriedCase): object {
  const status = result.kind === 'moved' ? { text: 'Can move', tone: 'green' } : { text: 'Cannot move', tone: 'red' }
  const row = { caseId, failures: result.kind === 'failed' ? result.failures : [] }
  return { ...caseView(result.kind === 'moved' ? { ...row, changes: result.changes } : row), status }
}

function caseView({ caseId, failures, changes }: Omit<MovedCase, 'status'>): object {
  const deadlines = changes?.deadlines.map(({ title, was, due, working }) => ({
    text: `${title}: ${was === undefined ? 'did not run' : shortDay(was)}, then ${due === undefined ? 'runs no more' : shortDay(due)}`,
    working,
  }))
  return {
    caseId,
    href: `/cases/${caseId}`,
    steps: changes?.steps ?? [],
    notes: [
      ...failures.map(({ message }) => message),
      ...(changes?.formsChanged ?? []).map(
        (name) => `“${name}” has another form: answers so far are kept as far as it asks them`,
      ),
      ...(changes?.armed ?? []).map((name) => `“${name}” begins to wait`),
      ...(changes?.disarmed ?? []).map((name) => `“${name}” waits no more`),
    ],
    deadlines: deadlines ?? [],
  }
}

async function show({ runtime }: PageParts, { actor, params, query }: StaffAsk): Promise<Reply> {
  const status = (Object.keys(STATUSES) as MovedCase['status'][]).find((each) => each === field(query, 'status'))
  const page = pageOf(query)
  const move = await readMove(runtime, actor, params['moveId'] ?? '', {
    ...(status !== undefined && { status }),
    offset: (page - 1) * PAGE_SIZE,
    limit: PAGE_SIZE,
  })
  const { title } = await procedureOverview(runtime, actor, move.procedure)
  const nameOf = await namesOfUsers(runtime, [move.startedBy, ...(move.takenBackBy === null ? [] : [move.takenBackBy])])
  const path = `/procedures/${move.procedure}/moves/${move.id}`
  const all = Object.values(move.counts).reduce((sum, each) => sum + each, 0)
  const filters = [
    { text: 'All', count: all, href: path, current: status === undefined },
    ...(Object.keys(STATUSES) as MovedCase['status'][]).flatMap((each) => {
      const count = move.counts[each]
      if (count === undefined) return []
      const href = addressWith(path, {}, { status: each })
      return [{ text: STATUSES[each].text, count, href, current: each === status }]
    }),
  ]
  return view('procedures/moved', {
    ...{ move, path, procedureTitle: title, filters },
    by: nameOf(move.startedBy),
    backBy: move.takenBackBy === null ? undefined : nameOf(move.takenBackBy),
    waiting: move.counts.waiting ?? 0,
    mayGoBack: move.state !== 'taken-back' && (move.counts.moved ?? 0) > 0,
    opens: mayDo(actor, 'read-cases'),
    rows: move.cases.map((each) => ({ ...caseView(each), status: STATUSES[each.status] })),
    counts: countsOf(page, move.cases.length, move.total),
    pages: pagesOf(path, query, page, move.total),
  })
}

async function goOn({ runtime }: PageParts, { actor, params }: StaffAsk): Promise<Reply> {
  const moveId = params['moveId'] ?? ''
  await continueMove(runtime, actor, moveId)
  const { counts, procedure } = await readMove(runtime, actor, moveId, { offset: 0, limit: 1 })
  return redirect(`/procedures/${procedure}/moves/${moveId}`, noticeOf(counts))
}

async function takeBack(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const { runtime } = parts
  const { actor, params, body } = ask
  const moveId = params['moveId'] ?? ''
  const reason = field(body, 'reason').trim()
  if (reason === '') {
    const reply = await show(parts, ask)
    if (reply.kind !== 'view') return reply
    const errors = [{ text: 'Say why the cases go back', href: '#reason' }]
    return { ...reply, status: 422, data: { ...reply.data, errors } }
  }
  const { back, touched } = await takeMoveBack(runtime, actor, moveId, reason)
  const { procedure } = await readMove(runtime, actor, moveId, { offset: 0, limit: 1 })
  const title = `${back} ${back === 1 ? 'case is' : 'cases are'} back as before.`
  const text =
    touched.length === 0 ? undefined : `Gone on since, and left where they are: ${touched.slice(0, 20).join(', ')}.`
  return redirect(`/procedures/${procedure}/moves/${moveId}`, {
    kind: touched.length === 0 ? 'success' : 'information',
    title,
    ...(text !== undefined && { text }),
  })
}

const STATES = { running: 'Not finished', done: 'Done', 'taken-back': 'Taken back' } as const

function moveLine({ id, procedure, fromVersion, toVersion, startedAt, state, counts }: MoveView): object {
  const { moved = 0, failed = 0, touched = 0 } = counts
  const words = `${moved + (counts['taken-back'] ?? 0) + touched} moved${failed > 0 ? `, ${failed} not` : ''}`
  return {
    href: `/procedures/${procedure}/moves/${id}`,
    text: `Version ${fromVersion} to version ${toVersion}`,
    startedAt,
    state: STATES[state],
    words,
  }
}
