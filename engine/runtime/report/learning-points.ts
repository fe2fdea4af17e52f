import type { Fact } from '../../case/fact.ts'
import { countedCase, type CountedCase, type LearningPoint, type ReportDays } from '../../figures/index.ts'
import type { Runtime } from '../runtime.ts'

const PAGE = 500

/**
 * What cases taught in the period, the same words once. Cases to which access is restricted are left out: their words
 * would say more than their numbers.
 */
export async function learningPoints(runtime: Runtime, days: ReportDays): Promise<readonly LearningPoint[]> {
  const points = new Map<string, LearningPoint>()
  for (const [caseId, taught] of await taughtBy(runtime, days)) {
    const about = await aboutOf(runtime, caseId, days)
    if (about === undefined) continue
    const ofCase = new Map<string, LearningPoint>()
    for (const { data } of taught) {
      const text = data.text.trim().normalize('NFC')
      ofCase.set(JSON.stringify([about, data.area, data.rootCause, text]), {
        about,
        area: data.area,
        rootCause: data.rootCause,
        text,
        cases: 1,
      })
    }
    for (const [key, point] of ofCase) points.set(key, { ...point, cases: (points.get(key)?.cases ?? 0) + 1 })
  }
  return [...points].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, point]) => point)
}

async function taughtBy({ store }: Runtime, { period, knownAt }: ReportDays) {
  const byCase = new Map<string, Fact<'learning-recorded'>[]>()
  let after: string | undefined
  do {
    const page = await store.read.factsAcross({
      types: ['learning-recorded'],
      from: period.from,
      to: period.to,
      limit: PAGE,
      ...(after !== undefined && { after }),
    })
    for (const fact of page.rows) {
      // What was erased has no words any more.
      if (fact.type !== 'learning-recorded' || fact.recordedAt > knownAt || Object.keys(fact.data).length === 0)
        continue
      const caseId = fact.id.slice(0, fact.id.lastIndexOf('/'))
      byCase.set(caseId, [...(byCase.get(caseId) ?? []), fact])
    }
    after = page.next
  } while (after !== undefined)
  return byCase
}

/** Undefined for a case that is not to be told of. */
async function aboutOf(
  { store }: Runtime,
  caseId: string,
  { writtenOn, knownAt }: ReportDays,
): Promise<LearningPoint['about'] | undefined> {
  const [row, facts] = await Promise.all([store.read.case(caseId), store.read.facts(caseId)])
  if (row === undefined || row.restricted) return undefined
  const counted = countedCase({ caseId, procedure: row.procedure, facts }, { asAt: writtenOn, knownAt })
  return areaOf(counted)
}

function areaOf(counted: CountedCase | undefined): LearningPoint['about'] {
  return counted?.area ?? 'other'
}
