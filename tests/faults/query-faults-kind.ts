import type { Runtime } from '../../engine/index.ts'
import type { Places } from './query-faults-places.ts'

/** A command as it is given, again and again until it is done. */
export type Given = (runtime: Runtime) => Promise<unknown>

/** What is done before the command itself, on the same copy; then the command. */
export type Kind = (places: Places) => Given | readonly [before: Given, command: Given]

export const given =
  (work: (runtime: Runtime, places: Places) => Promise<unknown>): Kind =>
  (places) =>
  (runtime) =>
    work(runtime, places)

/** The same after something else, whose answer it needs. */
export const after =
  <T>(
    before: (runtime: Runtime, places: Places) => Promise<T>,
    work: (runtime: Runtime, known: T, places: Places) => Promise<unknown>,
  ): Kind =>
  (places) => {
    let known: { readonly answer: T } | undefined
    return [
      async (runtime) => {
        known = { answer: await before(runtime, places) }
      },
      (runtime) => {
        if (known === undefined) throw new Error('Nothing was done before')
        return work(runtime, known.answer, places)
      },
    ]
  }
