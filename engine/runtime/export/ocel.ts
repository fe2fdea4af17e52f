import type { Instant } from '../../values/instant.ts'
import type { Writer } from './about.ts'
import type { ExportedCase, ExportedEvent } from './case-events.ts'
import type { Touched } from './objects.ts'

/*
 * OCEL 2.0 as JSON: types, objects and events, each object and each event on a line of its own. Cases are read twice, first
 * for their objects and then for their events, so that neither has to be kept.
 */

/** Every type of object, with what is told of one. */
const OBJECT_TYPES: Readonly<Record<ObjectType, readonly Attribute[]>> = {
  case: [
    { name: 'procedure', type: 'string' },
    { name: 'version', type: 'integer' },
    { name: 'received', type: 'string' },
    { name: 'closed', type: 'string' },
    { name: 'stage', type: 'string' },
    { name: 'status', type: 'string' },
  ],
  point: [{ name: 'outcome', type: 'string' }],
  person: [{ name: 'role', type: 'string' }],
  task: [{ name: 'step', type: 'string' }],
  letter: [],
  document: [],
}

const EVENT_ATTRIBUTES = [
  { name: 'command', type: 'string' },
  { name: 'transition', type: 'string' },
  { name: 'role', type: 'string' },
  { name: 'team', type: 'string' },
  { name: 'step', type: 'string' },
  { name: 'clause', type: 'string' },
  { name: 'procedure', type: 'string' },
  { name: 'version', type: 'integer' },
  { name: 'outcome', type: 'string' },
  { name: 'facts', type: 'string' },
  { name: 'deadlines', type: 'string' },
  { name: 'cost-pence', type: 'integer' },
] as const satisfies readonly Attribute[]

type ObjectType = 'case' | Touched['type']

interface Attribute {
  readonly name: string
  readonly type: 'string' | 'integer'
}

interface WrittenObject {
  readonly id: string
  readonly type: ObjectType
  readonly attributes: readonly { readonly name: string; readonly value: string | number; readonly time: Instant }[]
  readonly relationships: readonly { readonly objectId: string; readonly qualifier: string }[]
}

/** Writes an event log as OCEL 2.0 in JSON. */
export const writeOcel: Writer = async function* (_about, cases) {
  yield '{\n"objectTypes": [\n'
  yield `${Object.entries(OBJECT_TYPES)
    .map(([name, attributes]) => JSON.stringify({ name, attributes }))
    .join(',\n')}\n],\n"objects": [\n`
  const activities = new Set<string>()
  const staff = new Set<string>()
  const objects = separated()
  for await (const each of cases()) {
    for (const { activity } of each.events) activities.add(activity)
    yield objects(objectsIn(each, staff))
  }
  yield `\n],\n"eventTypes": [\n${[...activities]
    .sort()
    .map((name) => JSON.stringify({ name, attributes: EVENT_ATTRIBUTES }))
    .join(',\n')}\n],\n"events": [\n`
  const events = separated()
  for await (const each of cases()) yield events(each.events.map((event) => eventOf(each, event)))
  yield '\n]\n}\n'
}

/** Values as lines with a comma before all but the first, over several calls. */
function separated(): (values: readonly object[]) => string {
  let isFirst = true
  return (values) =>
    values
      .map((value) => {
        const before = isFirst ? '' : ',\n'
        isFirst = false
        return `${before}${JSON.stringify(value)}`
      })
      .join('')
}

/** The case and everything that its events touch, each once; people of several cases in the first of them alone. */
function objectsIn(each: ExportedCase, staff: Set<string>): readonly WrittenObject[] {
  const [first] = each.events
  if (first === undefined) return []
  const { at } = first
  const found = new Map<string, WrittenObject>()
  const inCase = [{ objectId: each.id, qualifier: 'belongs to' }]
  for (const event of each.events) {
    const touches: readonly Touched[] = [...event.touches, ...onBehalf(event)]
    for (const { type, id, what } of touches) {
      if (found.has(id) || (type === 'person' && staff.has(id))) continue
      if (type === 'person') staff.add(id)
      const name = OBJECT_TYPES[type][0]?.name
      found.set(id, {
        id,
        type,
        attributes: name === undefined || what === undefined ? [] : [{ name, value: what, time: event.at }],
        relationships: type === 'person' ? [] : inCase,
      })
    }
  }
  for (const { id, outcome } of each.points) {
    const point = found.get(id)
    if (point === undefined || outcome === undefined) continue
    found.set(id, { ...point, attributes: [{ name: 'outcome', value: outcome.code, time: outcome.at }] })
  }
  const told = { procedure: each.procedure, version: each.version, received: each.receivedOn, closed: each.closedOn }
  const theCase: WrittenObject = {
    id: each.id,
    type: 'case',
    attributes: attributesOf({ ...told, stage: each.stage, status: each.status }).map((value) => ({
      ...value,
      time: at,
    })),
    relationships: each.people
      .filter(({ id }) => found.has(id) || staff.has(id))
      .map(({ id, role }) => ({ objectId: id, qualifier: role })),
  }
  return [theCase, ...found.values()]
}

function onBehalf({ onBehalfOf }: ExportedEvent): readonly Touched[] {
  return onBehalfOf === undefined ? [] : [{ type: 'person', id: onBehalfOf, how: 'is about', what: 'complainant' }]
}

function eventOf(theCase: ExportedCase, event: ExportedEvent) {
  const relationships = [
    { objectId: theCase.id, qualifier: 'of' },
    ...event.touches.map(({ id, how }) => ({ objectId: id, qualifier: how })),
    ...(event.onBehalfOf === undefined ? [] : [{ objectId: event.onBehalfOf, qualifier: 'on behalf of' }]),
  ]
  const attributes = attributesOf({
    command: event.command,
    transition: event.transition,
    role: event.role,
    team: event.team,
    step: event.step,
    clause: event.clause,
    procedure: event.definition?.procedure,
    version: event.definition?.version,
    outcome: event.outcome,
    facts: joined(event.facts.map(({ type, on }) => `${type}@${on}`)),
    deadlines: joined(event.deadlines.map(({ rule, due }) => `${rule}@${due}`)),
    'cost-pence': event.cost?.pence,
  })
  return { id: event.id, type: event.activity, time: event.at, attributes, relationships }
}

function attributesOf(values: Readonly<Record<string, string | number | undefined>>) {
  return Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]))
}

function joined(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(' ')
}
