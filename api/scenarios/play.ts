import {
  addPerson,
  dayOf,
  momentInLondon,
  withDays,
  type CaseStep,
  type Instant,
  type LocalDate,
} from '../../engine/index.ts'
import { actOf, describeStep, openCaseOf } from './act.ts'
import { lookAt, missing, NOTHING, openTasksInWords, seenOf, type Before, type Seen } from './expectations.ts'
import { gapInWords, type Gap } from './gap.ts'
import type { FiledScenario, ScenarioFolder } from './read-folder.ts'
import { flowsTaken, type TakenFlow } from './taken.ts'
import { cancelledByTwo } from './who-acts.ts'
import { MANAGER, type ScenarioWorld } from './world.ts'
import { calendar } from './calendar.ts'

/** How a scenario went. */
export interface Played {
  readonly scenario: FiledScenario
  readonly problems: readonly Problem[]
  readonly taken: readonly TakenFlow[]
  readonly milliseconds: number
  /** Undefined when the case could not be begun. */
  readonly caseId?: string
}

/** What was not as it should be, after one step. */
export interface Problem {
  /** From 1; 0 before the first step. Of the scenario that it goes on from, with its id in `doing`. */
  readonly step: number
  readonly doing: string
  readonly at: Instant
  readonly gaps: readonly Gap[]
  /** The same, a sentence each, with ids. */
  readonly wrong: readonly string[]
  /** The open tasks, each with its due day. */
  readonly open: readonly string[]
}

const BEGINS_AT = '2026-01-05T09:00'

/** A step with whether what it expects is looked at: of the scenario gone on from, that has been done where it stands. */
interface PlannedStep {
  readonly step: CaseStep
  readonly number: number
  readonly of: string | undefined
}

/** What came of one step. */
export interface Watched {
  /** From 1. */
  readonly step: number
  /** The scenario gone on from, of which it is a step; undefined for its own. */
  readonly of: string | undefined
  readonly doing: string
  readonly at: Instant
  readonly seen: Seen
  /** What was not as expected; of a scenario gone on from, only what kept the step from being done. */
  readonly gaps: readonly Gap[]
}

/** Told what came of each step. */
export type Watch = (watched: Watched) => void | Promise<void>

/** Plays a scenario in a case of its own, which is over afterwards. Goes on after an expectation that fails, not after a step. */
export async function playScenario(
  world: ScenarioWorld,
  folder: ScenarioFolder,
  scenario: FiledScenario,
  watch?: Watch,
): Promise<Played> {
  const started = performance.now()
  const root = rootOf(folder, scenario)
  const problems: Problem[] = []
  let caseId: string | undefined
  world.begin(momentInLondon(withDays(root.at ?? BEGINS_AT, dayOf(world.now()), calendar(world))))

  const report = async (step: number, doing: string, gaps: readonly Gap[]): Promise<void> => {
    const open = caseId === undefined ? [] : await openTasksInWords(world, caseId)
    const wrong = gaps.map((gap) => gapInWords(gap))
    problems.push({ step, doing, at: world.now(), gaps, wrong, open })
  }
  try {
    const id = await openCaseOf(world, folder, root)
    caseId = id
    for (const person of root.usualPeople === false ? [] : folder.usual.people)
      await addPerson(world.runtime, MANAGER, id, person)
    const plan = planOf(folder, scenario)
    await world.settle(id)
    for (const [place, { step, number, of }] of plan.entries()) {
      const { expect = {} } = step
      const isAsked = watch !== undefined || expect.facts !== undefined || expect.letters !== undefined
      const before = place === 0 || !isAsked ? NOTHING : await lookAt(world, id)
      const doing = `${of === undefined ? '' : `of ${of}: `}${describeStep(step)}`
      const wrong = await playStep(world, folder, id, step, of === undefined, before)
      if (wrong.gaps.length > 0) await report(number, doing, wrong.gaps)
      await watch?.({
        step: number,
        of,
        doing,
        at: world.now(),
        seen: await seenOf(world, id, before),
        gaps: wrong.gaps,
      })
      if (wrong.stop) break
    }
  } catch (error) {
    await report(0, 'beginning the case', [{ kind: 'cannot', words: inWords(error) }])
  }
  const taken = caseId === undefined ? [] : await flowsTaken(world, caseId)
  if (caseId !== undefined) await end(world, caseId)
  const milliseconds = performance.now() - started
  return { scenario, problems, taken, milliseconds, ...(caseId !== undefined && { caseId }) }
}

