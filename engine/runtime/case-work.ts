import { decide } from '../case/decide.ts'
import { evolve } from '../case/evolve.ts'
import { emptyCase, type ComplaintCase } from '../case/complaint-case.ts'
import { caseId as asCaseId } from '../case/case-id.ts'
import { checkNewFact } from '../case/fact-schema.ts'
import type { Council } from '../case/council.ts'
import type { Fact, NewFact } from '../case/fact.ts'
import { RefusedError } from '../errors.ts'
import type { Clock as LawClock } from '../law/clock.ts'
import { clocks, type ClockContext } from '../law/clocks.ts'
import type { LocalTarget } from '../law/local-target.ts'
import { permitFacts } from './permit-facts.ts'
import type { CaseRow } from '../store/rows.ts'
import type { NewIncident, Unit } from '../store/unit.ts'
import type { Stimulus } from '../tokens/stimulus.ts'
import type { Variables } from '../tokens/token-state.ts'
import type { Instant } from '../values/instant.ts'
import { dayOf } from '../values/instant.ts'
import { localDate, type LocalDate } from '../values/local-date.ts'
import type { Actor } from '../access/index.ts'
import type { Sight } from './access.ts'
import type { UncheckedFact } from './form.ts'
import { hostStep } from './host/host.ts'
import type { LoadedProcedure, LoadedProcess } from './procedures.ts'
import type { Runtime } from './runtime.ts'
import { advance, openWaits, plant, type Advance, type InstanceTree, type Stimulated, type World } from './tree.ts'

/** A case in the hands of one command: what was loaded, what the command has done to it so far. */
export interface CaseWork {
  readonly runtime: Runtime
  readonly unit: Unit
  readonly actor: Actor
  readonly row: CaseRow
  /** How the actor stands to the case; of a new one nothing is asked. */
  readonly sight: Sight | undefined
  /** In which the case is now: `become` changes it. */
  readonly procedure: LoadedProcedure
  readonly now: Instant
  /** In Europe/London. */
  readonly today: LocalDate
  /** As the facts leave it, those of this command included. */
  caseState(): ComplaintCase
  /** All facts in the order of recording; those of this command at the end, with the numbers that they will have. */
  recordedFacts(): readonly Fact[]
  /** What the law's clocks are computed with. */
  context(): ClockContext
  /** The clocks that the facts give today. */
  clocks(): readonly LawClock[]
  tree(): InstanceTree
  /** The process of that id, of the procedure in which the case is or of the one that it has just left. */
  readonly processOf: (process: string) => LoadedProcess | undefined

  /**
   * Records facts, each checked against its schema, against what the case allows and against the law's limits.
   *
   * @throws InvalidVariablesError when a fact is not of its form.
   * @throws RefusedError when the case or the law does not allow it.
   */
  record(facts: readonly UncheckedFact[]): void
  /**
   * Starts the procedure: a new case, or once more after it has ended, by the start event of that message.
   *
   * @throws RefusedError when its diagram cannot start so.
   */
  start(variables: Variables, message?: string): void
  /** The case goes over to that procedure, all processes of its own having ended; `start` begins it. */
  become(procedure: LoadedProcedure): void
  /** The case goes on in another version of its procedure, its processes as that version has them. */
  moveTo(procedure: LoadedProcedure, moved: InstanceTree): void
  /** @throws RefusedError when the instance does not wait for that. */
  stimulate(instance: string, stimulus: Stimulus): void
  /** Hands a message to the first instance that waits for it; false when none does. */
  deliver(message: string, variables: Variables): boolean
  /** Whether this command has made something wait for a message that did not before. */
  awaitsMore(): boolean
  /** Does that; when it throws, what it did to the case so far is taken back before the error goes on. */
  allOrNothing<Result>(act: () => Result): Result
  /** Puts something before a person. */
  raise(incident: NewIncident): void
  /** Whether this command has done that. */
  hasRaised(): boolean
  done(): WorkDone
}

/** What a command did to its case. */
export interface WorkDone {
  readonly before: InstanceTree
  readonly after: InstanceTree
  readonly stimulated: readonly Stimulated[]
  /** Time has passed a moment that the case waited for: clocks that start by a day's passing may have started. */
  readonly timePassed: boolean
  /** It was put on another version: what waits may be another step of it. */
  readonly moved: boolean
  /** How waits closed, by `<instance> <wait>`. */
  readonly closedBecause: ReadonlyMap<string, string>
  readonly newFacts: readonly NewFact[]
}

/** What a case's row keeps beside its columns: codes only, for lists. */
export interface CaseRowState {
  /** Process instances made so far. */
  readonly made: number
  readonly outcome?: string
  readonly stage?: string
  /** What the end events of instances that still run have recorded, by instance. */
  readonly ends?: Readonly<Record<string, string>>
  /** How each clock stood after the last command, by the clock's id: its day, and whether it runs. */
  readonly standing?: Readonly<Record<string, string>>
}

