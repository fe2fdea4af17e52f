/* Over 300 lines: one table of what each service task records. */
import { expect } from 'chai'
import { readdirSync, readFileSync } from 'node:fs'
import { checkNewFact, DECIDE, decide, localDate, type TaskOutcome } from '../../engine/index.ts'
import { handlerNamed, HANDLERS } from '../../handlers/index.ts'
import { ANA, aTask, KIM, type Scenario } from './a-task.ts'
import { SCENARIOS } from './scenarios.ts'

/** What each service task puts on record, as `type data` in the order of recording. */
const RECORDED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'send-acknowledgement': {
    'with a date': ['acknowledgement-sent {"contents":["receipt","next-step"]}'],
    'without a date': ['acknowledgement-sent {"contents":["receipt","next-step"]}'],
  },
  'give-procedure-information': {
    "children's": ['procedure-information-given {"contents":["procedure","help"]}'],
    other: ['procedure-information-given {"contents":["procedure","help"]}'],
  },
  'offer-advocacy': { offered: ['advocacy-offered {"contents":["advocacy-right","how-to-get-an-advocate"]}'] },
  'refer-to-advocacy-provider': { wanted: ['advocacy-referred {"provider":"Example Voices"}'] },
  'notify-advocate-appointed': { appointed: [notice('advocate-appointed', 'email', 'advocate', 'new-date')] },
  'notify-eligibility-decision': {
    eligible: [notice('eligibility-decision', 'email', 'decision')],
    'not eligible': [notice('eligibility-decision', 'email', 'decision', 'reason', 'no-further-action', 'ombudsman')],
    'sufficient interest': [notice('sufficient-interest-decision', 'email', 'decision')],
    'no sufficient interest': [
      notice('sufficient-interest-decision', 'email', 'decision', 'reason', 'no-further-action', 'ombudsman'),
    ],
    'suitable representative': [notice('representative-decision', 'email', 'decision')],
    'not a suitable representative': [
      notice('representative-decision', 'email', 'decision', 'reason', 'no-further-action', 'ombudsman'),
    ],
  },
  'notify-late-complaint-decision': {
    considered: [notice('late-complaint-decision', 'email', 'decision')],
    'not considered': [notice('late-complaint-decision', 'email', 'decision', 'reason', 'both-limbs', 'ombudsman')],
  },
  'notify-refusal': { refused: [notice('refusal', 'email', 'reason', 'ombudsman')] },
  'notify-reroute': { rerouted: [notice('reroute', 'email', 'other-procedure', 'reason', 'ombudsman')] },
  'notify-deferral': { deferred: [notice('deferral', 'email', 'proceedings', 'reason', 'resubmit')] },
  'invite-resubmission': {
    concluded: [notice('resubmission-invitation', 'email', 'proceedings-concluded', 'resubmit')],
  },
  'notify-freeze-decision': {
    frozen: [notice('freeze-decision', 'email', 'decision', 'reason')],
    'not frozen': [notice('freeze-decision', 'email', 'decision', 'reason')],
  },
  'confirm-early-resolution': { resolved: [notice('early-resolution', 'email', 'agreement', 'stage-2-right')] },
  'send-stage-1-extension-notice': {
    extended: [notice('stage-1-extension', 'email', 'reason', 'new-date', 'stage-2-right')],
  },
  'send-stage-1-answer-letter': {
    answered: ['stage-1-answered {"contents":["answer","stage-2-right","how-to-ask"],"person":"mo"}'],
  },
  'notify-stage-2-right': {
    'no answer': [
      'stage-2-right-notified {"contents":["stage-2-right","how-to-ask","may-wait"]}',
      'lateness-notice-sent {"rule":"children-act.stage-1-answer","reason":"No reason was recorded by the day of the notice."}',
    ],
    'with the reason and a day': [
      'stage-2-right-notified {"contents":["stage-2-right","how-to-ask","may-wait"]}',
      'lateness-notice-sent {"rule":"children-act.stage-1-answer","reason":"The manager is off sick.","newDate":"2026-07-24"}',
    ],
    'told today in the notice that we are late': [],
  },
  'acknowledge-stage-2-request': { requested: [notice('stage-2-acknowledgement', 'email', 'receipt', 'next-step')] },
  'send-record-of-complaint': {
    draft: ['record-of-complaint-sent {}'],
    'draft, after the day': ['record-of-complaint-sent {}'],
    settled: [notice('record-of-complaint-settled', 'email', 'record')],
    'settled unheard': [notice('record-of-complaint-settled', 'email', 'record')],
  },
  'send-appointment-letters': {
    'investigating officer': [notice('appointment', 'email', 'duties', 'independence', 'confidentiality')],
    'independent person': [notice('appointment', 'email', 'duties', 'independence', 'confidentiality')],
    'adjudicating officer': [notice('appointment', 'email', 'duties', 'independence', 'confidentiality')],
    'panel chair': [notice('appointment', 'email', 'duties', 'independence', 'confidentiality')],
  },
  'tell-who-investigates': {
    appointed: [notice('investigators-named', 'email', 'investigating-officer', 'independent-person')],
  },
  'send-stage-2-extension-notice': { extended: [notice('stage-2-extension', 'email', 'reason', 'new-date')] },
  'send-stage-2-pack': {
    adjudicated: [
      'stage-2-answered {"contents":["investigation-report","independent-person-report","adjudication","stage-3-right","stage-3-window","early-referral"]}',
    ],
  },
  'acknowledge-panel-request': { requested: ['panel-request-acknowledged {"contents":["receipt","who-may-come"]}'] },
  'invite-panel-members': {
    appointed: Array<string>(3).fill(
      notice('panel-invitation', 'email', 'duties', 'independence', 'confidentiality', 'date'),
    ),
  },
  'notify-panel-date': { set: [notice('panel-date', 'email', 'date', 'who-may-come', 'submissions')] },
  'send-panel-papers': { redacted: ['panel-papers-sent {"to":["ch","m1","m2","ip","ana"],"redacted":true}'] },
  'send-panel-report-notice': {
    sent: ['panel-report-sent {"to":["ana","ip"]}'],
    'to others with sufficient interest': ['panel-report-sent {"to":["ana","ip","gran"]}'],
  },
  'send-panel-response': {
    departing: ['panel-response-sent {"contents":["proposals","departure-reasons","ombudsman"]}'],
    'as recommended': ['panel-response-sent {"contents":["proposals","ombudsman"]}'],
  },
  'refer-early-to-ombudsman': {
    agreed: ['ombudsman-signposted {"contents":["ombudsman","early-referral","panel-right-kept"]}'],
  },
  'signpost-ombudsman': {
    'at the end': ['ombudsman-signposted {"contents":["ombudsman"]}'],
    'said today in the response': ['ombudsman-signposted {"contents":["ombudsman"]}'],
  },
  'confirm-withdrawal': { withdrawn: ['withdrawal-confirmed {"contents":["withdrawal","may-come-back"]}'] },
  'send-lateness-notice': {
    'first, with all': [
      'lateness-notice-sent {"rule":"children-act.stage-1-answer","reason":"The manager is off sick.","newDate":"2026-07-24"}',
    ],
    'again, with nothing': [
      'lateness-notice-sent {"rule":"children-act.panel-meeting","reason":"No reason was recorded by the day of the notice."}',
    ],
    'the longest time is over': [
      'lateness-notice-sent {"rule":"children-act.stage-2-limit","reason":"No reason was recorded by the day of the notice."}',
    ],
    'over on either reading': [
      'lateness-notice-sent {"rule":"children-act.stage-2-limit-from-record","reason":"No reason was recorded by the day of the notice."}',
    ],
    'past the day planned with an adult': [
      'lateness-notice-sent {"rule":"adult-social-care.planned-response","reason":"No reason was recorded by the day of the notice."}',
    ],
    'day 21 of Stage 1': [
      'stage-2-right-notified {"contents":["stage-2-right","how-to-ask","may-wait"]}',
      'lateness-notice-sent {"rule":"children-act.stage-1-answer","reason":"No reason was recorded by the day of the notice."}',
    ],
    'day 31 of Stage 1': [
      'lateness-notice-sent {"rule":"children-act.stage-1-answer","reason":"No reason was recorded by the day of the notice."}',
    ],
    'told of the same answer today': [],
  },
  'send-progress-update': {
    'under way': [notice('progress-update', 'email', 'progress')],
    waiting: [notice('progress-update', 'email', 'progress')],
  },
  'notify-staff': { 'deadline near': [], 'task waiting': [] },
  'notify-safeguarding': { raised: [] },
  decide: {
    asked: [
      `decision-table-applied {"decision":"routing","hash":"${'a'.repeat(64)}","row":2,"rule":"row_child","inputs":[{"name":"person","value":"P1"},{"name":"publicHealth","value":"false"}],"outputs":[{"name":"to","value":"children-act"},{"name":"days","value":"3"}]}`,
    ],
  },
  'sort-contact': { complaint: [] },
  'route-complaint': {
    'as the table said': [
      'complaint-classified {"procedure":"children-act","functionCode":"looked-after","personCode":"P2","reason":"It is about visits to a child who is looked after.","service":"children-looked-after"}',
      'complaint-routed {"to":"children-act","reasonCode":"routing-table"}',
    ],
    'as a person chose': [
      'complaint-classified {"procedure":"corporate","functionCode":"looked-after","personCode":"P2","reason":"It is about visits to a child who is looked after.","service":"children-looked-after"}',
    ],
    signposted: [
      'complaint-routed {"to":"data-protection","reasonCode":"routing-table"}',
      'matter-signposted {"to":"data-protection","reason":"It is about visits to a child who is looked after."}',
    ],
    'signposted by a person': ['complaint-routed {"to":"elsewhere","reasonCode":"routing-table"}'],
  },
  'pass-on-feedback': {
    'by its service': ['feedback-passed-on {"team":"inclusion-service"}'],
    'by its area': ['feedback-passed-on {"team":"adult-services"}'],
    'of another area': ['feedback-passed-on {"team":"complaints-team"}'],
  },
  'open-stage': { opened: ['stage-opened {"stage":"stage-1"}'] },
  'record-outcome': {
    given: ['1', '2'].map(
      (point) =>
        `point-decided {"point":"${point}","stage":"stage-1","outcome":"withdrawn","reason":"The complaint was withdrawn.","remedy":"none"}`,
    ),
    derived: [],
  },
  'close-case': { decided: ['case-closed {"outcome":"partly-upheld"}'] },
  'follow-up-actions': { 'due and overdue': [] },
  'send-outcome-letter': {
    'after Stage 1': [notice('outcome', 'email', 'outcome', 'stage-2-right')],
    'after Stage 2': [notice('outcome', 'email', 'outcome', 'stage-3-right')],
    'after Stage 3': [notice('outcome', 'email', 'outcome', 'ombudsman')],
    'after Stage 1 of the Code': [notice('outcome', 'email', 'outcome', 'stage-2-right', 'ombudsman')],
    'after a refusal to go to Stage 2': [notice('outcome', 'email', 'outcome', 'ombudsman')],
    'with the NHS': [notice('outcome', 'email', 'outcome', 'ombudsman', 'health-ombudsman')],
    'after the Ombudsman': [notice('outcome', 'email', 'outcome')],
  },
  'follow-up-payments': { 'one of each open': [] },
  'follow-up-recommendations': { 'one of two evidenced': [] },
  'note-ombudsman-contact': { 'the last of two letters': [] },
  'set-retention': {
    // nobody has said how old the complainant is, nor that it is about a child
    'of a child': ['retention-set {"rule":"complaint-6-years","until":"2032-07-15"}'],
    'with the file of a looked-after child': ['retention-set {"rule":"looked-after-75-years","until":"2101-07-15"}'],
    'of an adult': ['retention-set {"rule":"complaint-6-years","until":"2032-07-15"}'],
    'with a part of the NHS': ['retention-set {"rule":"nhs-part-10-years","until":"2036-07-15"}'],
    'of a compliment': ['retention-set {"rule":"feedback-2-years","until":"2028-07-15"}'],
    'of a compliment that became a complaint': ['retention-set {"rule":"complaint-6-years","until":"2032-07-15"}'],
    'on hold': ['retention-set {"rule":"legal-hold","until":"2040-01-01"}'],
  },
  'send-learning-agenda': { 'two items': ['learning-agenda-sent {"contents":["items"]}'] },
  'send-learning-cascade': { 'two teams': [] },
  'send-quarterly-summary': {
    'one quarter': ['quarterly-summary-sent {"contents":["themes","agreed","passed-on"]}'],
  },
  'record-bodies': { 'two bodies, one on record already': ['nhs-part-detected {"body":"example-hospitals"}'] },
  'weigh-sharing': { 'one consent of two': [] },
  'check-sharing': { 'consent stands': [], 'consent was refused': [] },
  'ask-partner': {
    'with consent': [
      'partner-link-issued {"body":"example-icb","link":"link-task-x-1","until":"2026-07-25"}',
      'partner-asked {"body":"example-icb"}',
    ],
  },
  'send-joint-response': {
    'all have signed': [
      'adult-response-sent {"contents":["conclusions","ombudsman","health-ombudsman"],"signatory":"chief-executive"}',
      'joint-response-sent {"contents":["conclusions","ombudsman","health-ombudsman"]}',
    ],
  },
  'send-letter': {
    'with a plan': [notice('response-plan', 'email', 'how-handled', 'response-period')],
    'to a partner': ['partner-asked {"body":"example-icb"}'],
  },
}

