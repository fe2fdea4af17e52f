import type { Bounds, Drawing, EventNode, FlowNode, SequenceFlow, Shape } from '../../engine/index.ts'
import type { Standing } from './standing.ts'
import { eventSign, footSigns, gatewaySign, taskSign } from './signs.ts'
import { escaped, short, tag } from './svg.ts'
import { widthOf, wrap } from './wrap.ts'

/* Over 300 lines: a shape for each kind of element, side by side. */

/** A diagram as SVG, in two layers of one size: the picture, and above it the places that open another diagram. */
export interface Drawn {
  readonly picture: string
  /** Links on the call activities; empty where none can be opened. */
  readonly links: string
  readonly width: number
  readonly height: number
}

export interface DrawOptions {
  /** How each step stands for a case; without it the diagram alone is drawn. */
  readonly standings?: ReadonlyMap<string, Standing>
  /** How often each flow was taken. */
  readonly taken?: ReadonlyMap<string, number>
  /** Ids of the title and the description that stand in the picture. */
  readonly title: string
  readonly description: string
  /** Where a call activity leads; undefined for one that cannot be opened. */
  readonly opens?: (process: string) => string | undefined
  /** Steps and ways that two versions do not have in common: its sign says how, its colour only repeats it. */
  readonly changes?: ReadonlyMap<string, ShownChange>
  /** How many cases are at each step, in the corner of it; of late ones besides, with a sign. */
  readonly counts?: ReadonlyMap<string, ShownCount>
  /** Put before each id, where several pictures stand on one page. */
  readonly prefix?: string
  /** Steps to point at, each with the number under which it stands in words beside the drawing. */
  readonly marks?: ReadonlyMap<string, number>
  /** Shows only what lies around these; the whole where none of them is drawn. */
  readonly around?: ReadonlySet<string>
  /** 1 is the drawing's own size; undefined fits it to the page. */
  readonly zoom?: number
}

/** Cases at a step. */
export interface ShownCount {
  readonly cases: number
  readonly late: number
}

/** How a step differs from the other version: with its sign, the number under which it stands in words. */
export interface ShownChange {
  readonly state: 'added' | 'removed' | 'changed' | 'moved'
  readonly text: string
}

const MARGIN = 30
const TASK_TEXT = 12
const LABEL_TEXT = 11
/** Distance of two lines of text, in its size. */
const LEADING = 1.2

