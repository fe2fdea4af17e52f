import { openStore } from '../../engine/store/index.ts'
import { fixedClock } from './test-databases-clock.ts'

/* A process that changes one case many times: see processes.test.ts. */
const { config, caseId, times } = JSON.parse(process.argv[2] ?? '{}') as {
  config: { url: string } | { file: string }
  caseId: string
  times: number
}
const store = await openStore({ clock: fixedClock(), ...config })
await Promise.all(
  Array.from({ length: times }, () =>
    store.command(async (unit) => {
      const row = await unit.lockCase(caseId)
      if (row === undefined) throw new Error('no case')
      unit.updateCase(row, row.version)
      unit.audit({ caseId, actor: `process ${process.pid}`, role: 'r', type: 'counted', body: {} })
    }),
  ),
)
await store.close()
