import type { Stimulus } from '../../tokens/index.ts'
import type { AuditRow } from '../../store/rows.ts'
import type { LoadedProcedure } from '../procedures.ts'
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
  /** Ids of what then waited and had not before; undefined where the trail does not say. */
  readonly opened?: readonly string[]
  readonly closed?: readonly string[]
}

export interface BegunInstance {
  readonly id: string
  readonly process: string
  readonly parent?: { readonly instance: string }
}

/** Every line of the case's trail that moved its processes, oldest first. */
export async function trailOf(runtime: Runtime, caseId: string): Promise<readonly TrailLine[]> {
  const lines: TrailLine[] = []
  let after: string | undefined
  do {
    const page = await runtime.store.read.history({ caseId, limit: 500, ...(after !== undefined && { after }) })
    lines.push(...page.rows.flatMap(trailLine))
    after = page.next
  } while (after !== undefined)
  return lines
}

function trailLine({ seq, at, type, actor, role, body }: AuditRow): readonly TrailLine[] {
  if (!body.includes('"stimuli"')) return []
  const { data = {} } = JSON.parse(body) as { readonly data?: Partial<TrailLine> }
  const { procedure, instances = [], stimuli = [], opened, closed } = data
  if (instances.length + stimuli.length === 0) return []
  return [
    {
      seq,
      at,
      type,
      actor,
      role,
      instances,
      stimuli,
      ...(procedure !== undefined && { procedure }),
      ...(opened !== undefined && { opened }),
      ...(closed !== undefined && { closed }),
    },
  ]
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
