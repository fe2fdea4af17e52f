import type { Actor } from '../../access/index.ts'
import type { Fact, FactType } from '../../case/fact.ts'
import { initialsOf } from '../../case/initials.ts'
import { NotFoundError } from '../../errors.ts'
import type { Clock as LawClock } from '../../law/clock.ts'
import { clocks } from '../../law/clocks.ts'
import type { Happening, Stimulus } from '../../tokens/index.ts'
import { dayOf, type Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { readingOf, recordReading } from '../access.ts'
import { lawContext } from '../case-work.ts'
import type { LoadedProcedure } from '../procedures.ts'
import type { PlacedDeviation } from '../replay/conformance.ts'
import { makePlayer, type PlayedInstance } from '../replay/player.ts'
import { commandsOf, moves, versionsIn, type RecordedCommand } from '../replay/trail.ts'
import { makeWays, type ProcessWay } from '../replay/ways.ts'
import type { Runtime } from '../runtime.ts'

/** A case, one recorded command after the other, as its diagrams say it went. Nothing in it names a person. */
export interface CaseReplay {
  readonly caseId: string
  /** The procedure's first diagram, where nothing else is to be shown. */
  readonly main: string
  readonly procedure: string
  readonly procedureVersion: number
  /** Every step, the first first. */
  readonly steps: readonly ReplayStep[]
  /** How the case stood after one of them. */
  readonly moment: ReplayMoment
  /** Where the record departs from the diagrams; what comes after it cannot be shown on them. */
  readonly deviation?: PlacedDeviation
}

export interface ReplayStep {
  /** From 1. */
  readonly n: number
  /** Row of the audit trail. */
  readonly seq: number
  readonly at: Instant
  /** In London. */
  readonly on: LocalDate
  /** The command: `task-completed`. */
  readonly command: string
  readonly role: string
  /** Of whoever did it, where it was a user; absent for the service itself. */
  readonly initials?: string
  /** What the processes were told, in order: which element, by its name, in which diagram. */
  readonly told: readonly ToldElement[]
  readonly facts: readonly FactType[]
  /** It was put on another version of its procedure: from which to which. */
  readonly versions?: { readonly from: number; readonly to: number }
  /** Somebody put right by hand what the procedure could not. */
  readonly intervention?: Intervention
}

export interface ToldElement {
  readonly process: string
  /** Of the diagram. */
  readonly diagram: string
  readonly what: Stimulus['type']
  readonly element?: string
  /** Empty where the element has none, or the whole process was told. */
  readonly name: string
}

export type Intervention =
  'moved' | 'moved-back' | 'sent-back' | 'tried-again' | 'left-out' | 'ended-by-order' | 'put-right'

export interface ReplayMoment {
  /** The step after which it is. */
  readonly step: number
  /** The diagram in which the step happened. */
  readonly process: string
  /** The case's way so far, diagram by diagram. */
  readonly ways: readonly ProcessWay[]
  /** Elements that the step went through, in order, each once. */
  readonly touched: readonly TouchedElement[]
  /** Every time limit as it stood on that day. */
  readonly clocks: readonly LawClock[]
}

export interface TouchedElement {
  readonly process: string
  readonly diagram: string
  readonly element: string
  readonly name: string
  readonly became: 'begun' | 'done' | 'stopped' | 'ended'
}

/**
 * Plays a case again up to one of its steps. Reading it is recorded.
 *
 * @param asked - Counts from 1; beyond the last step it is the last.
 */
export async function caseReplay(runtime: Runtime, actor: Actor, caseId: string, asked?: number): Promise<CaseReplay> {
  await recordReading(runtime, actor, { caseId, action: 'read-history' }, readingOf('replay'))
  const [row, commands, facts] = await Promise.all([
    runtime.store.read.case(caseId),
    commandsOf(runtime, caseId),
    runtime.store.read.facts(caseId),
  ])
  if (row === undefined) throw new NotFoundError('case', caseId)
  const current = await runtime.procedures.load(row.procedure, row.procedureVersion)
  const versions = await versionsIn(runtime, current, commands)
  const last = Math.max(1, commands.length)
  const shown = Math.min(last, Math.max(1, Math.trunc(asked ?? last)))
  const played = play(commands, versions, current, shown)
  const names = await namesOf(runtime, commands)
  const line = commands[shown - 1]
  const day = dayOf(line?.at ?? runtime.clock.now())
  const procedure = versions.get(line?.procedure ?? '') ?? current
  return {
    caseId,
    main: current.main,
    procedure: row.procedure,
    procedureVersion: row.procedureVersion,
    steps: commands.map((command, index) => stepOf(command, index + 1, played.told[index] ?? [], names)),
    moment: {
      step: shown,
      process: played.process,
      ways: played.ways,
      touched: played.touched,
      clocks: clocks(knownAfter(facts, commands, shown), day, lawContext(runtime, procedure)),
    },
    ...(played.deviation !== undefined && { deviation: played.deviation }),
  }
}

interface Played {
  readonly told: readonly (readonly ToldElement[])[]
  readonly process: string
  readonly ways: readonly ProcessWay[]
  readonly touched: readonly TouchedElement[]
  readonly deviation?: PlacedDeviation
}

/** Everything is played, so that each step of the list has its words; ways and elements are those of the shown step. */
function play(
  commands: readonly RecordedCommand[],
  versions: ReadonlyMap<string, LoadedProcedure>,
  current: LoadedProcedure,
  shown: number,
): Played {
  const counted = makeWays()
  const heard: [PlayedInstance, Happening][] = []
  let ways: readonly ProcessWay[] = []
  let touched: readonly TouchedElement[] = []
  let deviation: PlacedDeviation | undefined
  let process = current.main
  const told: (readonly ToldElement[])[] = []
  const player = makePlayer(versions, (instance, happening) => {
    heard.push([instance, happening])
    if (told.length < shown) counted.hear(instance, happening)
  })
  for (const [index, command] of commands.entries()) {
    heard.length = 0
    if (deviation === undefined && moves(command)) {
      const found = player.play(command)
      if (found !== undefined) deviation = { ...found, step: index + 1 }
    }
    told.push(toldIn(command, player.instances()))
    if (index + 1 <= shown) {
      const now = touchedIn(heard)
      process = placeOf(now, told.at(-1) ?? []) ?? process
      if (index + 1 === shown) {
        ways = counted.of(player.instances())
        touched = now
      }
    }
  }
  return { told, process, ways, touched, ...(deviation !== undefined && { deviation }) }
}

/** The diagram in which the step happened: that of the first element that it was told of, else of the last it went through. */
function placeOf(touched: readonly TouchedElement[], told: readonly ToldElement[]): string | undefined {
  const first = told.find(({ element }) => element !== undefined)
  const isOver = first === undefined || !touched.some(({ process }) => process === first.process)
  return isOver ? (touched.at(-1)?.process ?? first?.process) : first.process
}

function toldIn({ stimuli }: RecordedCommand, instances: readonly PlayedInstance[]): readonly ToldElement[] {
  return stimuli.flatMap((stimulus): ToldElement[] => {
    const instance = instances.find(({ id }) => id === stimulus.instance)
    if (instance === undefined) return []
    const wait = 'wait' in stimulus ? stimulus.wait : undefined
    const end = wait?.lastIndexOf('#') ?? -1
    const element = wait === undefined || end <= 0 ? undefined : wait.slice(0, end)
    return [
      {
        process: instance.process,
        diagram: instance.model.name,
        what: stimulus.type,
        name: element === undefined ? '' : (instance.model.nodes.get(element)?.name ?? ''),
        ...(element !== undefined && { element }),
      },
    ]
  })
}

const BECAME: Readonly<Partial<Record<Happening['type'], TouchedElement['became']>>> = {
  entered: 'begun',
  left: 'done',
  cancelled: 'stopped',
  'end-event': 'ended',
}

/** Each element once, with what it became last. */
function touchedIn(heard: readonly (readonly [PlayedInstance, Happening])[]): readonly TouchedElement[] {
  const found = new Map<string, TouchedElement>()
  for (const [{ process, model }, happening] of heard) {
    const became = BECAME[happening.type]
    if (became === undefined || !('element' in happening)) continue
    const { element } = happening
    const node = model.nodes.get(element)
    if (node === undefined) continue
    found.set(`${process} ${element}`, { process, diagram: model.name, element, name: node.name, became })
  }
  return [...found.values()]
}

const INTERVENTIONS: Readonly<Partial<Record<string, Intervention>>> = {
  'case-moved': 'moved',
  'case-moved-back': 'moved-back',
  'token-moved': 'sent-back',
  'incident-retried': 'tried-again',
  'incident-skipped': 'left-out',
  'case-cancelled': 'ended-by-order',
}

function stepOf(
  { seq, at, type, actor, role, facts, move }: RecordedCommand,
  n: number,
  told: readonly ToldElement[],
  names: ReadonlyMap<string, string>,
): ReplayStep {
  const name = names.get(actor)
  const isCorrection = facts.some((fact) => fact.type === 'fact-corrected')
  const intervention = INTERVENTIONS[type] ?? (isCorrection ? 'put-right' : undefined)
  return {
    n,
    seq,
    at,
    on: dayOf(at),
    command: type,
    role,
    told,
    facts: facts.map((fact) => fact.type),
    ...(name !== undefined && { initials: initialsOf(name) }),
    ...(intervention !== undefined && { intervention }),
    ...(move !== undefined && { versions: { from: move.from, to: move.to } }),
  }
}

/** The facts that were on record after that many commands, whatever day they are about. */
function knownAfter(facts: readonly Fact[], commands: readonly RecordedCommand[], shown: number): readonly Fact[] {
  const counts = commands.map((command) => command.facts.length)
  const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0)
  const at = commands[shown - 1]?.at
  // Each fact stands in the line of the command that recorded it; where some do not, the moments tell.
  if (sum(counts) === facts.length) return facts.slice(0, sum(counts.slice(0, shown)))
  return at === undefined ? facts : facts.filter(({ recordedAt }) => recordedAt <= at)
}

async function namesOf({ store }: Runtime, commands: readonly RecordedCommand[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(commands.map(({ actor }) => actor))]
  return ids.length === 0 ? new Map() : new Map((await store.read.usersNamed(ids)).map(({ id, name }) => [id, name]))
}
