import type { PageParts } from '../../api/index.ts'
import { mayDo, openDraft, procedureOverview, type HistoryLine } from '../../engine/index.ts'
import { namesOfUsers } from '../access/words.ts'
import { redirect, shortDay, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { addressOfDraft, captionOf, DRAFT_STATES } from './draft-page.ts'
import { DID, VERSION_STATES } from './words.ts'

const PAGE = '/procedures/:procedureId'

/** Lines of the history that are shown before somebody asks for all. */
const SHOWN = 20

/** `/procedures/…`: versions with the cases on each, drafts, and who did what when. */
export function addProcedurePages(area: Area, parts: PageParts): void {
  area.staff('get', PAGE, 'read-procedures', (ask) => show(parts, ask))
  area.staff('get', `${PAGE}/history`, 'read-procedures', (ask) => history(parts, ask))
  area.staff('post', `${PAGE}/drafts`, 'edit-procedures', (ask) => open(parts, ask))
}

async function show({ runtime }: PageParts, { actor, params }: StaffAsk): Promise<Reply> {
  const procedure = await procedureOverview(runtime, actor, params['procedureId'] ?? '')
  const people = [
    ...procedure.versions.flatMap(({ madeBy, publishedBy, approvedBy }) => [madeBy, publishedBy, approvedBy]),
    ...procedure.allDrafts.map(({ changedBy }) => changedBy),
    ...procedure.history.slice(0, SHOWN).map((line) => line.actor),
  ]
  const nameOf = await namesOfUsers(
    runtime,
    people.filter((id) => id !== undefined),
  )
  const at = `/procedures/${procedure.procedure}`
  const target = mayDo(actor, 'migrate-cases') ? procedure.inForce?.version : undefined
  return view('procedures/procedure', {
    procedure,
    at,
    versions: procedure.versions.map((each) => ({
      ...each,
      shortHash: each.hash.slice(0, 12),
      state: VERSION_STATES[each.status],
      madeBy: nameOf(each.madeBy),
      ...(each.publishedBy !== undefined && { publishedBy: nameOf(each.publishedBy) }),
      ...(each.approvedBy !== undefined && { approvedBy: nameOf(each.approvedBy) }),
      ...(target !== undefined &&
        each.openCases > 0 &&
        each.version !== target && {
          moves: { to: target, href: `${at}/versions/${target}/move?from=${each.version}` },
        }),
      isNewest: each.version === procedure.versions[0]?.version,
    })),
    drafts: procedure.drafts.map((draft) => ({
      ...draft,
      href: addressOfDraft(draft),
      caption: captionOf(draft),
      standing: DRAFT_STATES[draft.state],
      by: nameOf(draft.changedBy),
    })),
    lines: procedure.history.slice(0, SHOWN).map((line) => lineView(line, nameOf)),
    hasMore: procedure.history.length > SHOWN,
    mayEdit: mayDo(actor, 'edit-procedures'),
    isNew: procedure.versions.length === 0,
  })
}

async function history({ runtime }: PageParts, { actor, params }: StaffAsk): Promise<Reply> {
  const procedure = await procedureOverview(runtime, actor, params['procedureId'] ?? '')
  const nameOf = await namesOfUsers(
    runtime,
    procedure.history.map((line) => line.actor),
  )
  return view('procedures/history', {
    procedure,
    lines: procedure.history.map((line) => lineView(line, nameOf)),
  })
}

async function open({ runtime }: PageParts, { actor, params, body }: StaffAsk): Promise<Reply> {
  const from = Number(body['version'])
  const draft = await openDraft(runtime, actor, params['procedureId'] ?? '', from > 0 ? from : undefined)
  return redirect(addressOfDraft(draft), {
    kind: 'success',
    title: 'Your draft is open.',
    text: 'Nothing that you do here changes a case until it is approved and published.',
  })
}

/** A line of a history in words. */
export function lineView(line: HistoryLine, nameOf: (id: string) => string): object {
  const { at, actor, what, words, version, from } = line
  const did = what === 'lapsed' ? `${nameOf(actor)} found that the ${DID.lapsed}` : `${nameOf(actor)} ${DID[what]}`
  const which =
    version === undefined ? '' : `: version ${version}${from === undefined ? '' : `, from ${shortDay(from)}`}`
  return { at, text: `${did}${which}`, words }
}
