import {
  askForExport,
  exportDates,
  EXPORT_FORMATS,
  hasRole,
  LEFT_OUT,
  listExports,
  listProcedures,
  mayStartExport,
  needsOfExport,
  NotFoundError,
  PSEUDONYMS_SAY,
  readExport,
  takeExport,
  type Actor,
  type ExportView,
  type Runtime,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { namesOfUsers } from '../access/words.ts'
import { faultsOfReason } from '../access/confirm.ts'
import {
  addressWith,
  field,
  redirect,
  view,
  type Area,
  type Fields,
  type Reply,
  type StaffAsk,
} from '../frame/index.ts'
import { byField, dayItems, type FormError } from '../record/day.ts'
import { fieldsOf, wantedOfAddress, wantedOfForm, type Wanted } from './export-form.ts'
import { BY_WORDS, chosenInWords, EXPORT_STATUS, FORMAT_WORDS, sizeInWords } from './export-words.ts'

const PATH = '/audit/exports'
const CONFIRM = `${PATH}/confirm`

/** `/audit/exports`: event logs and tables of dates, from what to take to the file. */
export function addExportPages(area: Area, { runtime }: PageParts): void {
  area.staff('get', PATH, 'export-log', (ask) => listPage(runtime, ask))
  area.staff('get', `${PATH}/new`, 'export-log', async (ask) => {
    await mayStartExport(runtime, ask.actor)
    return formPage(runtime, ask, ask.query, [])
  })
  area.staff('post', `${PATH}/new`, 'export-log', async (ask) => {
    await mayStartExport(runtime, ask.actor)
    const found = wantedOfForm(ask.body, await procedureIds(runtime))
    return 'format' in found ? redirect(addressWith(CONFIRM, fieldsOf(found))) : formPage(runtime, ask, ask.body, found)
  })
  area.staff('get', CONFIRM, 'export-log', async (ask) => confirmPage(runtime, ask, await wantedFrom(runtime, ask)))
  area.staff('post', CONFIRM, 'export-log', (ask) => confirm(runtime, ask))
  area.staff('get', `${PATH}/:exportId`, 'export-log', (ask) => onePage(runtime, ask))
  area.staff('get', `${PATH}/:exportId/dates`, 'export-log', (ask) => datesPage(runtime, ask))
  area.staff('get', `${PATH}/:exportId/file`, 'export-log', async ({ actor, params }) => ({
    kind: 'pieces',
    file: await takeExport(runtime, actor, params['exportId'] ?? ''),
  }))
}

async function listPage(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const after = field(query, 'after')
  const { exports, next } = await listExports(runtime, actor, { limit: 25, ...(after !== '' && { after }) })
  const titles = await procedureTitles(runtime)
  const nameOf = await namesOfUsers(runtime, exports.flatMap(peopleIn))
  return view('audit/exports', {
    rows: exports.map((each) => faceOf(each, titles, nameOf)),
    older: next === undefined ? undefined : addressWith(PATH, { after: next }),
    isFirst: after === '',
    leftOut: LEFT_OUT,
    pseudonyms: PSEUDONYMS_SAY,
  })
}

/** @param given - What stands in the fields: of the form that was sent, or of an address that leads here. */
async function formPage(
  runtime: Runtime,
  { actor }: StaffAsk,
  given: Fields,
  errors: readonly FormError[],
): Promise<Reply> {
  const { exports } = await listExports(runtime, actor, { limit: 50 })
  const errorAt = byField(errors)
  const chosen = (name: string) => field(given, name)
  const data = {
    errors,
    errorAt,
    chosen: { format: chosen('format'), by: chosen('by') || 'received', named: chosen('named') || 'no' },
    formats: EXPORT_FORMATS.map((value) => ({
      value,
      text: FORMAT_WORDS[value].text,
      hint: { text: FORMAT_WORDS[value].hint },
    })),
    by: Object.entries(BY_WORDS).map(([value, { text }]) => ({ value, text })),
    days: {
      from: dayItems(given, 'from', errorAt['from-day'] !== undefined),
      to: dayItems(given, 'to', errorAt['to-day'] !== undefined),
    },
    procedures: [
      { value: '', text: 'Every procedure' },
      ...[...(await procedureTitles(runtime))].map(([value, text]) => ({
        value,
        text,
        selected: value === chosen('procedure'),
      })),
    ],
    mayName: mayName(actor),
    earlier: [
      { value: '', text: 'Its own' },
      ...exports
        .filter((each) => !each.named)
        .map((each) => ({
          value: each.export,
          text: `As in ${FORMAT_WORDS[each.format].text.toLowerCase()} of ${shortMoment(each)}`,
          selected: each.export === chosen('same'),
        })),
    ],
  }
  return view('audit/export-new', data, errors.length > 0 ? 422 : 200)
}

async function confirmPage(
  runtime: Runtime,
  { actor, body }: StaffAsk,
  wanted: Wanted,
  errors: readonly FormError[] = [],
): Promise<Reply> {
  await mayStartExport(runtime, actor)
  const { format, selection, named = false, samePseudonymsAs } = wanted
  const needs = needsOfExport(actor, named)
  const titles = await procedureTitles(runtime)
  const data = {
    errors,
    errorAt: byField(errors),
    reason: field(body, 'reason'),
    asksWhy: needs.includes('reason'),
    byTwo: needs.includes('second-person'),
    named,
    summary: [
      { key: 'What', value: FORMAT_WORDS[format].text },
      { key: 'Which', value: chosenInWords(selection.by, selection.from, selection.to) },
      { key: 'Procedure', value: titles.get(selection.procedure ?? '') ?? 'Every procedure' },
      { key: 'References and people', value: named ? 'As they are' : 'Pseudonyms' },
      ...(samePseudonymsAs === undefined ? [] : [{ key: 'Pseudonyms', value: 'The same as in an earlier export' }]),
    ],
    action: addressWith(CONFIRM, fieldsOf(wanted)),
    back: addressWith(`${PATH}/new`, formFields(wanted)),
    leftOut: LEFT_OUT,
    pseudonyms: named ? [] : PSEUDONYMS_SAY,
  }
  return view('audit/export-confirm', data, errors.length > 0 ? 422 : 200)
}

async function confirm(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const wanted = await wantedFrom(runtime, ask)
  const { actor, body } = ask
  const asksWhy = needsOfExport(actor, wanted.named ?? false).includes('reason')
  const faults = asksWhy ? faultsOfReason(body) : []
  if (faults.length > 0) {
    return confirmPage(
      runtime,
      ask,
      wanted,
      faults.map(({ text }) => ({ text, href: '#reason' })),
    )
  }
  const made = await askForExport(runtime, actor, { ...wanted, ...(asksWhy && { reason: field(body, 'reason') }) })
  return redirect(`${PATH}/${made.export}`, {
    kind: 'success',
    title: made.status === 'ready' ? 'The export is ready.' : 'Asked. A second person must approve it.',
  })
}

async function onePage(runtime: Runtime, { actor, params }: StaffAsk): Promise<Reply> {
  const found = await readExport(runtime, actor, params['exportId'] ?? '')
  const nameOf = await namesOfUsers(runtime, peopleIn(found))
  return view('audit/export', {
    each: faceOf(found, await procedureTitles(runtime), nameOf),
    leftOut: LEFT_OUT,
    pseudonyms: found.named ? [] : PSEUDONYMS_SAY,
  })
}

/** Cases on one page; the file has all. */
const DATED = 200

async function datesPage(runtime: Runtime, { actor, params }: StaffAsk): Promise<Reply> {
  const { export: found, notTold, cases, more } = await exportDates(runtime, actor, params['exportId'] ?? '', DATED)
  const titles = await procedureTitles(runtime)
  const procedures = [...new Set(cases.map(({ procedure }) => procedure))]
  return view('audit/export-dates', {
    id: found.export,
    about: chosenInWords(found.selection.by, found.selection.from, found.selection.to),
    notTold: notTold.map(({ procedure, step }) => ({ procedure: titles.get(procedure) ?? procedure, step })),
    more,
    tables: procedures.flatMap((procedure) => {
      const own = cases.filter((each) => each.procedure === procedure)
      const steps = [...new Set(own.flatMap((each) => each.steps.map(({ step }) => step)))]
      if (steps.length === 0) return []
      return {
        title: titles.get(procedure) ?? procedure,
        steps,
        rows: own.map(({ id, steps: dated }) => ({
          id,
          cells: steps.map((step) => dated.find((each) => each.step === step)),
        })),
      }
    }),
  })
}

/** What the address asks for. @throws NotFoundError where it asks for nothing that there is. */
async function wantedFrom(runtime: Runtime, { query }: StaffAsk): Promise<Wanted> {
  const wanted = wantedOfAddress(query, await procedureIds(runtime))
  if (wanted === undefined) throw new NotFoundError('export', 'of that kind')
  return wanted
}

/** Fields of the form from what they came to. */
function formFields(wanted: Wanted): Fields {
  const { from, to } = wanted.selection
  const days = Object.entries({ from, to }).flatMap(([name, day]) =>
    (['year', 'month', 'day'] as const).map(
      (part, n) => [`${name}-${part}`, String(Number(day.split('-')[n]))] as const,
    ),
  )
  return { ...fieldsOf(wanted), from: undefined, to: undefined, ...Object.fromEntries(days) }
}

function faceOf(each: ExportView, titles: ReadonlyMap<string, string>, nameOf: (id: string) => string) {
  const { export: id, format, selection, status, takings, decidedBy } = each
  return {
    ...each,
    id,
    href: `${PATH}/${id}`,
    what: FORMAT_WORDS[format].text,
    which: chosenInWords(selection.by, selection.from, selection.to),
    procedure:
      selection.procedure === undefined ? 'Every procedure' : (titles.get(selection.procedure) ?? selection.procedure),
    by: nameOf(each.askedBy),
    stands: EXPORT_STATUS[status],
    isDates: format === 'dates',
    ...(decidedBy !== undefined && { decidedBy: nameOf(decidedBy) }),
    takings: takings.map((taking) => ({ ...taking, by: nameOf(taking.takenBy), size: sizeInWords(taking.bytes) })),
  }
}

function peopleIn({ askedBy, decidedBy, takings }: ExportView): readonly string[] {
  return [askedBy, ...(decidedBy === undefined ? [] : [decidedBy]), ...takings.map(({ takenBy }) => takenBy)]
}

function mayName(actor: Actor): boolean {
  return hasRole(actor, 'auditor') || hasRole(actor, 'complaints-manager')
}

function shortMoment({ askedAt, selection }: ExportView): string {
  return `${chosenInWords(selection.by, selection.from, selection.to).toLowerCase()}, asked for ${askedAt.slice(0, 10)}`
}

async function procedureTitles(runtime: Runtime): Promise<ReadonlyMap<string, string>> {
  return new Map((await listProcedures(runtime)).map(({ procedure, title }) => [procedure, title]))
}

async function procedureIds(runtime: Runtime): Promise<readonly string[]> {
  return [...(await procedureTitles(runtime)).keys()]
}
