import {
  deadlineLines,
  deadlinesKept,
  KEPT_STATES,
  type Actor,
  type DeadlineCount,
  type DeadlineLinesAsked,
  type DeadlinesAsked,
  type DeadlinesKept,
  type KeptDeadline,
  type KeptState,
  type Runtime,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { sentence } from '../cases/words.ts'
import {
  addressWith,
  countsOf,
  field,
  fieldList,
  PAGE_SIZE,
  pageOf,
  pagesOf,
  view,
  type Area,
  type Fields,
  type Reply,
  type StaffAsk,
} from '../frame/index.ts'
import { AT_ONCE, csvFile, MOST_LINES } from './csv.ts'
import { countOf, FORCES, GROUPS, reasonInWords, stageOfRuleInWords, STATE_WORDS } from './deadline-words.ts'
import { stackedBars } from './bars.ts'
import { narrowedFields, narrowForm, type Narrowed, type NarrowForm } from './narrow.ts'
import type { DatedPeriod } from './period.ts'

const PATH = '/audit/deadlines'
const LINES = `${PATH}/lines`

type Dated = Narrowed<DatedPeriod>

/** `/audit/deadlines`: which time limits were kept, and the cases behind each number. */
export function addDeadlinePages(area: Area, { runtime }: PageParts): void {
  area.staff('get', PATH, 'read-compliance', (ask) => countsPage(runtime, ask))
  area.staff('get', LINES, 'read-compliance', (ask) => linesPage(runtime, ask))
  area.staff('get', `${PATH}/lines.csv`, 'read-compliance', (ask) => exportLines(runtime, ask))
}

async function countsPage(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const { narrowed, choices } = await narrowForm(runtime, query)
  const kept = await deadlinesKept(runtime, actor, askedOf(narrowed))
  const fields = narrowedFields(narrowed)
  const rows = kept.deadlines.map((each) => rowOf(each, fields))
  return view('audit/deadlines', {
    choices,
    action: PATH,
    period: narrowed.period,
    today: kept.today,
    cases: kept.cases,
    binding: shareKept(kept.deadlines.filter(({ kind }) => kind !== 'policy')),
    targets: shareKept(kept.deadlines.filter(({ kind }) => kind === 'policy')),
    stages: byStage(kept.deadlines, rows),
    heads: GROUPS.map(({ text }) => text),
    chart: chartOf(kept.deadlines),
    reasons: reasonsOf(kept, fields),
    csv: addressWith(`${PATH}/lines.csv`, fields),
    all: addressWith(LINES, fields),
  })
}

async function linesPage(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const form = await narrowForm(runtime, query)
  const page = pageOf(query)
  const asked = { ...linesAsked(form.narrowed, query), offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE }
  const { lines, total } = await deadlineLines(runtime, actor, asked)
  const fields = linesFields(form.narrowed, asked)
  return view('audit/deadline-lines', {
    back: addressWith(PATH, narrowedFields(form.narrowed)),
    about: aboutOf(runtime, form, asked, lines[0]),
    counts: countsOf(page, lines.length, total),
    pages: pagesOf(LINES, fields, page, total),
    rows: lines.map((line) => lineView(runtime, form, line)),
    csv: addressWith(`${PATH}/lines.csv`, fields),
  })
}

async function exportLines(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const form = await narrowForm(runtime, query)
  const asked = linesAsked(form.narrowed, query)
  const lines = await everyLine(runtime, actor, asked)
  return csvFile(runtime, actor, {
    list: 'deadlines',
    columns: [
      'Reference',
      'Procedure',
      'Stage',
      'Time limit',
      'Clause',
      'Set by',
      'About',
      'Team',
      'Counted from',
    ].concat(['Last day', 'How it stands', 'Done on', 'Working days late', 'Reason', 'Complainant agreed to wait']),
    records: lines.map((line) => {
      const { due, doneOn, procedure, stage, team, reason, stands, ...row } = lineView(runtime, form, line)
      const late = line.state === 'late' || line.state === 'not-done' ? String(line.lateByWorkingDays) : ''
      return [row.caseId, procedure, stage, row.title, row.clause, row.force, row.subject, team, row.startedOn].concat([
        due ?? '',
        stands,
        doneOn ?? '',
        late,
        reason,
        line.consented === true ? 'Yes' : '',
      ])
    }),
  })
}

async function everyLine(runtime: Runtime, actor: Actor, asked: DeadlineLinesAsked): Promise<readonly KeptDeadline[]> {
  const all: KeptDeadline[] = []
  for (let offset = 0; offset < MOST_LINES; offset += AT_ONCE) {
    const { lines } = await deadlineLines(runtime, actor, { ...asked, offset, limit: AT_ONCE })
    all.push(...lines)
    if (lines.length < AT_ONCE) break
  }
  return all
}

function askedOf({ period: { from, to }, procedure, team }: Dated): DeadlinesAsked {
  return { from, to, ...(procedure !== undefined && { procedure }), ...(team !== undefined && { team }) }
}

function linesAsked(narrowed: Dated, query: Fields): DeadlineLinesAsked {
  const states = fieldList(query, 'state').filter((each): each is KeptState =>
    KEPT_STATES.some((known) => known === each),
  )
  const [rule, reason] = [field(query, 'rule'), field(query, 'reason')]
  return {
    ...askedOf(narrowed),
    ...(rule !== '' && { rule }),
    ...(states.length > 0 && { states }),
    ...(reason !== '' && { reason }),
  }
}

function linesFields(narrowed: Dated, { rule, states, reason }: DeadlineLinesAsked): Fields {
  return { ...narrowedFields(narrowed), rule, state: states, reason }
}

/** How many of those that are over were kept; a share is never rounded up. */
function shareKept(deadlines: readonly DeadlineCount[]) {
  const sum = (states: readonly KeptState[]) => deadlines.reduce((all, each) => all + countOf(each, states), 0)
  const [done, late] = [sum(['in-time', 'in-extension']), sum(['late', 'not-done'])]
  const over = done + late
  return { done, late, over, percent: over === 0 ? 0 : Math.floor((done / over) * 100) }
}

function rowOf(each: DeadlineCount, fields: Fields) {
  const to = (states?: readonly KeptState[]) => addressWith(LINES, { ...fields, rule: each.rule, state: states })
  return {
    title: sentence(each.title),
    clause: each.stage === 'own-targets' ? '' : each.clause,
    force: FORCES[each.kind],
    total: each.total,
    href: to(),
    cells: GROUPS.map((group) => {
      const count = countOf(each, group.states)
      const [state, words] = 'also' in group ? group.also : []
      const also = state === undefined ? 0 : each.counts[state]
      return { head: group.text, count, href: to(group.states), also: also > 0 ? `${also} ${words}` : '' }
    }),
  }
}

function byStage(deadlines: readonly DeadlineCount[], rows: readonly ReturnType<typeof rowOf>[]) {
  const stages = [...new Set(deadlines.map(({ stage }) => stage))]
  return stages.map((stage) => ({
    name: stageOfRuleInWords(stage),
    rows: rows.filter((_, n) => deadlines[n]?.stage === stage),
  }))
}

/** Bars of the time limits of law, guidance and code; the table has the council's own targets, too. */
function chartOf(deadlines: readonly DeadlineCount[]) {
  return stackedBars(
    GROUPS.map(({ id, text }) => ({ id, text })),
    deadlines
      .filter(({ stage }) => stage !== 'own-targets')
      .map((each) => ({
        heading: stageOfRuleInWords(each.stage),
        name: sentence(each.title),
        values: GROUPS.map(({ states }) => countOf(each, states)),
      })),
  )
}

function reasonsOf({ reasons, deadlines }: DeadlinesKept, fields: Fields) {
  const known = new Map(deadlines.map((each) => [each.rule, each]))
  return reasons.map(({ rule, state, reason, count }) => ({
    title: sentence(known.get(rule)?.title ?? rule),
    stage: stageOfRuleInWords(known.get(rule)?.stage ?? 'own-targets'),
    state: STATE_WORDS[state],
    reason: reasonInWords(reason, state),
    count,
    href: addressWith(LINES, { ...fields, rule, state, reason: reason ?? 'none' }),
  }))
}

function lineView({ council }: Runtime, { procedures }: NarrowForm, line: KeptDeadline) {
  const { caseId, title, clause, kind, stage, team, procedure, subject, startedOn, due, doneOn, state } = line
  return {
    caseId,
    href: `/audit/cases/${caseId}`,
    title: sentence(title),
    clause,
    force: FORCES[kind],
    stage: stageOfRuleInWords(stage),
    procedure: procedures.get(procedure) ?? procedure,
    team: team === undefined ? '' : (council.teams[team]?.name ?? team),
    subject: subject ?? '',
    startedOn,
    due,
    doneOn,
    state,
    stands: STATE_WORDS[state],
    isLate: state === 'late' || state === 'not-done',
    late: line.lateByWorkingDays,
    consented: line.consented === true,
    reason: ['late', 'not-done', 'held'].includes(state) ? reasonInWords(line.reason, state) : '',
  }
}

/** What the lines are, in a sentence of its own for each thing that narrows them. */
function aboutOf(
  runtime: Runtime,
  form: NarrowForm<DatedPeriod>,
  asked: DeadlineLinesAsked,
  first: KeptDeadline | undefined,
) {
  const { period, procedure, team } = form.narrowed
  return [
    { key: 'Cases received in', value: period.text },
    ...(procedure === undefined ? [] : [{ key: 'Procedure', value: form.procedures.get(procedure) ?? procedure }]),
    ...(team === undefined ? [] : [{ key: 'Team', value: runtime.council.teams[team]?.name ?? team }]),
    ...(asked.rule === undefined ? [] : [{ key: 'Time limit', value: sentence(first?.title ?? asked.rule) }]),
    ...(asked.states === undefined
      ? []
      : [
          {
            key: 'How it stands',
            value: sentence(asked.states.map((each) => STATE_WORDS[each].toLowerCase()).join(', or ')),
          },
        ]),
    ...(asked.reason === undefined
      ? []
      : [
          {
            key: 'Reason',
            value: reasonInWords(asked.reason === 'none' ? undefined : asked.reason, asked.states?.[0] ?? 'late'),
          },
        ]),
  ]
}
