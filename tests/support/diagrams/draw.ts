/**
 * Draws small BPMN files for fixtures from a list of steps and flows: XML with shapes and lines, the same each time.
 * Steps stand in columns by the longest way from a start, in rows as they say.
 */
export interface Drawing {
  /** Id of the process. */
  readonly id: string
  readonly name: string
  readonly documentation: string
  readonly steps: readonly Step[]
  readonly flows: readonly Flow[]
  /** Event sub-processes, drawn under the rest. */
  readonly asides?: readonly Aside[]
  /** Steps or flows left out of the drawing. */
  readonly undrawn?: readonly string[]
  /** Steps that are drawn on top of another. */
  readonly covering?: Readonly<Record<string, string>>
}

export interface Aside {
  readonly id: string
  readonly name: string
  readonly documentation: string
  readonly steps: readonly Step[]
  readonly flows: readonly Flow[]
}

export interface Step {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly documentation?: string
  /** BPMN and redress attributes. */
  readonly attributes?: Readonly<Record<string, string>>
  /** What goes into the element before its flows: extension elements, event definitions. */
  readonly extensions?: string
  readonly definition?: string
  readonly attachedTo?: string
  readonly row?: number
}

export interface Flow {
  readonly id: string
  readonly source: string
  readonly target: string
  readonly name?: string
  readonly condition?: string
  readonly isDefault?: boolean
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const [COLUMN, ROW, LEFT, TOP] = [160, 130, 160, 120]

export function draw(drawing: Drawing): string {
  const boxes = placed(drawing.steps, drawing.flows, LEFT, TOP, drawing.covering)
  let bottom = Math.max(...[...boxes.values()].map(({ y, height }) => y + height)) + 80
  const asides = (drawing.asides ?? []).map((aside) => {
    const inner = placed(aside.steps, aside.flows, LEFT + 40, bottom + 60)
    const right = Math.max(...[...inner.values()].map(({ x, width }) => x + width)) + 40
    const low = Math.max(...[...inner.values()].map(({ y, height }) => y + height)) + 40
    const box: Box = { x: LEFT - 20, y: bottom, width: right - LEFT + 20, height: low - bottom }
    bottom = low + 40
    return { aside, box, inner }
  })
  const all = new Map([...boxes, ...asides.flatMap(({ inner }) => [...inner])])
  const flows = [...drawing.flows, ...(drawing.asides ?? []).flatMap((aside) => aside.flows)]
  const drawn = (id: string) => !(drawing.undrawn ?? []).includes(id)
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:redress="urn:redress:bpmn:1" id="definitions_${drawing.id}" targetNamespace="urn:redress:fixtures">
  <bpmn:process id="${drawing.id}" name="${drawing.name}" isExecutable="true">
    ${documented(drawing.documentation)}
${inside(drawing.steps, drawing.flows)}
${asides.map(({ aside }) => subProcess(aside)).join('\n')}
  </bpmn:process>
  <bpmndi:BPMNDiagram id="drawing_${drawing.id}">
    <bpmndi:BPMNPlane id="plane_${drawing.id}" bpmnElement="${drawing.id}">
${asides.map(({ aside, box }) => shape(aside.id, box, ' isExpanded="true"')).join('\n')}
${[...all]
  .filter(([id]) => drawn(id))
  .map(([id, box]) => shape(id, box))
  .join('\n')}
${flows
  .filter(({ id }) => drawn(id))
  .map((flow) => edge(flow, all))
  .join('\n')}
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`.replaceAll(/\n(\s*\n)+/g, '\n')
}

function inside(steps: readonly Step[], flows: readonly Flow[]): string {
  return [...steps.map((step) => element(step, flows)), ...flows.map(sequenceFlow)].join('\n')
}

function subProcess({ id, name, documentation, steps, flows }: Aside): string {
  return `<bpmn:subProcess id="${id}" name="${name}" triggeredByEvent="true">${documented(documentation)}
${inside(steps, flows)}
</bpmn:subProcess>`
}

function element(step: Step, flows: readonly Flow[]): string {
  const byDefault = flows.find(({ source, isDefault }) => source === step.id && isDefault === true)
  const attributes = {
    id: step.id,
    name: step.name,
    ...(step.attachedTo === undefined ? {} : { attachedToRef: step.attachedTo }),
    ...(byDefault === undefined ? {} : { default: byDefault.id }),
    ...step.attributes,
  }
  const written = Object.entries(attributes).filter(([key, value]) => key !== 'name' || value !== '')
  const inner = [
    step.documentation === undefined ? '' : documented(step.documentation),
    step.extensions === undefined ? '' : `<bpmn:extensionElements>${step.extensions}</bpmn:extensionElements>`,
    ...flows.filter(({ target }) => target === step.id).map(({ id }) => `<bpmn:incoming>${id}</bpmn:incoming>`),
    ...flows.filter(({ source }) => source === step.id).map(({ id }) => `<bpmn:outgoing>${id}</bpmn:outgoing>`),
    step.definition ?? '',
  ].join('')
  const text = written.map(([key, value]) => ` ${key}="${escaped(value)}"`).join('')
  return inner === '' ? `<bpmn:${step.kind}${text} />` : `<bpmn:${step.kind}${text}>${inner}</bpmn:${step.kind}>`
}

function sequenceFlow({ id, source, target, name, condition }: Flow): string {
  const named = name === undefined ? '' : ` name="${escaped(name)}"`
  const start = `<bpmn:sequenceFlow id="${id}"${named} sourceRef="${source}" targetRef="${target}"`
  return condition === undefined
    ? `${start} />`
    : `${start}><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escaped(condition)}</bpmn:conditionExpression></bpmn:sequenceFlow>`
}

function documented(text: string): string {
  return `<bpmn:documentation>${escaped(text)}</bpmn:documentation>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function placed(
  steps: readonly Step[],
  flows: readonly Flow[],
  left: number,
  top: number,
  covering: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, Box> {
  const columns = columnsOf(steps, flows)
  const boxes = new Map<string, Box>()
  for (const step of steps.filter(({ attachedTo }) => attachedTo === undefined)) {
    const [width, height] = sizeOf(step)
    const x = left + (columns.get(step.id) ?? 0) * COLUMN + (100 - width) / 2
    boxes.set(step.id, { x, y: top + (step.row ?? 0) * ROW + (80 - height) / 2, width, height })
  }
  for (const [one, other] of Object.entries(covering)) {
    const [box, under] = [boxes.get(one), boxes.get(other)]
    if (box && under) boxes.set(one, { ...box, x: under.x + 30, y: under.y + 30 })
  }
  const attached = steps.filter(({ attachedTo }) => attachedTo !== undefined)
  for (const step of attached) {
    const beside = attached.filter(({ attachedTo }) => attachedTo === step.attachedTo).indexOf(step)
    const host = boxes.get(step.attachedTo ?? '')
    if (host) boxes.set(step.id, { x: host.x + 10 + beside * 46, y: host.y + host.height - 18, width: 36, height: 36 })
  }
  return boxes
}

/** The longest way from a start; a way back counts for nothing. */
function columnsOf(steps: readonly Step[], flows: readonly Flow[]): ReadonlyMap<string, number> {
  const order = steps.map(({ id }) => id)
  const columns = new Map<string, number>(order.map((id) => [id, 0]))
  for (const { id, attachedTo } of steps) {
    if (attachedTo !== undefined) columns.set(id, columns.get(attachedTo) ?? 0)
    for (const { target } of flows.filter(({ source }) => source === id)) {
      if (order.indexOf(target) <= order.indexOf(id)) continue
      columns.set(target, Math.max(columns.get(target) ?? 0, (columns.get(id) ?? 0) + 1))
    }
  }
  return columns
}

function sizeOf({ kind }: Step): readonly [number, number] {
  if (kind.endsWith('Event')) return [36, 36]
  return kind.endsWith('Gateway') ? [50, 50] : [100, 80]
}

function shape(id: string, { x, y, width, height }: Box, more = ''): string {
  return `<bpmndi:BPMNShape id="shape_${id}" bpmnElement="${id}"${more}><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" /></bpmndi:BPMNShape>`
}

/** To the right from side to side; from below where it leaves a border; above everything where it goes back. */
function edge({ id, source, target }: Flow, boxes: ReadonlyMap<string, Box>): string {
  const [from, to] = [boxes.get(source), boxes.get(target)]
  if (from === undefined || to === undefined) throw new RangeError(`The flow ${id} has no ends`)
  const middle = ({ x, y, width, height }: Box) => ({ x: x + width / 2, y: y + height / 2 })
  const [start, end] = [middle(from), middle(to)]
  const isBorder = [...boxes.values()].some((box) => box !== from && start.y === box.y + box.height)
  const points =
    end.x < start.x
      ? [start.x, from.y, start.x, from.y - 40, end.x, from.y - 40, end.x, to.y]
      : isBorder
        ? [start.x, from.y + from.height, start.x, end.y, to.x, end.y]
        : start.y === end.y
          ? [from.x + from.width, start.y, to.x, end.y]
          : [start.x, start.y < end.y ? from.y + from.height : from.y, start.x, end.y, to.x, end.y]
  const waypoints = points.flatMap((x, index) =>
    index % 2 === 0 ? [`<di:waypoint x="${x}" y="${points[index + 1] ?? 0}" />`] : [],
  )
  return `<bpmndi:BPMNEdge id="edge_${id}" bpmnElement="${id}">${waypoints.join('')}</bpmndi:BPMNEdge>`
}
