import type { PageParts } from '../../api/index.ts'
import { bringUpToDate, draftBehind, InvalidVariablesError, type WhichFile } from '../../engine/index.ts'
import { field, redirect, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { byField, type FormError } from '../record/day.ts'
import { DRAFT, withDraft } from './draft-page.ts'
import { titlesIn } from './file-titles.ts'

const PAGE = `${DRAFT}/bring-up-to-date`

/** `…/bring-up-to-date`: another version has come since; what only one side changed is taken from it. */
export function addUpdatePages(area: Area, parts: PageParts): void {
  area.staff('get', PAGE, 'edit-procedures', (ask) => show(parts, ask))
  area.staff('post', PAGE, 'edit-procedures', (ask) => update(parts, ask))
}

async function show(parts: PageParts, ask: StaffAsk, errors: readonly FormError[] = []): Promise<Reply> {
  const { draft, frame } = await withDraft(parts, ask)
  const behind = await draftBehind(parts.runtime, ask.actor, draft.id)
  const titleOf = titlesIn(draft)
  return view(
    'procedures/bring-up-to-date',
    {
      ...{ frame, draft, errors, errorAt: byField(errors) },
      behind: behind && { ...behind, taken: behind.taken.map(titleOf), kept: behind.kept.map(titleOf) },
      both: (behind?.both ?? []).map((path, index) => ({
        title: titleOf(path),
        name: `take-${index}`,
        take: field(ask.body, `take-${index}`),
      })),
    },
    errors.length > 0 ? 400 : 200,
  )
}

async function update(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const { draft, frame } = await withDraft(parts, ask)
  const both = (await draftBehind(parts.runtime, ask.actor, draft.id))?.both ?? []
  const chosen = both.map((path, index) => ({ path, name: `take-${index}`, take: field(ask.body, `take-${index}`) }))
  const open = chosen.filter(({ take }) => take !== 'draft' && take !== 'version')
  const titleOf = titlesIn(draft)
  const faults = open.map(({ path, name }) => ({ text: `Choose which counts: ${titleOf(path)}`, href: `#${name}` }))
  if (faults.length > 0) return show(parts, ask, faults)
  const choices = Object.fromEntries(chosen.map(({ path, take }) => [path, take as WhichFile]))
  try {
    const revision = Number(field(ask.body, 'revision'))
    const { basedOn } = await bringUpToDate(parts.runtime, ask.actor, draft.id, { revision, choices })
    return redirect(frame.base, { kind: 'success', title: `The draft is one of version ${basedOn} now.` })
  } catch (error) {
    if (!(error instanceof InvalidVariablesError)) throw error
    return show(parts, ask, [{ text: 'Another version has come meanwhile: choose again', href: '#take-0' }])
  }
}
