import { createHash } from 'node:crypto'
import type { Council } from '../../case/council.ts'
import { DEADLINE_RULES } from '../../law/rules.ts'
import { DUTIES } from '../../law/duties.ts'
import { ENGLAND_BANK_HOLIDAYS } from '../../law/england-bank-holidays.ts'

const VERSIONS = new WeakMap<Council, string>()

/**
 * Names the law by which cases are judged: its duties, rules and holidays, and what the council adds to them. Where it
 * has changed, what was found before says nothing any more.
 */
export function lawVersion({ council }: { readonly council: Council }): string {
  const known = VERSIONS.get(council)
  if (known !== undefined) return known
  const { signatories, partners, closureDays, targets, roleTeams } = council
  const duties = DUTIES.map((duty) => [duty, String(duty.judge)])
  const all = [
    duties,
    DEADLINE_RULES,
    ENGLAND_BANK_HOLIDAYS,
    { signatories, partners, closureDays, targets, roleTeams },
  ]
  const version = createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 16)
  VERSIONS.set(council, version)
  return version
}
