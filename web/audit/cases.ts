import {
  findingsOfCase,
  isCaseId,
  judgedCases,
  mayDo,
  type CaseFinding,
  type CaseFindings,
  type Runtime,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { namesOfUsers } from '../access/words.ts'
import {
  addressWith,
  countsOf,
  field,
  PAGE_SIZE,
  pageOf,
  pagesOf,
  redirect,
  view,
  type Area,
  type Reply,
  type StaffAsk,
} from '../frame/index.ts'
import { filterOf } from './compliance.ts'
import { AT_ONCE, csvFile, MOST_LINES } from './csv.ts'
import { judgementViews } from './judgements.ts'
import { narrowedFields, narrowFormOfAllTime } from './narrow.ts'
import { differenceViews } from './stored-deadlines.ts'
import { STANDINGS } from './waivers.ts'
import { RESULT_ORDER, RESULT_TONES, RESULTS, shareMet, WEIGHTS } from './words.ts'

const PATH = '/audit/cases'

/** `/audit/cases`: cases with how their duties stand, and every finding of one. */
export function addCasePages(area: Area, { runtime }: PageParts): void {
  area.staff('get', PATH, 'read-compliance', (ask) => listPage(runtime, ask))
  area.staff('get', `${PATH}/export.csv`, 'read-compliance', (ask) => exportList(runtime, ask))
  area.staff('get', `${PATH}/:caseId`, 'read-compliance', (ask) => casePage(runtime, ask))
  area.staff('get', `${PATH}/:caseId/findings.csv`, 'read-compliance', (ask) => exportFindings(runtime, ask))
}

async function listPage(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const asked = field(query, 'reference').toUpperCase().replaceAll(' ', '')
  if (isCaseId(asked)) return redirect(`${PATH}/${asked}`)
  const form = await narrowFormOfAllTime(runtime, query)
  const { team: _team, ...narrowed } = form.narrowed
  const page = pageOf(query)
  const offset = (page - 1) * PAGE_SIZE
  const { cases, total } = await judgedCases(runtime, actor, { ...filterOf(narrowed), offset, limit: PAGE_SIZE })
  const fields = narrowedFields(narrowed)
  return view(
    'audit/cases',
    {
      reference: field(query, 'reference'),
      errors: asked === '' ? [] : [{ text: 'Enter a reference such as SC-2026-00123', href: '#reference' }],
      choices: form.choices.filter(({ name }) => name !== 'team'),
      counts: countsOf(page, cases.length, total),
      pages: pagesOf(PATH, fields, page, total),
      heads: SHOWN.map((each) => RESULTS[each]),
      rows: cases.map(({ caseId, procedure, receivedOn, status, counts }) => ({
        caseId,
        href: `${PATH}/${caseId}`,
        procedure: form.procedures.get(procedure) ?? procedure,
        receivedOn,
        status: STATUSES[status],
        cells: SHOWN.map((each) => ({ head: RESULTS[each], count: counts?.[each] })),
        isJudged: counts !== undefined,
      })),
      csv: addressWith(`${PATH}/export.csv`, fields),
    },
    asked === '' ? 200 : 422,
  )
}

const SHOWN = ['not-met', 'cannot-tell', 'waived', 'not-yet-due', 'met'] as const
const STATUSES = { open: 'Open', closed: 'Closed', incident: 'Stopped: needs help' } as const

async function exportList(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const form = await narrowFormOfAllTime(runtime, query)
  const { team: _team, ...narrowed } = form.narrowed
  const records: string[][] = []
  for (let offset = 0; offset < MOST_LINES; offset += AT_ONCE) {
    const { cases } = await judgedCases(runtime, actor, { ...filterOf(narrowed), offset, limit: AT_ONCE })
    for (const { caseId, procedure, receivedOn, status, counts } of cases) {
      const title = form.procedures.get(procedure) ?? procedure
      const numbers = RESULT_ORDER.map((each) => (counts === undefined ? '' : String(counts[each])))
      records.push([caseId, title, receivedOn, STATUSES[status], ...numbers])
    }
    if (cases.length < AT_ONCE) break
  }
  const columns = ['Reference', 'Procedure', 'Received', 'Status'].concat(RESULT_ORDER.map((each) => RESULTS[each]))
  return csvFile(runtime, actor, { list: 'cases', columns, records })
}

async function casePage(runtime: Runtime, { actor, params }: StaffAsk): Promise<Reply> {
  const found = await findingsOfCase(runtime, actor, params['caseId'] ?? '')
  const { caseId, findings } = found
  const form = await narrowFormOfAllTime(runtime, {})
  const nameOf = await namesOfUsers(
    runtime,
    findings.flatMap(({ waivers }) => waivers.flatMap(({ givenBy, approvedBy }) => [givenBy, approvedBy])),
  )
  const counts = Object.fromEntries(
    RESULT_ORDER.map((result) => [result, findings.filter((each) => each.result === result).length]),
  ) as unknown as Parameters<typeof shareMet>[0]
  return view('audit/case', {
    caseId,
    caseReference: caseId,
    asAt: found.asAt,
    procedure: form.procedures.get(found.procedure) ?? found.procedure,
    version: found.procedureVersion,
    procedureHref: `/procedures/${found.procedure}/diagrams?version=${found.procedureVersion}`,
    receivedOn: found.receivedOn,
    status: STATUSES[found.status],
    share: shareMet(counts),
    met: counts.met,
    groups: RESULT_ORDER.map((result) => ({
      result,
      text: RESULTS[result],
      count: counts[result],
      findings: findings.filter((each) => each.result === result).map((each) => findingView(found, each, nameOf)),
    })),
    mayWaive: mayDo(actor, 'waive-duty'),
    differences: differenceViews(found.differences),
    csv: `${PATH}/${caseId}/findings.csv`,
  })
}

function findingView({ caseId }: CaseFindings, finding: CaseFinding, nameOf: (id: string) => string) {
  const { rule, title, clause, citation, severity, result, found, judgements, waivers } = finding
  return {
    rule,
    title,
    clause,
    url: citation.url,
    weight: WEIGHTS[severity],
    ruleHref: `/audit/rules/${rule}`,
    result: { text: RESULTS[result], tone: RESULT_TONES[result] },
    // A waiver does not hide what it lets rest.
    found: result === 'waived' ? { text: RESULTS[found], tone: RESULT_TONES[found] } : undefined,
    waiveHref: result === 'not-met' || result === 'cannot-tell' ? `${PATH}/${caseId}/waive/${rule}` : undefined,
    judgements: judgementViews(caseId, judgements),
    waivers: waivers.map(({ from, until, reason, givenBy, approvedBy, standing }) => ({
      from,
      until,
      reason: reason ?? 'The words were erased',
      givenBy: nameOf(givenBy),
      approvedBy: nameOf(approvedBy),
      standing: STANDINGS[standing].text,
    })),
  }
}

async function exportFindings(runtime: Runtime, { actor, params }: StaffAsk): Promise<Reply> {
  const found = await findingsOfCase(runtime, actor, params['caseId'] ?? '')
  const { caseId } = found
  return csvFile(runtime, actor, {
    list: 'findings',
    columns: [
      'Reference',
      'Duty',
      'What must be so',
      'Provision',
      'Result',
      'Found',
      'About',
      'Because',
      'Due',
      'Done',
      'Facts',
    ],
    records: found.findings.flatMap(({ rule, title, clause, result, found: is, judgements }) => {
      const start = [caseId, rule, title, clause, RESULTS[result], RESULTS[is]]
      const views = judgementViews(caseId, judgements)
      if (views.length === 0) return [[...start, '', '', '', '', '']]
      return views.map((each) => [
        ...start,
        each.subject,
        each.because,
        each.due ?? '',
        each.doneOn ?? '',
        each.facts.map(({ n, text, on }) => `${n}: ${text}, ${on}`).join('; '),
      ])
    }),
  })
}
