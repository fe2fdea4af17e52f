import type { PageParts } from '../../api/index.ts'
import {
  aboutIn,
  lawInWords,
  NEW,
  plainName,
  RefusedError,
  ROLES_OF_STEPS,
  type SettingsOutline,
} from '../../engine/index.ts'
import { view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { ABOUT, addingToAbout } from './about-edits.ts'
import { withDraft, type DraftAsked } from './draft-page.ts'
import { typeInWords } from './about-questions.ts'

/** `…/about`: what the procedure is, apart from its steps: title, roles, what a case has from its start, law, diagrams. */
export function addAboutPages(area: Area, parts: PageParts): void {
  area.staff('get', ABOUT, 'read-procedures', (ask) => show(parts, ask))
  addingToAbout(area, parts)
}

async function show(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const asked = await withDraft(parts, ask)
  const about = readable(asked)
  if (about === undefined) return view('procedures/about', { frame: asked.frame, at: atOf(asked) })
  const isMain = (processes: readonly string[]) => processes.includes(about.main)
  const begin = about.diagrams.find(({ processes }) => isMain(processes))
  const used = [...new Set(about.uses)]
  return view('procedures/about', {
    frame: asked.frame,
    at: atOf(asked),
    about,
    isNew: asked.draft.basedOn === NEW,
    begin: begin?.title.replaceAll(/[“”]/g, '') ?? about.main,
    used,
    law: lawInWords(about.law ?? about.id),
    mayAddRole: about.roles.length < ROLES_OF_STEPS.length,
    startVariables: about.startVariables.map((each) => ({
      ...each,
      typeWords: typeInWords(each.type),
      options: each.options.map(plainName),
    })),
    diagrams: about.diagrams.map(({ file, title, processes, calledBy }) => ({
      stem: file.replace(/\.bpmn$/, ''),
      title: title.replaceAll(/[“”]/g, ''),
      file,
      calledBy,
      isMain: isMain(processes),
      isChanged: asked.draft.changed.includes(file),
    })),
  })
}

function atOf({ frame }: DraftAsked): string {
  return `${frame.base}/about`
}

/** Undefined where `procedure.json` has faults that keep it from being read. */
function readable({ draft }: DraftAsked): SettingsOutline | undefined {
  try {
    return aboutIn(draft.files)
  } catch (error) {
    if (error instanceof RefusedError) return undefined
    throw error
  }
}
