import { noRunsPlaying, startDraftRun } from '../../../api/scenarios/index.ts'
import { openDraft, readDraft, saveDraft } from '../../../engine/index.ts'
import type { TestPages } from '../pages.ts'
import { PEOPLE } from './state.ts'

const FILE = 'learning-closing.scenarios.json'
/** As many as its pages need. */
const FEW = 2

interface Written {
  readonly scenarios: readonly { readonly id: string; readonly steps: readonly { readonly expect?: object }[] }[]
}

/** A draft with two scenarios, one of which fails, run; and one of which nothing was run. */
export async function scenariosOf({ service }: TestPages): Promise<readonly (readonly [string, string])[]> {
  const { runtime } = service
  const { id } = await openDraft(runtime, PEOPLE.owner, 'learning')
  const { files, revision } = await readDraft(runtime, PEOPLE.owner, id)
  const { scenarios } = JSON.parse(files.find(({ path }) => path === FILE)?.text ?? '') as Written
  const [wrong, ...right] = scenarios.slice(0, FEW)
  if (wrong === undefined) throw new Error(`${FILE} has no scenario`)
  const steps = wrong.steps.map((step) => ({ ...step, expect: { ...step.expect, letters: ['answer'] } }))
  const few = { scenarios: [{ ...wrong, steps }, ...right] }
  const others = files.filter(({ path }) => path.endsWith('.scenarios.json') && path !== FILE)
  const changes = [
    { path: FILE, text: JSON.stringify(few, null, 2) },
    ...others.map(({ path }) => ({ path, text: JSON.stringify({ scenarios: [] }, null, 2) })),
  ]
  await saveDraft(runtime, PEOPLE.owner, id, { revision, changes, what: 'Fewer scenarios' })
  await startDraftRun(runtime, PEOPLE.owner, id)
  await noRunsPlaying()
  const { id: notRun } = await openDraft(runtime, PEOPLE.owner, 'learning')
  return [
    ['scenarios', `/procedures/learning/drafts/${id}/scenarios`],
    ['scenario', wrong.id],
    ['scenarios:not-run', `/procedures/learning/drafts/${notRun}/scenarios`],
  ]
}
