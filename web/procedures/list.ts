import type { PageParts } from '../../api/index.ts'
import { mayDo, proceduresOverview } from '../../engine/index.ts'
import { view, type Area } from '../frame/index.ts'
import { addressOfDraft, captionOf, DRAFT_STATES } from './draft-page.ts'

/** `/procedures`: each with the version in force, and what is being worked on. */
export function addListPage(area: Area, { runtime }: PageParts): void {
  area.staff('get', '/procedures', 'read-procedures', async ({ actor }) => {
    const lines = await proceduresOverview(runtime, actor)
    return view('procedures/list', {
      lines: lines.map((line) => ({
        ...line,
        drafts: line.drafts.map((draft) => ({
          href: addressOfDraft(draft),
          caption: captionOf(draft),
          state: DRAFT_STATES[draft.state],
        })),
      })),
      mayEdit: mayDo(actor, 'edit-procedures'),
    })
  })
}
