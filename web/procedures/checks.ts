import type { PageParts } from '../../api/index.ts'
import { checkDraft, type DraftWithFiles, type Finding } from '../../engine/index.ts'
import { view, type Area } from '../frame/index.ts'
import { DRAFT, withDraft } from './draft-page.ts'
import { elementNames } from './element-names.ts'
import { fileTitle } from './file-titles.ts'
import { plainFinding } from './plain-finding.ts'

/** `…/checks`: what the rules find in a draft, errors before warnings. */
export function addCheckPages(area: Area, parts: PageParts): void {
  area.staff('get', `${DRAFT}/checks`, 'read-procedures', async (ask) => {
    const { draft, frame } = await withDraft(parts, ask)
    const { findings } = await checkDraft(parts.runtime, ask.actor, draft.id)
    const shown = findings.map((finding) => findingView(finding, draft, frame.base))
    return view('procedures/checks', {
      frame,
      groups: (['error', 'warning'] as const)
        .map((level) => ({ level, findings: shown.filter((each) => each.level === level) }))
        .filter((group) => group.findings.length > 0),
    })
  })
}

function findingView({ file, element, level, message, remedy, clause }: Finding, draft: DraftWithFiles, base: string) {
  const known = draft.files.find(({ path }) => path === file)
  const names = known !== undefined && file.endsWith('.bpmn') ? elementNames(known.text) : undefined
  const isElement = names?.has(element) === true
  const at = `file=${encodeURIComponent(file)}&element=${encodeURIComponent(element)}`
  return {
    ...{ level, clause },
    message: plainFinding(message, names),
    remedy: plainFinding(remedy, names),
    element: names?.get(element),
    file: known === undefined ? file : fileTitle(known),
    ...(isElement && { inTable: `${base}/steps?${at}#${element}`, inDiagram: `${base}/edit?${at}` }),
    inFile: placeOf(file, base),
  }
}

/** The page on which a file that is no diagram is changed; undefined where there is none. */
function placeOf(file: string, base: string): string | undefined {
  const [, folder, name] = /^(forms|letters)\/([\w-]+)/.exec(file) ?? []
  if (folder !== undefined && name !== undefined) return `${base}/${folder}/${name}`
  const table = /^([\w-]+)\.dmn$/.exec(file)?.[1]
  return table === undefined ? undefined : `${base}/routing/${table}`
}
