import { replayCases, type Actor } from '../../engine/index.ts'
import { openRuntime } from '../../api/open-runtime.ts'
import { readConfig } from '../../api/config.ts'
import { systemClock } from '../../api/clock.ts'
import type { Store } from '../../engine/store/index.ts'

const AUDITOR: Actor = { id: 'the-judge', role: 'auditor' }

/** What the database says of itself: SQLite checks every page and index, PostgreSQL that everything can be read. */
export async function damageIn(store: Store): Promise<readonly string[]> {
  if (store.dialect === 'sqlite') {
    const rows = await store.look.run('pragma integrity_check')
    const keys = await store.look.run('pragma foreign_key_check')
    return [
      ...rows.map((row) => String(Object.values(row)[0])).filter((said) => said !== 'ok'),
      ...keys.map(() => 'a row refers to none'),
    ]
  }
  const rows = await store.look.run(
    `select count(*) as n from instances i where not exists (select 1 from cases c where c.id = i.case_id)`,
  )
  return Number(rows[0]?.['n'] ?? 0) === 0 ? [] : ['an instance of no case']
}

/** Every case played again from its trail must give the state that is stored. */
export async function deviationsIn(
  settings: Readonly<Record<string, string>>,
  ofCases: number,
): Promise<readonly string[]> {
  const runtime = await openRuntime(readConfig({ ...settings, LOG_LEVEL: 'silent' }), systemClock)
  try {
    const { cases, deviations, failed } = await replayCases(runtime, AUDITOR, { scope: 'all' })
    return [
      ...(cases === ofCases ? [] : [`${cases} cases were played again, of ${ofCases}`]),
      ...deviations.map(({ caseId, deviation }) => `${caseId}: ${JSON.stringify(deviation)}`),
      ...failed.map(({ caseId, why }) => `${caseId}: ${why}`),
    ]
  } finally {
    await runtime.store.close()
  }
}