function notice(kind: string, mode: string, ...contents: readonly string[]): string {
  return `notice-sent ${JSON.stringify({ kind, mode, contents })}`
}

function completed(outcome: TaskOutcome): Extract<TaskOutcome, { kind: 'completed' }> {
  if (outcome.kind !== 'completed') throw new Error(`${outcome.errorCode}: ${outcome.detail}`)
  return outcome
}

function everyScenario(): readonly (readonly [string, string, Scenario])[] {
  return Object.entries(SCENARIOS).flatMap(([handler, scenarios]) =>
    Object.entries(scenarios).map(([name, scenario]) => [handler, name, scenario] as const),
  )
}

describe('what the service tasks put on record', () => {
  for (const [name, scenarioName, scenario] of everyScenario()) {
    it(`${name}: ${scenarioName}`, () => {
      const task = aTask(scenario)
      const { facts } = completed(handlerNamed(name)!.run(task))
      expect(facts.map(({ type, data }) => `${type} ${JSON.stringify(data)}`)).to.deep.equal(
        RECORDED[name]?.[scenarioName],
      )
      for (const fact of facts) {
        expect(fact.on).to.equal(task.today)
        expect(checkNewFact(structuredClone(fact))).to.deep.equal(fact)
      }
    })
  }

  it('is allowed by the case, and so is having been told', () => {
    for (const [name, scenarioName, scenario] of everyScenario()) {
      const task = aTask(scenario)
      const { facts, messages } = completed(handlerNamed(name)!.run(task))
      const told = messages.flatMap(({ factOnSent }) => factOnSent ?? [])
      const decision = decide(
        task.caseState,
        { kind: 'record-facts', facts: [...facts, ...told] },
        localDate('2026-12-01'),
      )
      expect(decision.kind, `${name}: ${scenarioName}`).to.equal('facts')
    }
  })
})

