import { createHash } from 'node:crypto'
import { MATRIX, SYSTEM } from '../../access/index.ts'
import { DUTIES } from '../../law/duties.ts'
import { ENGLAND_BANK_HOLIDAYS } from '../../law/england-bank-holidays.ts'
import { DEADLINE_RULES } from '../../law/rules.ts'
import { canonicalJson } from '../../store/index.ts'
import type { Runtime } from '../runtime.ts'

/** What is not deployed, but comes with a release or stands in the council’s file. */
export const SETTINGS_PARTS = ['council', 'calendar', 'deadline-rules', 'duties', 'rights'] as const
export type SettingsPart = (typeof SETTINGS_PARTS)[number]

/** Short hashes of each thing by its name. */
type Known = Readonly<Record<SettingsPart, Readonly<Record<string, string>>>>

/** The setting under which it stands what was last noted. */
const NOTED = 'settings-noted'

/**
 * Notes in the audit trail what of the council’s file, the calendar, the rules of law and the rights of roles is another
 * than when the service last started: those are changed by hand on the machine, or by a new release, and nobody would see.
 *
 * @returns the parts that had changed.
 */
export async function noteSettings(runtime: Pick<Runtime, 'store' | 'council'>): Promise<readonly SettingsPart[]> {
  const now = settingsNow(runtime)
  const kept = await runtime.store.read.setting(NOTED)
  const before = kept === undefined ? undefined : (JSON.parse(kept) as Partial<Known>)
  const changed = SETTINGS_PARTS.filter((part) => canonicalJson(before?.[part] ?? null) !== canonicalJson(now[part]))
  if (changed.length === 0) return []
  await runtime.store.command((unit) => {
    unit.saveSetting({ name: NOTED, value: JSON.stringify(now) })
    for (const part of changed) {
      const body = { part, hash: hashOf(now[part]), ...changesIn(before?.[part], now[part]) }
      unit.audit({ actor: SYSTEM.id, role: SYSTEM.role, type: 'settings-changed', body })
    }
    return Promise.resolve()
  })
  return changed
}

function changesIn(before: Readonly<Record<string, string>> | undefined, now: Readonly<Record<string, string>>) {
  if (before === undefined) return { isFirst: true }
  const names = Object.keys(now)
  return {
    added: names.filter((name) => before[name] === undefined),
    changed: names.filter((name) => before[name] !== undefined && before[name] !== now[name]),
    removed: Object.keys(before).filter((name) => now[name] === undefined),
  }
}

function settingsNow({ council }: Pick<Runtime, 'council'>): Known {
  const hashes = (entries: Iterable<readonly [string, unknown]>) =>
    Object.fromEntries([...entries].map(([name, is]) => [name, hashOf(is)]))
  return {
    council: hashes(Object.entries(council)),
    calendar: hashes(Object.entries(ENGLAND_BANK_HOLIDAYS)),
    'deadline-rules': hashes(DEADLINE_RULES.map((rule) => [rule.id, rule])),
    duties: hashes(DUTIES.map((duty) => [duty.id, duty])),
    rights: hashes(
      [...MATRIX].map(([action, { title, about, content, cells, approvedBy }]) => [
        action,
        { title, about, content, approvedBy, cells: [...cells] },
      ]),
    ),
  }
}

function hashOf(is: unknown): string {
  return createHash('sha256').update(JSON.stringify(is)).digest('hex').slice(0, 16)
}
