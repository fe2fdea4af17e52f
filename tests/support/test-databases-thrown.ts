import type { Store, Unit } from '../../engine/store/index.ts'

/** One command that only writes. */
export function seed(store: Store, work: (unit: Unit) => void): Promise<void> {
  return store.command((unit) => {
    work(unit)
    return Promise.resolve()
  })
}

/** What a promise was rejected with. @throws when it was not. */
export async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown')
}
