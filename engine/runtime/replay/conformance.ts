import { isDeepStrictEqual } from 'node:util'
import type { InstanceRow } from '../../store/rows.ts'
import { waits, type TokenState } from '../../tokens/index.ts'
import { rowId } from '../row-id.ts'
import type { Runtime } from '../runtime.ts'
import { makePlayer, type Deviation, type PlayedInstance, type PlayedProcedure } from './player.ts'
import { trailOf, versionsIn, type TrailLine } from './trail.ts'

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
  readonly deviation?: Deviation
}

/** The case as stored, against its trail. Reads only; who may see it is settled before. */
export async function conformanceOf(
  runtime: Runtime,
  {
    id,
    procedure,
    procedureVersion,
  }: { readonly id: string; readonly procedure: string; readonly procedureVersion: number },
): Promise<Conformance> {
  const current = await runtime.procedures.load(procedure, procedureVersion)
  const trail = await trailOf(runtime, id)
  const stored = await runtime.store.read.instances(id)
  return { caseId: id, ...conformanceOfTrail(trail, await versionsIn(runtime, current, trail), stored) }
}

/** The same on what was read: for tests with planted departures, and for a copy that somebody else holds. */
export function conformanceOfTrail(
  trail: readonly TrailLine[],
  versions: ReadonlyMap<string, PlayedProcedure>,
  stored: readonly Pick<InstanceRow, 'id' | 'processId' | 'state' | 'seq'>[],
): Omit<Conformance, 'caseId'> {
  const player = makePlayer(versions)
  const lines = trail.length
  for (const [played, line] of trail.entries()) {
    const deviation = player.play(line)
    if (deviation !== undefined) return { lines, played, fitness: played / lines, deviation }
  }
  const deviation = otherState(player.instances(), stored)
  if (deviation === undefined) return { lines, played: lines, fitness: 1 }
  return { lines, played: lines, fitness: lines / (lines + 1), deviation }
}

/** The first process whose stored state is not the one that its trail leads to. */
function otherState(
  played: readonly PlayedInstance[],
  stored: readonly Pick<InstanceRow, 'id' | 'processId' | 'state' | 'seq'>[],
): Deviation | undefined {
  const rows = new Map(stored.map((row) => [row.id, row]))
  const known = new Set(played.map(({ id }) => id))
  const extra = stored.find(({ id }) => !known.has(id))
  if (extra !== undefined) {
    const because = `A process instance ${extra.id} is stored, which the trail never began.`
    return { kind: 'other-state', instance: extra.id, because }
  }
  for (const { id, state, steps } of played) {
    const row = rows.get(id)
    if (row === undefined) {
      return { kind: 'other-state', instance: id, because: `The trail began ${id}, and no state of it is stored.` }
    }
    const kept = JSON.parse(row.state) as TokenState
    if (row.seq === steps && isDeepStrictEqual(kept, JSON.parse(JSON.stringify(state)))) continue
    return { kind: 'other-state', instance: id, ...whereStatesDiffer(id, state, kept) }
  }
  return undefined
}

function whereStatesDiffer(
  instance: string,
  played: TokenState,
  stored: TokenState,
): Pick<Deviation, 'element' | 'because'> {
  const ought = new Map(waits(played).map((wait) => [wait.id, wait.element]))
  const is = new Map(waits(stored).map((wait) => [wait.id, wait.element]))
  for (const [id, element] of ought) {
    if (!is.has(id)) return { element, because: `By its trail ${rowId(instance, id)} should be waiting, and is not.` }
  }
  for (const [id, element] of is) {
    if (!ought.has(id)) return { element, because: `${rowId(instance, id)} is waiting; its trail does not lead there.` }
  }
  return { because: `The stored state of ${instance} is not the one that its trail leads to.` }
}
