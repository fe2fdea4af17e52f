import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { CaseMoveCaseRow, CaseMoveRow } from '../../store/index.ts'
import { isMappable, type Instruction } from '../../tokens/index.ts'
import type { FlowNode } from '../../diagram/procedure-model.ts'
import { onlyVisible } from '../access.ts'
import { treeOf } from '../change-case.ts'
import type { Runtime } from '../runtime.ts'
import { openWaits } from '../tree.ts'
import type { CaseMoveChanges } from './move-case.ts'
import { proposePlan, type CaseMoveFailure } from './move-tree.ts'
import { moveRow } from './moves.ts'

/** What moving from one version to another has to settle. */
export interface MoveProposal {
  readonly procedure: string
  readonly from: number
  readonly to: number
  /** Open cases on the version. */
  readonly cases: number
  readonly processes: readonly ProcessProposal[]
}

export interface ProcessProposal {
  readonly process: string
  readonly name: string
  /** The process of the other version; absent where it has none like it. */
  readonly to?: string
  readonly steps: readonly StepProposal[]
  /** Steps of the other version at which a case can be. */
  readonly targets: readonly MoveStep[]
}

export interface MoveStep {
  readonly element: string
  readonly name: string
  readonly type: FlowNode['type']
}

export interface StepProposal extends MoveStep {
  /** An event that may be told to count anew: a time limit or a condition. */
  readonly countable?: true
  /** Cases that are there now. */
  readonly cases: number
  /** What goes without saying; absent where a case that is there needs to be told. */
  readonly target?: string
  readonly anew?: true
}

/** Cases that are counted for where they stand. */
const MOST_COUNTED = 5_000
const AT_ONCE = 500

/** @throws NotFoundError when there is no such version. */
export async function moveProposal(
  runtime: Runtime,
  actor: Actor,
  { procedure, from, to }: { readonly procedure: string; readonly from: number; readonly to: number },
): Promise<MoveProposal> {
  mustBeAllowed(actor, 'migrate-cases')
  const [old, next] = await Promise.all([
    runtime.procedures.load(procedure, from),
    runtime.procedures.load(procedure, to),
  ])
  const { processes } = proposePlan(old, next)
  const visible = onlyVisible(runtime, actor, 'migrate-cases')
  const ids = await runtime.store.read.openCasesOn(procedure, from, { ...visible, after: '', limit: MOST_COUNTED })
  const standing = await standingOf(runtime, ids)
  return {
    ...{ procedure, from, to, cases: ids.length },
    processes: [...old.processes].map(([process, { model }]): ProcessProposal => {
      const own = processes.find((each) => each.process === process)
      const known = new Map<string, Instruction>(own?.instructions.map((each) => [each.source, each]))
      const targets = own === undefined ? undefined : next.processes.get(own.to)?.model.nodes
      return {
        ...{ process, name: model.name },
        ...(own !== undefined && { to: own.to }),
        targets: [...(targets?.values() ?? [])].filter(isMappable).map(stepOf),
        steps: [...model.nodes.values()].filter(isMappable).map((node): StepProposal => {
          const { target, anew } = known.get(node.id) ?? {}
          return {
            ...stepOf(node),
            ...(isCountable(node) && { countable: true as const }),
            cases: standing.get(`${process} ${node.id}`) ?? 0,
            ...(target !== undefined && { target }),
            ...(anew === true && { anew }),
          }
        }),
      }
    }),
  }
}

function isCountable(node: FlowNode): boolean {
  return 'event' in node && (node.event.kind === 'timer' || node.event.kind === 'conditional')
}

function stepOf({ id, name, type }: FlowNode): MoveStep {
  return { element: id, name: name === '' ? id : name, type }
}

/** Cases at each step, by process and step. */
async function standingOf({ store }: Runtime, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    for (const { row, instances } of await store.read.runningCases(ids.slice(at, at + AT_ONCE))) {
      const open = openWaits(treeOf(row, instances))
      const keys = open.map(({ instance, wait }) => `${instance.process} ${wait.element}`)
      for (const key of new Set(keys)) counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return counts
}

/** A move of cases with what came of it, as far as the actor may know of the cases. */
export interface MoveView extends Omit<CaseMoveRow, 'plan'> {
  readonly counts: Readonly<Partial<Record<CaseMoveCaseRow['status'], number>>>
}

export interface MovedCase {
  readonly caseId: string
  readonly status: CaseMoveCaseRow['status']
  readonly failures: readonly CaseMoveFailure[]
  readonly changes?: CaseMoveChanges
}

/** The newest first. */
export async function listMoves(runtime: Runtime, actor: Actor, procedure: string): Promise<readonly MoveView[]> {
  mustBeAllowed(actor, 'migrate-cases')
  const rows = await runtime.store.read.caseMoves(procedure)
  return Promise.all(rows.map((row) => viewOf(runtime, actor, row)))
}

/** A move with its cases that the actor may know of, a page at a time. @throws NotFoundError */
export async function readMove(
  runtime: Runtime,
  actor: Actor,
  moveId: string,
  asked: { readonly status?: CaseMoveCaseRow['status']; readonly offset: number; readonly limit: number },
): Promise<MoveView & { readonly cases: readonly MovedCase[]; readonly total: number }> {
  mustBeAllowed(actor, 'migrate-cases')
  const row = await moveRow(runtime, moveId)
  const visible = onlyVisible(runtime, actor, 'migrate-cases')
  const page = await runtime.store.read.caseMoveCases(moveId, { ...asked, ...visible })
  const cases = page.rows.map(({ caseId, status, result }): MovedCase => {
    const { failures = [], ...changes } = result as Partial<CaseMoveChanges> & {
      readonly failures?: readonly CaseMoveFailure[]
    }
    const isTold = 'steps' in changes
    return { caseId, status, failures, ...(isTold && { changes: changes as CaseMoveChanges }) }
  })
  return { ...(await viewOf(runtime, actor, row)), cases, total: page.total }
}

async function viewOf(runtime: Runtime, actor: Actor, { plan: _plan, ...row }: CaseMoveRow): Promise<MoveView> {
  const { visibleTo } = onlyVisible(runtime, actor, 'migrate-cases')
  return { ...row, counts: await runtime.store.read.caseMoveCounts(row.id, visibleTo) }
}
