import { caseId as asCaseId } from '../case/case-id.ts'
import type { NewFact } from '../case/fact.ts'
import type { Person } from '../case/person.ts'
import type { Unit } from '../store/unit.ts'
import type { Variables } from '../tokens/token-state.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { Actor } from '../access/index.ts'
import { openCaseWork } from './case-work.ts'
import { finish, type CommandRecord } from './finish.ts'
import type { LoadedProcedure } from './procedures.ts'
import type { CaseChanged, Runtime } from './runtime.ts'
import { startVariablesOf } from './start-variables.ts'
import { EMPTY_TREE } from './tree.ts'

/** What a case begins with. */
export interface Beginning {
  /** The day from which its facts can be; its year numbers the case. */
  readonly on: LocalDate
  readonly people: readonly Person[]
  readonly facts: readonly NewFact[]
  /** Those that the procedure does not declare are left out. */
  readonly variables: Variables
  readonly record: CommandRecord
}

/** Makes a case and starts its procedure, within a command. @throws RefusedError when its facts are not allowed. */
export async function beginCase(
  runtime: Runtime,
  unit: Unit,
  actor: Actor,
  procedure: LoadedProcedure,
  { on, people, facts, variables, record }: Beginning,
): Promise<CaseChanged> {
  const year = Number(on.slice(0, 4))
  const number = await unit.nextCaseNumber(year)
  const id = asCaseId(`${runtime.council.casePrefix}-${year}-${String(number).padStart(5, '0')}`)
  const row = {
    id,
    procedure: procedure.id,
    procedureVersion: procedure.version,
    version: 0,
    status: 'open' as const,
    receivedOn: on,
    state: {},
    createdAt: unit.now,
    closedAt: null,
    lastToldOn: null,
    factCount: 0,
    stage: null,
    initials: null,
    adjustments: null,
    child: false,
    restricted: false,
  }
  const work = openCaseWork(runtime, unit, actor, row, procedure, { facts: [], tree: EMPTY_TREE })
  work.record(facts)
  work.start(startVariablesOf(procedure, variables))
  const event = await finish(work, record, true)
  for (const person of people) {
    unit.savePerson({ caseId: id, id: person.id, role: person.role, data: { ...person } })
  }
  return event
}
