import type { Instant } from '../values/instant.ts'
import type { AuditRow } from './rows.ts'
import { marks, type Sql, type Statement } from './sql.ts'
import { AUDIT } from './tables.ts'

/** What changes how cases are dealt with, and by whom: types of rows in the trail, by the kind of change. */
export const CHANGES = {
  procedures: [
    'procedure-deployed',
    'procedure-activated',
    'procedure-draft-opened',
    'procedure-roll-back-drafted',
    'procedure-draft-saved',
    'procedure-draft-brought-up-to-date',
    'procedure-approval-asked',
    'procedure-approved',
    'procedure-sent-back',
    'procedure-approval-taken-back',
    'procedure-approval-lapsed',
    'procedure-published',
    'procedure-draft-discarded',
  ],
  settings: ['settings-changed', 'clock-jumped'],
  users: [
    'user-created',
    'user-changed',
    'user-disabled',
    'user-enabled',
    'roles-asked-for',
    'roles-granted',
    'roles-refused',
    'roles-taken',
    'password-set',
  ],
  keys: ['key-created', 'key-revoked'],
} as const
export type ChangeKind = keyof typeof CHANGES
export type ChangeType = (typeof CHANGES)[ChangeKind][number]
export const CHANGE_TYPES: readonly ChangeType[] = Object.values(CHANGES).flat()

export interface ChangeFilter {
  readonly types: readonly ChangeType[]
  /** Who did it. */
  readonly actor?: string
  /** The first moment, and the one before which. */
  readonly from?: Instant
  readonly before?: Instant
}

export interface ChangeReads {
  /** The newest first. */
  changes(
    filter: ChangeFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly rows: readonly AuditRow[]; readonly total: number }>
  /** The row with that number, where it is one of these types. */
  change(seq: number): Promise<AuditRow | undefined>
}

export function changeReads(sql: Sql): ChangeReads {
  const rowsOf = async (condition: Statement, rest: string): Promise<readonly AuditRow[]> => {
    const text = `select ${AUDIT.list} from audit where ${condition.text} ${rest}`
    return (await sql.run(text, condition.bindings)).map(AUDIT.decode)
  }
  return {
    async changes(filter, { limit, offset }) {
      if (filter.types.length === 0) return { rows: [], total: 0 }
      const condition = conditionOf(filter)
      const counted = `select count(*) as n from audit where ${condition.text}`
      const [rows, counts] = await Promise.all([
        rowsOf(condition, `order by at desc, seq desc limit ${Math.trunc(limit)} offset ${Math.trunc(offset)}`),
        sql.run(counted, condition.bindings),
      ])
      return { rows, total: Number(counts[0]?.['n'] ?? 0) }
    },
    async change(seq) {
      const text = `seq = ? and type in (${marks(CHANGE_TYPES.length)})`
      return (await rowsOf({ text, bindings: [seq, ...CHANGE_TYPES] }, ''))[0]
    },
  }
}

function conditionOf({ types, actor, from, before }: ChangeFilter): Statement {
  const parts: Statement[] = [
    { text: `type in (${marks(types.length)})`, bindings: [...types] },
    ...(actor === undefined ? [] : [{ text: 'actor = ?', bindings: [actor] }]),
    ...(from === undefined ? [] : [{ text: 'at >= ?', bindings: [from] }]),
    ...(before === undefined ? [] : [{ text: 'at < ?', bindings: [before] }]),
  ]
  return {
    text: parts.map(({ text }) => text).join(' and '),
    bindings: parts.flatMap(({ bindings }) => bindings),
  }
}