/** Draws what the diagram interchange places; what it does not place is not drawn, and stands in the outline. */
export function draw(drawing: Pick<Drawing, 'model' | 'layout' | 'processes'>, options: DrawOptions): Drawn {
  const { model, layout } = drawing
  const prefix = options.prefix ?? ''
  const box = lookAt(around(layout), layout, options.around)
  const flows = layout.filter(({ isEdge }) => isEdge)
  const boxes = layout.filter(({ isEdge }) => !isEdge)
  // What lies in a sub-process is drawn after it; events on the edge of an activity come last of all.
  const inOrder = boxes.toSorted((one, other) => depthOf(one) - depthOf(other))
  const parts = [
    ...inOrder.filter(({ element }) => isFrame(element)).map(shape),
    ...flows.map(edge),
    ...inOrder.filter(({ element }) => !isFrame(element)).map(shape),
    ...flows.map(edgeLabel),
    ...boxes.map(badge),
    ...layout.map(changeMark),
    ...boxes.map(pointer),
    ...boxes.map(countMark),
  ]
  const frame = {
    viewBox: [box.x, box.y, box.width, box.height].map(short).join(' '),
    ...(options.zoom !== undefined && { width: box.width * options.zoom, height: box.height * options.zoom }),
    focusable: 'false',
  }
  const places = boxes.flatMap(place)
  return {
    width: box.width,
    height: box.height,
    picture: tag(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        class: options.standings === undefined ? 'd-picture' : 'd-picture d-picture--case',
        role: 'img',
        'aria-labelledby': `${prefix}diagram-title`,
        'aria-describedby': `${prefix}diagram-description`,
        ...frame,
      },
      tag('title', { id: `${prefix}diagram-title` }, escaped(options.title)),
      tag('desc', { id: `${prefix}diagram-description` }, escaped(options.description)),
      ...parts,
    ),
    links: places.length === 0 ? '' : tag('svg', { class: 'd-links', ...frame }, ...places),
  }

  function isFrame(element: string): boolean {
    const node = model.nodes.get(element)
    return node === undefined || node.type === 'subProcess' || node.type === 'transaction'
  }

  function depthOf({ element }: Shape): number {
    const node = model.nodes.get(element)
    if (node === undefined) return -1
    let depth = node.type === 'boundaryEvent' ? 100 : 0
    for (let scope = model.scopes.get(node.scope); scope?.parent != null; scope = model.scopes.get(scope.parent))
      depth += 1
    return depth
  }

  function shape(at: Shape): string {
    const node = model.nodes.get(at.element)
    if (node === undefined) return lane(at)
    const classes = [
      'd-node',
      `d-node--${familyOf(node)}`,
      standingClass(options.standings?.get(node.id)),
      changed(node.id),
    ]
    return tag(
      'g',
      { id: `${prefix}d-${node.id}`, class: classes.filter((each) => each !== '').join(' ') },
      ...bodyOf(node, at),
    )
  }

  function lane(at: Shape): string {
    const name = model.lanes.find(({ id }) => id === at.element)?.name ?? ''
    const { x, y, width, height } = at
    const middle = { x: x + 15, y: y + height / 2 }
    const label =
      name === ''
        ? []
        : [
            tag(
              'text',
              {
                x: middle.x,
                y: middle.y,
                class: 'd-text',
                transform: `rotate(-90 ${short(middle.x)} ${short(middle.y)})`,
              },
              escaped(name),
            ),
          ]
    return tag('g', { class: 'd-lane' }, tag('rect', { x, y, width, height, class: 'd-shape' }), ...label)
  }

  function edge(at: Shape): string {
    const flow = model.flows.get(at.element)
    const points = at.waypoints ?? []
    const times = options.taken?.get(at.element) ?? 0
    const [last, before] = [points.at(-1), points.at(-2)]
    if (last === undefined || before === undefined) return ''
    const classes = [
      'd-flow',
      changed(at.element),
      ...(times > 0 ? ['is-taken'] : []),
      ...(flow === undefined ? ['d-flow--other'] : []),
    ]
    return tag(
      'g',
      { class: classes.filter((each) => each !== '').join(' ') },
      tag('path', { d: rounded(points), class: 'd-line' }),
      ...(flow === undefined ? [] : [tag('path', { d: head(before, last), class: 'd-head' })]),
      ...(flow !== undefined && isDefault(flow) ? [tag('path', { d: slash(points), class: 'd-line' })] : []),
    )
  }

  function isDefault({ id, source }: SequenceFlow): boolean {
    const node = model.nodes.get(source)
    return node !== undefined && 'default' in node && node.default === id
  }

  function edgeLabel(at: Shape): string {
    const name = model.flows.get(at.element)?.name ?? ''
    const times = options.taken?.get(at.element) ?? 0
    const text = times > 1 ? `${name} (${times} times)`.trim() : name
    if (text === '') return ''
    const middle = at.waypoints?.[Math.floor((at.waypoints.length - 1) / 2)]
    const label = at.label ?? { x: (middle?.x ?? at.x) + 4, y: (middle?.y ?? at.y) - 16, width: 80, height: 14 }
    return tag('g', { class: 'd-answer' }, outside(text, label, times > 0 ? 'd-label is-taken' : 'd-label'))
  }

  function badge(at: Shape): string {
    const standing = options.standings?.get(at.element)
    const node = model.nodes.get(at.element)
    if (standing === undefined || node === undefined || isFrame(at.element)) return ''
    const text = badgeText(standing)
    return text === undefined ? '' : mark(at, node, standing, text)
  }

  function changed(element: string): string {
    const change = options.changes?.get(element)
    return change === undefined ? '' : `is-${change.state}`
  }

  function changeMark(at: Shape): string {
    const change = options.changes?.get(at.element)
    if (change === undefined || change.text === '') return ''
    const { state, text: said } = change
    const width = widthOf(said, LABEL_TEXT) + 10
    const middle = at.isEdge ? halfWay(at.waypoints ?? []) : undefined
    const [x, y] = middle === undefined ? [at.x - 6, at.y - 10] : [middle.x - width / 2, middle.y - 9]
    return tag(
      'g',
      { class: `d-badge is-${state}` },
      tag('rect', { x, y, width, height: 18, rx: 3 }),
      tag('text', { x: x + width / 2, y: y + 13 }, escaped(said)),
    )
  }

  function pointer({ element, x, y }: Shape): string {
    const number = options.marks?.get(element)
    if (number === undefined) return ''
    return tag(
      'g',
      { class: 'd-pointer' },
      tag('circle', { cx: x, cy: y, r: 11 }),
      tag('text', { x, y: y + 4 }, escaped(String(number))),
    )
  }

  function countMark({ element, x, y, width }: Shape): string {
    const count = options.counts?.get(element)
    if (count === undefined || count.cases === 0) return ''
    const all = count.cases.toLocaleString('en-GB')
    const late = count.late === 0 ? '' : `! ${count.late.toLocaleString('en-GB')} late`
    const [wide, wideLate] = [Math.max(22, widthOf(all, TASK_TEXT) + 12), widthOf(late, LABEL_TEXT) + 12]
    const left = x + width - wide + 8
    return tag(
      'g',
      { class: 'd-count' },
      tag('rect', { x: left, y: y - 12, width: wide, height: 22, rx: 11 }),
      tag('text', { x: left + wide / 2, y: y + 3 }, escaped(all)),
      ...(late === ''
        ? []
        : [
            tag('rect', { x: left - wideLate - 2, y: y - 11, width: wideLate, height: 20, rx: 3, class: 'is-late' }),
            tag('text', { x: left - wideLate / 2 - 2, y: y + 3, class: 'is-late' }, escaped(late)),
          ]),
    )
  }

  function place(at: Shape): readonly string[] {
    const node = model.nodes.get(at.element)
    if (node?.type !== 'callActivity' || node.calledElement === undefined) return []
    const href = options.opens?.(node.calledElement)
    if (href === undefined) return []
    const { x, y, width, height } = at
    return [
      tag(
        'a',
        { href, class: 'd-link', 'aria-label': `Open the diagram ${drawing.processes.get(node.calledElement) ?? ''}` },
        tag('rect', { x, y, width, height, rx: 10 }),
      ),
    ]
  }
}