describe('every service task', () => {
  it('is listed once, and is a file of its name', () => {
    const files = readdirSync('handlers').filter((file) => file.endsWith('.ts'))
    const tasks = files.filter((file) => readFileSync(`handlers/${file}`, 'utf8').includes('= defineHandler'))
    expect(HANDLERS.map(({ name }) => `${name}.ts`).sort()).to.deep.equal(tasks.sort())
  })

  it('describes itself by its own name, and sends what it says', () => {
    for (const { name, describe } of HANDLERS) expect(describe.name).to.equal(name)
    for (const [name, , scenario] of everyScenario()) {
      const { sends, letters } = handlerNamed(name)!.describe
      // What a letter of a procedure records, its own file says.
      if (letters !== undefined) continue
      const { facts, messages } = completed(handlerNamed(name)!.run(aTask(scenario)))
      if (messages.length === 0) continue
      const recorded = facts.map((fact) => (fact.type === 'notice-sent' ? `notice:${fact.data.kind}` : fact.type))
      for (const each of recorded) expect(sends, name).to.include(each)
      if (recorded.length === 0) expect(sends, name).to.include('staff-notification')
    }
  })

  it('sets the variables it describes, and no personal data', () => {
    for (const [name, , scenario] of everyScenario()) {
      const handler = handlerNamed(name)!
      const { variables = {} } = completed(handler.run(aTask(scenario)))
      // What a decision table sets, the table says.
      if (name === DECIDE) continue
      expect(Object.keys(variables).sort(), name).to.deep.equal(Object.keys(handler.describe.variables).sort())
      for (const [variable, value] of Object.entries(variables)) {
        const { type, options } = handler.describe.variables[variable]!
        if (type === 'option') expect(options, name).to.include(value)
        else expect(Array.isArray(value) ? 'list' : typeof value, name).to.equal(type)
      }
    }
  })

  it('gives the same outcome again, and leaves the case alone', () => {
    for (const [name, , scenario] of everyScenario()) {
      const task = aTask(scenario)
      const before = JSON.stringify(task.caseState)
      expect(handlerNamed(name)!.run(task)).to.deep.equal(handlerNamed(name)!.run(task))
      expect(JSON.stringify(task.caseState)).to.equal(before)
    }
  })

  it('gives each message a key of its own, that changes with the entry', () => {
    for (const [name, , scenario] of everyScenario()) {
      const task = aTask(scenario)
      const keys = completed(handlerNamed(name)!.run(task)).messages.map(({ key }) => key)
      const again = completed(handlerNamed(name)!.run({ ...task, entry: 'task_x#2' })).messages.map(({ key }) => key)
      expect(new Set([...keys, ...again]).size, name).to.equal(keys.length * 2)
    }
  })

  it('says nothing of what happened, or of a child, in an e-mail or to staff', () => {
    for (const [name, , scenario] of everyScenario()) {
      for (const person of [ANA, KIM]) {
        const { messages } = completed(handlerNamed(name)!.run(aTask(scenario, person)))
        const words = scenario.facts.flatMap(({ data }) => wordsIn(data))
        for (const { channel, body, subject } of messages) {
          expect(subject).to.equal('Reference SC-2026-00123')
          expect(body, name).not.to.include('Kim')
          if (channel === 'letter') continue
          for (const word of words) expect(body, name).not.to.include(word)
        }
      }
    }
  })
})

/** Free text in a fact: whatever has a blank in it and is no name of the council's own partner. */
function wordsIn(data: object): readonly string[] {
  return Object.values(data).flatMap((value: unknown): readonly string[] => {
    if (typeof value === 'object' && value !== null) return wordsIn(value)
    return typeof value === 'string' && value.includes(' ') && value !== 'Example Voices' ? [value] : []
  })
}
