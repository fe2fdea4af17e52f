import {
  boxesOf,
  draftId,
  draftOf,
  freezeReport,
  frozenReports,
  InvalidVariablesError,
  LONGEST_WORDS,
  mayDo,
  NotFoundError,
  openReport,
  periodInWords,
  reportBox,
  reportInWords,
  reportPeriod,
  SumsDifferError,
  writeNarrative,
  type Edition,
  type OpenedReport,
  type Runtime,
} from '../../engine/index.ts'
import {
  documentOf,
  drawingsOf,
  figureAddress,
  NoBrowserError,
  REPORT_FORMATS,
  reportFileOf,
  reportHtml,
  reportPrinter,
  type PageParts,
} from '../../api/index.ts'
import { field, redirect, view, type Area, type Fields, type Reply, type StaffAsk } from '../frame/index.ts'
import { byField, type FormError } from '../record/day.ts'
import { addReportFigurePage } from './report-figure.ts'
import { askedOfForm, formData, kindInWords } from './report-form.ts'

const PATH = '/audit/report'

/** `/audit/report`: reports of any period, from the words in them to the frozen edition for the public. */
export function addReportPages(area: Area, parts: PageParts): void {
  const { runtime } = parts
  area.staff('get', PATH, 'read-report', (ask) => startPage(runtime, ask, {}, []))
  area.staff('post', PATH, 'read-report', (ask) => {
    const asked = askedOfForm(runtime, ask.body)
    return 'kind' in asked ? redirect(`${PATH}/${draftId(asked)}`) : startPage(runtime, ask, ask.body, asked)
  })
  area.staff('get', `${PATH}/:report`, 'read-report', (ask) => reportPage(runtime, ask))
  area.staff('get', `${PATH}/:report/file`, 'read-report', (ask) => filePage(parts, ask))
  area.staff('get', `${PATH}/:report/words/:box`, 'write-report', (ask) => wordsPage(runtime, ask, undefined, []))
  area.staff('post', `${PATH}/:report/words/:box`, 'write-report', (ask) => write(runtime, ask))
  area.staff('get', `${PATH}/:report/freeze`, 'write-report', (ask) => freezePage(runtime, ask, undefined))
  area.staff('post', `${PATH}/:report/freeze`, 'write-report', (ask) => freeze(parts, ask))
  addReportFigurePage(area, runtime)
}

async function startPage(
  runtime: Runtime,
  { actor }: StaffAsk,
  body: Fields,
  errors: readonly FormError[],
): Promise<Reply> {
  const frozen = await frozenReports(runtime, actor)
  const data = {
    ...formData(runtime, body, errors),
    frozen: frozen.map((each) => ({
      ...each,
      href: `${PATH}/${each.id}`,
      short: each.id.slice(0, 12),
      name: `${kindInWords(each.kind)}, ${periodInWords(reportPeriod(each.from, each.to))}`,
    })),
  }
  return view('audit/reports', data, errors.length > 0 ? 422 : 200)
}

function editionIn(query: Fields): Edition {
  return field(query, 'edition') === 'public' ? 'public' : 'internal'
}

async function reportPage(runtime: Runtime, { actor, params, query }: StaffAsk): Promise<Reply> {
  const id = params['report'] ?? ''
  const edition = editionIn(query)
  const opened = await openReport(runtime, actor, id)
  const { content, frozen } = opened
  const document = documentOf(content, edition, frozen)
  const here = `${PATH}/${frozen?.id ?? id}`
  const mayWrite = frozen === undefined && edition === 'internal' && mayDo(actor, 'write-report')
  const suffix = edition === 'public' ? '&edition=public' : ''
  return view('audit/report', {
    name: reportInWords(content),
    document,
    isPublic: edition === 'public',
    isDraft: frozen === undefined,
    mismatches: content.mismatches,
    otherEdition: edition === 'public' ? here : `${here}?edition=public`,
    files: [
      ['html', 'HTML'],
      ['pdf', 'PDF'],
      ['csv', 'CSV, a line a figure'],
      ['json', 'JSON'],
    ].map(([format = '', text = '']) => ({ text, href: `${here}/file?format=${format}${suffix}` })),
    freeze: mayWrite ? `${here}/freeze` : undefined,
    body: reportHtml(document, {
      drawings: await drawingsOf(document),
      hrefOf: edition === 'public' ? undefined : (figure) => figureAddress(frozen?.id ?? id, figure),
      writeAt: mayWrite ? (box) => `${here}/words/${box}` : undefined,
    }),
  })
}

