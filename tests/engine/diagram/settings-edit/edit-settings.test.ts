import { expect } from 'chai'
import { filesOf } from '../../../../api/procedure-files.ts'
import { compareProcedures } from '../../../../engine/diagram/compare/index.ts'
import {
  editSettings,
  outlineOfSettings,
  type SettingsEdit,
  type SettingsOperation,
} from '../../../../engine/diagram/settings-edit/index.ts'
import { readDiagram, readProcedureFolder, registryOf, type ProcedureFile } from '../../../../engine/diagram/index.ts'

const CHILDREN = filesOf('processes/children-act')
const TINY = filesOf('tests/fixtures/scenarios/tiny')
const HELD = ['caseworker', 'panel-clerk', 'finance-officer']

const DIAGRAM = {
  do: 'add-diagram',
  ...{ title: 'Checking the address', task: 'Check the address' },
  ...{ role: 'caseworker', outcome: 'Checked it', clause: 'Local practice' },
} as const
const OPTION = { type: 'option', options: ['red', 'green'] } as const

function after(files: readonly ProcedureFile[], edit: SettingsEdit): readonly ProcedureFile[] {
  if ('refused' in edit) throw new Error(edit.refused)
  const texts = new Map<string, string | null>(files.map(({ path, text }) => [path, text]))
  for (const { path, text } of edit.changes) texts.set(path, text)
  return [...texts].flatMap(([path, text]) => (text === null ? [] : [{ path, text }]))
}

async function edited(...operations: readonly SettingsOperation[]): Promise<readonly ProcedureFile[]> {
  let files: readonly ProcedureFile[] = TINY
  for (const operation of operations) files = after(files, await editSettings(files, operation, HELD))
  return files
}

const sentences = (files: readonly ProcedureFile[]) =>
  compareProcedures(TINY, files).changes.map(({ sentence }) => sentence)

interface Example {
  readonly does: SettingsOperation
  /** Done before it. */
  readonly first?: readonly SettingsOperation[]
  /** For the history. */
  readonly what: string
  /** What the comparison with the version before says. */
  readonly sentences: readonly string[]
}

const EXAMPLES: readonly Example[] = [
  {
    does: { do: 'rename', title: ' Small procedure ' },
    what: 'Title: “Tiny procedure” → “Small procedure”',
    sentences: ['The procedure: title “Tiny procedure” → “Small procedure”'],
  },
  {
    does: { do: 'add-role', role: 'panel-clerk', title: 'Clerk of the panel' },
    what: 'Role added: Clerk of the panel',
    sentences: ['The procedure: role “Clerk of the panel” added'],
  },
  {
    does: { do: 'rename-role', role: 'caseworker', title: 'Officer' },
    what: 'Role “Caseworker” → “Officer”',
    sentences: ['The procedure: role “Caseworker”: Caseworker → Officer'],
  },
  {
    first: [{ do: 'add-role', role: 'panel-clerk', title: 'Clerk' }],
    does: { do: 'remove-role', role: 'panel-clerk' },
    what: 'Role removed: Clerk',
    sentences: [],
  },
  {
    does: { do: 'add-start-variable', name: 'urgency', ...OPTION },
    what: 'Start variable added: urgency',
    sentences: ['The procedure: start variable “urgency” added'],
  },
  {
    first: [{ do: 'add-start-variable', name: 'urgency', ...OPTION }],
    does: { do: 'change-start-variable', name: 'urgency', type: 'boolean' },
    what: 'Start variable changed: urgency',
    sentences: ['The procedure: start variable “urgency” added'],
  },
  {
    first: [{ do: 'add-start-variable', name: 'urgency', type: 'date' }],
    does: { do: 'remove-start-variable', name: 'urgency' },
    what: 'Start variable removed: urgency',
    sentences: [],
  },
  {
    does: { do: 'add-legal-basis', instrument: 'Some Act 1990 s.1', url: 'https://www.legislation.gov.uk/x' },
    what: 'Legal basis added: Some Act 1990 s.1',
    sentences: ['The procedure: legal basis “Some Act 1990 s.1” added'],
  },
  {
    does: { do: 'change-legal-basis', index: 0, instrument: 'Some Act 1990 s.1' },
    what: 'Legal basis: None → Some Act 1990 s.1',
    sentences: ['The procedure: legal basis “None” removed', 'The procedure: legal basis “Some Act 1990 s.1” added'],
  },
  {
    does: { do: 'remove-legal-basis', index: 0 },
    what: 'Legal basis removed: None',
    sentences: ['The procedure: legal basis “None” removed'],
  },
  {
    first: [DIAGRAM],
    does: { do: 'set-main', process: 'checking-the-address' },
    what: 'Cases begin in “Checking the address”',
    sentences: [],
  },
]

