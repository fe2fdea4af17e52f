import {
  casesOfRule,
  complianceOverview,
  NotFoundError,
  type CaseOfRule,
  type ComplianceOverview,
  type DutyResult,
  type ResultCounts,
  type Runtime,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import {
  addressWith,
  countsOf,
  field,
  PAGE_SIZE,
  pageOf,
  pagesOf,
  shortDay,
  view,
  type Area,
  type Fields,
  type Reply,
  type StaffAsk,
} from '../frame/index.ts'
import { csvFile, MOST_LINES } from './csv.ts'
import { filterOf } from './compliance.ts'
import { judgementViews } from './judgements.ts'
import { chosen, narrowedFields, narrowFormOfAllTime, type NarrowForm } from './narrow.ts'
import { quarterNamed } from './period.ts'
import { certaintyInWords, RESULT_ORDER, RESULT_TONES, RESULTS, shareMet, WEIGHTS } from './words.ts'

const PATH = '/audit/rules'
/** Cases asked for at a time for a file. */
const AT_ONCE = 200

type Rule = ComplianceOverview['rules'][number]

/** `/audit/rules`: every duty with what was found of it, and the cases behind each number. */
export function addRulePages(area: Area, { runtime }: PageParts): void {
  area.staff('get', PATH, 'read-compliance', (ask) => rulesPage(runtime, ask))
  area.staff('get', `${PATH}/export.csv`, 'read-compliance', (ask) => exportRules(runtime, ask))
  area.staff('get', `${PATH}/:rule`, 'read-compliance', (ask) => rulePage(runtime, ask))
  area.staff('get', `${PATH}/:rule/cases.csv`, 'read-compliance', (ask) => exportCases(runtime, ask))
}

async function rulesPage(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const form = await narrowFormOfAllTime(runtime, query)
  const result = resultIn(query)
  const overview = await complianceOverview(runtime, actor, filterOf(form.narrowed))
  const fields = narrowedFields(form.narrowed)
  const rules = shownRules(overview, result)
  const instruments = [...new Set(rules.map(({ instrumentTitle }) => instrumentTitle))]
  return view('audit/rules', {
    choices: [...form.choices, resultChoice(result)],
    asAt: overview.asAt,
    cases: overview.cases,
    waiting: overview.waiting,
    period: form.narrowed.period,
    shown: rules.length,
    all: overview.rules.length,
    heads: RESULT_ORDER.map((each) => RESULTS[each]),
    instruments: instruments.map((title) => ({
      title,
      rules: rules.filter(({ instrumentTitle }) => instrumentTitle === title).map((rule) => ruleRow(rule, fields)),
    })),
    csv: addressWith(`${PATH}/export.csv`, { ...fields, result }),
  })
}

async function rulePage(runtime: Runtime, { actor, query, params }: StaffAsk): Promise<Reply> {
  const id = params['rule'] ?? ''
  const form = await narrowFormOfAllTime(runtime, query)
  const filter = filterOf(form.narrowed)
  const overview = await complianceOverview(runtime, actor, { ...filter, rule: id })
  const [rule] = overview.rules
  if (rule === undefined) throw new NotFoundError('duty', id)
  const result = resultIn(query) ?? gravestOf(rule.counts)
  const page = pageOf(query)
  const found = await casesOfRule(runtime, actor, {
    ...filter,
    rule: id,
    result,
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  const here = `${PATH}/${rule.rule}`
  const fields: Fields = { ...narrowedFields(form.narrowed), result }
  return view('audit/rule', {
    rule: { ...rule, about: aboutOf(rule, form) },
    back: addressWith(PATH, narrowedFields(form.narrowed)),
    action: here,
    choices: [...form.choices, resultChoice(result, false)],
    period: form.narrowed.period,
    asAt: overview.asAt,
    result: { id: result, text: RESULTS[result] },
    tabs: RESULT_ORDER.map((each) => ({
      text: RESULTS[each],
      count: rule.counts[each],
      href: addressWith(here, { ...fields, result: each }),
      active: each === result,
    })),
    heads: RESULT_ORDER.map((each) => RESULTS[each]),
    quarters: overview.quarters.toReversed().map(({ quarter, counts }) => ({
      name: quarterNamed(quarter).text,
      cells: cellsOf(counts, (each) => addressWith(here, { ...fields, period: quarter, result: each })),
    })),
    teams: overview.teams.map(({ team, counts }) => ({
      name: team === undefined ? 'No team yet' : (runtime.council.teams[team]?.name ?? team),
      cells: cellsOf(counts, (each) =>
        team === undefined ? undefined : addressWith(here, { ...fields, team, result: each }),
      ),
    })),
    counts: countsOf(page, found.cases.length, found.total),
    pages: pagesOf(here, fields, page, found.total),
    cases: found.cases.map((each) => caseRow(runtime, form, each, result)),
    csv: addressWith(`${here}/cases.csv`, fields),
  })
}

async function exportRules(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const form = await narrowFormOfAllTime(runtime, query)
  const overview = await complianceOverview(runtime, actor, filterOf(form.narrowed))
  return csvFile(runtime, actor, {
    list: 'duties',
    columns: ['Duty', 'What must be so', 'Weight', 'Body of rules', 'Provision', 'Certainty'].concat(
      RESULT_ORDER.map((each) => RESULTS[each]),
      ['Met, percent of those already due'],
    ),
    records: shownRules(overview, resultIn(query)).map(
      ({ rule, title, severity, instrumentTitle, clause, citation, counts }) => [
        rule,
        title,
        WEIGHTS[severity],
        instrumentTitle,
        clause,
        certaintyInWords(citation.certainty).text,
        ...RESULT_ORDER.map((each) => String(counts[each])),
        String(shareMet(counts).percent ?? ''),
      ],
    ),
  })
}

async function exportCases(runtime: Runtime, { actor, query, params }: StaffAsk): Promise<Reply> {
  const rule = params['rule'] ?? ''
  const form = await narrowFormOfAllTime(runtime, query)
  const result = resultIn(query) ?? 'not-met'
  const records: string[][] = []
  for (let offset = 0; offset < MOST_LINES; offset += AT_ONCE) {
    const asked = { ...filterOf(form.narrowed), rule, result, limit: AT_ONCE, offset }
    const { cases } = await casesOfRule(runtime, actor, asked)
    for (const each of cases) records.push(...caseRecords(runtime, form, each, result))
    if (offset + AT_ONCE >= MOST_LINES || cases.length < AT_ONCE) break
  }
  return csvFile(runtime, actor, {
    list: 'findings',
    columns: [
      'Reference',
      'Duty',
      'Procedure',
      'Received',
      'Team',
      'Counted as',
      'Found now',
      'About',
      'Because',
      'Due',
      'Done',
    ],
    records: records.map(([reference = '', ...rest]) => [reference, rule, ...rest]),
  })
}

function shownRules({ rules }: ComplianceOverview, result: DutyResult | undefined): readonly Rule[] {
  return result === undefined ? rules : rules.filter(({ counts }) => counts[result] > 0)
}

function ruleRow({ rule, title, severity, clause, counts }: Rule, fields: Fields) {
  const here = `${PATH}/${rule}`
  return {
    rule,
    title,
    clause,
    weight: WEIGHTS[severity],
    href: addressWith(here, fields),
    cells: cellsOf(counts, (each) => addressWith(here, { ...fields, result: each })),
  }
}

function cellsOf(counts: ResultCounts, href: (result: DutyResult) => string | undefined) {
  return RESULT_ORDER.map((each) => ({ head: RESULTS[each], count: counts[each], href: href(each) }))
}

function aboutOf({ citation, clause, severity, reading, procedures, periods }: Rule, form: NarrowForm) {
  const { certainty, text, textIs, url, checkedOn } = citation
  return {
    clause,
    url,
    text,
    textIs: textIs === 'quotation' ? 'In its own words' : 'In our words',
    reading,
    certainty: certaintyInWords(certainty),
    checkedOn,
    weight: WEIGHTS[severity],
    procedures:
      procedures === undefined
        ? 'Every procedure'
        : procedures.map((each) => form.procedures.get(each) ?? CODES[each] ?? each).join(', '),
    inForce: periods
      .map(({ from, to }) => `from ${shortDay(from)}${to === undefined ? '' : ` to ${shortDay(to)}`}`)
      .join(', and '),
  }
}

/** Bodies of rules that a duty names in place of a procedure. */
const CODES: Readonly<Record<string, string>> = {
  'complaint-handling-code': 'Corporate complaint procedure',
  'data-protection': 'Data protection',
}

function caseRow(runtime: Runtime, form: NarrowForm, each: CaseOfRule, counted: DutyResult) {
  const { caseId, receivedOn, procedure, team, found, judgements, judgedAt } = each
  return {
    caseId,
    href: `/audit/cases/${caseId}`,
    receivedOn,
    procedure: form.procedures.get(procedure) ?? procedure,
    team: team === undefined ? '' : (runtime.council.teams[team]?.name ?? team),
    // Something happened, or a day passed, since it was counted.
    now: found === counted || counted === 'waived' ? undefined : { text: RESULTS[found], tone: RESULT_TONES[found] },
    judgedAt,
    judgements: judgementViews(caseId, judgements),
  }
}

function caseRecords(runtime: Runtime, form: NarrowForm, each: CaseOfRule, counted: DutyResult): string[][] {
  const { caseId, procedure, receivedOn, team, found, judgements } = each
  const start = [
    caseId,
    form.procedures.get(procedure) ?? procedure,
    receivedOn,
    team === undefined ? '' : (runtime.council.teams[team]?.name ?? team),
    RESULTS[counted],
    RESULTS[found],
  ]
  if (judgements.length === 0) return [[...start, '', '', '', '']]
  return judgementViews(caseId, judgements).map(({ subject, because, due, doneOn }) => [
    ...start,
    subject,
    because,
    due ?? '',
    doneOn ?? '',
  ])
}

function resultIn(query: Fields): DutyResult | undefined {
  const asked = field(query, 'result')
  return RESULT_ORDER.find((each) => each === asked)
}

function resultChoice(result: DutyResult | undefined, all = true) {
  return chosen('result', 'Result', result ?? '', [
    ...(all ? [{ value: '', text: 'Every result' }] : []),
    ...RESULT_ORDER.map((value) => ({ value, text: RESULTS[value] })),
  ])
}

/** What somebody looks at first where they did not say. */
function gravestOf(counts: ResultCounts): DutyResult {
  return RESULT_ORDER.find((each) => counts[each] > 0) ?? 'not-met'
}
