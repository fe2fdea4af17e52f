import { setTimeout } from 'node:timers/promises'
import type { PageParts } from '../../api/index.ts'
import {
  draftEffect,
  draftEffectCases,
  mayDo,
  workOutEffect,
  type EffectCase,
  type EffectKind,
  type EffectSummary,
  type ForecastSummary,
} from '../../engine/index.ts'
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
import { DRAFT, withDraft } from './draft-page.ts'

const PAGE = `${DRAFT}/effect`

/** So long a page waits for its answer, in ms; a few thousand cases take no longer. */
const WAIT_MS = 4_000

export const EFFECTS: Readonly<Record<EffectKind, { readonly text: string; readonly tone: string }>> = {
  unaffected: { text: 'Unaffected', tone: 'green' },
  affected: { text: 'Goes on with changes', tone: 'blue' },
  'needs-mapping': { text: 'Needs a mapping', tone: 'yellow' },
  'cannot-move': { text: 'Cannot move', tone: 'red' },
}

const KINDS = Object.keys(EFFECTS) as EffectKind[]
const BECOMES_LATE = 'becomes-late'

/** `…/effect`: what a draft would do to every running case, and who would become late by it. */
export function addEffectPages(area: Area, parts: PageParts): void {
  area.staff('get', PAGE, 'migrate-cases', (ask) => show(parts, ask))
  area.staff('post', PAGE, 'migrate-cases', (ask) => workOut(parts, ask))
}

async function show(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const { frame, draft } = await withDraft(parts, ask)
  const { runtime } = parts
  const path = `${frame.base}/effect`
  const effect = await draftEffect(runtime, ask.actor, draft.id)
  if (effect.state !== 'done' || effect.summary === undefined) {
    return view('procedures/effect', { frame, path, effect })
  }
  const chosen = field(ask.query, 'effect')
  const page = pageOf(ask.query)
  const kind = KINDS.find((each) => each === chosen)
  const { cases, total } = await draftEffectCases(runtime, ask.actor, draft.id, {
    ...(kind !== undefined && { effect: kind }),
    ...(chosen === BECOMES_LATE && { becomesLate: true }),
    offset: (page - 1) * PAGE_SIZE,
    limit: PAGE_SIZE,
  })
  const { summary } = effect
  return view('procedures/effect', {
    frame,
    path,
    effect,
    summary,
    sentence: sentenceOf(summary),
    filters: filtersOf(path, ask.query, chosen, summary),
    assumptions: assumptionsOf(summary.forecast),
    rows: cases.map(rowOf),
    opens: mayDo(ask.actor, 'read-cases'),
    counts: countsOf(page, cases.length, total),
    pages: pagesOf(path, ask.query, page, total),
  })
}

/** Begun here, and shown when it is done; what takes longer goes on while the page says so. */
async function workOut(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const { frame, draft } = await withDraft(parts, ask)
  let fault: unknown
  const work = workOutEffect(parts.runtime, ask.actor, draft.id, { again: true }).catch((error: unknown) => {
    // What it found stands with the draft, and the page shows it.
    fault = error
  })
  await Promise.race([work, setTimeout(WAIT_MS)])
  if (fault instanceof Error) throw fault
  return redirect(`${frame.base}/effect`)
}

/** What it comes to, in a sentence or two. */
export function sentenceOf({ cases, effects, forecast }: EffectSummary): string {
  if (cases === 0) return 'No case of this procedure is open: nobody is affected.'
  const parts = [
    effects.unaffected > 0 ? `${count(effects.unaffected)} unaffected` : undefined,
    effects.affected > 0 ? `${effects.affected} would go on with changes` : undefined,
    effects['needs-mapping'] > 0 ? `${effects['needs-mapping']} would need a mapping` : undefined,
    effects['cannot-move'] > 0 ? `${effects['cannot-move']} could not move` : undefined,
  ].filter((part) => part !== undefined)
  return `Of ${cases} open ${cases === 1 ? 'case' : 'cases'}, ${parts.join(', ')}. ${forecastInWords(forecast)}`
}

/** “14 would become late, and 3 would no longer be late.” */
function forecastInWords({ foretold, notForetold, becomeLate, noLongerLate }: ForecastSummary): string {
  const left = notForetold.reduce((sum, { cases }) => sum + cases, 0)
  if (foretold === 0) return 'How they would go on cannot be foretold.'
  const late = becomeLate === 0 ? 'None would become late' : `${becomeLate} would become late`
  const less = noLongerLate === 0 ? '' : `, and ${noLongerLate} would no longer be late`
  return `${late}${less}${left === 0 ? '' : `; of ${left} it cannot be foretold`}.`
}

