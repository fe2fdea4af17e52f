import { expect } from 'chai'
import type { ActionDescription, LetterDescription } from '../../../engine/diagram/finding.ts'
import { rulesToldWhenLate } from '../../../engine/diagram/told-when-late.ts'

const NOTICE: ActionDescription = {
  name: 'send-lateness-notice',
  parameters: {},
  variables: {},
  errors: [],
  sends: ['lateness-notice-sent'],
  needs: [],
  toPartner: false,
}
const actions = new Map<string, ActionDescription>([
  [NOTICE.name, NOTICE],
  ['notify-staff', { ...NOTICE, name: 'notify-staff', sends: ['staff-notification'] }],
  ['send-letter', { ...NOTICE, name: 'send-letter', sends: [], letters: { placeholders: {}, records: {} } }],
])
const letter = (id: string, records: LetterDescription['records']): [string, LetterDescription] => [
  id,
  { id, contents: [], needs: [], toPartner: false, ...(records !== undefined && { records }) },
]
const letters = new Map([letter('missed', 'adult-period-missed-notified'), letter('hello', 'notice-sent')])

/** An event sub-process that a breach starts, with one step in it. */
function beside(action: string, { interrupting = false, at = 'breach', parameter = '' } = {}): string {
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:redress="urn:redress:bpmn:1"><process id="p">
    <subProcess id="any" triggeredByEvent="true">
      <startEvent id="ev" isInterrupting="${interrupting}"><timerEventDefinition><extensionElements><redress:deadline rule="a.rule" at="${at}"/></extensionElements></timerEventDefinition></startEvent>
      <serviceTask id="svc" redress:action="${action}"><extensionElements>${parameter}</extensionElements></serviceTask>
    </subProcess></process></definitions>`
}
const named = (id: string) => `<redress:parameter name="letter" value="${id}"/>`

describe('rules of which some diagram of a procedure tells the complainant', () => {
  for (const { xml, told, what } of [
    { xml: beside('send-lateness-notice'), told: ['a.rule'], what: 'a breach beside the work that sends a notice' },
    { xml: beside('send-letter', { parameter: named('missed') }), told: ['a.rule'], what: 'the same by a letter' },
    { xml: beside('send-letter', { parameter: named('hello') }), told: [], what: 'a letter about something else' },
    { xml: beside('notify-staff'), told: [], what: 'a word to colleagues only' },
    { xml: beside('send-lateness-notice', { interrupting: true }), told: [], what: 'a notice that stops the work' },
    { xml: beside('send-lateness-notice', { at: 'due' }), told: [], what: 'a notice before it is late' },
  ]) {
    it(`${told.length === 0 ? 'not' : 'yes'}: ${what}`, () => {
      expect([...rulesToldWhenLate([{ xml }], actions, letters)]).to.deep.equal(told)
    })
  }
})
