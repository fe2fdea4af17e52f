/* Over 300 lines: what an action asks, does and says is read in one place. */
import {
  actionsOf,
  addPerson,
  caseForm,
  casePage,
  correlateMessage,
  deadlineRule,
  holdClock,
  InvalidVariablesError,
  linkCases,
  makeForm,
  NotFoundError,
  recordFacts,
  RefusedError,
  previewFacts,
  proposeCancel,
  releaseClock,
  standingFacts,
  undoLink,
  type CaseAction,
  type CasePage,
  type FormSchema,
  type LinkCases,
  type Runtime,
  type UncheckedFact,
} from '../../engine/index.ts'
import { field, redirect, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import {
  changeRows,
  fieldsOf,
  formFieldsOf,
  readAnswers,
  sayFaults,
  showForm,
  type FormLayout,
  type Posted,
  type ShownFault,
} from '../forms/index.ts'
import { choicesOf } from '../tasks/case-choices.ts'
import { frameOf } from './frame.ts'
import { OWN_FORMS } from './own-forms.ts'

const ONE = '/cases/:caseId/actions/:action'

/** Where the pages that an action leads to are not this one. */
const ELSEWHERE = {
  restrict: (caseId: string) => `/cases/${caseId}/restrict`,
  'lift-restriction': (caseId: string) => `/cases/${caseId}/restrict/lift`,
  extension: (caseId: string, rule: string) => `/cases/${caseId}/clock/extend/${rule}`,
  'send-back': (caseId: string, taskId: string) => `/cases/${caseId}/tasks/${encodeURIComponent(taskId)}/send-back`,
}

/** `/cases/:caseId/actions`: what can be done about a case besides its tasks, each confirmed on a page of its own. */
export function addActionPages(area: Area, runtime: Runtime): void {
  area.staff('get', '/cases/:caseId/actions', 'read-cases', async ({ actor, params }) => {
    const caseId = params['caseId'] ?? ''
    const page = await casePage(runtime, actor, caseId, 'actions')
    const actions = await actionsOf(runtime, actor, caseId)
    return view('cases/actions', { frame: frameOf(page, 'now'), menu: actionMenu(caseId, actions) })
  })
  area.staff('get', ONE, 'read-cases', async (ask) => {
    const opened = await open(ask)
    return show(ask, opened, asItStands(opened))
  })
  area.staff('post', ONE, 'read-cases', async (ask) => {
    const opened = await open(ask)
    const posted = formFieldsOf(ask.body)
    const { layout, choices } = opened
    const button = field(ask.body, '_do')
    if (button === 'change') return show(ask, opened, posted)
    const changed = changeRows(layout, posted, button, choices)
    if (changed !== undefined) return show(ask, opened, changed.posted)
    const read = readAnswers(layout, posted)
    const shown = { posted, choices, read }
    if (read.misread.length > 0) return show(ask, opened, posted, sayFaults(layout, shown, []))
    try {
      const preview = await lettersBefore(ask, opened, read.answers)
      if (preview !== undefined) return preview
      await act(ask, opened, read.answers)
    } catch (error) {
      if (error instanceof InvalidVariablesError) {
        const faults = sayFaults(layout, shown, error.faults)
        if (faults.length > 0) return show(ask, opened, posted, faults)
      }
      if (error instanceof RefusedError || error instanceof InvalidVariablesError || isOtherCase(opened, error)) {
        return show(ask, opened, posted, [{ text: toldOf(error), href: `#${firstOf(opened, posted)}`, path: '' }])
      }
      throw error
    }
    const { does, title } = opened.action
    return redirect(afterwards(opened), {
      kind: 'success',
      title: does.kind === 'cancellation' ? 'Proposed: a second person must approve it.' : `Done: ${title}.`,
    })
  })

  /** What a decision sends is looked at before it is made. */
  async function lettersBefore(
    { actor, body }: StaffAsk,
    { page, action, schema }: Opened,
    answers: Readonly<Record<string, unknown>>,
  ): Promise<Reply | undefined> {
    if (!LOOKED_AT_FIRST.has(action.id) || field(body, '_do') === 'send') return undefined
    const { facts } = makeForm(schema).read(answers, page.today)
    const { messages } = await previewFacts(runtime, actor, page.case.caseId, facts)
    return view('cases/action-check', {
      frame: frameOf(page, 'now'),
      action: { ...action, address: addressOf(page.case.caseId, action) },
      posted: hiddenOf(formFieldsOf(body)),
      letters: messages.filter(({ channel }) => channel !== 'staff-notification'),
    })
  }

  async function open({ actor, params }: StaffAsk): Promise<Opened> {
    const { caseId = '', action: id = '' } = params
    const page = await casePage(runtime, actor, caseId, 'actions')
    const action = ownAction(page, id) ?? (await actionsOf(runtime, actor, caseId)).find((each) => each.id === id)
    if (action === undefined) throw new NotFoundError('action', id)
    const schema = await schemaOf(actor, caseId, action)
    if (schema === undefined) throw new NotFoundError('page of the action', id)
    return {
      page,
      action,
      schema,
      layout: fieldsOf(schema),
      choices: choicesOf({ ...page, officers: [] }, runtime.council),
    }
  }

  async function schemaOf(
    actor: StaffAsk['actor'],
    caseId: string,
    { does, id }: CaseAction,
  ): Promise<FormSchema | undefined> {
    if (does.kind === 'message') return caseForm(runtime, actor, caseId, does.form, does.procedure)
    return OWN_FORMS[does.kind === 'clock' ? does.change : (id.split(':')[0] ?? id)]
  }

  async function act(
    { actor }: StaffAsk,
    { page, action, schema }: Opened,
    answers: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { caseId } = page.case
    const { does } = action
    const options = { expectedVersion: page.case.version }
    const { facts } = makeForm(schema).read(answers, page.today)
    const reason = typeof answers['reason'] === 'string' ? answers['reason'] : ''
    switch (does.kind) {
      case 'message': {
        const { name, procedure } = does
        await correlateMessage(
          runtime,
          actor,
          { caseId, name, answers, ...(procedure !== undefined && { procedure }) },
          options,
        )
        return
      }
      case 'facts':
        await recordFacts(runtime, actor, caseId, ownFacts(page, action.id, answers) ?? facts, options)
        return
      case 'add-person': {
        await addPerson(runtime, actor, caseId, { adjustments: [], ...answers }, options)
        return
      }
      case 'link': {
        const link = linkOf(action.id)
        if (link !== undefined) {
          await undoLink(runtime, actor, { caseId, ...link, reason }, options)
          return
        }
        const { other, kind } = answers as { readonly other: string; readonly kind: 'duplicate' }
        await linkCases(runtime, actor, { caseId, other: other.trim().toUpperCase(), kind }, options)
        return
      }
      case 'cancellation':
        await proposeCancel(runtime, actor, { caseId, reason })
        return
      case 'clock': {
        const { rule, change } = does
        const [ground = ''] = deadlineRule(rule).holds?.grounds ?? []
        const asked = { caseId, rule, ground, reason }
        if (change === 'release') await releaseClock(runtime, actor, asked, options)
        else await holdClock(runtime, actor, asked, options)
        return
      }
      case 'send-back':
        throw new RefusedError('elsewhere', 'A task is sent back on its own page')
    }
  }
}

/** Decisions of which the complainant is written to at once. */
const LOOKED_AT_FIRST: ReadonlySet<string> = new Set(['freeze'])

function hiddenOf(posted: Posted) {
  return Object.entries(posted).map(([name, value]) => ({ name, value: [value].flat().join('\n') }))
}

interface Opened {
  readonly page: CasePage
  readonly action: CaseAction
  readonly schema: FormSchema
  readonly layout: FormLayout
  readonly choices: ReturnType<typeof choicesOf>
}

function show(
  _ask: StaffAsk,
  { page, action, layout, choices }: Opened,
  posted: Posted,
  faults: readonly ShownFault[] = [],
): Reply {
  const messages = new Map(faults.map(({ path, text }) => [path, text]))
  return view(
    'cases/action',
    {
      frame: frameOf(page, 'now'),
      action: { ...action, address: addressOf(page.case.caseId, action), warning: WARNINGS[action.id] },
      layout: { description: layout.description, guidance: layout.guidance },
      form: showForm(layout, { posted, choices, messages }),
      errors: faults.map(({ text, href }) => ({ text, href })),
    },
    faults.length > 0 ? 422 : 200,
  )
}

/** A point that is amended begins with its words. */
function asItStands({ action, page }: Opened): Posted {
  const [what, of] = action.id.split(':')
  const point = what === 'amend-point' ? page.complaint.points.find(({ id }) => id === of) : undefined
  return point === undefined ? {} : { text: point.text, desiredOutcome: point.desiredOutcome }
}

/** What is done about one entry of the case, and so stands in no menu: a note or a point put right. */
function ownAction({ complaint, case: { caseId } }: CasePage, id: string): CaseAction | undefined {
  const [what, of = ''] = id.split(':')
  const does = (type: 'note-corrected' | 'point-amended' | 'authority-to-act-recorded') =>
    ({ kind: 'facts', types: [type] }) as const
  const action = (title: string, type: Parameters<typeof does>[0]): CaseAction => ({
    id,
    title,
    group: 'record',
    does: does(type),
    allowed: true,
  })
  switch (what) {
    case 'correct-note':
      return complaint.facts.some((fact) => fact.id === `${caseId}/${of}`)
        ? action('Correct this note', 'note-corrected')
        : undefined
    case 'amend-point':
      return complaint.points.some((point) => point.id === of)
        ? action(`Amend point ${of}`, 'point-amended')
        : undefined
    case 'undo-link': {
      const link = linkOf(id)
      const isThere = standingFacts(complaint.facts).some(
        (fact) => fact.type === 'case-linked' && fact.data.case === link?.other && fact.data.kind === link.kind,
      )
      return link === undefined || !isThere
        ? undefined
        : { id, title: `Undo the link with ${link.other}`, group: 'record', does: { kind: 'link' }, allowed: true }
    }
    case 'record-authority':
      return action('Record authority to act', 'authority-to-act-recorded')
    default:
      return undefined
  }
}

/** The link that is meant by `undo-link:SC-2026-00002:duplicate`. */
function linkOf(id: string): Pick<LinkCases, 'other' | 'kind'> | undefined {
  const [what, other = '', kind = ''] = id.split(':')
  return what === 'undo-link' ? { other, kind: kind as LinkCases['kind'] } : undefined
}

function ownFacts(
  { today, case: { caseId } }: CasePage,
  id: string,
  answers: Readonly<Record<string, unknown>>,
): readonly UncheckedFact[] | undefined {
  const [what, of = ''] = id.split(':')
  switch (what) {
    case 'correct-note':
      return [{ type: 'note-corrected', on: today, data: { ...answers, note: `${caseId}/${of}` } }]
    case 'amend-point':
      return [{ type: 'point-amended', on: today, data: { desiredOutcome: '', ...answers, point: of } }]
    default:
      return undefined
  }
}

/** An unknown reference of another case is a fault of the form, and no page that is not there. */
function isOtherCase({ action }: Opened, error: unknown): error is NotFoundError {
  return action.does.kind === 'link' && error instanceof NotFoundError
}

function toldOf(error: RefusedError | InvalidVariablesError | NotFoundError): string {
  return error instanceof NotFoundError ? 'Enter the reference of a case that you can see' : error.message
}

function firstOf({ layout, choices }: Opened, posted: Posted): string {
  return showForm(layout, { posted, choices, messages: new Map() }).firstId
}

function afterwards({ page, action }: Opened): string {
  const [kind = ''] = action.id.split(':')
  const tab = {
    'correct-note': '/timeline',
    'amend-point': '/points',
    'record-authority': '/people',
    'add-person': '/people',
    'record-consent': '/people',
    link: '/links',
    'undo-link': '/links',
    'record-note': '/timeline',
    'write-message': '/timeline',
  }[kind]
  return `/cases/${page.case.caseId}${tab ?? (action.id === 'record-contact' ? '/timeline' : '')}`
}

/** The page on which an action is done. */
export function addressOf(caseId: string, { id, does }: CaseAction): string {
  if (does.kind === 'clock' && does.change === 'extension') return ELSEWHERE.extension(caseId, does.rule)
  if (id === 'restrict' || id === 'lift-restriction') return ELSEWHERE[id](caseId)
  if (does.kind === 'send-back') return ELSEWHERE['send-back'](caseId, does.taskId)
  return `/cases/${caseId}/actions/${encodeURIComponent(id)}`
}

const GROUPS = {
  course: 'The course of the complaint',
  dates: 'Time limits',
  people: 'People',
  record: 'The record',
} as const

/** Actions as the menu shows them, by kind: what can be done, and what cannot with the reason. */
export function actionMenu(caseId: string, actions: readonly CaseAction[]) {
  return (['course', 'dates', 'people', 'record'] as const).map((group) => {
    const own = actions.filter((action) => action.group === group)
    return {
      title: GROUPS[group],
      can: own
        .filter(({ allowed }) => allowed)
        .map((action) => ({ title: action.title, href: addressOf(caseId, action) })),
      cannot: own.flatMap(({ title, refusal }) => (refusal === undefined ? [] : [{ title, why: refusal.message }])),
    }
  })
}

/** Said before something that cannot be taken back by the same page. */
const WARNINGS: Readonly<Record<string, string>> = {
  'message:complaint-withdrawn': 'The procedure ends, and its time limits with it.',
  'message:reroute-asked':
    'The procedure ends here, and the case goes on in the other one from its first day of receipt.',
  'message:deferral-decided':
    'The time limits that run now count for nothing, and start anew if the matter comes back.',
  cancel: 'Once a second person has approved it, the procedure ends where it stands. No letter is sent.',
}
