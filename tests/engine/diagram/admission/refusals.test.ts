/* Over 300 lines: one table of everything that a diagram is refused for. */
import { expect } from 'chai'
import { admitHere } from '../../../../engine/diagram/index.ts'
import { aProcess, aTask, definitions, findingsIn, flow, found } from '../bpmn.ts'

const MESSAGE = '<message id="m" name="asked"/>'
const SIGNAL = '<signal id="sig" name="closed"/>'
const START = '<startEvent id="s"/>'
const END = '<endEvent id="e"/>'

const boundary = (id: string, definition: string, more = '') =>
  `<boundaryEvent id="${id}" attachedToRef="t" ${more}>${definition}</boundaryEvent>${flow(id, 'e')}`
const catching = (id: string, definition: string) =>
  `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`
const throwing = (id: string, definition: string) =>
  `<intermediateThrowEvent id="${id}">${definition}</intermediateThrowEvent>`
const timer = (kind: string, text: string) => `<timerEventDefinition><${kind}>${text}</${kind}></timerEventDefinition>`
const byMessage = '<messageEventDefinition messageRef="m"/>'
const bySignal = '<signalEventDefinition signalRef="sig"/>'
const aside = (id: string, start: string, attributes = '') =>
  `<subProcess id="${id}" triggeredByEvent="true"><startEvent id="${id}_s" ${attributes}>${start}</startEvent>${flow(`${id}_s`, `${id}_e`)}<endEvent id="${id}_e"/></subProcess>`
const split = (kind: string, conditions: readonly (string | undefined)[], attributes = '') =>
  aProcess(
    `${START}${flow('s', 'g')}<${kind} id="g" ${attributes}/>` +
      conditions.map((condition, n) => `${flow('g', `e${n}`, condition)}<endEvent id="e${n}"/>`).join(''),
  )
const afterEvents = (targets: string, more = '') =>
  aProcess(`${START}${flow('s', 'g')}<eventBasedGateway id="g"/>${targets}${more}${END}`, `${MESSAGE}${SIGNAL}`)
const looped = (loop: string) => aTask(`<userTask id="t">${loop}</userTask>`)

