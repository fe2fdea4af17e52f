import { expect } from 'chai'
import { inspect } from '../../../../engine/diagram/inspect.ts'
import { readProcedureFolder, registryOf } from '../../../../engine/diagram/procedure-folder.ts'
import { HANDLERS } from '../../../../handlers/index.ts'
import { tableXml } from './a-table.ts'

const ACTIONS = HANDLERS.map(({ describe }) => describe)

function diagram(condition: string, decision = 'routing', form = 'triage'): string {
  return `<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:redress="urn:redress:bpmn:1" id="d" targetNamespace="t">
  <process id="intake" isExecutable="true">
    <startEvent id="start_x"><outgoing>f1</outgoing></startEvent>
    <userTask id="task_triage" name="Triage" redress:role="manager" redress:form="${form}"><incoming>f1</incoming><outgoing>f2</outgoing></userTask>
    <businessRuleTask id="svc_route" name="Route" redress:action="decide">
      <extensionElements><redress:parameter name="decision" value="${decision}"/></extensionElements>
      <incoming>f2</incoming><outgoing>f3</outgoing>
    </businessRuleTask>
    <exclusiveGateway id="gw_where" name="Where?" default="f5"><incoming>f3</incoming><outgoing>f4</outgoing><outgoing>f5</outgoing></exclusiveGateway>
    <endEvent id="end_a"><incoming>f4</incoming></endEvent>
    <endEvent id="end_b"><incoming>f5</incoming></endEvent>
    <sequenceFlow id="f1" sourceRef="start_x" targetRef="task_triage"/>
    <sequenceFlow id="f2" sourceRef="task_triage" targetRef="svc_route"/>
    <sequenceFlow id="f3" sourceRef="svc_route" targetRef="gw_where"/>
    <sequenceFlow id="f4" name="A" sourceRef="gw_where" targetRef="end_a"><conditionExpression>${condition}</conditionExpression></sequenceFlow>
    <sequenceFlow id="f5" name="B" sourceRef="gw_where" targetRef="end_b"/>
  </process>
</definitions>`
}

const form = (id: string, variables: readonly string[]) =>
  JSON.stringify({
    $id: id,
    title: id,
    type: 'object',
    additionalProperties: false,
    required: ['person', 'nhsPart'],
    properties: {
      person: { type: 'string', title: 'Who', enum: ['P1', 'P2'], 'x-labels': { P1: 'Child', P2: 'Parent' } },
      nhsPart: { type: 'boolean', title: 'NHS?' },
    },
    'x-redress': { records: [], variables, display: [] },
  })

const TABLE = {
  inputs: ['person:string', 'nhsPart:boolean'],
  outputs: ['to:string'],
  rows: [
    ['"P1"', '-', '"children-act"'],
    ['-', '-', '"corporate"'],
  ],
}

async function read(table: string, xml: string) {
  const { procedure, findings } = await readProcedureFolder([
    {
      path: 'procedure.json',
      text: JSON.stringify({
        id: 'x',
        title: 'X',
        version: '1',
        main: 'intake',
        roles: [{ code: 'manager', title: 'M' }],
      }),
    },
    { path: 'intake.bpmn', text: xml },
    { path: 'routing.dmn', text: table },
    { path: 'forms/triage.json', text: form('triage', ['person', 'nhsPart']) },
    { path: 'forms/part.json', text: form('part', ['person']) },
  ])
  const registry = registryOf(procedure, ACTIONS)
  const all = await inspect(xml, { file: 'intake.bpmn', registry, lint: true })
  return { procedure, findings, registry, all: all.findings }
}

const ABOUT_TABLES = [
  'unknown-decision',
  'variables-are-written-before',
  'conditions-use-known-options',
  'missing-parameter',
]

async function messages(table: string, xml: string): Promise<readonly string[]> {
  const { all } = await read(table, xml)
  return all
    .filter(({ rule }) => ABOUT_TABLES.some((name) => rule.endsWith(name)))
    .map(({ element, message, remedy }) => `${element}: ${message} ${remedy}`)
}

describe('decision tables in a procedure', () => {
  it('are read with the folder', async () => {
    const { procedure, findings, registry } = await read(tableXml(TABLE), diagram('=to = "corporate"'))
    expect(findings).to.deep.equal([])
    expect(procedure.decisions.map(({ name }) => name)).to.deep.equal(['routing'])
    expect(registry.decisions?.get('routing')).to.deep.equal({
      name: 'routing',
      inputs: { person: { type: 'option', options: ['P1'] }, nhsPart: { type: 'boolean' } },
      outputs: { to: { type: 'option', options: ['children-act', 'corporate'] } },
    })
  })

  it('set variables for the gateways after them', async () => {
    expect(await messages(tableXml(TABLE), diagram('=to = "corporate"'))).to.deep.equal([])
  })

  it('say which file is at fault', async () => {
    const { findings } = await read(tableXml({ ...TABLE, hitPolicy: 'ANY' }), diagram('=to = "corporate"'))
    expect(findings.map(({ file, rule }) => `${file} ${rule}`)).to.deep.equal(['routing.dmn admission/hit-policy'])
  })

  const WRONG: readonly (readonly [string, string, string, string])[] = [
    [
      'an output that the table never gives',
      tableXml(TABLE),
      diagram('=to = "court"'),
      'f4: .*"court", which it can never be',
    ],
    [
      'an unknown table',
      tableXml(TABLE),
      diagram('=to = "corporate"', 'rooting'),
      "svc_route: There is no decision table 'rooting'.*routing",
    ],
    [
      'an input that is not written before',
      tableXml(TABLE),
      diagram('=to = "corporate"', 'routing', 'part'),
      "svc_route: The decision table 'routing' of .* reads 'nhsPart', which no step of this diagram sets",
    ],
    [
      'an input that nobody knows',
      tableXml({ ...TABLE, inputs: ['persons:string', 'nhsPart:boolean'] }),
      diagram('=to = "corporate"'),
      "reads 'persons'",
    ],
    [
      'an option that the form does not have',
      tableXml({ ...TABLE, rows: [['"P9"', '-', '"a"'], ...TABLE.rows] }),
      diagram('=to = "corporate"'),
      'compares \'person\' with "P9", which it can never be',
    ],
    [
      'another type',
      tableXml({
        ...TABLE,
        inputs: ['person:boolean', 'nhsPart:boolean'],
        rows: [
          ['true', '-', '"a"'],
          ['-', '-', '"corporate"'],
        ],
      }),
      diagram('=to = "corporate"'),
      "takes 'person' for a boolean, and it is a text",
    ],
  ]
  for (const [what, table, xml, message] of WRONG) {
    it(`refuse ${what}`, async () => {
      expect((await messages(table, xml)).join('\n')).to.match(new RegExp(message))
    })
  }

  it('need a name', async () => {
    const xml = diagram('=to = "corporate"').replace(/<redress:parameter[^>]*>/, '')
    expect((await messages(tableXml(TABLE), xml)).join()).to.contain("needs the parameter 'decision'")
  })

  it('cannot have the same name twice', async () => {
    const { findings } = await readProcedureFolder([
      { path: 'routing.dmn', text: tableXml(TABLE) },
      { path: 'uses/learning/routing.dmn', text: tableXml(TABLE) },
    ])
    expect(findings.map(({ message }) => message).join()).to.contain("another decision table 'routing'")
  })
})
