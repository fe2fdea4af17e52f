import { openDraft } from '../../../engine/index.ts'
import type { TestPages } from '../pages.ts'
import { PEOPLE } from './state.ts'

/** A draft of each procedure whose forms, letters or decision table are looked at. */
export async function partsOf({ service }: TestPages): Promise<readonly (readonly [string, string])[]> {
  const names: [string, string][] = []
  for (const procedure of ['children-act', 'adult-social-care', 'intake']) {
    const { id } = await openDraft(service.runtime, PEOPLE.owner, procedure)
    names.push([`parts:${procedure}`, `/procedures/${procedure}/drafts/${id}`])
  }
  return names
}
