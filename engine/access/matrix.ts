import document from './matrix.json' with { type: 'json' }
import { ROLES, type Role } from './actor.ts'
import type { Relation } from './relation.ts'

/** Something that can be asked of the service. */
export type Action = keyof typeof document.actions

/** What must be given besides: a reason on record, a second person's yes, a fresh proof of who asks. */
export type Need = 'reason' | 'second-person' | 'step-up'

export interface Cell {
  /** Any case; a case to which a relation leads; of such a case the shared part. */
  readonly reach: 'any' | 'case' | 'shared'
  readonly needs: readonly Need[]
}

export interface MatrixRow {
  readonly title: string
  /** What is asked concerns one case, or the service as a whole. */
  readonly about: 'case' | 'service'
  /** What is asked for shows what people said, or who they are. */
  readonly content: boolean
  readonly cells: ReadonlyMap<Role, Cell>
  /** Who may be the second person. */
  readonly approvedBy: readonly Role[]
}

interface WrittenRow {
  readonly title: string
  readonly about: string
  readonly content?: boolean
  readonly approvedBy?: string
  readonly cells: Readonly<Record<string, string>>
}

const WRITTEN = Object.entries<WrittenRow>(document.actions) as [Action, WrittenRow][]

/** `matrix.json`, row by row. */
export const MATRIX: ReadonlyMap<Action, MatrixRow> = new Map(
  WRITTEN.map(([action, { title, about, content = false, approvedBy = '', cells }]) => [
    action,
    {
      title,
      about: about === 'case' ? 'case' : 'service',
      content,
      approvedBy: rolesIn(approvedBy),
      cells: new Map(Object.entries(cells).flatMap(([cell, roles]) => cellsOf(cell, rolesIn(roles)))),
    },
  ]),
)

export const ACTIONS: readonly Action[] = WRITTEN.map(([action]) => action)

/** Which relations lead a role to a case. */
export const SATISFIES: ReadonlyMap<Role, ReadonlySet<Relation>> = new Map(
  Object.entries(document.satisfies).map(([role, relations]) => [
    role as Role,
    new Set(relations.split(' ') as Relation[]),
  ]),
)

export function rowOf(action: Action): MatrixRow {
  const row = MATRIX.get(action)
  if (row === undefined) throw new RangeError(`The matrix has no row ${action}`)
  return row
}

export function isAction(text: string): text is Action {
  return Object.hasOwn(document.actions, text)
}

function cellsOf(cell: string, roles: readonly Role[]): readonly (readonly [Role, Cell])[] {
  const [reach, ...needs] = cell.split(' ')
  return roles.map((role) => [role, { reach: reach as Cell['reach'], needs: needs as Need[] }])
}

/** `*`: every one. */
function rolesIn(text: string): readonly Role[] {
  return text === '*' ? ROLES : (text.split(' ').filter((role) => role !== '') as Role[])
}
