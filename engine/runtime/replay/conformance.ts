import { isDeepStrictEqual } from 'node:util'
import type { ProcedureModel } from '../../diagram/procedure-model.ts'
import { StateDamagedError } from '../../errors.ts'
import type { CaseRow, InstanceRow } from '../../store/rows.ts'
import { waits, type TokenState } from '../../tokens/index.ts'
import { rowId } from '../row-id.ts'
import type { Runtime } from '../runtime.ts'
import { makePlayer, placeIn, type Deviation, type PlayedInstance, type PlayedProcedure } from './player.ts'
import { commandsOf, moves, versionsIn, type TrailLine } from './trail.ts'

/** Whether a case went as its diagrams say: its trail played again, against the state that is stored. */
export interface Conformance {
  readonly caseId: string
  /** Lines of the trail that moved its processes. */
  readonly lines: number
  /** Of them, those before the first departure; all of them where there is none. */
  readonly played: number
  /** `played` of `lines`, and 1 only where the stored state is the one they lead to: from 0 to 1. */
  readonly fitness: number
  /** The first departure; undefined where the case went as its diagrams say. */
  readonly deviation?: PlacedDeviation
}

/** A departure with the number of the step at which it is. */
export interface PlacedDeviation extends Deviation {
  /** From 1, among the commands that changed the case; undefined where all are possible, and the stored state differs. */
  readonly step?: number
}

type Stored = Pick<InstanceRow, 'id' | 'processId' | 'state' | 'seq'>

/** So often a case that changes while it is read is read again. */
const TRIES = 5

/** The case as stored, against its trail. Reads only; who may see it is settled before. */
export async function conformanceOf(
  runtime: Runtime,
  row: Pick<CaseRow, 'id' | 'procedure' | 'procedureVersion'>,
): Promise<Conformance> {
  const { id } = row
  let { procedure, procedureVersion } = row
  for (let tried = 1; ; tried += 1) {
    const before = await runtime.store.read.case(id)
    if (before !== undefined) ({ procedure, procedureVersion } = before)
    const found = await attempt(async () => {
      const current = await runtime.procedures.load(procedure, procedureVersion)
      const commands = await commandsOf(runtime, id)
      const trail = commands.filter(moves)
      const stored = await runtime.store.read.instances(id)
      return countedIn(commands, conformanceOfTrail(trail, await versionsIn(runtime, current, trail), stored))
    })
    if (found.deviation === undefined || tried === TRIES) return { caseId: id, ...found }
    // Trail and state are read one after the other: what a command changed in between is no departure.
    const after = await runtime.store.read.case(id)
    if (after?.version === before?.version) return { caseId: id, ...found }
  }
}

/** With the number of the step among all commands, those that moved nothing included. */
function countedIn(commands: readonly TrailLine[], found: Omit<Conformance, 'caseId'>): Omit<Conformance, 'caseId'> {
  const { deviation } = found
  const index = commands.findIndex(({ seq }) => seq === deviation?.seq)
  return deviation === undefined || index === -1 ? found : { ...found, deviation: { ...deviation, step: index + 1 } }
}

/** Somebody who changed the database behind the service may have left what cannot even be read: a departure, too. */
async function attempt(play: () => Promise<Omit<Conformance, 'caseId'>>): Promise<Omit<Conformance, 'caseId'>> {
  try {
    return await play()
  } catch (error) {
    if (!(error instanceof StateDamagedError || error instanceof SyntaxError)) throw error
    const deviation: PlacedDeviation = {
      kind: 'damaged',
      expected: 'what is stored as it was saved',
      found: 'something that was changed or cannot be read',
      because: error.message,
    }
    return { lines: 1, played: 0, fitness: 0, deviation }
  }
}

/** The same on what was read: for tests with planted departures, and for a copy that somebody else holds. */
export function conformanceOfTrail(
  trail: readonly TrailLine[],
  versions: ReadonlyMap<string, PlayedProcedure>,
  stored: readonly Stored[],
): Omit<Conformance, 'caseId'> {
  const player = makePlayer(versions)
  const lines = trail.length
  for (const [played, line] of trail.entries()) {
    const deviation = player.play(line)
    if (deviation !== undefined) {
      return { lines, played, fitness: played / lines, deviation: { ...deviation, step: played + 1 } }
    }
  }
  const deviation = otherState(player.instances(), stored)
  if (deviation === undefined) return { lines, played: lines, fitness: 1 }
  return { lines, played: lines, fitness: lines / (lines + 1), deviation }
}

/** The first process whose stored state is not the one that its trail leads to. */
function otherState(played: readonly PlayedInstance[], stored: readonly Stored[]): Deviation | undefined {
  const rows = new Map(stored.map((row) => [row.id, row]))
  const known = new Set(played.map(({ id }) => id))
  const extra = stored.find(({ id }) => !known.has(id))
  if (extra !== undefined) {
    return {
      kind: 'other-state',
      instance: extra.id,
      expected: 'no such part of the case, as its record begins none',
      found: `one that is stored (${extra.processId})`,
      because: `A process instance ${extra.id} is stored, which the trail never began.`,
    }
  }
  for (const { id, model, state, steps } of played) {
    const row = rows.get(id)
    if (row === undefined) {
      return {
        kind: 'other-state',
        instance: id,
        expected: `“${model.name}” among what is stored of the case`,
        found: 'nothing of it',
        because: `The trail began ${id}, and no state of it is stored.`,
      }
    }
    const kept = JSON.parse(row.state) as TokenState
    if (row.seq === steps && isDeepStrictEqual(kept, JSON.parse(JSON.stringify(state)))) continue
    return { kind: 'other-state', instance: id, ...whereStatesDiffer(id, model, state, kept) }
  }
  return undefined
}

function whereStatesDiffer(
  instance: string,
  model: ProcedureModel,
  played: TokenState,
  stored: TokenState,
): Omit<Deviation, 'kind'> {
  const ought = new Map(waits(played).map((wait) => [wait.id, wait.element]))
  const is = new Map(waits(stored).map((wait) => [wait.id, wait.element]))
  for (const [id, element] of ought) {
    if (is.has(id)) continue
    const place = placeIn(model, element)
    const because = `By its trail ${rowId(instance, id)} should be waiting, and is not.`
    return { element, place, expected: `the case waiting at ${place}`, found: 'it does not wait there', because }
  }
  for (const [id, element] of is) {
    if (ought.has(id)) continue
    const place = placeIn(model, element)
    const because = `${rowId(instance, id)} is waiting; its trail does not lead there.`
    return { element, place, expected: 'no way that leads there', found: `the case waits at ${place}`, because }
  }
  return {
    expected: `“${model.name}” as its record leads to`,
    found: 'values or counters that its record does not lead to',
    because: `The stored state of ${instance} is not the one that its trail leads to.`,
  }
}