/** Each with what is found, whole: nothing else is. */
const EXAMPLES: Readonly<Record<string, readonly (readonly [because: string, xml: string, ...found: string[]])[]>> = {
  'the file': [
    ['has no process', definitions(MESSAGE), 'd no-process'],
    ['has no executable process', definitions('<process id="p"/>'), 'p no-executable-process'],
    [
      'says that its process is not executable',
      definitions(`<process id="p" isExecutable="false">${START}</process>`),
      'p no-executable-process',
    ],
    [
      'has two executable processes',
      aProcess(
        `${START}${flow('s', 'e')}${END}`,
        '<process id="q" isExecutable="true"><startEvent id="qs"/></process>',
      ),
      'p many-executable-processes',
    ],
    ['begins with another element', '<process xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', '1:1 not-bpmn'],
    ['is of another namespace', '<definitions xmlns="urn:other"/>', '1:1 not-bpmn'],
    ['is HTML', '<html><body/></html>', '1:1 not-bpmn'],
  ],
  ids: [
    ['missing', aTask('<userTask id="t"/>', '<task name="x"/>'), 'p missing-id'],
    ['twice', aTask('<userTask id="t"/>', '<task id="t"/>'), 't duplicate-id'],
    ['twice, in the layout', aTask('<userTask id="t"/>', '<textAnnotation id="s"/>'), 's duplicate-id'],
    ['with a space', aTask('<userTask id="t"/>', '<textAnnotation id="a b"/>'), 'a b bad-id'],
    ['of every object', aTask('<userTask id="t"/>', '<textAnnotation id="toString"/>'), 'toString bad-id'],
    ['__proto__', aTask('<userTask id="t"/>', '<textAnnotation id="__proto__"/>'), '__proto__ bad-id'],
    ['constructor', aTask('<userTask id="t"/>', '<textAnnotation id="constructor"/>'), 'constructor bad-id'],
    ['prototype', aTask('<userTask id="t"/>', '<textAnnotation id="prototype"/>'), 'prototype bad-id'],
  ],
  'references to nothing': [
    [
      'targetRef',
      aTask('<userTask id="t"/>', '<sequenceFlow id="f" sourceRef="t" targetRef="gone"/>'),
      'f dangling-reference',
      'f dangling-flow',
    ],
    [
      'sourceRef',
      aTask('<userTask id="t"/>', '<sequenceFlow id="f" sourceRef="gone" targetRef="t"/>'),
      'f dangling-reference',
      'f dangling-flow',
    ],
    ['no sourceRef at all', aTask('<userTask id="t"/>', '<sequenceFlow id="f" targetRef="t"/>'), 'f dangling-flow'],
    [
      'a flow to a message',
      aTask('<userTask id="t"/>', '<sequenceFlow id="f" sourceRef="t" targetRef="m"/>', MESSAGE),
      'f dangling-flow',
    ],
    [
      'attachedToRef',
      aTask(
        '<userTask id="t"/>',
        `<boundaryEvent id="b" attachedToRef="gone">${timer('timeDuration', 'PT1H')}</boundaryEvent>${flow('b', 'e')}`,
      ),
      'b dangling-reference',
      'b disconnected-boundary',
    ],
    [
      'no attachedToRef',
      aTask(
        '<userTask id="t"/>',
        `<boundaryEvent id="b">${timer('timeDuration', 'PT1H')}</boundaryEvent>${flow('b', 'e')}`,
      ),
      'b disconnected-boundary',
      'b unreachable',
    ],
    ['messageRef', aTask('<receiveTask id="t" messageRef="gone"/>'), 't dangling-reference', 't no-message-name'],
    [
      'errorRef',
      aTask('<userTask id="t"/>', boundary('b', '<errorEventDefinition errorRef="gone"/>')),
      'b dangling-reference',
    ],
    [
      'signalRef',
      aTask(catching('t', '<signalEventDefinition signalRef="gone"/>')),
      't dangling-reference',
      't no-signal-name',
    ],
    [
      'escalationRef',
      aTask('<userTask id="t"/>', boundary('b', '<escalationEventDefinition escalationRef="gone"/>')),
      'b dangling-reference',
    ],
    ['default', aTask('<userTask id="t" default="gone"/>'), 't dangling-reference'],
    ['a default that leaves another node', aTask('<userTask id="t" default="s_t"/>'), 't dangling-reference'],
    [
      'a message reference to an error',
      aTask('<receiveTask id="t" messageRef="x"/>', '', '<error id="x" name="n" errorCode="E"/>'),
      't no-message-name',
    ],
    [
      'an error reference to a message',
      aTask('<userTask id="t"/>', boundary('b', '<errorEventDefinition errorRef="m"/>'), MESSAGE),
      'b no-error-code',
    ],
    [
      'a reference to what every object has',
      aTask('<userTask id="t"/>', boundary('b', '<errorEventDefinition errorRef="toString"/>')),
      'b bad-id',
      'b dangling-reference',
    ],
    ['an incoming flow', aTask('<userTask id="t"><incoming>gone</incoming></userTask>'), 't dangling-reference'],
    [
      'compensation of nothing',
      aTask(throwing('t', '<compensateEventDefinition activityRef="s"/>')),
      't dangling-reference',
    ],
  ],
  'what is not executed': [
    ['complex gateway', aTask('<complexGateway id="t"/>'), 't unexecutable'],
    [
      'script task',
      aTask('<scriptTask id="t" scriptFormat="js"><script>1</script></scriptTask>'),
      't unexecutable',
      't code',
      't unexecutable',
    ],
    [
      'ad-hoc sub-process',
      aTask('<adHocSubProcess id="t"><task id="u"/></adHocSubProcess>'),
      't unexecutable',
      't no-start',
    ],
    ['choreography', aTask('<userTask id="t"/>', '', '<choreography id="c"/>'), 'c unexecutable'],
    ['global task', aTask('<userTask id="t"/>', '', '<globalUserTask id="c"/>'), 'c unexecutable'],
    [
      'parallel multiple',
      aTask(
        `<intermediateCatchEvent id="t" parallelMultiple="true">${byMessage}</intermediateCatchEvent>`,
        '',
        MESSAGE,
      ),
      't unexecutable',
    ],
    [
      'instantiating receive task',
      aTask('<receiveTask id="t" messageRef="m" instantiate="true"/>', '', MESSAGE),
      't unexecutable',
    ],
    ['start quantity', aTask('<userTask id="t" startQuantity="2"/>'), 't unexecutable'],
    [
      'two event definitions',
      aTask(catching('t', `${byMessage}${bySignal}`), '', `${MESSAGE}${SIGNAL}`),
      't several-event-definitions',
    ],
    [
      'event definition by reference',
      aTask(
        '<intermediateCatchEvent id="t"><eventDefinitionRef>ed</eventDefinitionRef></intermediateCatchEvent>',
        '',
        '<signalEventDefinition id="ed"/>',
      ),
      't unexecutable',
      't event-out-of-place',
    ],
    ['unknown element', aTask('<userTask id="t"/>', '<foo id="x"/>'), 'x unknown-element'],
    ['unknown attribute', aTask('<userTask id="t" foo="1"/>'), 't unknown-attribute'],
    ['misspelt redress attribute', aTask('<userTask id="t" redress:rol="x"/>'), 't unknown-attribute'],
    ['redress attribute in the wrong place', aTask('<userTask id="t" redress:action="x"/>'), 't unknown-attribute'],
    [
      'unknown redress element',
      aTask('<userTask id="t"><extensionElements><redress:foo/></extensionElements></userTask>'),
      '2:497 unreadable',
    ],
    ['text between elements', aTask('<userTask id="t"/>', ' hello '), '2:570 unreadable'],
    ['another product’s attribute', aTask('<userTask id="t" camunda:assignee="x"/>'), 't foreign'],
    [
      'another product’s element',
      aTask('<userTask id="t"><extensionElements><camunda:x/></extensionElements></userTask>'),
      't foreign',
    ],
    ['a boolean that is none', aTask('<userTask id="t" isForCompensation="yes"/>'), 't bad-value'],
  ],
  code: [
    ['implementation', aTask('<serviceTask id="t" implementation="x"/>'), 't code'],
    [
      'language',
      aProcess(
        `${START}<sequenceFlow id="f" sourceRef="s" targetRef="e"><conditionExpression xsi:type="tFormalExpression" language="js">a = 1</conditionExpression></sequenceFlow>${END}`,
      ),
      'f code',
      'f condition-out-of-place',
    ],
    ['${ in a name', aTask('<userTask id="t" name="${x}"/>'), 't code'],
    ['#{ in a name', aTask('<userTask id="t" name="#{x}"/>'), 't code'],
    ['{{ in a name', aTask('<userTask id="t" name="{{x}}"/>'), 't code'],
    ['written with an entity', aTask('<userTask id="t" name="&#36;{x}"/>'), 't code'],
    ['in documentation', aTask('<userTask id="t"><documentation>${x}</documentation></userTask>'), 't code'],
    ['in CDATA', aTask('<userTask id="t"><documentation><![CDATA[${x}]]></documentation></userTask>'), 't code'],
    ['in a message’s name', aTask('<userTask id="t"/>', '', '<message id="m" name="${x}"/>'), 'm code'],
    [
      'in the layout',
      aTask('<userTask id="t"/>', '<textAnnotation id="n"><text>${x}</text></textAnnotation>'),
      'n code',
    ],
  ],
  beginnings: [
    ['no start event', aProcess('<task id="t"/>'), 'p no-start', 't unreachable'],
    [
      'two plain start events',
      aProcess(`${START}<startEvent id="s2"/>${flow('s', 'e')}${flow('s2', 'e')}${END}`),
      's2 several-starts',
    ],
    [
      'two for one message',
      aProcess(
        `<startEvent id="s">${byMessage}</startEvent><startEvent id="s2">${byMessage}</startEvent>${flow('s', 'e')}${flow('s2', 'e')}${END}`,
        MESSAGE,
      ),
      's2 several-starts',
    ],
    [
      'an error start',
      aProcess(`<startEvent id="s"><errorEventDefinition/></startEvent>${flow('s', 'e')}${END}`),
      's event-out-of-place',
    ],
    [
      'a sub-process without start',
      aTask('<subProcess id="t"><endEvent id="x"/></subProcess>'),
      't no-start',
      'x unreachable',
    ],
    [
      'a sub-process begun by a message',
      aTask(`<subProcess id="t"><startEvent id="x">${byMessage}</startEvent></subProcess>`, '', MESSAGE),
      'x event-out-of-place',
    ],
    [
      'an event sub-process that waits for nothing',
      aTask('<userTask id="t"/>', aside('a', '')),
      'a_s event-out-of-place',
    ],
    [
      'an event sub-process with a message without name',
      aTask('<userTask id="t"/>', aside('a', '<messageEventDefinition/>')),
      'a_s no-message-name',
    ],
    [
      'a timer start in an event sub-process, twice',
      aTask(
        '<userTask id="t"/>',
        `${aside('a', timer('timeDuration', 'PT1H'))}${aside('b', timer('timeDuration', 'PT1H'))}`,
      ),
    ],
    [
      'two event sub-processes of one message',
      aTask('<userTask id="t"/>', `${aside('a', byMessage)}${aside('b', byMessage)}`, MESSAGE),
      'b same-event-twice',
    ],
    [
      'two event sub-processes of one signal',
      aTask('<userTask id="t"/>', `${aside('a', bySignal)}${aside('b', bySignal)}`, SIGNAL),
      'b same-event-twice',
    ],
    [
      'an error that does not interrupt',
      aTask('<userTask id="t"/>', aside('a', '<errorEventDefinition/>', 'isInterrupting="false"')),
      'a_s event-out-of-place',
    ],
  ],
  flows: [
    ['into a start event', aTask('<userTask id="t"/>', flow('t', 's')), 't_s flow-into-start'],
    ['out of an end event', aTask('<userTask id="t"/>', flow('e', 't')), 'e_t flow-out-of-end'],
    [
      'into a boundary event',
      aTask('<userTask id="t"/>', `${boundary('b', timer('timeDuration', 'PT1H'))}${flow('t', 'b')}`),
      't_b flow-into-boundary',
    ],
    [
      'across a border',
      aTask(
        '<subProcess id="t"><startEvent id="x"/><task id="y"/><sequenceFlow id="f" sourceRef="x" targetRef="y"/></subProcess>',
        flow('y', 'e'),
      ),
      'y_e flow-crosses-border',
    ],
    [
      'to an event sub-process',
      aTask('<userTask id="t"/>', `${aside('a', byMessage)}${flow('t', 'a')}`, MESSAGE),
      't_a flow-to-event-sub-process',
    ],
    [
      'gateway without outgoing',
      aTask('<userTask id="t"/>', `${flow('t', 'x')}<exclusiveGateway id="x"/>`),
      'x gateway-without-flow',
    ],
    ['unreachable', aTask('<userTask id="t"/>', '<task id="x"/>'), 'x unreachable'],
    [
      'an island',
      aTask('<userTask id="t"/>', `<task id="x"/><task id="y"/>${flow('x', 'y')}${flow('y', 'x')}`),
      'x unreachable',
      'y unreachable',
      'x loop-without-wait',
    ],
    [
      'a loop in which nothing waits',
      aProcess(
        `${START}${flow('s', 'g')}<exclusiveGateway id="g" default="g_e"/>${flow('g', 't', 'a')}<task id="t"/>${flow('t', 'g')}${flow('g', 'e')}${END}`,
      ),
      'g loop-without-wait',
    ],
    [
      'a loop in which somebody works',
      aProcess(
        `${START}${flow('s', 'g')}<exclusiveGateway id="g" default="g_e"/>${flow('g', 't', 'a')}<userTask id="t"/>${flow('t', 'g')}${flow('g', 'e')}${END}`,
      ),
    ],
  ],
  conditions: [
    ['missing at an exclusive gateway', split('exclusiveGateway', ['a', undefined]), 'g_e1 no-condition'],
    ['missing at an inclusive gateway', split('inclusiveGateway', [undefined, 'a']), 'g_e0 no-condition'],
    ['missing on the default', split('exclusiveGateway', ['a', undefined], 'default="g_e1"')],
    ['present on the default', split('exclusiveGateway', ['a', 'b'], 'default="g_e1"'), 'g_e1 condition-on-default'],
    ['not FEEL', split('exclusiveGateway', ['a ==', undefined], 'default="g_e1"'), 'g_e0 bad-condition'],
    ['never true or false', split('exclusiveGateway', ['"yes"', undefined], 'default="g_e1"'), 'g_e0 bad-condition'],
    [
      'a function that can hang',
      split('exclusiveGateway', ['matches(a, "(a+)+$")', undefined], 'default="g_e1"'),
      'g_e0 bad-condition',
    ],
    [
      'a range to go through',
      split('exclusiveGateway', ['some i in 1..1000000 satisfies i = a', undefined], 'default="g_e1"'),
      'g_e0 bad-condition',
    ],
    ['at a parallel gateway', split('parallelGateway', ['a', undefined]), 'g_e0 condition-out-of-place'],
    ['with = before it', split('exclusiveGateway', ['= a', undefined], 'default="g_e1"')],
  ],
  'event-based gateways': [
    ['to a task', afterEvents(`${flow('g', 't')}<userTask id="t"/>${flow('t', 'e')}`), 't gateway-without-event'],
    [
      'to an event with another way in',
      afterEvents(`${flow('g', 'c')}${catching('c', byMessage)}${flow('c', 'e')}`, flow('s', 'c')),
      'c event-has-other-flow',
    ],
    [
      'to two events of one message',
      afterEvents(
        `${flow('g', 'c')}${catching('c', byMessage)}${flow('c', 'e')}${flow('g', 'r')}<receiveTask id="r" messageRef="m"/>${flow('r', 'e')}`,
      ),
      'r same-event-twice',
    ],
    [
      'to a link',
      afterEvents(`${flow('g', 'c')}${catching('c', '<linkEventDefinition name="x"/>')}${flow('c', 'e')}`),
      'c gateway-without-event',
      'c dangling-link',
      'c flow-into-link',
    ],
  ],
  boundaries: [
    [
      'one message twice',
      aTask('<userTask id="t"/>', `${boundary('a', byMessage)}${boundary('b', byMessage)}`, MESSAGE),
      'b same-event-twice',
    ],
    [
      'one error twice',
      aTask(
        '<userTask id="t"/>',
        `${boundary('a', '<errorEventDefinition/>')}${boundary('b', '<errorEventDefinition/>')}`,
      ),
      'b same-event-twice',
    ],
    [
      'two timers',
      aTask(
        '<userTask id="t"/>',
        `${boundary('a', timer('timeDuration', 'PT1H'))}${boundary('b', timer('timeDuration', 'PT2H'))}`,
      ),
    ],
    [
      'cancel on no transaction',
      aTask('<userTask id="t"/>', boundary('b', '<cancelEventDefinition/>')),
      'b cancel-outside-transaction',
    ],
    [
      'an error that does not interrupt',
      aTask('<userTask id="t"/>', boundary('b', '<errorEventDefinition/>', 'cancelActivity="false"')),
      'b event-out-of-place',
    ],
    ['that waits for nothing', aTask('<userTask id="t"/>', boundary('b', '')), 'b event-out-of-place'],
    [
      'that leads nowhere',
      aTask(
        '<userTask id="t"/>',
        `<boundaryEvent id="b" attachedToRef="t">${timer('timeDuration', 'PT1H')}</boundaryEvent>`,
      ),
      'b boundary-leads-nowhere',
    ],
    [
      'compensation without handler',
      aTask(
        '<userTask id="t"/>',
        '<boundaryEvent id="b" attachedToRef="t"><compensateEventDefinition/></boundaryEvent>',
      ),
      'b no-compensation-handler',
    ],
    [
      'compensation by a task that is none',
      aTask(
        '<userTask id="t"/>',
        '<boundaryEvent id="b" attachedToRef="t"><compensateEventDefinition/></boundaryEvent><task id="x"/><association id="a" sourceRef="b" targetRef="x"/>',
      ),
      'b no-compensation-handler',
    ],
    [
      'a compensation task that nothing reaches',
      aTask('<userTask id="t"/>', '<task id="x" isForCompensation="true"/>'),
      'x unreachable',
    ],
    [
      'on an event',
      aTask(
        '<userTask id="t"/>',
        `<boundaryEvent id="b" attachedToRef="e">${timer('timeDuration', 'PT1H')}</boundaryEvent>${flow('b', 'e')}`,
      ),
      'b disconnected-boundary',
      'b unreachable',
    ],
  ],
  events: [
    [
      'cancel end outside a transaction',
      aTask('<userTask id="t"/>', `<endEvent id="x"><cancelEventDefinition/></endEvent>${flow('t', 'x')}`),
      'x cancel-outside-transaction',
    ],
    [
      'error end without error',
      aTask('<userTask id="t"/>', `<endEvent id="x"><errorEventDefinition/></endEvent>${flow('t', 'x')}`),
      'x no-error-code',
    ],
    [
      'error end without code',
      aTask(
        '<userTask id="t"/>',
        `<endEvent id="x"><errorEventDefinition errorRef="er"/></endEvent>${flow('t', 'x')}`,
        '<error id="er" name="n"/>',
      ),
      'x no-error-code',
    ],
    [
      'error caught without code',
      aTask('<userTask id="t"/>', boundary('b', '<errorEventDefinition errorRef="er"/>'), '<error id="er" name="n"/>'),
      'b no-error-code',
    ],
    ['escalation thrown without code', aTask(throwing('t', '<escalationEventDefinition/>')), 't no-escalation-code'],
    ['message without name', aTask(catching('t', byMessage), '', '<message id="m"/>'), 't no-message-name'],
    [
      'message with an empty name',
      aTask(catching('t', byMessage), '', '<message id="m" name=" "/>'),
      't no-message-name',
    ],
    ['signal without name', aTask(throwing('t', bySignal), '', '<signal id="sig"/>'), 't no-signal-name'],
    [
      'two messages of one name',
      aTask('<userTask id="t"/>', '', `${MESSAGE}<message id="m2" name="asked"/>`),
      'm2 duplicate-name',
    ],
    [
      'two signals of one name',
      aTask('<userTask id="t"/>', '', `${SIGNAL}<signal id="g2" name="closed"/>`),
      'g2 duplicate-name',
    ],
    ['receive task without message', aTask('<receiveTask id="t"/>'), 't no-message-name'],
    ['catching nothing', aTask(catching('t', '')), 't event-out-of-place'],
    ['catching an error in the flow', aTask(catching('t', '<errorEventDefinition/>')), 't event-out-of-place'],
    ['throwing a timer', aTask(throwing('t', timer('timeDuration', 'PT1H'))), 't event-out-of-place'],
    ['condition missing', aTask(catching('t', '<conditionalEventDefinition/>')), 't bad-condition'],
    [
      'condition not FEEL',
      aTask(catching('t', '<conditionalEventDefinition><condition>a ==</condition></conditionalEventDefinition>')),
      't bad-condition',
    ],
  ],
  links: [
    [
      'throw without catch',
      aProcess(`${START}${flow('s', 't')}${throwing('t', '<linkEventDefinition name="x"/>')}`),
      't dangling-link',
    ],
    [
      'two catches',
      aProcess(
        `${START}${flow('s', 't')}${throwing('t', '<linkEventDefinition name="x"/>')}${catching('a', '<linkEventDefinition name="x"/>')}${catching('b', '<linkEventDefinition name="x"/>')}${flow('a', 'e')}${flow('b', 'e')}${END}`,
      ),
      'b same-event-twice',
    ],
    [
      'catch without throw',
      aTask('<userTask id="t"/>', `${catching('a', '<linkEventDefinition name="x"/>')}${flow('a', 'e')}`),
      'a dangling-link',
    ],
    ['without name', aTask(throwing('t', '<linkEventDefinition/>')), 't no-link-name'],
  ],
  timers: [
    ['without time', aTask(catching('t', '<timerEventDefinition/>')), 't no-time'],
    ['working days are no ISO unit', aTask(catching('t', timer('timeDuration', 'P10WD'))), 't bad-time'],
    ['10X', aTask(catching('t', timer('timeDuration', 'PT10X'))), 't bad-time'],
    ['cron', aTask(catching('t', timer('timeCycle', '0 0 * * *'))), 't bad-time'],
    [
      'a cycle without pause',
      aTask('<userTask id="t"/>', boundary('b', timer('timeCycle', 'R/PT0S'), 'cancelActivity="false"')),
      'b bad-time',
    ],
    ['29 February of no leap year', aTask(catching('t', timer('timeDate', '2027-02-29'))), 't bad-time'],
    ['25 o’clock', aTask(catching('t', timer('timeDate', '2027-02-28T25:00'))), 't bad-time'],
    ['FEEL', aTask(catching('t', timer('timeDuration', '= wait')))],
    ['broken FEEL', aTask(catching('t', timer('timeDuration', '= wait +'))), 't bad-time'],
    ['a date', aTask(catching('t', timer('timeDate', '2026-04-01T09:00')))],
    [
      'three times an hour',
      aTask('<userTask id="t"/>', boundary('b', timer('timeCycle', 'R3/PT1H'), 'cancelActivity="false"')),
    ],
    ['ten years', aTask(catching('t', timer('timeDuration', 'P10Y')))],
  ],
  loops: [
    ['neither number nor list', looped('<multiInstanceLoopCharacteristics/>'), 't no-cardinality'],
    [
      '1,001 instances',
      looped(
        '<multiInstanceLoopCharacteristics><loopCardinality>1001</loopCardinality></multiInstanceLoopCharacteristics>',
      ),
      't too-many-instances',
    ],
    [
      '1.5 instances',
      looped(
        '<multiInstanceLoopCharacteristics><loopCardinality>1.5</loopCardinality></multiInstanceLoopCharacteristics>',
      ),
      't too-many-instances',
    ],
    [
      '1,000 instances',
      looped(
        '<multiInstanceLoopCharacteristics><loopCardinality>1000</loopCardinality></multiInstanceLoopCharacteristics>',
      ),
    ],
    [
      'number not FEEL',
      looped(
        '<multiInstanceLoopCharacteristics><loopCardinality>a +</loopCardinality></multiInstanceLoopCharacteristics>',
      ),
      't bad-condition',
    ],
    [
      'end not true or false',
      looped(
        '<multiInstanceLoopCharacteristics redress:collection="xs"><completionCondition>1</completionCondition></multiInstanceLoopCharacteristics>',
      ),
      't bad-condition',
    ],
    [
      'a variable with a bad name',
      looped('<multiInstanceLoopCharacteristics redress:collection="xs" redress:elementVariable="a-b"/>'),
      't bad-value',
    ],
    ['an endless loop', looped('<standardLoopCharacteristics/>'), 't endless-loop'],
    ['too many rounds', looped('<standardLoopCharacteristics loopMaximum="100000"/>'), 't too-many-instances'],
    [
      'behaviour',
      looped('<multiInstanceLoopCharacteristics redress:collection="xs" behavior="One"/>'),
      't unexecutable',
    ],
  ],
  calls: [
    ['of nothing', aTask('<callActivity id="t"/>'), 't no-called-process'],
    ['of a process elsewhere', aTask('<callActivity id="t" calledElement="q"/>'), 't unknown-process'],
    ['of itself', aTask('<callActivity id="t" calledElement="p"/>'), 't calls-itself'],
    [
      'of a process with a fault',
      aTask('<callActivity id="t" calledElement="q"/>', '', '<process id="q"><task id="x"/></process>'),
      'q no-start',
      'x unreachable',
    ],
  ],
  deadlines: [
    ['of no rule', looped('<extensionElements><redress:deadline at="due"/></extensionElements>'), 't bad-deadline'],
    [
      'local without parts',
      looped('<extensionElements><redress:deadline local="b" workingDays="0"/></extensionElements>'),
      't bad-deadline',
      't bad-deadline',
    ],
    [
      'with a wrong moment',
      looped('<extensionElements><redress:deadline rule="a" at="never"/></extensionElements>'),
      't bad-deadline',
    ],
    [
      'before without warning',
      looped('<extensionElements><redress:deadline rule="a" at="due" before="2"/></extensionElements>'),
      't bad-deadline',
    ],
    [
      'repeated without breach',
      looped('<extensionElements><redress:deadline rule="a" at="due" repeat="2"/></extensionElements>'),
      't bad-deadline',
    ],
    [
      'two of them',
      looped('<extensionElements><redress:deadline rule="a"/><redress:deadline rule="b"/></extensionElements>'),
      't bad-deadline',
    ],
    [
      'that starts only where it may',
      looped(
        '<extensionElements><redress:deadline local="b" title="x" workingDays="3" calendar="c" startedBy="f" metBy="g" onlyWhere="grade is low"/></extensionElements>',
      ),
      't bad-deadline',
    ],
    [
      'days that are no number',
      looped('<extensionElements><redress:deadline rule="a" at="warning" before="two"/></extensionElements>'),
      't bad-deadline',
    ],
  ],
}