const REFUSED: readonly { readonly does: SettingsOperation; readonly of?: 'children-act'; readonly says: string }[] = [
  { does: { do: 'rename', title: '  ' }, says: 'A procedure needs a title.' },
  {
    does: { do: 'add-role', role: 'caseworker', title: 'Another' },
    says: 'The procedure has that role already: “Caseworker”.',
  },
  { does: { do: 'add-role', role: 'cook', title: 'Cook' }, says: 'Choose a role that people can hold.' },
  {
    does: { do: 'add-role', role: 'panel-clerk', title: 'caseworker' },
    says: 'Another role is called “Caseworker” already.',
  },
  { does: { do: 'rename-role', role: 'caseworker', title: '' }, says: 'A role needs a title.' },
  {
    does: { do: 'remove-role', role: 'caseworker' },
    says: '“Caseworker” cannot be removed. Give these steps to another role first: “Choose” in “Tiny”, “Tell” in “Tiny”.',
  },
  { does: { do: 'remove-role', role: 'cook' }, says: 'The procedure does not have that role any more.' },
  {
    does: { do: 'add-start-variable', name: 'Received on', type: 'date' },
    says: 'A name begins with a small letter and has letters and digits only, such as receivedOn.',
  },
  {
    does: { do: 'add-start-variable', name: 'colour', type: 'option', options: [' '] },
    says: 'Say what it can be, one a line.',
  },
  {
    does: { do: 'add-start-variable', name: 'colour', type: 'option', options: ['light blue'] },
    says: '“light blue” cannot be a code: use letters, digits and hyphens, such as in-person.',
  },
  {
    of: 'children-act',
    does: { do: 'change-start-variable', name: 'beginAt', type: 'option', options: ['stage-1', 'stage-3'] },
    says: '“stage-2” cannot be taken out. Let these go by something else first:',
  },
  {
    does: { do: 'add-legal-basis', instrument: 'An Act', url: 'http://www.legislation.gov.uk' },
    says: 'The address must begin with https://.',
  },
  { does: { do: 'add-legal-basis', instrument: 'None' }, says: 'The procedure names that law already.' },
  {
    does: { do: 'remove-legal-basis', index: 7 },
    says: 'The procedure does not name that law any more.',
  },
  { does: { do: 'set-main', process: 'nothing' }, says: 'Choose a diagram of this procedure in which cases begin.' },
  { does: { ...DIAGRAM, title: 'Tiny' }, says: 'Another diagram is called “Tiny” already.' },
  { does: { ...DIAGRAM, role: 'panel-clerk' }, says: 'Choose a role of this procedure.' },
  { does: { ...DIAGRAM, form: 'nothing' }, says: 'Choose a form of this procedure.' },
  {
    does: { do: 'remove-diagram', file: 'tiny.bpmn' },
    says: 'Cases begin in “Tiny”. Let them begin in another diagram first.',
  },
  {
    of: 'children-act',
    does: { do: 'remove-diagram', file: 'stage-1.bpmn' },
    says: 'These steps call it; take them out first: “Stage 1: local resolution” in “The three stages”.',
  },
]

