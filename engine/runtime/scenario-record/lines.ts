import type { Fact } from '../../case/fact.ts'
import type { AuditRow } from '../../store/rows.ts'
import type { Stimulus } from '../../tokens/index.ts'
import type { Instant } from '../../values/instant.ts'
import type { Runtime } from '../runtime.ts'

/** A command on a case as the trail has it, with the facts that it recorded. */
export interface Line {
  readonly at: Instant
  /** `task-completed`. */
  readonly type: string
  readonly role: string
  readonly element?: string
  readonly facts: readonly Fact[]
  readonly stimuli: readonly (Stimulus & { readonly instance: string })[]
  /** Hash of the version in which the case was after it. */
  readonly procedure?: string
  /** Process instances that it began, each with its process. */
  readonly instances: readonly { readonly id: string; readonly process: string }[]
  /** Ids that it names: of the task, the message, the person. */
  readonly task?: string
  readonly message?: string
  readonly person?: string
}

interface Data extends Pick<Line, 'procedure' | 'task' | 'message' | 'person'> {
  readonly facts?: readonly object[]
  readonly stimuli?: Line['stimuli']
  readonly instances?: Line['instances']
}

/** Every command on the case, the oldest first. */
export async function linesOf(runtime: Runtime, caseId: string): Promise<readonly Line[]> {
  const facts = await runtime.store.read.facts(caseId)
  const lines: Line[] = []
  let recorded = 0
  let after: string | undefined
  do {
    const filter = { caseId, limit: 500, commandsOnly: true, ...(after !== undefined && { after }) }
    const page = await runtime.store.read.history(filter)
    for (const row of page.rows) {
      const own = factsIn(row)
      lines.push(
        lineIn(
          row,
          facts.slice(recorded, recorded + own).filter((fact) => !isKeptAnswer(fact)),
        ),
      )
      recorded += own
    }
    after = page.next
  } while (after !== undefined)
  return lines
}

/** How many facts the command recorded. */
function factsIn({ body }: AuditRow): number {
  return (JSON.parse(body) as { readonly data?: Data }).data?.facts?.length ?? 0
}

/** What a form was answered with and none of its facts holds: the same answers give it again. */
function isKeptAnswer(fact: Fact): boolean {
  return fact.type === 'note-recorded' && fact.data.form !== undefined
}

function lineIn({ at, type, role, element, body }: AuditRow, facts: readonly Fact[]): Line {
  const { data = {} } = JSON.parse(body) as { readonly data?: Data }
  const { stimuli = [], instances = [], procedure, task, message, person } = data
  return {
    at,
    type,
    role,
    facts,
    stimuli,
    instances,
    ...(element !== null && { element }),
    ...(procedure !== undefined && { procedure }),
    ...(typeof task === 'string' && { task }),
    ...(typeof message === 'string' && { message }),
    ...(typeof person === 'string' && { person }),
  }
}