const PROCESS = (id: string, mark: string, inside = '') =>
  `<process id="${id}"${mark}><startEvent id="${id}_s"/>${inside}<endEvent id="${id}_e"/>${flow(`${id}_s`, `${id}_e`)}</process>`
const CALL = (id: string, called: string) =>
  `<callActivity id="${id}" calledElement="${called}"/>${flow(id, 'p_e')}${flow('p_s', id)}`
const EXECUTABLE = ' isExecutable="true"'

/** What the drawing tools of others write, read as plain BPMN: with all that is found. */
const PLAIN: readonly (readonly [because: string, xml: string, ...found: string[]])[] = [
  ['a process without the mark', definitions(PROCESS('p', '')), 'p no-executable-process'],
  [
    'a process that is marked as not executable',
    definitions(PROCESS('p', ' isExecutable="false"')),
    'p no-executable-process',
  ],
  [
    'an unmarked process beside an empty pool',
    definitions(`<process id="q"/>${PROCESS('p', '')}`),
    'p no-executable-process',
  ],
  [
    'an unmarked process that calls another',
    definitions(PROCESS('q', '') + PROCESS('p', '', CALL('c', 'q'))),
    'p no-executable-process',
  ],
  ['two unmarked pools', definitions(PROCESS('p', '') + PROCESS('q', '')), 'p no-executable-process'],
  ['a marked process beside one without', definitions(PROCESS('q', '') + PROCESS('p', EXECUTABLE))],
  [
    'a marked process that calls a marked one',
    definitions(PROCESS('q', EXECUTABLE) + PROCESS('p', EXECUTABLE, CALL('c', 'q'))),
  ],
  ['two marked pools', definitions(PROCESS('p', EXECUTABLE) + PROCESS('q', EXECUTABLE)), 'q many-executable-processes'],
  [
    'a reference to a type that is described elsewhere',
    aTask('<userTask id="t"><property id="a" name="b" itemSubjectRef="xsd:string"/></userTask>'),
    'a dangling-reference',
  ],
  [
    'who does a task, in words of another engine',
    aTask(
      '<userTask id="t"><potentialOwner id="o"><resourceAssignmentExpression><formalExpression>user(a)</formalExpression></resourceAssignmentExpression></potentialOwner></userTask>',
    ),
    'o passed-over',
    'o passed-over',
  ],
  ["another product's expression", aTask('<userTask id="t" camunda:assignee="${starter}"/>'), 't foreign'],
  [
    'an expression in a condition',
    aTask('<userTask id="t"/>', '', '').replace(
      '</sequenceFlow>',
      '<conditionExpression>${a}</conditionExpression></sequenceFlow>',
    ),
    's_t code',
    's_t bad-condition',
    's_t condition-out-of-place',
  ],
  [
    'a condition that says it is FEEL',
    split('exclusiveGateway', ['a', undefined], 'default="g_e1"').replace(
      '<conditionExpression',
      '<conditionExpression xsi:type="tFormalExpression" language="https://www.omg.org/spec/DMN/20191111/FEEL/"',
    ),
  ],
  [
    'a condition in another language',
    split('exclusiveGateway', ['a', undefined], 'default="g_e1"').replace(
      '<conditionExpression',
      '<conditionExpression xsi:type="tFormalExpression" language="javascript"',
    ),
    'g_e0 code',
  ],
]

