import { expect } from 'chai'
import { filesOf } from '../../../api/procedure-files.ts'
import { choicesOf, readProcedureFolder, type Choices } from '../../../engine/diagram/index.ts'
import { HANDLERS } from '../../../handlers/index.ts'

describe('what the diagrams of a procedure may name', () => {
  let choices: Choices
  const actions = HANDLERS.map(({ describe }) => describe)

  before(async () => {
    const { procedure } = await readProcedureFolder(filesOf('processes/children-act'), '', actions)
    choices = choicesOf(procedure, actions, 'stage-1.bpmn')
  })
  const titleOf = (list: readonly { readonly code: string; readonly title: string }[], code: string) =>
    list.find((each) => each.code === code)?.title

  it('is said in words', () => {
    expect(titleOf(choices.roles, 'complaints-manager')).to.equal('Complaints manager')
    expect(titleOf(choices.forms, 'answer-stage-1')).to.equal('Answer the complaint')
    expect(titleOf(choices.actions, 'send-lateness-notice')).to.equal('Send lateness notice')
    expect(titleOf(choices.processes, 'children-act-stage-1')).to.equal('Stage 1: local resolution')
    expect(titleOf(choices.outcomes, 'answered')).to.equal('Answered')
    expect(titleOf(choices.facts, 'complaint-received')).to.equal('The complaint is received')
    const rule = choices.deadlines.find(({ code }) => code === 'children-act.stage-1-answer')
    expect(rule?.sentence).to.match(/^10 working days after .*may extend to 20.*SI 2006\/1738/)
  })

  it('says of each variable what a form calls it, and its options', () => {
    const early = choices.variables.find(({ name }) => name === 'earlyOutcome')
    expect(early?.type).to.equal('option')
    expect(early?.options.map(({ code }) => code)).to.include('resolved')
    expect(new Set(choices.variables.map(({ name }) => name)).size).to.equal(choices.variables.length)
  })

  it('says what a parameter of an action names', () => {
    const told = choices.actions.find(({ code }) => code === 'notify-staff')
    expect(told?.parameters.find(({ code }) => code === 'role')).to.include({ of: 'role', required: true })
    expect(told?.parameters.find(({ code }) => code === 'rule')).to.include({ of: 'deadline' })
    expect(told?.parameters.find(({ code }) => code === 'template')).to.deep.include({
      ...{ title: 'What it says', required: true },
    })
    const opened = choices.actions.find(({ code }) => code === 'open-stage')?.parameters[0]
    expect(opened?.options).to.deep.include({ code: 'stage-2', title: 'Stage 2' })
  })

  it('leaves out what the diagram that is worked on says itself', () => {
    expect(choices.idsElsewhere).to.include('task_investigate').and.not.to.include('task_answer_stage_1')
    expect(choices.registry.toldWhenLate).not.to.include('children-act.stage-1-answer')
    expect(choices.registry.processes).to.include('children-act-stage-1')
  })
})
