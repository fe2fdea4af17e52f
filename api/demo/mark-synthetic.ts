import { SYNTHETIC, SYSTEM, type Runtime } from '../../engine/index.ts'

/** Says in the database itself that nobody in it exists. */
export async function markSynthetic({ store }: Pick<Runtime, 'store'>, what: string): Promise<void> {
  await store.command((unit) => {
    unit.saveSetting({ name: SYNTHETIC, value: what })
    unit.audit({ actor: SYSTEM.id, role: SYSTEM.role, type: 'marked-synthetic', body: { what } })
    return Promise.resolve()
  })
}