/** What the forecast takes for granted, a sentence each. */
function assumptionsOf({ medians, medianOfAll, pastCases }: ForecastSummary): readonly string[] {
  const [days, steps] = [counted(medianOfAll, 'working day'), 'Each step lasts as long as it did so far']
  return [
    medians.length === 0
      ? 'No step of this procedure has been done yet, so each is taken to be done on the day on which it begins.'
      : `${steps}: the working days that lie in the middle of all times it was done. A step that was never done lasts ${days}, the middle of all steps. One that has taken longer already is done today.`,
    pastCases === 0
      ? 'There is no case from which answers could be taken, so questions are answered with the usual answers of the procedure.'
      : `Questions are answered as they were answered most often in ${pastCases === 1 ? 'one case' : `the ${pastCases} cases that were closed last or are open`}, and otherwise with the usual answers of the procedure. What is decided in a case stays decided.`,
    'What comes from outside comes when it came so far, counted from today or from the day on which the case begins to wait. Of several events, the one that came most often comes. Where only a day can end the waiting, that day does.',
    'Letters go out and the service does its work on the same day. Reminders beside a step, and what somebody might tell us beside it, such as a withdrawal, are left out.',
    'A time limit counts as late when it ends late from today on, of the law or of the council’s own. The same cases on the same day give the same forecast: nothing in it is left to chance.',
  ]
}

function count(n: number): string {
  return n === 1 ? '1 is' : `${n} are`
}

function filtersOf(path: string, query: Fields, chosen: string, { cases, effects, forecast }: EffectSummary) {
  const all = [
    { value: '', text: 'All', count: cases },
    ...KINDS.map((kind) => ({ value: kind, text: EFFECTS[kind].text, count: effects[kind] })),
    { value: BECOMES_LATE, text: 'Would become late', count: forecast.becomeLate },
  ]
  return all.map(({ value, ...rest }) => ({
    ...rest,
    href: addressWith(path, query, { effect: value === '' ? undefined : value }),
    current: value === chosen,
  }))
}

function rowOf({ caseId, version, effect, steps, failures, armed, disarmed, forecast }: EffectCase): object {
  return {
    caseId,
    href: `/cases/${caseId}`,
    version,
    effect: EFFECTS[effect],
    steps: steps.map(({ name, becomes, changed, dueNow, dueThen, doneBy }) => ({
      name: becomes === undefined ? name : `${name}, then called “${becomes}”`,
      changed: changed ? 'Who does it, its form or its time limit is another' : undefined,
      doneBy,
      due: dueInWords(dueNow, dueThen),
    })),
    notes: [
      ...failures.map(({ message }) => message),
      ...armed.map((name) => `“${name}” begins to wait`),
      ...disarmed.map((name) => `“${name}” waits no more`),
    ],
    forecast: lateInWords(forecast),
  }
}

function dueInWords(now: EffectCase['dueNow'], then: EffectCase['dueThen']): string {
  if (now === then) return now === undefined ? 'No time limit' : `${shortDay(now)}, as before`
  return `${now === undefined ? 'No time limit' : shortDay(now)}, then ${then === undefined ? 'no time limit' : shortDay(then)}`
}

function lateInWords(forecast: EffectCase['forecast']): object {
  if (forecast.kind === 'not-foretold') return { said: `Not foretold: ${forecast.because}` }
  const { lateNow, lateThen, endsNow, endsThen } = forecast
  const has = (limits: readonly { readonly rule: string }[], rule: string) => limits.some((each) => each.rule === rule)
  const become = lateThen.filter(({ rule }) => !has(lateNow, rule)).map(({ title }) => title)
  const noLonger = lateNow.filter(({ rule }) => !has(lateThen, rule)).map(({ title }) => title)
  const either = lateNow.filter(({ rule }) => has(lateThen, rule)).map(({ title }) => title)
  const [now, then] = [shortDay(endsNow), shortDay(endsThen)]
  return {
    late: [
      ...become.map((title) => `Would become late: ${title}`),
      ...noLonger.map((title) => `Would no longer be late: ${title}`),
      ...either.map((title) => `Late either way: ${title}`),
    ],
    said: become.length + noLonger.length + either.length === 0 ? 'In time' : undefined,
    ends: now === then ? `Ends about ${now}` : `Ends about ${now}, on the draft ${then}`,
  }
}

function counted(n: number, one: string): string {
  return n === 1 ? `one ${one}` : `${n} ${one}s`
}