function bodyOf(node: FlowNode, at: Shape): readonly string[] {
  const { x, y, width, height } = at
  const middle = { x: x + width / 2, y: y + height / 2 }
  switch (node.type) {
    case 'startEvent':
    case 'endEvent':
    case 'intermediateCatchEvent':
    case 'intermediateThrowEvent':
    case 'boundaryEvent':
      return [...rings(node, middle, width / 2), label(node, at)]
    case 'exclusiveGateway':
    case 'parallelGateway':
    case 'inclusiveGateway':
    case 'eventBasedGateway': {
      const points = [
        [middle.x, y],
        [x + width, middle.y],
        [middle.x, y + height],
        [x, middle.y],
      ]
      const diamond = points.map((point) => point.map(short).join(',')).join(' ')
      return [
        tag('polygon', { points: diamond, class: 'd-shape' }),
        moved(middle, gatewaySign(node.type)),
        label(node, at),
      ]
    }
    default:
      return activity(node, at)
  }
}

function activity(node: FlowNode, at: Shape): readonly string[] {
  const { x, y, width, height, isCollapsed = false } = at
  const isOpen = (node.type === 'subProcess' || node.type === 'transaction') && !isCollapsed
  const sign = taskSign(node.type)
  const foot = footSigns(node, isCollapsed)
  const lines = wrap(node.name, width - 14, TASK_TEXT)
  const tall = lines.length * TASK_TEXT * LEADING
  const room = foot.length > 0 ? 18 : 0
  const top = isOpen ? y + 6 : y + (height - room - tall) / 2
  return [
    tag('rect', { x, y, width, height, rx: 10, class: 'd-shape' }),
    ...(node.type === 'transaction'
      ? [tag('rect', { x: x + 4, y: y + 4, width: width - 8, height: height - 8, rx: 8, class: 'd-line' })]
      : []),
    ...(sign === undefined ? [] : [moved({ x: x + 14, y: y + 13 }, sign)]),
    ...foot.map((each, index) =>
      moved({ x: x + width / 2 + (index - (foot.length - 1) / 2) * 20, y: y + height - 11 }, each),
    ),
    text(lines, x + width / 2, top, TASK_TEXT, 'd-text'),
  ]
}

