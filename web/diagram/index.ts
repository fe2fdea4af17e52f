import {
  diagramPage,
  drawingOf,
  procedureVersions,
  type Actor,
  type CaseWay,
  type Drawing,
  type ProcessWay,
  type Runtime,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { frameOf } from '../cases/index.ts'
import { field, makeArea, view, type Area, type Fields } from '../frame/index.ts'
import { draw } from './draw.ts'
import { outlineOf } from './outline.ts'
import { standings } from './standing.ts'

export { draw, type Drawn, type ShownChange, type ShownCount } from './draw.ts'
export { outlineOf } from './outline.ts'
export { standings } from './standing.ts'

/** `/cases/…/procedure`: where a case is on its diagrams. `/procedures/…/diagrams`: the diagrams themselves, to be read. */
export function diagramArea({ runtime }: PageParts): Area {
  const area = makeArea()

  area.staff('get', '/cases/:caseId/procedure', 'read-cases', async ({ actor, params, query }) =>
    view('diagram/case', await casesDiagram(runtime, actor, params['caseId'] ?? '', query)),
  )
  area.staff('get', '/procedures/:procedureId/diagrams', 'read-procedures', async ({ params, query }) => {
    const id = params['procedureId'] ?? ''
    const versions = await procedureVersions(runtime, id)
    const asked = Number(field(query, 'version'))
    const version =
      versions.find((each) => each.version === asked) ??
      versions.findLast(({ status }) => status === 'active') ??
      versions.at(-1)
    const drawing = await drawingOf(runtime, id, version?.version ?? 0, field(query, 'process') || undefined)
    const at = `/procedures/${id}/diagrams?version=${drawing.version}&`
    return view('diagram/procedure', {
      shown: version,
      // A procedure may use processes of another one: those of its own come first, as its files have them.
      diagrams: [...drawing.processes].map(([process, name]) => ({ name, href: `${at}process=${process}`, process })),
      diagram: shownOf(drawing, { query, at }),
    })
  })
  return area
}

async function casesDiagram(runtime: Runtime, actor: Actor, caseId: string, query: Fields): Promise<object> {
  const { page, way } = await diagramPage(runtime, actor, caseId)
  const asked = field(query, 'process')
  const wanted = asked === '' ? stageNow(way) : asked
  const own = way.processes.find(({ process }) => process === wanted)
  const { procedure, procedureVersion } = own ?? way
  const drawing = await drawingOf(runtime, procedure, procedureVersion, wanted)
  const known = own ?? way.processes.find(({ process }) => process === drawing.model.id)
  const at = `/cases/${caseId}/procedure?`
  return {
    frame: frameOf(page, 'procedure'),
    caseId,
    way,
    here: await placesNow(runtime, way, at),
    stages: way.processes.map((each) => ({ ...each, href: `${at}process=${each.process}` })),
    above: aboveOf(way, known, drawing, at),
    diagram: shownOf(drawing, { query, at, course: { way: known, mayBegin: page.case.status !== 'closed' } }),
  }
}

/** The diagram in which the case waits, the innermost and latest; of a case that has ended the whole procedure. */
function stageNow({ main, processes }: CaseWay): string {
  const callers = new Set(
    processes.flatMap(({ calledFrom, standing }) => (standing === 'running' ? (calledFrom ?? []) : [])),
  )
  const innermost = processes.filter(({ process, standing }) => standing === 'running' && !callers.has(process))
  return innermost.at(-1)?.process ?? main
}

interface Shown {
  readonly query: Fields
  /** The page's address up to its last parameter. */
  readonly at: string
  readonly course?: { readonly way: ProcessWay | undefined; readonly mayBegin: boolean }
}

const ZOOMS = ['fit', '50', '75', '100', '150', '200'] as const

/** The picture, its outline, and the links that make it larger. */
function shownOf(drawing: Drawing, { query, at, course }: Shown): object {
  const { model } = drawing
  const zoom = ZOOMS.find((each) => each === field(query, 'zoom')) ?? '100'
  const taken = new Map((course?.way?.flows ?? []).map((each) => [each.flow, each.taken]))
  const standing =
    course && standings(model, { mayBegin: course.mayBegin, ...(course.way !== undefined && { way: course.way }) })
  const known = standing === undefined ? {} : { standings: standing, taken }
  const outline = outlineOf(drawing, known)
  const now = outline.sections
    .flatMap(({ steps }) => steps)
    .filter((step) => step.standing?.state === 'now' || step.standing?.state === 'stuck')
  const drawn = draw(drawing, {
    ...known,
    title: `Diagram: ${model.name}`,
    description: describe(
      now.map(({ name, number }) => (name === '' ? `step ${number}` : name)),
      course !== undefined,
    ),
    opens: (process) =>
      drawing.processes.has(process) ? `${at}process=${process}${zoom === '100' ? '' : `&zoom=${zoom}`}` : undefined,
    ...(zoom !== 'fit' && { zoom: Number(zoom) / 100 }),
  })
  return {
    name: model.name,
    process: model.id,
    documentation: model.documentation,
    procedureTitle: drawing.procedureTitle,
    procedure: drawing.procedure,
    version: drawing.version,
    drawn,
    isFit: zoom === 'fit',
    now,
    zooms: ZOOMS.map((each) => ({
      text: each === 'fit' ? 'Fit to the page' : `${each}%`,
      href: `${at}process=${model.id}&zoom=${each}`,
      current: each === zoom,
    })),
    outline,
    names: Object.fromEntries(drawing.processes),
    at,
  }
}

function describe(now: readonly string[], isOfCase: boolean): string {
  const also = 'The numbered steps after the picture say the same in words.'
  if (!isOfCase) return also
  return now.length === 0
    ? `The case waits at no step of it. ${also}`
    : `The case is now at: ${now.join('; ')}. ${also}`
}

/** Where the case waits, in each diagram: its innermost places, not the stages around them. */
async function placesNow(runtime: Runtime, way: CaseWay, at: string): Promise<readonly object[]> {
  const running = way.processes.filter(({ standing }) => standing === 'running')
  const places = await Promise.all(
    running.map(async ({ process, procedure, procedureVersion, name, elements }) => {
      const { model } = await drawingOf(runtime, procedure, procedureVersion, process)
      return elements.flatMap(({ element, waiting }) => {
        const node = model.nodes.get(element)
        const isInner = node !== undefined && node.type !== 'callActivity' && node.name !== ''
        if (!isInner || (waiting !== 'now' && waiting !== 'stuck')) return []
        return [
          { step: node.name, stage: name, href: `${at}process=${process}#d-${element}`, stuck: waiting === 'stuck' },
        ]
      })
    }),
  )
  return places.flat()
}

/** The diagrams that lead to this one, the outermost first. */
function aboveOf(way: CaseWay, own: ProcessWay | undefined, { model }: Drawing, at: string): readonly object[] {
  const above: object[] = []
  const seen = new Set([model.id])
  let next = own?.calledFrom ?? (own === undefined && model.id !== way.main ? way.main : undefined)
  while (next !== undefined && !seen.has(next)) {
    const id: string = next
    seen.add(id)
    const each = way.processes.find(({ process }) => process === id)
    above.unshift({ text: each?.name ?? id, href: `${at}process=${id}` })
    next = each?.calledFrom
  }
  return above
}
