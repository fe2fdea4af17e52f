import type { PageParts } from '../../api/index.ts'
import {
  compareDraft,
  compareVersions,
  comparableVersions,
  NEW,
  NotFoundError,
  type DrawnComparison,
} from '../../engine/index.ts'
import { field, view, type Area, type Fields, type Reply, type StaffAsk } from '../frame/index.ts'
import { comparedPictures } from './compare-pictures.ts'
import { comparisonView } from './compare-view.ts'
import { DRAFT, withDraft } from './draft-page.ts'

/** What a draft changes, and what two versions do not have in common: in sentences, and on the diagrams. */
export function addComparePages(area: Area, parts: PageParts): void {
  area.staff('get', `${DRAFT}/compare`, 'read-procedures', (ask) => ofDraft(parts, ask))
  area.staff('get', '/procedures/:procedureId/compare/:from/:to', 'read-procedures', (ask) => ofVersions(parts, ask))
}

async function ofDraft(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const { draft, frame } = await withDraft(parts, ask)
  const { runtime } = parts
  const versions = await comparableVersions(runtime, ask.actor, draft.procedure)
  const asked = Number(field(ask.query, 'with'))
  const wanted = versions.find(({ version }) => version === asked)?.version
  const comparison = await compareDraft(runtime, ask.actor, draft.id, wanted)
  const at = `${frame.base}/compare`
  const inForce = versions.findLast(({ isInForce }) => isInForce)?.version
  return view('procedures/compare-draft', {
    frame,
    versions: versions
      .toReversed()
      .map(({ version, isInForce }) => ({ version, isInForce, isChosen: version === versionOf(comparison.before) })),
    ...shown(comparison, ask.query, at, {
      names: [nameOfVersion(comparison, inForce), 'This draft'],
      ...(wanted !== undefined && { with: String(wanted) }),
    }),
  })
}

async function ofVersions({ runtime }: PageParts, { actor, params, query }: StaffAsk): Promise<Reply> {
  const procedure = params['procedureId'] ?? ''
  const [from, to] = [Number(params['from']), Number(params['to'])]
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to)) throw new NotFoundError('procedure version', procedure)
  const versions = await comparableVersions(runtime, actor, procedure)
  const comparison = await compareVersions(runtime, actor, procedure, { from, to })
  const inForce = versions.findLast(({ isInForce }) => isInForce)?.version
  const nameOf = (version: number) => `Version ${version}${version === inForce ? ', in force' : ''}`
  return view('procedures/compare-versions', {
    procedure,
    procedureTitle: comparison.title,
    from,
    to,
    ...shown(comparison, query, `/procedures/${procedure}/compare/${from}/${to}`, {
      names: [nameOf(from), nameOf(to)],
    }),
  })
}

function versionOf(compared: DrawnComparison['before']): number | undefined {
  return 'version' in compared ? compared.version : undefined
}

function nameOfVersion({ before }: DrawnComparison, inForce: number | undefined): string {
  const version = versionOf(before)
  if (version === NEW) return 'Nothing: the procedure is new'
  return `Version ${version ?? ''}${version === inForce ? ', in force' : ''}`
}

interface Naming {
  /** What the two sides are called. */
  readonly names: readonly [string, string]
  /** The version that was asked for by its number. */
  readonly with?: string
}

function shown(comparison: DrawnComparison, query: Fields, at: string, { names, with: asked }: Naming): object {
  const kept = asked === undefined ? {} : { with: asked }
  const comparing = comparisonView(comparison, {
    at,
    kept,
    names,
    kind: field(query, 'kind'),
    about: field(query, 'about'),
  })
  return {
    comparison: comparing,
    drawn: comparedPictures(comparison, comparing.numbers, {
      at,
      kept,
      names,
      diagram: field(query, 'diagram'),
    }),
  }
}