describe('admission of plain BPMN', () => {
  for (const [because, xml, ...expected] of PLAIN) {
    it(`${because}: ${expected.join(', ') || 'nothing'}`, () => {
      expect(found(xml, { plain: true })).to.deep.equal(expected)
    })
  }

  it('runs the process that calls, and takes an unmarked one with a warning', () => {
    const called = definitions(PROCESS('q', EXECUTABLE) + PROCESS('p', EXECUTABLE, CALL('c', 'q')))
    expect(admitHere(called, { file: 'a.bpmn', plain: true }).diagram?.main.id).to.equal('p')
    const unmarked = admitHere(definitions(PROCESS('p', '')), { file: 'a.bpmn', plain: true })
    expect(unmarked.diagram?.main.id).to.equal('p')
    expect(unmarked.findings.map(({ level }) => level)).to.deep.equal(['warning'])
    const typed = aTask('<userTask id="t"><property id="a" name="b" itemSubjectRef="xsd:string"/></userTask>')
    expect(admitHere(typed, { file: 'a.bpmn', plain: true }).diagram?.main.id).to.equal('p')
    expect(admitHere(typed, { file: 'a.bpmn' }).diagram).to.equal(undefined)
  })
})

describe('admission', () => {
  for (const [topic, examples] of Object.entries(EXAMPLES)) {
    describe(topic, () => {
      for (const [because, xml, ...expected] of examples) {
        it(`${because}: ${expected.join(', ') || 'nothing'}`, () => {
          expect(found(xml)).to.deep.equal(expected)
        })
      }
    })
  }

  it('says of each fault where, what and what to do', () => {
    for (const [, xml] of Object.values(EXAMPLES).flat()) {
      for (const { file, element, rule, message, remedy } of findingsIn(xml)) {
        expect(file).to.equal('a.bpmn')
        expect(element).to.match(/\S/)
        expect(rule).to.match(/^admission\/[a-z-]+$/)
        expect(message, message).to.match(/^[^a-z].*\.$/s)
        expect(remedy, remedy).to.match(/^[A-Z].*[.…]$/s)
      }
    }
  })

  it('says all of several faults at once', () => {
    const xml = aProcess(
      `${START}${flow('s', 'x')}<complexGateway id="x"/><userTask id="u" name="\${a}"/><serviceTask id="v" implementation="w"/>${flow('x', 'gone')}`,
    )
    expect(found(xml)).to.include.members(['x unexecutable', 'u code', 'v code', 'x_gone dangling-reference'])
  })
})
