import {
  calendarOf,
  casePage,
  deadlineRule,
  extendClock,
  InvalidVariablesError,
  isOpen,
  localDate,
  makeForm,
  NotFoundError,
  previewExtension,
  RefusedError,
  type CasePage,
  type ExtendClock,
  type FormSchema,
  type LegalClock,
  type LocalDate,
  type Runtime,
} from '../../engine/index.ts'
import { field, redirect, shortDay, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import {
  fieldsOf,
  formFieldsOf,
  NO_CHOICES,
  readAnswers,
  sayFaults,
  showForm,
  type FormLayout,
  type Posted,
  type ShownFault,
} from '../forms/index.ts'
import { groundsOf } from './clocks.ts'
import { frameOf } from './frame.ts'
import { sentence } from './words.ts'

const ONE = '/cases/:caseId/clock/extend/:rule'

/** More time: asked, looked at with the new date and the letter, and then done. */
export function addExtendPages(area: Area, runtime: Runtime): void {
  area.staff('get', ONE, 'change-clocks', async (ask) => show(await open(ask), {}))
  area.staff('post', ONE, 'change-clocks', async (ask) => {
    const opened = await open(ask)
    const posted = formFieldsOf(ask.body)
    const button = field(ask.body, '_do')
    if (button === 'change') return show(opened, posted)
    const read = readAnswers(opened.layout, posted)
    const shown = { posted, choices: NO_CHOICES, read }
    if (read.misread.length > 0) return show(opened, posted, sayFaults(opened.layout, shown, []))
    try {
      makeForm(opened.schema).read(read.answers, opened.page.today)
      const request = requestOf(opened, read.answers)
      if (button === 'confirm') return await extend(ask, opened, request)
      const preview = await previewExtension(runtime, ask.actor, request)
      return view('cases/extend-check', {
        frame: frameOf(opened.page, 'now'),
        clock: faceOf(opened),
        request,
        posted: Object.entries(posted).map(([name, value]) => ({ name, value: [value].flat().join('\n') })),
        moves: preview.moves.map((move) => ({ ...move, title: sentence(move.title) })),
        letters: preview.messages.filter(({ channel }) => channel !== 'staff-notification'),
      })
    } catch (error) {
      if (error instanceof InvalidVariablesError) {
        const faults = sayFaults(opened.layout, shown, error.faults)
        if (faults.length > 0) return show(opened, posted, faults)
      }
      if (!(error instanceof RefusedError)) throw error
      return show(opened, posted, [{ text: error.message, href: '#until-day', path: 'until' }])
    }
  })

  async function open({ actor, params }: StaffAsk): Promise<Opened> {
    const { caseId = '', rule = '' } = params
    const page = await casePage(runtime, actor, caseId, 'extension')
    const clock = page.clocks.find((each) => each.rule === rule && isOpen(each) && each.due !== undefined)
    if (clock === undefined) throw new NotFoundError('time limit that runs', rule)
    const schema = formFor(clock)
    return { page, clock, schema, layout: fieldsOf(schema) }
  }

  async function extend({ actor }: StaffAsk, { page, clock }: Opened, request: ExtendClock): Promise<Reply> {
    await extendClock(runtime, actor, request, { expectedVersion: page.case.version })
    return redirect(`/cases/${page.case.caseId}/clock#${clock.rule}`, {
      kind: 'success',
      title: `Extended to ${shortDay(request.until)}.`,
      text: 'The complainant is being told.',
    })
  }
}

interface Opened {
  readonly page: CasePage
  readonly clock: LegalClock
  readonly schema: FormSchema
  readonly layout: FormLayout
}

function show(opened: Opened, posted: Posted, faults: readonly ShownFault[] = []): Reply {
  const messages = new Map(faults.map(({ path, text }) => [path, text]))
  const { page, layout } = opened
  return view(
    'cases/extend',
    {
      frame: frameOf(page, 'now'),
      clock: faceOf(opened),
      form: showForm(layout, { posted, choices: NO_CHOICES, messages }),
      errors: faults.map(({ text, href }) => ({ text, href })),
    },
    faults.length > 0 ? 422 : 200,
  )
}

function faceOf({ page, clock }: Opened) {
  const { rule, title, clause, due, ceiling } = clock
  return {
    rule,
    title: sentence(title),
    clause,
    due,
    ceiling,
    once: deadlineRule(rule).extension?.once === true,
    address: `/cases/${page.case.caseId}/clock/extend/${rule}`,
  }
}

function requestOf({ page, clock }: Opened, answers: Readonly<Record<string, unknown>>): ExtendClock {
  const { ground, reason, until, agreed } = answers as {
    readonly ground?: string
    readonly reason: string
    readonly until: string
    readonly agreed?: boolean
  }
  return {
    caseId: page.case.caseId,
    rule: clock.rule,
    ground: ground ?? 'other',
    reason,
    until: localDate(until),
    ...(agreed !== undefined && { agreedByComplainant: agreed }),
  }
}

/** What is asked for more time for that clock: the law's own grounds where it has them, and no day beyond its ceiling. */
function formFor({ rule, ceiling, calendar }: LegalClock): FormSchema {
  const { needsAgreement = false } = deadlineRule(rule).extension ?? {}
  const own = groundsOf(rule)
  const grounds = own.length > 0 ? own : ANY_GROUND
  const latest = ceiling === undefined ? '' : ` It can be ${dayAndName(ceiling, calendar)} at the latest.`
  return {
    $id: 'extend',
    title: 'Extend',
    type: 'object',
    additionalProperties: false,
    properties: {
      ...(needsAgreement && {
        agreed: {
          type: 'boolean',
          title: 'Has the complainant agreed?',
          description: 'Without it this cannot be extended.',
        },
      }),
      ground: {
        type: 'string',
        title: 'On which ground?',
        enum: grounds.map(({ value }) => value),
        'x-labels': Object.fromEntries(grounds.map(({ value, text }) => [value, text])),
      },
      reason: {
        type: 'string',
        minLength: 1,
        maxLength: 4000,
        pattern: '\\S',
        title: 'Reason',
        description: 'The complainant will read this.',
      },
      until: { type: 'string', format: 'date', title: 'New last day', description: `Such as 27 3 2026.${latest}` },
    },
    required: [...(needsAgreement ? ['agreed'] : []), 'ground', 'reason', 'until'],
    'x-redress': {
      display: {
        ...(needsAgreement && { agreed: { component: 'radios' } }),
        ground: { component: 'radios' },
        reason: { component: 'textarea' },
        until: { component: 'date' },
      },
    },
  } as FormSchema
}

/** Where the law asks for a reason and leaves the ground open. */
const ANY_GROUND = [
  { value: 'complex', text: 'The complaint is complex' },
  { value: 'waiting-for-others', text: 'Others have to answer first' },
  { value: 'complainant-asked', text: 'The complainant asked for it' },
  { value: 'other', text: 'Something else' },
]

/** A last day that is no working day is said to be one. */
function dayAndName(day: LocalDate, calendar: string): string {
  const why = calendarOf(calendar).notWorking(day)
  return why === undefined ? shortDay(day) : `${shortDay(day)} (${why})`
}