describe('what a procedure is', () => {
  for (const { does, first = [], what, sentences: expected } of EXAMPLES) {
    it(`changes by ${does.do}${first.length > 0 ? ', after something else' : ''}`, async () => {
      const before = await edited(...first)
      const edit = await editSettings(before, does, HELD)
      expect('refused' in edit ? edit.refused : edit.what).to.equal(what)
      const files = after(before, edit)
      if (expected.length > 0) expect(sentences(files)).to.deep.equal(expected)
      const { findings } = await readProcedureFolder(files)
      expect(findings).to.deep.equal([])
    })
  }

  for (const { does, of, says } of REFUSED) {
    it(`refuses ${does.do}: ${says}`, async () => {
      const edit = await editSettings(of === undefined ? TINY : CHILDREN, does, HELD)
      expect('refused' in edit ? edit.refused : 'done').to.include(says)
    })
  }

  it('says of each role, start variable and diagram what goes by it', () => {
    const about = outlineOfSettings(CHILDREN)
    expect(about).to.include({ id: 'children-act', main: 'children-act' })
    expect(about?.roles.find(({ code }) => code === 'panel-clerk')?.steps).to.deep.equal([
      '“Prepare and redact the papers” in “Preparing the panel”',
      '“Record the panel meeting” in “Stage 3: review panel”',
      '“Warn the panel clerk” in “Stage 3: review panel”',
    ])
    expect(about?.startVariables.find(({ name }) => name === 'oral')?.type).to.equal('boolean')
    expect(about?.diagrams.find(({ file }) => file === 'stage-1.bpmn')).to.deep.equal({
      ...{ file: 'stage-1.bpmn', title: '“Stage 1: local resolution”', processes: ['children-act-stage-1'] },
      calledBy: ['“Stage 1: local resolution” in “The three stages”'],
    })
  })

  it('is not changed where it cannot be read', async () => {
    const broken = TINY.map((file) => (file.path === 'procedure.json' ? { ...file, text: '{"id": "tiny"}' } : file))
    expect(outlineOfSettings(broken)).to.equal(undefined)
    const edit = await editSettings(broken, { do: 'rename', title: 'X' }, HELD)
    expect(edit).to.have.property('refused').that.includes('procedure.json')
  })
})

describe('a diagram that is added', () => {
  it('can be read, is laid out, and asks for a deadline', async () => {
    const files = await edited(DIAGRAM)
    const text = files.find(({ path }) => path === 'checking-the-address.bpmn')?.text ?? ''
    const registry = registryOf((await readProcedureFolder(files)).procedure, [])
    const { findings, diagram } = await readDiagram(text, { file: 'checking-the-address.bpmn', lint: true, registry })
    expect(findings.map(({ rule }) => rule)).to.deep.equal(['user-task-has-deadline'])
    expect([...(diagram?.main.nodes.keys() ?? [])]).to.deep.equal([
      ...['start_checking_the_address', 'task_checking_the_address', 'end_checking_the_address'],
    ])
    expect(text.match(/<bpmndi:BPMNShape /g)).to.have.length(3)
    expect(files.some(({ path }) => path === 'forms/check-the-address.json')).to.equal(true)
  })

  it('has the form that was chosen, and ids of its own', async () => {
    const other = { ...DIAGRAM, title: 'Checking the address again', form: 'choose' }
    const files = await edited(DIAGRAM, { ...other, title: 'Start tiny' })
    const text = files.find(({ path }) => path === 'start-tiny.bpmn')?.text ?? ''
    expect(text).to.include('redress:form="choose"').and.to.include('id="start_start_tiny"')
  })

  it('is said as one sentence, and goes again with its scenarios', async () => {
    const files = await edited(DIAGRAM)
    expect(sentences(files)).to.deep.equal(['Diagram “Checking the address” added', 'Form “Check the address” added'])
    const scenarios = { path: 'checking-the-address.scenarios.json', text: '{"scenarios": []}' }
    const edit = await editSettings(
      [...files, scenarios],
      { do: 'remove-diagram', file: 'checking-the-address.bpmn' },
      HELD,
    )
    expect(edit).to.deep.equal({
      changes: [
        { path: 'checking-the-address.bpmn', text: null },
        { path: 'checking-the-address.scenarios.json', text: null },
      ],
      what: 'Diagram removed: Checking the address',
    })
  })
})
