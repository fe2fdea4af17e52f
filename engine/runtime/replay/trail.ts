import type { FactType } from '../../case/fact.ts'
import type { AuditRow } from '../../store/rows.ts'
import type { Stimulus } from '../../tokens/index.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { LoadedProcedure } from '../procedures.ts'
import type { MovePlan } from '../migration/move-tree.ts'
import type { Runtime } from '../runtime.ts'

/** What the audit trail keeps of one command, as far as its steps need it. */
export interface TrailLine {
  readonly seq: number
  readonly at: AuditRow['at']
  /** The command: `task-completed`. */
  readonly type: string
  readonly actor: string
  readonly role: string
  /** Hash of the version in which the case was after the command. */
  readonly procedure?: string
  /** Process instances that it began. */
  readonly instances: readonly BegunInstance[]
  /** What it told them, in order. */
  readonly stimuli: readonly (Stimulus & { readonly instance: string })[]
  /** The case was put on the version named by `procedure`; with the part of the plan that it needed. */
  readonly move?: RecordedMove
  /** Id of the move that was taken back by it: the case went back to what it was before that. */
  readonly takenBack?: string
  /** Ids of what then waited and had not before; undefined where the trail does not say. */
  readonly opened?: readonly string[]
  readonly closed?: readonly string[]
}

export interface BegunInstance {
  readonly id: string
  readonly process: string
  readonly parent?: { readonly instance: string }
}

export interface RecordedMove {
  readonly id: string
  /** Versions. */
  readonly from: number
  readonly to: number
  readonly plan: MovePlan
}

/** One command on a case as the audit trail has it, whether or not it moved the processes. */
export interface RecordedCommand extends TrailLine {
  readonly element?: string
  readonly outcome?: string
  /** What it put on record, in order. */
  readonly facts: readonly { readonly type: FactType; readonly on: LocalDate }[]
  /** SHA-256 of the row and all before it, hex. */
  readonly hash: string
}

/** Every command that changed the case, oldest first: readings are left out. */
export async function commandsOf(runtime: Runtime, caseId: string): Promise<readonly RecordedCommand[]> {
  const commands: RecordedCommand[] = []
  let after: string | undefined
  do {
    const page = await runtime.store.read.history({
      caseId,
      limit: 500,
      commandsOnly: true,
      ...(after !== undefined && { after }),
    })
    commands.push(...page.rows.map(commandIn))
    after = page.next
  } while (after !== undefined)
  return commands
}

/** Every line of the case's trail that moved its processes, oldest first. */
export async function trailOf(runtime: Runtime, caseId: string): Promise<readonly TrailLine[]> {
  return (await commandsOf(runtime, caseId)).filter(moves)
}

/** Whether the command began a process, told one something, or put the case on another version. */
export function moves({ instances, stimuli, move, takenBack }: TrailLine): boolean {
  return instances.length + stimuli.length > 0 || move !== undefined || takenBack !== undefined
}

function commandIn({ seq, at, type, actor, role, element, outcome, body, hash }: AuditRow): RecordedCommand {
  const { data = {} } = JSON.parse(body) as { readonly data?: Partial<RecordedCommand> }
  const { procedure, instances = [], stimuli = [], facts = [], move, takenBack, opened, closed } = data
  return {
    seq,
    at,
    type,
    actor,
    role,
    instances,
    stimuli,
    facts,
    hash: hash.toString('hex'),
    ...(element !== null && { element }),
    ...(outcome !== null && { outcome }),
    ...(procedure !== undefined && { procedure }),
    ...(move !== undefined && { move }),
    ...(takenBack !== undefined && { takenBack }),
    ...(opened !== undefined && { opened }),
    ...(closed !== undefined && { closed }),
  }
}

/** Every version that the trail names by its hash; the last of them is usually the one at hand. */
export async function versionsIn(
  runtime: Runtime,
  current: LoadedProcedure,
  trail: readonly TrailLine[],
): Promise<ReadonlyMap<string, LoadedProcedure>> {
  const found = new Map([[current.hash, current]])
  const missing = new Set(trail.flatMap(({ procedure = current.hash }) => (found.has(procedure) ? [] : [procedure])))
  if (missing.size === 0) return found
  for (const { id, version, hash } of await runtime.store.read.procedures()) {
    if (missing.has(hash)) found.set(hash, await runtime.procedures.load(id, version))
  }
  return found
}
