import {
  caseConformance,
  conformanceOverview,
  mayDo,
  replayCases,
  type CaseConformanceNow,
  type ConformanceRun,
  type ConstraintView,
  type DutyResult,
  type PlacedDeviation,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { addressWith, field, redirect, view, type Area, type Notice } from '../frame/index.ts'
import { certaintyInWords, RESULT_ORDER, RESULT_TONES, RESULTS } from './words.ts'

const PATH = '/audit/conformance'

/** `/audit/conformance`: cases against their own diagrams; and one case, with what must be so between its facts besides. */
export function addConformancePages(area: Area, { runtime }: PageParts): void {
  area.staff('get', PATH, 'read-compliance', async ({ actor, query }) => {
    const before = Number(field(query, 'before'))
    const after = field(query, 'after')
    const overview = await conformanceOverview(runtime, actor, {
      ...(Number.isInteger(before) && before > 0 && { before }),
      ...(after !== '' && { after }),
    })
    return view('audit/conformance', {
      ...overview,
      share: shareInWords(overview.fitness),
      runs: overview.runs.map(runView),
      deviations: overview.deviations.map(({ caseId, deviation, checkedAt, fitness }) => ({
        caseId,
        href: `/audit/cases/${caseId}/conformance`,
        checkedAt,
        share: shareInWords(fitness),
        deviation: deviation && deviationView(deviation),
      })),
      isNewest: !(before > 0),
      olderRuns: overview.next === undefined ? undefined : addressWith(PATH, { before: String(overview.next) }),
      moreCases: overview.nextCase === undefined ? undefined : addressWith(PATH, { after: overview.nextCase }),
      mayPlay: mayDo(actor, 'verify-audit'),
    })
  })
  // Who may play cases and not see this page has the command line and the API.
  area.staff('post', PATH, 'read-compliance', async ({ actor, body }) => {
    const scope = field(body, 'scope') === 'all' ? 'all' : 'changed'
    const { cases, deviating, failed } = await replayCases(runtime, actor, { scope })
    return redirect(PATH, noticeOf(cases, deviating, failed.length))
  })
  area.staff('get', '/audit/cases/:caseId/conformance', 'read-history', async ({ actor, params }) => {
    const found = await caseConformance(runtime, actor, params['caseId'] ?? '')
    return view('audit/case-conformance', caseView(found))
  })
}

function noticeOf(cases: number, deviating: number, failed: number): Notice {
  if (cases === 0) {
    return { kind: 'success', title: 'No case has changed since it was last played, and none departed then.' }
  }
  const played = `${cases} ${cases === 1 ? 'case was' : 'cases were'} played.`
  if (failed > 0) return { kind: 'information', title: played, text: `${failed} could not be played.` }
  return deviating === 0
    ? { kind: 'success', title: played, text: 'All went as their diagrams say.' }
    : { kind: 'information', title: played, text: `${deviating} went otherwise: see below.` }
}

function caseView({ caseId, lines, played, fitness, deviation, constraints }: CaseConformanceNow): object {
  return {
    caseId,
    lines,
    played,
    share: shareInWords(fitness),
    deviation: deviation && deviationView(deviation),
    replay: `/audit/cases/${caseId}/replay`,
    groups: RESULT_ORDER.map((result) => ({
      result,
      text: RESULTS[result],
      constraints: constraints.filter((each) => each.result === result).map(constraintView),
    })).filter((group) => group.constraints.length > 0),
  }
}

function constraintView({
  constraint,
  title,
  result,
  judgements,
  citation,
  reading,
  duties,
  template,
}: ConstraintView) {
  return {
    id: constraint,
    title,
    result: resultView(result),
    kind: TEMPLATES[template],
    clause: `${citation.instrument} ${citation.provision}`,
    text: citation.text,
    url: citation.url,
    certainty: certaintyInWords(citation.certainty),
    reading,
    duties: duties.map((id) => ({ id, href: `/audit/rules/${id}` })),
    // What was kept each time is said once.
    times: result === 'met' && judgements.length > 1 ? judgements.length : undefined,
    judgements: (result === 'met' ? judgements.slice(-1) : judgements).map((each) => ({
      because: each.because,
      subject: each.subject,
      result: resultView(each.result),
    })),
  }
}

function resultView(result: DutyResult) {
  return { text: RESULTS[result], tone: RESULT_TONES[result] }
}

/** What kind of thing a constraint asks. */
const TEMPLATES: Readonly<Record<ConstraintView['template'], string>> = {
  existence: 'It must happen',
  absence: 'It must not happen',
  precedence: 'The one before the other',
  response: 'The one after the other',
  succession: 'The two together, in their order',
  'not-co-existence': 'Not both',
  'different-people': 'Two different people',
  cardinality: 'So often and no more',
  'data-condition': 'What is recorded',
}

function deviationView({ step, seq, place, expected, found }: PlacedDeviation) {
  return {
    step,
    row: seq,
    where: step === undefined ? 'After its last step' : `Step ${step}`,
    place,
    expected,
    found,
  }
}

function runView({ run, scope, isNightly, startedAt, finishedAt, cases, deviating, failed, fitness }: ConformanceRun) {
  return {
    run,
    which: `${SCOPES[scope]}, ${isNightly ? 'at night' : 'when somebody asked'}`,
    startedAt,
    isDone: finishedAt !== undefined,
    cases,
    deviating,
    failed,
    share: shareInWords(fitness),
  }
}

const SCOPES: Readonly<Record<ConformanceRun['scope'], string>> = {
  all: 'Every case',
  changed: 'Cases that had changed',
  one: 'One case',
}

/** Percent with two places, never rounded up to a hundred. */
function shareInWords(fitness: number): string {
  const percent = Math.floor(fitness * 10_000) / 100
  return `${percent === 100 ? '100' : percent.toFixed(2)}%`
}