function rings(node: EventNode, middle: { x: number; y: number }, r: number): readonly string[] {
  const isDouble = node.type !== 'startEvent' && node.type !== 'endEvent'
  const classes = `d-shape${node.interrupting ? '' : ' d-shape--beside'}`
  const isThrowing = node.type === 'endEvent' || node.type === 'intermediateThrowEvent'
  const circle = (radius: number) => tag('circle', { cx: middle.x, cy: middle.y, r: radius, class: classes })
  const sign = eventSign(node.event, isThrowing)
  return [circle(r), ...(isDouble ? [circle(r - 3.5)] : []), ...(sign === '' ? [] : [moved(middle, sign)])]
}

/** The name of an event or gateway, where the drawing has it. */
function label({ name }: FlowNode, at: Shape): string {
  if (name === '') return ''
  const { x, y, width, height } = at
  return outside(name, at.label ?? { x: x + width / 2 - 45, y: y + height + 4, width: 90, height: 14 }, 'd-label')
}

function outside(name: string, { x, y, width }: Bounds, classes: string): string {
  const room = Math.max(width, 90)
  return text(wrap(name, room, LABEL_TEXT), x + width / 2, y, LABEL_TEXT, classes)
}

/** Lines of text, each around the middle, from the top downwards. */
function text(lines: readonly string[], x: number, top: number, size: number, classes: string): string {
  if (lines.length === 0) return ''
  const spans = lines.map((line, index) => tag('tspan', { x, y: top + size * (0.95 + index * LEADING) }, escaped(line)))
  return tag('text', { class: classes }, ...spans)
}

function moved({ x, y }: { readonly x: number; readonly y: number }, sign: string): string {
  return tag('g', { transform: `translate(${short(x)} ${short(y)})` }, sign)
}

/** A line through the points, its corners rounded. */
function rounded(points: readonly { readonly x: number; readonly y: number }[]): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]]
      if (before === undefined) return `M${short(point.x)},${short(point.y)}`
      if (after === undefined) return `L${short(point.x)},${short(point.y)}`
      const [from, to] = [towards(point, before, 6), towards(point, after, 6)]
      return `L${short(from.x)},${short(from.y)} Q${short(point.x)},${short(point.y)} ${short(to.x)},${short(to.y)}`
    })
    .join(' ')
}

interface XY {
  readonly x: number
  readonly y: number
}

/** A point on the way from one to another: so far, or half of the way where that is less. */
function towards(from: XY, to: XY, far: number): XY {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  const part = Math.min(far, length / 2) / length
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
}

function head(before: XY, tip: XY): string {
  const base = towards(tip, before, 9)
  const across = { x: ((tip.y - base.y) / 9) * 4, y: ((base.x - tip.x) / 9) * 4 }
  return `M${short(tip.x)},${short(tip.y)} L${short(base.x + across.x)},${short(base.y + across.y)} L${short(base.x - across.x)},${short(base.y - across.y)} Z`
}

/** The point in the middle of a line's longest part. */
function halfWay(points: readonly XY[]): XY | undefined {
  const parts = points.slice(1).map((to, index) => ({ from: points[index] ?? to, to }))
  const length = ({ from, to }: { readonly from: XY; readonly to: XY }) => Math.hypot(to.x - from.x, to.y - from.y)
  const longest = parts.toSorted((one, other) => length(other) - length(one))[0]
  return longest && { x: (longest.from.x + longest.to.x) / 2, y: (longest.from.y + longest.to.y) / 2 }
}

