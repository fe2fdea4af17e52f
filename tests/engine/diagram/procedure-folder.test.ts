import { expect } from 'chai'
import { readProcedureFolder, registryOf, type ProcedureFile } from '../../../engine/diagram/index.ts'
import { aTask } from './bpmn.ts'

const SETTINGS = {
  id: 'children-act',
  title: 'Children Act complaints',
  version: '1.0.0',
  legalBasis: ['SI 2006/1738'],
  main: 'p',
  roles: [{ code: 'clerk', title: 'Clerk' }],
  startVariables: { byChild: { type: 'boolean' } },
}
const FORM = {
  $id: 'decide',
  title: 'Decide',
  type: 'object',
  properties: {
    outcome: { enum: ['upheld', 'not-upheld'] },
    choice: {
      oneOf: [
        { const: 'a', title: 'A' },
        { const: 'b', title: 'B' },
      ],
    },
    late: { type: 'boolean' },
    on: { type: 'string', format: 'date' },
    count: { type: 'integer' },
    points: { type: 'array', items: { type: 'object', properties: { point: { type: 'string' } } } },
    reason: { type: 'string' },
    rule: { type: 'string' },
    ground: { type: 'string' },
  },
  required: ['outcome'],
  'x-redress': {
    records: [{ fact: 'clock-held', on: 'on', data: { rule: 'rule', ground: 'ground', reason: { const: 'because' } } }],
    variables: ['outcome', 'choice', 'late', 'on', 'count', 'points'],
  },
}

const settings = (more: object = {}): ProcedureFile => ({
  path: 'procedure.json',
  text: JSON.stringify({ ...SETTINGS, ...more }),
})
const diagram: ProcedureFile = { path: 'procedure.bpmn', text: aTask() }
const form = (more: object = {}, path = 'forms/decide.json'): ProcedureFile => ({
  path,
  text: JSON.stringify({ ...FORM, ...more }),
})
const redress = (more: object) => form({ 'x-redress': { ...FORM['x-redress'], ...more } })
const faults = async (files: readonly ProcedureFile[]) =>
  (await readProcedureFolder(files, 'here/')).findings.map(
    ({ file, element, message }) => `${file} ${element} ${message}`,
  )

