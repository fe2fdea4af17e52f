import type { AboutExport, Writer } from './about.ts'
import type { ExportedCase, ExportedEvent } from './case-events.ts'
import { tag } from './xml.ts'

/*
 * XES, IEEE Std 1849-2016: a trace is a case, an event a row of its audit trail. Elements stand in the order of the
 * standard's schema: extensions, globals, classifiers, attributes, traces; in a trace attributes, then events.
 */

/** The standard's own extensions, and ours, which `redress.xesext` describes. */
const EXTENSIONS = [
  { name: 'Concept', prefix: 'concept', uri: 'http://www.xes-standard.org/concept.xesext' },
  { name: 'Lifecycle', prefix: 'lifecycle', uri: 'http://www.xes-standard.org/lifecycle.xesext' },
  { name: 'Organizational', prefix: 'org', uri: 'http://www.xes-standard.org/org.xesext' },
  { name: 'Time', prefix: 'time', uri: 'http://www.xes-standard.org/time.xesext' },
  { name: 'Cost', prefix: 'cost', uri: 'http://www.xes-standard.org/cost.xesext' },
  { name: 'ID', prefix: 'identity', uri: 'http://www.xes-standard.org/identity.xesext' },
  { name: 'Redress', prefix: 'redress', uri: 'urn:redress:xes:1' },
] as const

/** Writes an event log as XES. */
export const writeXes: Writer = async function* (about, cases) {
  yield lines(head(about))
  for await (const each of cases()) {
    yield lines(traceHead(each))
    for (const event of each.events) yield lines(eventLines(event))
    yield lines(['  </trace>'])
  }
  yield lines(['</log>'])
}

type Attribute = string | undefined

const text = (key: string, value: string | undefined): Attribute =>
  value === undefined ? undefined : tag('string', { key, value })
const date = (key: string, value: string | undefined): Attribute =>
  value === undefined ? undefined : tag('date', { key, value })
const whole = (key: string, value: number): Attribute => tag('int', { key, value: String(value) })
const id = (key: string, value: string): Attribute => tag('id', { key, value })
const yesOrNo = (key: string, value: boolean): Attribute => tag('boolean', { key, value: String(value) })

/** Pounds as XES has amounts: a number. */
function cost(pence: number): readonly Attribute[] {
  return [tag('float', { key: 'cost:total', value: (pence / 100).toFixed(2) }), text('cost:currency', 'GBP')]
}

function head({ id: name, selection, named, askedAt, council }: AboutExport): readonly string[] {
  const { by, from, to, procedure } = selection
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    tag('log', { 'xes.version': '1849.2016', 'xes.features': '', xmlns: 'http://www.xes-standard.org/' }, 'open'),
    ...EXTENSIONS.map((extension) => `  ${tag('extension', { ...extension })}`),
    '  <global scope="trace">',
    ...indented(4, [text('concept:name', 'unknown')]),
    '  </global>',
    '  <global scope="event">',
    ...indented(4, [
      text('concept:name', 'unknown'),
      text('lifecycle:transition', 'complete'),
      text('org:resource', 'unknown'),
      text('org:role', 'unknown'),
      date('time:timestamp', '1970-01-01T00:00:00.000Z'),
    ]),
    '  </global>',
    `  ${tag('classifier', { name: 'Activity', scope: 'event', keys: 'concept:name' })}`,
    `  ${tag('classifier', { name: 'ActivityAndTransition', scope: 'event', keys: 'concept:name lifecycle:transition' })}`,
    `  ${tag('classifier', { name: 'Command', scope: 'event', keys: 'redress:command' })}`,
    ...indented(2, [
      text('concept:name', `${council}: complaints`),
      text('lifecycle:model', 'standard'),
      text('redress:export', name),
      date('redress:asked', askedAt),
      text('redress:chosen-by', by),
      text('redress:first-day', from),
      text('redress:last-day', to),
      text('redress:procedure', procedure),
      yesOrNo('redress:named', named),
    ]),
  ]
}

function traceHead(each: ExportedCase): readonly string[] {
  return [
    '  <trace>',
    ...indented(4, [
      text('concept:name', each.id),
      id('identity:id', each.uuid),
      text('redress:procedure', each.procedure),
      whole('redress:version', each.version),
      text('redress:received', each.receivedOn),
      text('redress:closed', each.closedOn),
      text('redress:stage', each.stage),
      text('redress:status', each.status),
      ...(each.costPence > 0 ? cost(each.costPence) : []),
    ]),
  ]
}

function eventLines(event: ExportedEvent): readonly string[] {
  return [
    '    <event>',
    ...indented(6, [
      text('concept:name', event.activity),
      text('concept:instance', event.id),
      id('identity:id', event.uuid),
      text('lifecycle:transition', event.transition),
      text('org:resource', event.who),
      text('org:role', event.role),
      text('org:group', event.team),
      date('time:timestamp', event.at),
      ...(event.cost === undefined ? [] : cost(event.cost.pence)),
      ...(event.cost === undefined ? [] : [text('redress:cost-stages', event.cost.stages.join(' '))]),
      text('redress:command', event.command),
      text('redress:step', event.step),
      text('redress:clause', event.clause),
      text('redress:procedure', event.definition?.procedure),
      ...(event.definition === undefined ? [] : [whole('redress:version', event.definition.version)]),
      text('redress:outcome', event.outcome),
      text('redress:on-behalf-of', event.onBehalfOf),
      text('redress:facts', joined(event.facts.map(({ type, on }) => `${type}@${on}`))),
      text('redress:deadlines', joined(event.deadlines.map(({ rule, due }) => `${rule}@${due}`))),
    ]),
    '    </event>',
  ]
}

function joined(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(' ')
}

function indented(by: number, attributes: readonly Attribute[]): readonly string[] {
  return attributes.flatMap((each) => (each === undefined ? [] : [`${' '.repeat(by)}${each}`]))
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`
}