/** The report as a file; where nothing can print PDF, a page that says what to do. */
async function filePage({ runtime, config }: PageParts, { actor, params, query }: StaffAsk): Promise<Reply> {
  const report = params['report'] ?? ''
  const format = REPORT_FORMATS.find((each) => each === field(query, 'format'))
  if (format === undefined) throw new NotFoundError('format', field(query, 'format'))
  try {
    return {
      kind: 'file',
      ...(await reportFileOf(runtime, config, actor, { report, edition: editionIn(query), format })),
    }
  } catch (error) {
    if (!(error instanceof NoBrowserError)) throw error
    return view('audit/report-no-pdf', { message: error.message, back: `${PATH}/${report}` }, 503)
  }
}

/** A draft that may be written in. @throws NotFoundError for what is frozen: its words are those that it had. */
async function draftIn(runtime: Runtime, { actor, params }: StaffAsk): Promise<OpenedReport & { readonly id: string }> {
  const id = params['report'] ?? ''
  if (draftOf(id) === undefined) throw new NotFoundError('draft of a report', id)
  return { ...(await openReport(runtime, actor, id)), id }
}

async function wordsPage(
  runtime: Runtime,
  ask: StaffAsk,
  typed: string | undefined,
  errors: readonly FormError[],
): Promise<Reply> {
  const { content, id } = await draftIn(runtime, ask)
  const box = boxesOf(documentOf(content, 'internal')).find((each) => each.id === ask.params['box'])
  if (box === undefined) throw new NotFoundError('box', ask.params['box'] ?? '')
  return view(
    'audit/report-words',
    {
      box,
      report: reportInWords(content),
      text: typed ?? box.written?.text ?? '',
      longest: LONGEST_WORDS,
      back: `${PATH}/${id}`,
      errors,
      errorAt: byField(errors),
    },
    errors.length > 0 ? 422 : 200,
  )
}

async function write(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { actor, params, body } = ask
  const id = params['report'] ?? ''
  const asked = draftOf(id)
  const box = params['box'] ?? ''
  const known = asked === undefined ? undefined : reportBox(asked, box)
  if (asked === undefined || known === undefined) throw new NotFoundError('box', box)
  const text = field(body, 'text')
  try {
    await writeNarrative(runtime, actor, { kind: asked.kind, from: asked.from, to: asked.to, box, text })
  } catch (error) {
    if (!(error instanceof InvalidVariablesError)) throw error
    const fault = `Write ${LONGEST_WORDS.toLocaleString('en-GB')} characters or fewer`
    return wordsPage(runtime, ask, text, [{ text: fault, href: '#text' }])
  }
  return redirect(`${PATH}/${id}`, {
    kind: 'success',
    title: `“${known.title}” has been ${text === '' ? 'emptied' : 'saved'}.`,
  })
}

async function freezePage(runtime: Runtime, ask: StaffAsk, refused: readonly string[] | undefined): Promise<Reply> {
  const { content, id } = await draftIn(runtime, ask)
  const document = documentOf(content, 'internal')
  const mismatches = refused ?? content.mismatches
  return view(
    'audit/report-freeze',
    {
      document,
      report: reportInWords(content),
      mismatches,
      unwritten: boxesOf(document).filter(({ written }) => written === undefined),
      written: boxesOf(document).filter(({ written }) => written !== undefined).length,
      withheld: content.withheld.length,
      back: `${PATH}/${id}`,
    },
    refused === undefined ? 200 : 409,
  )
}

async function freeze({ runtime, config }: PageParts, ask: StaffAsk): Promise<Reply> {
  const asked = draftOf(ask.params['report'] ?? '')
  if (asked === undefined) throw new NotFoundError('draft of a report', ask.params['report'] ?? '')
  try {
    const { id } = await freezeReport(runtime, ask.actor, asked, reportPrinter(config.publicUrl))
    return redirect(`${PATH}/${id}`, { kind: 'success', title: 'The report has been frozen.' })
  } catch (error) {
    if (!(error instanceof SumsDifferError)) throw error
    return freezePage(runtime, ask, error.mismatches)
  }
}
