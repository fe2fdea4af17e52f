import type { TokenState } from '../../tokens/index.ts'
import type { Actor } from '../../access/index.ts'
import type { LoadedProcedure } from '../procedures.ts'
import { grouped, makeWays, waitingIn, wayOf, type ElementWay, type ProcessWay } from '../replay/ways.ts'
import { makePlayer } from '../replay/player.ts'
import { trailOf, versionsIn } from '../replay/trail.ts'
import type { Runtime } from '../runtime.ts'
import { readingOf } from '../access.ts'
import type { CaseRow } from '../../store/rows.ts'
import { readForPage, type CasePage } from './case-page.ts'
import { readCase } from './cases.ts'

/** The way that a case has taken through its diagrams, and where it is now. */
export interface CaseWay {
  readonly caseId: string
  /** In which the case is now, and on which version it runs. */
  readonly procedure: string
  readonly procedureVersion: number
  /** The process at which that procedure begins. */
  readonly main: string
  /** Whether the whole trail could be played again; without it only the present place is known. */
  readonly isWhole: boolean
  /** Those that the case has begun, in the order in which it began them. */
  readonly processes: readonly ProcessWay[]
}

/**
 * Plays the case's audit trail through the token core once more: the trail says which processes were begun and what each
 * was told, and that gives the same way again. Reading it is recorded, as every reading of a case is.
 */
export async function caseWay(runtime: Runtime, actor: Actor, caseId: string): Promise<CaseWay> {
  const { row } = await readCase(runtime, actor, caseId, readingOf('diagram'))
  return wayOfCase(runtime, row)
}

/** A case with its way: the page of its diagrams. One line in the audit trail. */
export async function diagramPage(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
): Promise<{ readonly page: CasePage; readonly way: CaseWay }> {
  const { page, row } = await readForPage(runtime, actor, caseId, readingOf('diagram'))
  return { page, way: await wayOfCase(runtime, row) }
}

async function wayOfCase(runtime: Runtime, row: CaseRow): Promise<CaseWay> {
  const caseId = row.id
  const current = await runtime.procedures.load(row.procedure, row.procedureVersion)
  const trail = await trailOf(runtime, caseId)
  const versions = await versionsIn(runtime, current, trail)
  const ways = makeWays()
  const player = makePlayer(versions, ways.hear)
  const isWhole = trail.every((line) => player.play(line) === undefined)
  const processes = isWhole ? ways.of(player.instances()) : await present(runtime, caseId, current)
  return {
    caseId,
    procedure: row.procedure,
    procedureVersion: row.procedureVersion,
    main: current.main,
    isWhole,
    processes,
  }
}

/** Where the case is, from what is stored of its open processes alone. */
async function present(runtime: Runtime, caseId: string, current: LoadedProcedure): Promise<readonly ProcessWay[]> {
  const rows = (await runtime.store.read.instances(caseId)).filter(({ ended }) => !ended)
  return grouped(rows, ({ processId }) => processId).flatMap((all) => {
    const process = all[0]?.processId ?? ''
    const model = current.processes.get(process)?.model
    if (model === undefined) return []
    const waiting = waitingIn(all.map(({ state }) => ({ state: JSON.parse(state) as TokenState })))
    const elements = [...waiting].flatMap(([element, standing]): ElementWay[] =>
      standing === undefined ? [] : [{ element, entered: 1, done: 0, stopped: 0, waiting: standing }],
    )
    return [wayOf({ process, procedure: current, model }, all.length, true, elements, [])]
  })
}