async function playStep(
  world: ScenarioWorld,
  folder: ScenarioFolder,
  caseId: string,
  unread: CaseStep,
  isLookedAt: boolean,
  before: Before,
): Promise<{ readonly gaps: readonly Gap[]; readonly stop: boolean }> {
  const gaps: Gap[] = []
  const expected = (today: LocalDate) => withDays(unread.expect ?? {}, today, calendar(world))
  try {
    if (unread.at !== undefined) {
      const at = momentInLondon(withDays(unread.at, dayOf(world.now()), calendar(world)))
      if (at < world.now()) {
        return { gaps: [{ kind: 'earlier', at: unread.at, now: world.now() }], stop: true }
      }
      await world.moveTo(caseId, at)
    }
    const act = actOf(world, folder, caseId, withDays(unread, dayOf(world.now()), calendar(world)))
    const refusal = act === undefined ? undefined : await attempt(act)
    await world.settle(caseId)
    const wanted = unread.expect?.refused
    if (refusal !== undefined && wanted === undefined) {
      return { gaps: [{ kind: 'cannot', words: refusal.words }], stop: true }
    }
    if (refusal === undefined && wanted !== undefined) {
      return { gaps: [{ kind: 'not-refused', expected: wanted }], stop: true }
    }
    if (refusal !== undefined && wanted !== undefined && !refusal.words.includes(wanted) && refusal.code !== wanted) {
      gaps.push({ kind: 'other-refusal', expected: wanted, words: refusal.words })
    }
    if (isLookedAt) gaps.push(...(await missing(world, caseId, expected(dayOf(world.now())), before)))
    return { gaps, stop: false }
  } catch (error) {
    return { gaps: [...gaps, { kind: 'cannot', words: inWords(error) }], stop: true }
  }
}

/** What a step throws is a refusal; it has a code, and words. */
async function attempt(
  act: () => Promise<unknown>,
): Promise<{ readonly code: string; readonly words: string } | undefined> {
  try {
    await act()
    return undefined
  } catch (error) {
    const code = error instanceof Error && 'reason' in error ? String(error.reason) : ''
    return { code, words: `${code === '' ? '' : `${code}: `}${inWords(error)}` }
  }
}

/** The steps to play: those of the scenarios that it goes on from, each up to its mark, and then its own. */
function planOf(folder: ScenarioFolder, scenario: FiledScenario, until?: string, of?: string): readonly PlannedStep[] {
  const base = baseOf(folder, scenario)
  const earlier = base === undefined ? [] : planOf(folder, base, scenario.until, base.id)
  const end = until === undefined ? scenario.steps.length : scenario.steps.findIndex(({ mark }) => mark === until) + 1
  return [...earlier, ...scenario.steps.slice(0, end).map((step, index) => ({ step, number: index + 1, of }))]
}

function rootOf(folder: ScenarioFolder, scenario: FiledScenario): FiledScenario {
  const base = baseOf(folder, scenario)
  return base === undefined ? scenario : rootOf(folder, base)
}

function baseOf({ scenarios }: ScenarioFolder, { from }: FiledScenario): FiledScenario | undefined {
  return from === undefined ? undefined : scenarios.find(({ id }) => id === from)
}

/** So that nothing of this case falls due in the next. */
async function end(world: ScenarioWorld, caseId: string): Promise<void> {
  const row = await world.runtime.store.read.case(caseId)
  if (row === undefined || row.status === 'closed') return
  await cancelledByTwo(world.runtime, MANAGER, caseId, 'The scenario is over')
  await world.settle(caseId)
}

function inWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
