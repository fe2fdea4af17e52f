import { conformanceOf, type Conformance } from '../../engine/runtime/replay/conformance.ts'
import type { TestRuntime } from './runtime.ts'

/** What a case whose stored state is the one that its trail leads to gives. */
export const CONFORMS = { fitness: 1, deviation: undefined } as const

/** The case's trail, played again, against its stored state. */
export async function replayed(
  { store, runtime }: TestRuntime,
  caseId: string,
): Promise<{ readonly fitness: number; readonly deviation: Conformance['deviation'] | undefined }> {
  const row = await store.read.case(caseId)
  if (row === undefined) throw new Error(`No case ${caseId}`)
  const { fitness, deviation } = await conformanceOf(runtime, row)
  return { fitness, deviation }
}