/** The stroke across the beginning of a flow that is taken when no other is. */
function slash([first, second]: readonly XY[]): string {
  if (first === undefined || second === undefined) return ''
  const at = towards(first, second, 12)
  const isLevel = Math.abs(second.y - first.y) < Math.abs(second.x - first.x)
  const [dx, dy] = isLevel ? [3, 6] : [6, 3]
  return `M${short(at.x - dx)},${short(at.y + dy)} L${short(at.x + dx)},${short(at.y - dy)}`
}

/** In words, so that colour is never alone. */
export function badgeText({ state, times }: Standing): string | undefined {
  switch (state) {
    case 'now':
      return times > 1 ? `Now, ${times} times` : 'Now'
    case 'stuck':
      return 'Needs help'
    case 'stopped':
      return 'Stopped'
    case 'done':
      return times > 1 ? `✓ ${times} times` : '✓'
    default:
      return undefined
  }
}

function mark(at: Shape, node: FlowNode, { state }: Standing, said: string): string {
  const width = widthOf(said, LABEL_TEXT) + 10
  const isSmall = !familyOf(node).startsWith('activity')
  const x = isSmall ? at.x + (at.width - width) / 2 : at.x + at.width - width + 8
  const y = isSmall ? at.y - 7 : at.y - 9
  return tag(
    'g',
    { class: `d-badge is-${state}` },
    tag('rect', { x, y, width, height: 17, rx: 3 }),
    tag('text', { x: x + width / 2, y: y + 12.5 }, escaped(said)),
  )
}

function familyOf(node: FlowNode): string {
  switch (node.type) {
    case 'startEvent':
      return 'start'
    case 'endEvent':
      return 'end'
    case 'intermediateCatchEvent':
    case 'intermediateThrowEvent':
    case 'boundaryEvent':
      return 'event'
    case 'callActivity':
      return 'activity d-node--call'
    case 'subProcess':
      return node.triggeredByEvent === true ? 'frame d-node--any-time' : 'frame'
    case 'transaction':
      return 'frame'
    case 'exclusiveGateway':
    case 'parallelGateway':
    case 'inclusiveGateway':
    case 'eventBasedGateway':
      return 'gateway'
    default:
      return 'activity'
  }
}

function standingClass(standing: Standing | undefined): string {
  return standing === undefined ? '' : `is-${standing.state}`
}

/** So much of a diagram is shown around a step. */
const VIEW = { width: 820, height: 400 }
const MARGIN_OF_VIEW = 70

/** The part of the whole around the elements: never less than a view, never beyond the whole. */
function lookAt(whole: Bounds, layout: readonly Shape[], elements: ReadonlySet<string> | undefined): Bounds {
  const found = layout.filter(({ element, isEdge }) => !isEdge && elements?.has(element) === true)
  if (found.length === 0) return whole
  const near = around(
    found.map(({ element, isEdge, x, y, width, height }) => ({ element, isEdge, x, y, width, height })),
  )
  const [left, width] = window(whole.x, whole.width, near.x, near.width, VIEW.width)
  const [top, height] = window(whole.y, whole.height, near.y, near.height, VIEW.height)
  return { x: left, y: top, width, height }
}

/** Where a window onto a line begins, and how long it is. */
function window(from: number, long: number, near: number, size: number, least: number): readonly [number, number] {
  const wanted = Math.min(long, Math.max(least, size + 2 * MARGIN_OF_VIEW))
  const start = near + size / 2 - wanted / 2
  return [Math.min(Math.max(from, start), from + long - wanted), wanted]
}

/** All that is drawn, labels too, with a margin around it. */
function around(layout: readonly Shape[]): Bounds {
  const boxes = layout.flatMap(({ label: named, ...own }) => [own, ...(named === undefined ? [] : [named])])
  if (boxes.length === 0) return { x: 0, y: 0, width: 100, height: 100 }
  const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN
  const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + MARGIN
  return { x: left, y: top, width: right - left, height: bottom - top }
}
