import type { Runtime } from '../runtime.ts'
import { recordScan, type ScanResult } from './documents.ts'

/** Documents looked at in one round. */
const A_ROUND = 20

/**
 * Has the scanner look at documents that it has not looked at, and once more at those where it failed. One after the
 * other, so that the scanner is not flooded and little is held in memory. Does nothing where there is no scanner.
 *
 * @returns how many it came to an answer for.
 */
export async function scanDocuments(runtime: Runtime): Promise<number> {
  const { scanner, store } = runtime
  if (scanner === undefined) return 0
  let answered = 0
  for (const { caseId, id, scan } of await store.read.documentsToScan(A_ROUND)) {
    const content = await store.read.documentContent(caseId, id)
    if (content === undefined) continue
    const result = await scanner.scan(content).then(
      (found): ScanResult => found,
      (): ScanResult => 'failed',
    )
    // That it failed again is no news, and would only fill the case's trail.
    if (result === scan) continue
    await recordScan(runtime, caseId, id, result)
    if (result !== 'failed') answered += 1
  }
  return answered
}
