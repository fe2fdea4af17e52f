import {
  draftEffect,
  fromMillis,
  openDraft,
  readDraft,
  saveDraft,
  submitComplaint,
  workOutEffect,
  type Actor,
  type EffectSummary,
} from '../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../support/journey.ts'
import { openBenchRuntime } from './runtime-for-bench.ts'
import { seedCopies } from './seed-copies.ts'

export interface EffectFigures {
  readonly cases: number
  readonly seconds: number
  readonly casesPerSecond: number
  /** Of all threads: what it takes where nothing else runs, one after the other. */
  readonly cpuSeconds: number
  /** The longest time for which nothing else could run. */
  readonly longestPauseMs: number
  readonly effects: EffectSummary['effects'] | undefined
  /** Played on to their end, and what came of them. */
  readonly forecast: Pick<EffectSummary['forecast'], 'foretold' | 'becomeLate' | 'notForetold'> | undefined
}

const NOW = fromMillis(Date.UTC(2026, 1, 2, 9))
const OWNER: Actor = { id: 'po1', role: 'process-owner' }
const FILE = 'stage-1.bpmn'
const BY_LAW = '<redress:deadline rule="children-act.stage-1-answer" />'
const QUICK =
  '<redress:deadline local="children-act.local.quick" title="A quick answer" workingDays="2" calendar="children-act" startedBy="complaint-received" metBy="stage-1-answered" />'

/** Works out what a draft with a changed limit of the council's own would do to so many open cases. */
export async function benchEffect(cases: number, url?: string): Promise<EffectFigures> {
  const { runtime, scheduler, close } = await openBenchRuntime({ now: () => NOW }, url)
  try {
    const { caseId } = await submitComplaint(runtime, { id: 'intake', role: 'intake' }, CHILDS_COMPLAINT)
    await scheduler.tick(NOW)
    await seedCopies(runtime.store, caseId, cases - 1)
    const { id } = await openDraft(runtime, OWNER, 'children-act', 1)
    const draft = await readDraft(runtime, OWNER, id)
    const text = draft.files.find(({ path }) => path === FILE)?.text.replaceAll(BY_LAW, QUICK)
    await saveDraft(runtime, OWNER, id, {
      revision: draft.revision,
      changes: [{ path: FILE, text: text ?? '' }],
      what: 'A limit',
    })
    const pauses = watchPauses()
    const began = performance.now()
    const cpu = process.cpuUsage()
    await workOutEffect(runtime, OWNER, id)
    const seconds = (performance.now() - began) / 1000
    const { user, system } = process.cpuUsage(cpu)
    const { summary } = await draftEffect(runtime, OWNER, id)
    return {
      cases: summary?.cases ?? 0,
      seconds: Number(seconds.toFixed(1)),
      casesPerSecond: Math.round(cases / seconds),
      cpuSeconds: Number(((user + system) / 1e6).toFixed(1)),
      longestPauseMs: pauses.stop(),
      effects: summary?.effects,
      forecast: summary && {
        foretold: summary.forecast.foretold,
        becomeLate: summary.forecast.becomeLate,
        notForetold: summary.forecast.notForetold,
      },
    }
  } finally {
    await close()
  }
}

/** How long the event loop was held at the longest. */
function watchPauses(): { readonly stop: () => number } {
  let last = performance.now()
  let longest = 0
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 5)
    last = performance.now()
  }, 5)
  return {
    stop() {
      clearInterval(timer)
      return Math.round(longest)
    },
  }
}
