import {
  caseReplay,
  drawingOf,
  isLate,
  isOpen,
  type Actor,
  type CaseReplay,
  type Drawing,
  type LegalClock,
  type ProcessWay,
  type ReplayStep,
  type Runtime,
  type TouchedElement,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { clauseInWords, statusOfClock } from '../cases/clocks.ts'
import { inWords, sentence } from '../cases/words.ts'
import { draw, standings } from '../diagram/index.ts'
import { addressWith, field, view, type Area, type Fields } from '../frame/index.ts'
import { BECAME, INTERVENTIONS, stepInWords, whoInWords } from './replay-words.ts'

/** `/audit/cases/…/replay`: a case step by step on the diagrams on which it ran. Each step has its own address. */
export function addReplayPage(area: Area, { runtime }: PageParts): void {
  area.staff('get', '/audit/cases/:caseId/replay', 'read-history', async ({ actor, params, query }) =>
    view('audit/replay', await replayView(runtime, actor, params['caseId'] ?? '', query)),
  )
}

const VIEWS = [
  ['around', 'Around the step'],
  ['fit', 'Whole diagram'],
  ['100', '100%'],
  ['150', '150%'],
] as const
type Look = (typeof VIEWS)[number][0]

async function replayView(runtime: Runtime, actor: Actor, caseId: string, query: Fields): Promise<object> {
  const asked = Number(field(query, 'step') || '1')
  const replay = await caseReplay(runtime, actor, caseId, Number.isFinite(asked) ? asked : 1)
  const { steps, moment } = replay
  const here = `/audit/cases/${caseId}/replay`
  const look = VIEWS.find(([id]) => id === field(query, 'view'))?.[0] ?? 'around'
  const wanted = field(query, 'diagram')
  const shown = moment.ways.find(({ process }) => process === wanted) ?? moment.ways.find(isOf(moment.process))
  const at = (step: number, more: Fields = {}) =>
    addressWith(here, { step: String(step), ...(look !== 'around' && { view: look }), ...more })
  const step = steps[moment.step - 1]
  const departsAt = steps.find(({ seq }) => seq === replay.deviation?.seq)?.n
  const drawing =
    shown === undefined
      ? await drawingOf(runtime, replay.procedure, replay.procedureVersion, replay.main)
      : await drawingOf(runtime, shown.procedure, shown.procedureVersion, shown.process)
  return {
    caseId,
    here,
    look,
    count: steps.length,
    n: moment.step,
    step: step && stepView(step, replay),
    previous: moment.step > 1 ? at(moment.step - 1) : undefined,
    next: moment.step < steps.length ? at(moment.step + 1) : undefined,
    first: at(1),
    last: at(steps.length),
    diagram: diagramView(replay, drawing, shown, { look, at }),
    views: VIEWS.map(([id, text]) => ({
      text,
      current: id === look,
      href: addressWith(here, {
        step: String(moment.step),
        ...(wanted !== '' && { diagram: wanted }),
        ...(id !== 'around' && { view: id }),
      }),
    })),
    clocks: clockRows(moment.clocks),
    days: daysOf(steps, (each) => ({
      n: each.n,
      href: at(each.n),
      current: each.n === moment.step,
      text: stepInWords(each),
      who: whoInWords(each),
      intervention: interventionOf(each),
      departs: each.n === departsAt,
    })),
    interventions: steps.flatMap((each) =>
      each.intervention === undefined
        ? []
        : [
            {
              n: each.n,
              href: at(each.n),
              on: each.on,
              text: interventionOf(each) ?? '',
              what: stepInWords(each),
            },
          ],
    ),
    departure: replay.deviation && {
      ...replay.deviation,
      n: departsAt,
      href: departsAt === undefined ? undefined : at(departsAt),
      isHere: departsAt === moment.step,
      isPast: departsAt !== undefined && departsAt < moment.step,
    },
  }
}

function isOf(process: string) {
  return (way: ProcessWay) => way.process === process
}

function stepView(step: ReplayStep, { moment }: CaseReplay): object {
  return {
    n: step.n,
    at: step.at,
    on: step.on,
    text: stepInWords(step),
    who: whoInWords(step),
    intervention: interventionOf(step),
    facts: [...new Set(step.facts)].map((type) => sentence(inWords(type))),
    // Told first; what went by itself follows.
    touched: numbered(moment.touched).map(({ number, name, diagram, became, element }) => ({
      number,
      name: name === '' ? 'A place where ways meet or part' : name,
      diagram,
      element,
      became: BECAME[became],
    })),
  }
}

/** With the numbers that point at them in the drawing: those that have a name, or stand alone. */
function numbered(touched: readonly TouchedElement[]): readonly (TouchedElement & { readonly number: number })[] {
  const named = touched.filter(({ name }) => name !== '')
  return (named.length > 0 ? named : touched).map((each, index) => ({ ...each, number: index + 1 }))
}

interface Shown {
  readonly look: Look
  readonly at: (step: number, more?: Fields) => string
}

function diagramView(
  { moment }: CaseReplay,
  drawing: Drawing,
  way: ProcessWay | undefined,
  { look, at }: Shown,
): object {
  const { model, layout } = drawing
  const own = numbered(moment.touched).filter(({ process }) => process === model.id)
  const drawnElements = new Set(layout.map(({ element }) => element))
  const waiting = (way?.elements ?? []).filter(({ waiting: how }) => how === 'now' || how === 'stuck')
  // Nothing of it moved: then where the case waits.
  const around = new Set((own.length > 0 ? own : waiting).map(({ element }) => element))
  const drawn = draw(drawing, {
    standings: standings(model, { mayBegin: true, ...(way !== undefined && { way }) }),
    taken: new Map((way?.flows ?? []).map(({ flow, taken }) => [flow, taken])),
    marks: new Map(own.map(({ element, number }) => [element, number])),
    title: `Diagram: ${model.name}, after step ${moment.step}`,
    description: describe(
      own,
      waiting.map(({ element }) => model.nodes.get(element)?.name ?? ''),
    ),
    opens: (process) =>
      moment.ways.some((each) => each.process === process) ? at(moment.step, { diagram: process }) : undefined,
    ...(look === 'around' && { around }),
    ...((look === '100' || look === '150') && { zoom: Number(look) / 100 }),
  })
  return {
    name: model.name,
    process: model.id,
    procedureTitle: drawing.procedureTitle,
    procedure: drawing.procedure,
    version: drawing.version,
    drawn,
    isFit: look === 'around' || look === 'fit',
    isAround: look === 'around' && around.size > 0,
    undrawn: own.filter(({ element }) => !drawnElements.has(element)).map(({ name, number }) => ({ name, number })),
    waiting: waiting.flatMap(({ element }) => {
      const name = model.nodes.get(element)?.name ?? ''
      return name === '' ? [] : [name]
    }),
    above: aboveOf(moment.ways, way).map((each) => ({
      text: each.name,
      href: at(moment.step, { diagram: each.process }),
    })),
    begun: moment.ways.map((each) => ({
      name: each.name,
      href: at(moment.step, { diagram: each.process }),
      current: each.process === model.id,
      standing: each.standing === 'running' ? 'Under way' : 'Ended',
      begun: each.begun,
    })),
  }
}

function describe(
  own: readonly { readonly name: string; readonly number: number }[],
  waiting: readonly string[],
): string {
  const moved = own.map(({ name, number }) => `${number}: ${name === '' ? 'a place without a name' : name}`)
  const now = waiting.filter((name) => name !== '')
  return [
    moved.length === 0 ? 'The step moved nothing in this diagram.' : `In this step: ${moved.join('; ')}.`,
    now.length === 0 ? '' : `The case then waits at: ${now.join('; ')}.`,
    'The words beside it say the same.',
  ]
    .join(' ')
    .trim()
}

/** The diagrams that lead to this one, the outermost first. */
function aboveOf(ways: readonly ProcessWay[], own: ProcessWay | undefined): readonly ProcessWay[] {
  const above: ProcessWay[] = []
  for (let next = own?.calledFrom; next !== undefined;) {
    const caller = ways.find(isOf(next))
    if (caller === undefined || above.includes(caller)) break
    above.unshift(caller)
    next = caller.calledFrom
  }
  return above
}

function clockRows(clocks: readonly LegalClock[]): readonly object[] {
  const order = (clock: LegalClock) => `${isOpen(clock) ? 0 : 1} ${clock.due ?? '9999'} ${clock.id}`
  return clocks
    .filter(({ status }) => status !== 'superseded' && status !== 'not-in-force')
    .toSorted((a, b) => order(a).localeCompare(order(b)))
    .map((clock) => ({
      title: sentence(clock.title),
      clause: clauseInWords(clock),
      status: statusOfClock(clock.status),
      tone: isLate(clock) ? 'red' : isOpen(clock) ? 'blue' : 'grey',
      due: clock.due,
      metOn: clock.metOn,
    }))
}

/** Steps by the day on which they were taken. */
function daysOf<Line>(steps: readonly ReplayStep[], line: (step: ReplayStep) => Line) {
  const days: { on: string; first: number; steps: Line[] }[] = []
  for (const step of steps) {
    const last = days.at(-1)
    if (last?.on === step.on) last.steps.push(line(step))
    else days.push({ on: step.on, first: step.n, steps: [line(step)] })
  }
  return days
}

/** What somebody put right by hand in a step, and where a case was moved, from which version to which. */
function interventionOf({ intervention, versions }: ReplayStep): string | undefined {
  if (intervention === undefined) return undefined
  const where = versions === undefined ? '' : `, from version ${versions.from} to version ${versions.to}`
  return `${INTERVENTIONS[intervention]}${where}`
}
