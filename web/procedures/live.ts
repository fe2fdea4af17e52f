import type { PageParts } from '../../api/index.ts'
import {
  casesAtStep,
  drawingOf,
  liveView,
  mayDo,
  type Actor,
  type CaseAtStep,
  type LiveDiagram,
  type LiveStep,
  type LiveView,
  type Runtime,
} from '../../engine/index.ts'
import { draw, outlineOf, type Drawn } from '../diagram/index.ts'
import {
  addressWith,
  countsOf,
  field,
  PAGE_SIZE,
  pageOf,
  pagesOf,
  view,
  type Area,
  type Reply,
  type StaffAsk,
} from '../frame/index.ts'
import { addMoveStepPages } from './live-move.ts'

const PAGE = '/procedures/:procedureId/live'

/** `…/live`: how many open cases are at each step, on the diagram and in a table; each step opens to its cases. */
export function addLivePages(area: Area, parts: PageParts): void {
  area.staff('get', PAGE, 'read-procedures', (ask) => show(parts, ask))
  area.staff('get', `${PAGE}/steps/:element`, 'read-cases', (ask) => showStep(parts, ask))
  addMoveStepPages(area, parts)
}

async function show({ runtime }: PageParts, { actor, params, query }: StaffAsk): Promise<Reply> {
  const asked = Number(field(query, 'version'))
  const live = await liveView(runtime, actor, {
    procedure: params['procedureId'] ?? '',
    ...(asked > 0 && { version: asked }),
  })
  const at = `/procedures/${live.procedure}/live`
  const wanted = field(query, 'diagram')
  const diagram =
    live.diagrams.find(({ process }) => process === wanted) ??
    live.diagrams.find(({ process }) => process === live.main) ??
    live.diagrams[0]
  const href = (process: string) => `${at}?version=${live.version}&diagram=${process}`
  return view('procedures/live', {
    live,
    at,
    diagram: diagram?.name,
    versions: live.versions.map(({ version, cases }) => ({
      version,
      cases,
      href: `${at}?version=${version}`,
      current: version === live.version,
    })),
    diagrams: live.diagrams.map((each) => ({
      name: each.name,
      // Diagrams that the version uses of another procedure may have the same name.
      again: live.diagrams.some((other) => other !== each && other.name === each.name),
      href: href(each.process),
      current: each === diagram,
      ...busiest(each),
    })),
    ...(diagram !== undefined && {
      drawn: await drawnOf(runtime, live, diagram, href),
      rows: await rowsOf(runtime, actor, live, diagram, { at, href }),
    }),
  })
}

/** Cases at its fullest step: one case may be at several steps at once, so that steps are not added up. */
function busiest({ steps }: LiveDiagram): { readonly busy: number; readonly late: boolean } {
  return { busy: Math.max(0, ...steps.map(({ cases }) => cases)), late: steps.some(({ late }) => late > 0) }
}

async function drawnOf(
  runtime: Runtime,
  live: LiveView,
  { process, name, steps }: LiveDiagram,
  href: (process: string) => string,
): Promise<Drawn> {
  const drawing = await drawingOf(runtime, live.procedure, live.version, process)
  const known = new Set(live.diagrams.map((each) => each.process))
  return draw(drawing, {
    title: `Diagram: ${name}`,
    description: 'The number at a step says how many cases are there. The table after the picture says the same.',
    counts: new Map(steps.map(({ element, cases, late }) => [element, { cases, late }])),
    opens: (called) => (known.has(called) ? href(called) : undefined),
    zoom: 0.75,
  })
}

/** The steps in the order in which they come, with the numbers that the outline gives them. */
async function rowsOf(
  runtime: Runtime,
  actor: Actor,
  live: LiveView,
  { process, steps }: LiveDiagram,
  { at, href }: { readonly at: string; readonly href: (process: string) => string },
): Promise<readonly object[]> {
  const { model, roles } = await drawingOf(runtime, live.procedure, live.version, process)
  const order = outlineOf({ model, roles }).sections.flatMap((section) => section.steps.map(({ element }) => element))
  const place = (step: LiveStep) => (order.includes(step.element) ? order.indexOf(step.element) : order.length)
  const titles = new Map(roles.map(({ code, title }) => [code, title]))
  const opens = mayDo(actor, 'read-cases')
  return steps
    .toSorted((one, other) => place(one) - place(other))
    .map((step) => {
      const { element, name, kind, role, cases, late, stuck, averageWorkingDays, medianWorkingDays, done } = step
      const called = model.nodes.get(element)
      const part = called?.type === 'callActivity' ? called.calledElement : undefined
      const list = `${at}/steps/${element}?version=${live.version}`
      return {
        ...{ name, kind, cases, late, stuck },
        who: role === undefined ? '' : (titles.get(role) ?? ''),
        ...(opens && cases > 0 && { href: list }),
        ...(opens && late > 0 && { lateHref: `${list}&late=yes` }),
        ...(part !== undefined && live.diagrams.some((each) => each.process === part) && { partHref: href(part) }),
        ...{ isTask: role !== undefined, average: averageWorkingDays, median: medianWorkingDays, done },
      }
    })
}

async function showStep({ runtime }: PageParts, { actor, params, query }: StaffAsk): Promise<Reply> {
  const { procedureId: procedure = '', element = '' } = params
  const version = Number(field(query, 'version'))
  const isLate = field(query, 'late') === 'yes'
  const page = pageOf(query)
  const found = await casesAtStep(runtime, actor, {
    ...{ procedure, version, element, late: isLate },
    offset: (page - 1) * PAGE_SIZE,
    limit: PAGE_SIZE,
  })
  const at = `/procedures/${procedure}/live`
  const path = `${at}/steps/${element}`
  return view('procedures/live-step', {
    ...{ procedure, version, step: found },
    back: `${at}?version=${version}&diagram=${found.process}`,
    filters: [
      { text: 'All', href: addressWith(path, query, { late: undefined }), current: !isLate },
      { text: 'Late', href: addressWith(path, query, { late: 'yes' }), current: isLate },
    ],
    rows: found.cases.map((each) => rowOf(actor, each)),
    counts: countsOf(page, found.cases.length, found.total),
    pages: pagesOf(path, query, page, found.total),
  })
}

/** What the asker may do about it there; each leads to a page that says what will happen. */
function rowOf(actor: Actor, { caseId, status, receivedOn, tasks }: CaseAtStep): object {
  const [task] = tasks
  const stopped = status === 'incident'
  const links = [
    ...(mayDo(actor, 'move-to-step')
      ? [
          {
            text: 'Move to another step',
            href: `/cases/${caseId}/move${task === undefined ? '' : `?at=${task.taskId}`}`,
          },
        ]
      : []),
    ...(task !== undefined && mayDo(actor, 'move-tokens')
      ? [{ text: 'Send back', href: `/cases/${caseId}/tasks/${task.taskId}/send-back` }]
      : []),
    ...(stopped && mayDo(actor, 'retry-incidents')
      ? [{ text: 'Try again, or go on without what stopped', href: `/cases/${caseId}/incidents` }]
      : []),
  ]
  const dueOn = tasks.flatMap((each) => each.dueOn ?? []).toSorted()[0]
  return {
    ...{ caseId, receivedOn, stopped, links },
    href: `/cases/${caseId}`,
    late: tasks.some((each) => each.late),
    ...(dueOn !== undefined && { dueOn }),
  }
}
