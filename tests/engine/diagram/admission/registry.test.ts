import { expect } from 'chai'
import type { Registry } from '../../../../engine/diagram/index.ts'
import { aTask, findingsIn, found } from '../bpmn.ts'

const REGISTRY: Registry = {
  actions: new Map([
    [
      'send-letter',
      {
        name: 'send-letter',
        parameters: { letter: true, tone: false },
        options: { tone: ['warm', 'plain'] },
        variables: {},
        errors: [],
        sends: [],
        needs: [],
        toPartner: false,
      },
    ],
  ]),
  roles: new Set(['complaints-manager', 'investigating-officer']),
  forms: new Map([['decide', { id: 'decide', title: 'Decide', records: [], variables: {}, fields: [] }]]),
  deadlineRules: new Map([['law.answer', { id: 'law.answer', clause: 'reg 1', pausable: false }]]),
  processes: new Set(['stage-1']),
  calendars: new Set(['children-act']),
  factTypes: new Set(['complaint-received', 'answered']),
}

const service = (inner: string, attributes = 'redress:action="send-letter"') =>
  aTask(`<serviceTask id="t" ${attributes}><extensionElements>${inner}</extensionElements></serviceTask>`)
const deadline = (attributes: string) =>
  aTask(`<userTask id="t"><extensionElements><redress:deadline ${attributes}/></extensionElements></userTask>`)
const letter = '<redress:parameter name="letter" value="x"/>'
const local = 'local="own" title="Ours" workingDays="3"'

describe('admission with a registry', () => {
  const examples: readonly (readonly [string, string, ...string[]])[] = [
    ['known names', service(letter)],
    ['an optional parameter', service(`${letter}<redress:parameter name="tone" value="warm"/>`)],
    ['a value off the list', service(`${letter}<redress:parameter name="tone" value="x"/>`), 't unknown-value'],
    ['an unknown action', service('', 'redress:action="send-leter"'), 't unknown-action'],
    ['no action', service('', ''), 't no-action'],
    ['no action on a business rule', aTask('<businessRuleTask id="t"/>'), 't no-action'],
    ['a missing parameter', service(''), 't missing-parameter'],
    ['a strange parameter', service(`${letter}<redress:parameter name="size" value="x"/>`), 't unknown-parameter'],
    ['a parameter twice', service(letter + letter), 't bad-parameter'],
    [
      'a parameter without name',
      service(`${letter}<redress:parameter value="x"/>`),
      't bad-parameter',
      't unknown-parameter',
    ],
    ['an unknown role', aTask('<userTask id="t" redress:role="manager"/>'), 't unknown-role'],
    ['an unknown form', aTask('<userTask id="t" redress:form="decision"/>'), 't unknown-form'],
    ['known role and form', aTask('<userTask id="t" redress:role="complaints-manager" redress:form="decide"/>')],
    ['a known rule', deadline('rule="law.answer"')],
    ['an unknown rule', deadline('rule="law.anser"'), 't unknown-deadline-rule'],
    ['a local deadline', deadline(`${local} calendar="children-act" startedBy="complaint-received" metBy="answered"`)],
    [
      'an unknown calendar',
      deadline(`${local} calendar="ours" startedBy="complaint-received" metBy="answered"`),
      't unknown-calendar',
    ],
    [
      'unknown facts',
      deadline(`${local} calendar="children-act" startedBy="x" metBy="y"`),
      't unknown-fact',
      't unknown-fact',
    ],
    ['a process of the procedure', aTask('<callActivity id="t" calledElement="stage-1"/>')],
    ['a process of nowhere', aTask('<callActivity id="t" calledElement="stage-9"/>'), 't unknown-process'],
  ]
  for (const [what, xml, ...expected] of examples) {
    it(`${what}: ${expected.join(', ') || 'nothing'}`, () => {
      expect(found(xml, { registry: REGISTRY })).to.deep.equal(expected)
    })
  }

  it('names the most likely one first', () => {
    const [finding] = findingsIn(aTask('<userTask id="t" redress:role="investigation-officer"/>'), {
      registry: REGISTRY,
    })
    expect(finding?.remedy).to.equal('Use one of these, or add it: investigating-officer, complaints-manager.')
  })

  it('looks nothing up in plain mode, nor without a registry', () => {
    const xml = aTask('<serviceTask id="t" redress:action="anything"/>')
    expect(found(xml, { registry: REGISTRY, plain: true })).to.deep.equal([])
    expect(found(xml)).to.deep.equal([])
  })
})