describe('readProcedureFolder', () => {
  it('reads settings, diagrams and forms', async () => {
    const files = [settings(), diagram, form(), { path: 'README.md', text: '' }]
    const { procedure, findings } = await readProcedureFolder(files)
    expect(findings).to.deep.equal([])
    const { diagrams, forms, letters, decisions, ...rest } = procedure
    expect(rest).to.deep.equal({ ...SETTINGS, uses: [] })
    expect([...letters, ...decisions]).to.deep.equal([])
    expect(diagrams.map(({ path, processes }) => [path, ...processes])).to.deep.equal([['procedure.bpmn', 'p']])
    expect(forms[0]?.description).to.deep.equal({
      id: 'decide',
      title: 'Decide',
      records: ['clock-held'],
      fields: ['outcome', 'choice', 'late', 'on', 'count', 'points', 'reason', 'rule', 'ground'],
      variables: {
        outcome: { type: 'option', options: ['upheld', 'not-upheld'] },
        choice: { type: 'option', options: ['a', 'b'] },
        late: { type: 'boolean' },
        on: { type: 'date' },
        count: { type: 'number' },
        points: { type: 'list' },
      },
    })
  })

  it('takes the name of a file for the process in it', async () => {
    const { procedure } = await readProcedureFolder([settings({ main: 'procedure.bpmn' }), diagram])
    expect(procedure.main).to.equal('p')
  })

  const examples: readonly (readonly [string, readonly ProcedureFile[], RegExp])[] = [
    ['no settings', [diagram], /procedure\.json \/ The folder has no procedure\.json/],
    ['settings that are no JSON', [diagram, { path: 'procedure.json', text: '{' }], /not a JSON object/],
    ['no title', [diagram, settings({ title: '' })], /\/title It has no title/],
    [
      'a main process that is nowhere',
      [diagram, settings({ main: 'q' })],
      /\/main No diagram of the folder holds the process 'q'/,
    ],
    ['a role without title', [diagram, settings({ roles: [{ code: 'x' }] })], /\/roles A role lacks/],
    ['roles that are no list', [diagram, settings({ roles: 'x' })], /\/roles/],
    ['a start variable without type', [diagram, settings({ startVariables: { x: {} } })], /\/startVariables/],
    [
      'two files with one process',
      [settings(), diagram, { ...diagram, path: 'other.bpmn' }],
      /other\.bpmn p The file procedure\.bpmn holds/,
    ],
    [
      'a form that is no JSON',
      [settings(), diagram, { path: 'forms/decide.json', text: '[' }],
      /forms\/decide\.json \/ The file is not/,
    ],
    ['a form under another name', [settings(), diagram, form({}, 'forms/other.json')], /\/\$id Its \$id is 'decide'/],
    ['a form without title', [settings(), diagram, form({ title: '' })], /\/title It has no title/],
    ['a form that is no object', [settings(), diagram, form({ type: 'array' })], /\/type/],
    [
      'a form that is no JSON Schema',
      [settings(), diagram, form({ properties: { a: { type: 'strange' } } })],
      /no JSON Schema/,
    ],
    [
      'a form with a regular expression that can take hours',
      [settings(), diagram, form({ properties: { a: { type: 'string', pattern: '^(a+)+$' } }, required: [] })],
      /\/properties\/a\/pattern The pattern '\^\(a\+\)\+\$' cannot be used; these can: /,
    ],
    [
      'a form that refers to itself',
      [settings(), diagram, form({ allOf: [{ $ref: '#' }] })],
      /\/allOf\/0\/\$ref The keyword '\$ref' cannot be used/,
    ],
    [
      'a form of many levels',
      [settings(), diagram, form({ 'x-labels': JSON.parse('['.repeat(40) + ']'.repeat(40)) as object })],
      /more than 32 levels/,
    ],
    [
      'a form that is too long',
      [settings(), diagram, form({ title: 'x'.repeat(70_000) })],
      /\/ The file is larger than 64 KiB/,
    ],
    ['a required field that is none', [settings(), diagram, form({ required: ['gone'] })], /requires 'gone'/],
    [
      'a variable that is no field',
      [settings(), diagram, redress({ variables: ['gone'] })],
      /variable 'gone' is no field/,
    ],
    ['a variable of free text', [settings(), diagram, redress({ variables: ['reason'] })], /'reason' is free text/],
    ['an unknown fact', [settings(), diagram, redress({ records: [{ fact: 'x' }] })], /records 'x', which is no fact/],
    [
      'a fact without its parts',
      [settings(), diagram, redress({ records: [{ fact: 'clock-held', data: { rule: 'rule' } }] })],
      /clock-held without its 'ground'/,
    ],
    [
      'a fact with strange parts',
      [settings(), diagram, redress({ records: [{ fact: 'clock-held', data: { size: 'rule' } }] })],
      /clock-held has no 'size'/,
    ],
    [
      'a part from nowhere',
      [settings(), diagram, redress({ records: [{ fact: 'clock-held', data: { rule: 'gone' } }] })],
      /comes from 'gone'/,
    ],
    [
      'a day from nowhere',
      [settings(), diagram, redress({ records: [{ fact: 'clock-held', on: 'gone' }] })],
      /The day of clock-held is 'gone'/,
    ],
    [
      'a condition on nothing',
      [settings(), diagram, redress({ records: [{ fact: 'clock-held', when: { field: 'gone' } }] })],
      /hangs on 'gone'/,
    ],
    [
      'a list from nowhere',
      [settings(), diagram, redress({ records: [{ fact: 'clock-held', each: 'gone' }] })],
      /goes through 'gone'/,
    ],
  ]
  for (const [what, files, message] of examples) {
    it(`finds ${what}`, async () => {
      const found = await faults(files)
      expect(found.join('\n')).to.match(message)
      for (const fault of found) expect(fault).to.match(/^here\//)
    })
  }
})

const { procedure: PROCEDURE } = await readProcedureFolder([settings(), diagram, form()])

describe('registryOf', () => {
  const action = { name: 'send', parameters: {}, variables: {}, errors: [], sends: [], needs: [], toPartner: false }
  const registry = registryOf(PROCEDURE, [action], ['elsewhere'])

  it('holds what the procedure’s diagrams may name', () => {
    expect([...registry.actions.keys()]).to.deep.equal(['send'])
    expect([...registry.roles]).to.deep.equal(['clerk'])
    expect([...registry.forms.keys()]).to.deep.equal(['decide'])
    expect([...registry.processes]).to.deep.equal(['p', 'elsewhere'])
    expect(registry.startVariables).to.deep.equal({ byChild: { type: 'boolean' } })
    expect(registry.calendars.has('children-act')).to.be.true
    expect(registry.factTypes.has('complaint-received')).to.be.true
  })

  it('holds the deadline rules of law', () => {
    expect(registry.deadlineRules.get('children-act.stage-1-answer')).to.deep.include({
      workingDays: 10,
      ceilingWorkingDays: 20,
      pausable: true,
    })
  })
})
