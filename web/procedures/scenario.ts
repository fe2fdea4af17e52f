import { stringify } from 'csv-stringify/sync'
import { expectationsFrom, type PageParts, type PlayedScenario } from '../../api/index.ts'
import { tableOf, TABLE_COLUMNS } from '../../engine/index.ts'
import { field, redirect, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { saveChange } from './question.ts'
import { diagramsOf, doableIn, SCENARIO, scenarioChange, withScenario, type ScenarioAsked } from './scenario-asked.ts'
import { coversInFull } from './scenario-covers.ts'
import { resultsOf, tagOf } from './scenario-results.ts'
import { gapSentence, momentOf, namesIn, seenInWords, stepInWords } from './scenario-words.ts'

/** `…/scenarios/:scenario`: the steps of one as a table, with what came of each. */
export function addScenarioPages(area: Area, parts: PageParts): void {
  area.staff('get', SCENARIO, 'read-procedures', async (ask) => show(parts, ask, await withScenario(parts, ask)))
  area.staff('post', SCENARIO, 'edit-procedures', (ask) => move(parts, ask))
  area.staff('get', `${SCENARIO}/table.csv`, 'read-procedures', async (ask) => {
    const { scenario } = await withScenario(parts, ask)
    const rows = tableOf(scenario.steps).map((row) => [...row])
    const content = stringify(rows, { header: true, columns: [...TABLE_COLUMNS], bom: true })
    return { kind: 'file', type: 'text/csv; charset=utf-8', name: `${scenario.id}.csv`, content }
  })
  area.staff('get', `${SCENARIO}/take-over`, 'edit-procedures', async (ask) => takeOver(parts, ask))
  area.staff('post', `${SCENARIO}/take-over`, 'edit-procedures', (ask) => tookOver(parts, ask))
}

async function show(parts: PageParts, ask: StaffAsk, one: ScenarioAsked, error?: string): Promise<Reply> {
  const { asked, scenario, here, scenarios } = one
  const [doable, last] = await Promise.all([doableIn(one), resultsOf(parts, ask, one)])
  const names = namesIn(asked.draft.files)
  const played = last.isCurrent ? last.results?.scenarios.find(({ id }) => id === scenario.id) : undefined
  const base = scenarios.find(({ id }) => id === scenario.from)
  return view(
    'procedures/scenario',
    {
      frame: asked.frame,
      at: one.at,
      here,
      scenario,
      diagram: diagramsOf(one).find(({ file }) => file === scenario.file)?.title ?? scenario.file,
      covers: coversInFull(scenario.covers ?? [], asked.draft.files),
      base: base && { title: base.title, href: `${one.at}/${base.id}`, until: scenario.until },
      begins: base === undefined ? momentOf(scenario.at ?? '2026-01-05T09:00') : undefined,
      result: tagOf(last, scenario.id),
      stopped: (played?.stopped ?? []).map((gap) => gapSentence(gap, names)),
      hasRun: played !== undefined,
      steps: scenario.steps.map((step, index) => {
        const came = stepOf(played, index)
        return {
          ...stepInWords(step, names, doable),
          n: index + 1,
          href: `${here}/steps/${index + 1}`,
          mark: step.mark,
          hasAnswers: step.complete !== undefined || step.message !== undefined,
          wrong: (came?.gaps ?? []).map((gap) => gapSentence(gap, names)),
          came: came === undefined ? [] : seenInWords(came.seen, names),
          isFirst: index === 0,
          isLast: index === scenario.steps.length - 1,
        }
      }),
      errors: error === undefined ? [] : [{ text: error, href: '#steps' }],
    },
    error === undefined ? 200 : 422,
  )
}

/** What came of one of its own steps. */
function stepOf(played: PlayedScenario | undefined, index: number): PlayedScenario['steps'][number] | undefined {
  return played?.steps.find(({ step, of }) => of === undefined && step === index + 1)
}

async function move(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const one = await withScenario(parts, ask)
  const { scenario, here } = one
  const [to, n] = field(ask.body, '_do').split(':')
  const change = scenarioChange(
    one,
    scenario.file,
    { kind: 'move-step', id: scenario.id, index: Number(n) - 1, by: to === 'up' ? -1 : 1 },
    { what: `Scenario ${scenario.id}: another order of its steps`, to: `${here}#steps` },
  )
  const saved = 'refused' in change ? change.refused : await saveChange(parts, ask, one.asked, change)
  return typeof saved === 'string' ? show(parts, ask, one, saved) : saved
}

/** What came of each step, to be looked at before it is what is expected. */
async function takeOver(parts: PageParts, ask: StaffAsk, error?: string): Promise<Reply> {
  const one = await withScenario(parts, ask)
  const { asked, scenario, here } = one
  const [doable, last] = await Promise.all([doableIn(one), resultsOf(parts, ask, one)])
  const played = last.isCurrent ? last.results?.scenarios.find(({ id }) => id === scenario.id) : undefined
  if (played === undefined) {
    return redirect(here, { kind: 'information', title: 'Run the scenarios first: nothing has come of this one yet.' })
  }
  const names = namesIn(asked.draft.files)
  return view(
    'procedures/scenario-take-over',
    {
      frame: asked.frame,
      here,
      scenario,
      steps: scenario.steps.map((step, index) => {
        const came = stepOf(played, index)
        return {
          ...stepInWords(step, names, doable),
          n: index + 1,
          came: came === undefined ? [] : seenInWords(came.seen, names),
          wrong: (came?.gaps ?? []).map((gap) => gapSentence(gap, names)),
        }
      }),
      errors: error === undefined ? [] : [{ text: error, href: '#looked' }],
    },
    error === undefined ? 200 : 422,
  )
}

async function tookOver(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  if (field(ask.body, 'looked') !== 'yes') {
    return takeOver(parts, ask, 'Confirm that you have looked at what came of each step')
  }
  const one = await withScenario(parts, ask)
  const { scenario, here } = one
  const last = await resultsOf(parts, ask, one)
  const played = last.isCurrent ? last.results?.scenarios.find(({ id }) => id === scenario.id) : undefined
  const expectations = scenario.steps.map(({ expect }, index) => {
    const came = stepOf(played, index)
    // What is refused stays so: nothing came of it.
    return came === undefined || expect?.refused !== undefined ? undefined : expectationsFrom(came)
  })
  const change = scenarioChange(
    one,
    scenario.file,
    { kind: 'expect', id: scenario.id, expectations },
    { what: `Scenario ${scenario.id}: expects what came of it`, to: here },
  )
  const saved = 'refused' in change ? change.refused : await saveChange(parts, ask, one.asked, change)
  return typeof saved === 'string' ? takeOver(parts, ask, saved) : saved
}