export function openCaseWork(
  runtime: Runtime,
  unit: Unit,
  actor: Actor,
  row: CaseRow,
  loadedProcedure: LoadedProcedure,
  stored: { readonly facts: readonly Fact[]; readonly tree: InstanceTree; readonly sight?: Sight },
): CaseWork {
  const now = unit.now
  const today = dayOf(now)
  let newFacts: readonly NewFact[] = []
  let stimulated: readonly Stimulated[] = []
  let closedBecause: ReadonlyMap<string, string> = new Map()
  let awaitsMore = false
  let hasRaised = false
  let hasMoved = false
  let tree = stored.tree
  let procedure = loadedProcedure
  let caseState: ComplaintCase | undefined
  let allFacts: readonly Fact[] = stored.facts
  let lawClocks: readonly LawClock[] | undefined

  const world: World = {
    prefix: row.id,
    modelOf: (process) => processOf(process)?.model,
    step(process, state, stimulus, at) {
      const found = processOf(process)
      if (found === undefined) throw new RangeError(`No diagram has the process ${process}`)
      return hostStep(found.hosted, state, stimulus, at, { process })
    },
  }

  const work: CaseWork = {
    runtime,
    unit,
    actor,
    row,
    sight: stored.sight,
    get procedure() {
      return procedure
    },
    processOf,
    now,
    today,
    tree: () => tree,
    recordedFacts: () => allFacts,
    context: () => lawContext(runtime, procedure),
    caseState() {
      caseState ??= allFacts.reduce(evolve, emptyCase(asCaseId(row.id)))
      return caseState
    },
    clocks() {
      lawClocks ??= clocks(work.recordedFacts(), today, work.context())
      return lawClocks
    },
    record(facts) {
      for (const unchecked of facts) {
        const fact = checkNewFact(unchecked)
        const decision = decide(work.caseState(), { kind: 'record-facts', facts: [fact] }, today)
        if (decision.kind === 'refused') throw new RefusedError(decision.reason, decision.message)
        permitFacts(work, fact)
        const recorded = decision.facts.map((each, index) => pretendRecorded(each, allFacts.length + index + 1))
        newFacts = [...newFacts, ...decision.facts]
        allFacts = [...allFacts, ...recorded]
        caseState = recorded.reduce(evolve, work.caseState())
        lawClocks = undefined
      }
    },
    start(variables, message) {
      const start = { type: 'start', variables, ...(message !== undefined && { message }) } as const
      take(plant(procedure.main, start, now, world, tree))
    },
    become(next) {
      const from = procedure.id
      procedure = next
      lawClocks = undefined
      work.record([{ type: 'procedure-begun', on: today, data: { procedure: next.id, from } }])
    },
    moveTo(next, moved) {
      procedure = next
      tree = moved
      lawClocks = undefined
      hasMoved = true
    },
    stimulate(instance, stimulus) {
      take(advance(tree, instance, stimulus, now, world))
    },
    deliver(message, variables) {
      const catcher = openWaits(tree).find(({ wait }) => wait.kind === 'message' && wait.message === message)
      if (catcher === undefined) return false
      work.stimulate(catcher.instance.id, { type: 'message', message, wait: catcher.wait.id, variables })
      return true
    },
    awaitsMore: () => awaitsMore,
    raise(incident) {
      unit.raiseIncident(incident)
      hasRaised = true
    },
    hasRaised: () => hasRaised,
    allOrNothing(act) {
      const before = {
        tree,
        procedure,
        caseState,
        allFacts,
        lawClocks,
        newFacts,
        stimulated,
        closedBecause,
        awaitsMore,
      }
      try {
        return act()
      } catch (error) {
        ;({ tree, procedure, caseState, allFacts, lawClocks, newFacts, stimulated, closedBecause, awaitsMore } = before)
        throw error
      }
    },
    done: () => ({
      before: stored.tree,
      after: tree,
      stimulated,
      moved: hasMoved,
      timePassed: stimulated.some(({ stimulus }) => stimulus.type === 'fire'),
      closedBecause,
      newFacts,
    }),
  }
  return work

  function processOf(process: string): LoadedProcess | undefined {
    return procedure.processes.get(process) ?? loadedProcedure.processes.get(process)
  }

  function take(result: Advance): void {
    if (result.kind === 'refused') throw new RefusedError(result.code, result.message)
    tree = result.tree
    stimulated = [...stimulated, ...result.stimulated]
    const closed = new Map(closedBecause)
    for (const { instance, happening } of result.changes) {
      if (happening.type === 'wait-closed') closed.set(`${instance} ${happening.wait}`, happening.reason)
      if (happening.type === 'wait-opened' && happening.wait.kind === 'message') awaitsMore = true
    }
    closedBecause = closed
  }

  /** Within its own command a fact has no number yet; what is computed from facts does not read it. */
  function pretendRecorded(fact: NewFact, n: number): Fact {
    return {
      ...fact,
      id: `${row.id}/${n}`,
      recordedAt: now,
      recordedBy: actor.id,
      role: actor.role,
    }
  }
}

/** What the law's clocks are computed with besides the facts; the same object each time. */
export function lawContext(
  { council }: Pick<Runtime, 'council'>,
  procedure: Pick<LoadedProcedure, 'id' | 'law' | 'localDeadlines'>,
): ClockContext {
  const ofCouncil = CONTEXTS.get(council) ?? new WeakMap<object, ClockContext>()
  CONTEXTS.set(council, ofCouncil)
  const known = ofCouncil.get(procedure)
  if (known !== undefined) return known
  const context = {
    procedure: procedure.law ?? procedure.id,
    closureDays: council.closureDays.map(localDate),
    local: procedure.localDeadlines.map((target) => ownTarget(target, council.targets)),
  }
  ofCouncil.set(procedure, context)
  return context
}

const CONTEXTS = new WeakMap<Council, WeakMap<object, ClockContext>>()

/** The council's own number of working days, where it has set one. */
function ownTarget(target: LocalTarget, targets: Council['targets']): LocalTarget {
  const workingDays = Object.hasOwn(targets, target.id) ? targets[target.id] : undefined
  return workingDays === undefined ? target : { ...target, workingDays }
}
