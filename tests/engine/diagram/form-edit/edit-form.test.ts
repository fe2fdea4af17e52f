import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import {
  editForm,
  FIELD_KINDS,
  formText,
  newForm,
  NO_USES,
  readOutline,
  type FieldKind,
  type FormOperation,
  type FormOutline,
  type FormUses,
} from '../../../../engine/diagram/form-edit/index.ts'
import { readForm } from '../../../../engine/diagram/form-file.ts'
import { makeForm, type FormSchema } from '../../../../engine/runtime/form.ts'
import { seeded, type Seeded } from '../../../../api/demo/seeded.ts'
import { fieldsOf, type FormLike } from '../../../../web/forms/index.ts'

/* Over 300 lines: one table of changes, and one of refusals. */

const SHIPPED = readdirSync('processes').flatMap((procedure) => {
  try {
    const folder = join('processes', procedure, 'forms')
    return readdirSync(folder).map((name) => join(folder, name))
  } catch {
    return []
  }
})
const textOf = (path: string) => readFileSync(path, 'utf8')
const EXTEND = textOf('processes/children-act/forms/extend-stage-1.json')

function edited(text: string, ...operations: readonly FormOperation[]): string {
  return operations.reduce((before, operation) => {
    const edit = editForm(before, operation)
    if ('refused' in edit) throw new Error(edit.refused)
    return edit.text
  }, text)
}

function keys(text: string): readonly string[] {
  return readOutline(text)?.fields.map(({ key }) => key) ?? []
}

const json = (text: string) => JSON.parse(text) as FormSchema & Record<string, unknown>

/** Whether answers fit a form. */
function fits(text: string, answers: object): boolean {
  try {
    makeForm(json(text)).read(answers, '2026-01-05' as never)
    return true
  } catch {
    return false
  }
}

const ADD = { do: 'add-field', kind: 'yes-no', label: 'Did you call them?', required: true } as const

interface Example {
  readonly what: string
  readonly does: readonly FormOperation[]
  readonly check: (text: string, outline: FormOutline) => void
}

const EXAMPLES: readonly Example[] = [
  {
    what: 'adds a question at the end, with a key of its own',
    does: [ADD],
    check: (text) => {
      expect(keys(text)).to.deep.equal(['moreTime', 'ground', 'reason', 'until', 'callThem'])
      expect(fits(text, { moreTime: false })).to.equal(false)
      expect(fits(text, { moreTime: false, callThem: true })).to.equal(true)
    },
  },
  {
    what: 'adds a question after another, and a second of the same words under another key',
    does: [{ ...ADD, after: 'moreTime' }, ADD],
    check: (text) => {
      expect(keys(text)).to.deep.equal(['moreTime', 'callThem', 'ground', 'reason', 'until', 'callThem2'])
    },
  },
  {
    what: 'renames a question and leaves its key',
    does: [{ do: 'rename-field', field: 'reason', label: 'Why is more time needed?' }],
    check: (text, { fields }) => {
      expect(keys(text)).to.include('reason')
      expect(fields.find(({ key }) => key === 'reason')?.label).to.equal('Why is more time needed?')
    },
  },
  {
    what: 'keeps pence out of the words of an amount',
    does: [
      { do: 'add-field', kind: 'money', label: 'How much?', required: false },
      { do: 'rename-field', field: 'howMuch', label: 'How much is it?' },
    ],
    check: (text, { fields }) => {
      expect(fields.at(-1)).to.include({ kind: 'money', label: 'How much is it?' })
      expect(fieldsOf(json(text)).fields.at(-1)).to.include({ kind: 'money' })
    },
  },
  {
    what: 'adds a list of answers, each with a code',
    does: [{ do: 'add-field', kind: 'choice', label: 'How?', required: true, options: ['By phone', 'By post'] }],
    check: (_text, { fields }) => {
      expect(fields.at(-1)?.options).to.deep.equal([
        { code: 'by-phone', label: 'By phone' },
        { code: 'by-post', label: 'By post' },
      ])
    },
  },
  {
    what: 'adds a list of rows, with questions for each entry, one of which goes again',
    does: [
      {
        ...{ do: 'add-field', kind: 'list', label: 'Which visits were made?', required: true },
        part: { kind: 'date', label: 'On which day?', required: true },
      },
      {
        ...{ do: 'add-part', field: 'whichVisitsMade', kind: 'choice', label: 'Who came?', required: false },
        options: ['Officer', 'Advocate'],
      },
      { do: 'add-part', field: 'whichVisitsMade', kind: 'short-text', label: 'Person', required: false },
      { do: 'remove-part', field: 'whichVisitsMade', part: 'person2' },
      { do: 'set-part-required', field: 'whichVisitsMade', part: 'whoCame', required: true },
      { do: 'set-variable', field: 'whichVisitsMade', isVariable: true },
    ],
    check: (text, { fields }) => {
      const list = fields.at(-1)
      expect(list).to.include({ kind: 'list', required: 'always', isVariable: true })
      expect(list?.inRow.map(({ key, isRequired }) => [key, isRequired])).to.deep.equal([
        ['onWhichDay', true],
        ['whoCame', true],
      ])
      expect(fieldsOf(json(text)).fields.at(-1)).to.include({ kind: 'group', item: 'entry' })
      const visit = { onWhichDay: '2026-01-02', whoCame: 'officer' }
      expect(fits(text, { moreTime: false, whichVisitsMade: [visit] })).to.equal(true)
      expect(fits(text, { moreTime: false, whichVisitsMade: [{ whoCame: 'officer' }] })).to.equal(false)
      expect(fits(text, { moreTime: false, whichVisitsMade: [] })).to.equal(false)
    },
  },
  {
    what: 'adds, renames, moves and takes out answers, and no code changes',
    does: [
      { do: 'add-option', field: 'ground', label: 'Somebody is ill' },
      { do: 'rename-option', field: 'ground', code: 'complex', label: 'It is complex' },
      { do: 'move-option', field: 'ground', code: 'somebody-is-ill', to: 'up' },
      { do: 'remove-option', field: 'ground', code: 'advocate' },
    ],
    check: (_text, { fields }) => {
      expect(fields.find(({ key }) => key === 'ground')?.options).to.deep.equal([
        { code: 'complex', label: 'It is complex' },
        { code: 'somebody-is-ill', label: 'Somebody is ill' },
      ])
    },
  },
  {
    what: 'asks a question only after a certain answer, and must have it there alone',
    does: [ADD, { do: 'show-when', field: 'callThem', when: { field: 'ground', equals: ['advocate'] } }],
    check: (text, { fields }) => {
      expect(fields.at(-1)).to.deep.include({
        required: 'sometimes',
        shownWhen: { field: 'ground', equals: ['advocate'] },
      })
      const more = { moreTime: true, reason: 'x', until: '2026-02-02' }
      expect(fits(text, { ...more, ground: 'complex' })).to.equal(true)
      expect(fits(text, { ...more, ground: 'advocate' })).to.equal(false)
      expect(fits(text, { ...more, ground: 'advocate', callThem: false })).to.equal(true)
    },
  },
  {
    what: 'joins the rule that is there already for such an answer',
    does: [ADD, { do: 'show-when', field: 'callThem', when: { field: 'moreTime', equals: [true] } }],
    check: (text) => {
      const rules = json(text)['allOf'] as readonly { readonly then: { readonly required: readonly string[] } }[]
      expect(rules.map(({ then }) => then.required)).to.deep.equal([['ground', 'reason', 'until', 'callThem']])
    },
  },
  {
    what: 'asks always again',
    does: [
      ADD,
      { do: 'show-when', field: 'callThem', when: { field: 'moreTime', equals: [true] } },
      { do: 'show-when', field: 'callThem' },
    ],
    check: (text) => {
      expect(fits(text, { moreTime: false })).to.equal(false)
      expect(text).to.equal(edited(EXTEND, ADD))
    },
  },
  {
    what: 'lets a question go without an answer, and asks for one again',
    does: [ADD, { do: 'set-required', field: 'callThem', required: false }],
    check: (text) => {
      expect(fits(text, { moreTime: false })).to.equal(true)
      expect(edited(text, { do: 'set-required', field: 'callThem', required: true })).to.equal(edited(EXTEND, ADD))
    },
  },
  {
    what: 'moves a question past another',
    does: [ADD, { do: 'move-field', field: 'callThem', to: 'up' }],
    check: (text) => {
      expect(keys(text)).to.deep.equal(['moreTime', 'ground', 'reason', 'callThem', 'until'])
    },
  },
  {
    what: 'takes a question out again, and leaves the file as it was',
    does: [
      ADD,
      { do: 'show-when', field: 'callThem', when: { field: 'ground', equals: ['advocate'] } },
      { do: 'remove-field', field: 'callThem' },
    ],
    check: (text) => {
      expect(text).to.equal(EXTEND)
    },
  },
  {
    what: 'puts a heading before a question',
    does: [{ do: 'set-section', field: 'ground', section: 'More time' }],
    check: (text, { fields }) => {
      expect(fields[1]?.section).to.equal('More time')
      expect(edited(text, { do: 'set-section', field: 'ground', section: '' })).to.equal(EXTEND)
    },
  },
  {
    what: 'records another fact, changes it, and forgets it again',
    does: [
      { do: 'add-record', record: { fact: 'safeguarding-raised', on: 'today', data: { reason: 'reason' } } },
      {
        do: 'change-record',
        index: 1,
        record: { fact: 'no-learning-recorded', on: 'until', data: { reason: 'reason' } },
      },
    ],
    check: (text, { records }) => {
      expect(records[1]).to.deep.equal({ fact: 'no-learning-recorded', on: 'until', data: { reason: 'reason' } })
      expect(edited(text, { do: 'remove-record', index: 1 })).to.equal(EXTEND)
    },
  },
]

const USES: FormUses = {
  steps: [],
  fields: { moreTime: ['“More time?” in stage-1.bpmn'] },
  options: { 'ground complex': ['the table routing'] },
}

const REFUSED: readonly { readonly does: FormOperation; readonly says: RegExp; readonly uses?: FormUses }[] = [
  { does: { do: 'remove-field', field: 'nothing' }, says: /no question “nothing”/ },
  { does: { do: 'remove-field', field: 'moreTime' }, says: /Other questions hang on its answer: “On which ground\?”/ },
  { does: { do: 'remove-field', field: 'moreTime' }, uses: USES, says: /asked about: “More time\?” in stage-1\.bpmn/ },
  { does: { do: 'remove-field', field: 'reason' }, says: /It goes on record when the stage 1 is extended/ },
  { does: { do: 'set-required', field: 'until', required: false }, says: /It goes on record when/ },
  { does: { do: 'set-variable', field: 'moreTime', isVariable: false }, uses: USES, says: /asked about/ },
  { does: { do: 'set-variable', field: 'reason', isVariable: true }, says: /free text/ },
  { does: { do: 'move-field', field: 'moreTime', to: 'up' }, says: /first question already/ },
  { does: { do: 'move-field', field: 'ground', to: 'up' }, says: /stands after it/ },
  { does: { do: 'move-field', field: 'moreTime', to: 'down' }, says: /stands after it/ },
  { does: { do: 'rename-field', field: 'reason', label: ' ' }, says: /needs its words/ },
  { does: { do: 'add-field', kind: 'choice', label: 'X', required: true, options: ['One'] }, says: /at least two/ },
  { does: { do: 'add-field', kind: 'choice', label: 'X', required: true, options: ['A', 'A'] }, says: /stands twice/ },
  { does: { do: 'show-when', field: 'ground', when: { field: 'until', equals: ['x'] } }, says: /stands before it/ },
  { does: { do: 'show-when', field: 'until', when: { field: 'reason', equals: ['x'] } }, says: /list of answers/ },
  { does: { do: 'show-when', field: 'until', when: { field: 'ground', equals: ['x'] } }, says: /no such answer/ },
  { does: { do: 'remove-option', field: 'ground', code: 'complex' }, says: /at least two/ },
  { does: { do: 'add-option', field: 'ground', label: 'New', code: 'complex' }, says: /is taken/ },
  { does: { do: 'add-option', field: 'reason', label: 'New' }, says: /no list of answers/ },
  { does: { do: 'add-record', record: { fact: 'nothing-happened' } }, says: /no fact “nothing-happened”/ },
  { does: { do: 'add-record', record: { fact: 'safeguarding-raised' } }, says: /where “reason” comes from/ },
  { does: { do: 'add-record', record: { fact: 'safeguarding-raised', data: { reason: 'x' } } }, says: /no field/ },
  { does: { do: 'describe', title: '', description: '', guidance: '' }, says: /needs a title/ },
]

describe('changing a form', () => {
  for (const { what, does, check } of EXAMPLES) {
    it(what, () => {
      const text = edited(EXTEND, ...does)
      const outline = readOutline(text)
      if (outline === undefined) throw new Error('It is no form any more')
      check(text, outline)
    })
  }

  for (const { does, says, uses = NO_USES } of REFUSED) {
    it(`refuses ${JSON.stringify(does)}${uses === NO_USES ? '' : ', in use'}`, () => {
      const edit = editForm(EXTEND, does, uses)
      expect('refused' in edit ? edit.refused : 'done').to.match(says)
    })
  }

  it('names an answer that something decides by', () => {
    const more = edited(EXTEND, { do: 'add-option', field: 'ground', label: 'Third' })
    const edit = editForm(more, { do: 'remove-option', field: 'ground', code: 'complex' }, USES)
    expect(edit).to.deep.equal({ refused: 'The answer is asked about: the table routing.' })
  })

  it('writes every shipped form as its file has it', () => {
    expect(SHIPPED.length).to.be.above(150)
    for (const path of SHIPPED) expect(formText(json(textOf(path))), path).to.equal(textOf(path))
  })

  it('leaves a shipped form as it is when it is called what it is called', () => {
    for (const path of SHIPPED.filter((_path, index) => index % 4 === 0)) {
      const text = textOf(path)
      const { title, description, guidance, fields } = readOutline(text)!
      const same = edited(text, { do: 'describe', title, description, guidance })
      expect(same, path).to.equal(text)
      for (const { key, label } of fields.slice(-1)) {
        const renamed = editForm(text, { do: 'rename-field', field: key, label })
        const [was, is] = [text, 'text' in renamed ? renamed.text : ''].map((each) => fieldsOf(json(each) as FormLike))
        expect({ ...is, schema: {} }, `${path} ${key}`).to.deep.equal({ ...was, schema: {} })
      }
    }
  })

  it('begins a form that can be read', () => {
    expect(readForm({ path: 'forms/ask.json', text: newForm('ask', 'Ask') }, '').findings).to.deep.equal([])
  })

  for (const kind of Object.keys(FIELD_KINDS) as FieldKind[]) {
    it(`shows a new question of the kind ${kind} as such`, () => {
      const label = 'Something new'
      const text = edited(EXTEND, { do: 'add-field', kind, label, required: false, options: ['A', 'B'] })
      expect(readOutline(text)?.fields.at(-1)).to.include({ key: 'somethingNew', kind, label })
      expect(fieldsOf(json(text)).fields.at(-1)?.label).to.equal(label)
    })
  }

  const seed = Number(process.env['FORM_SEED'] ?? 20261126)
  it(`keeps every form readable under any changes, or says why not (FORM_SEED=${seed})`, () => {
    const chance = seeded(seed)
    let done = 0
    for (let round = 0; round < 15; round += 1) {
      let text = textOf(chance.pick(SHIPPED))
      for (let step = 0; step < 10; step += 1) {
        const outline = readOutline(text)!
        const edit = editForm(text, anyOperation(outline, chance))
        if ('refused' in edit) {
          expect(edit.refused).to.match(/^[\S].*\.$/s)
          continue
        }
        done += 1
        text = edit.text
        const { findings } = readForm({ path: `forms/${outline.id}.json`, text }, '')
        expect(findings, text).to.deep.equal([])
        expect(() => makeForm(json(text))).to.not.throw()
        expect(fieldsOf(json(text)).fields).to.have.length(readOutline(text)!.fields.length)
        expect(formText(json(text))).to.equal(text)
      }
    }
    expect(done).to.be.above(40)
  })
})

function anyOperation({ fields, records }: FormOutline, { pick, next }: Seeded): FormOperation {
  const any = fields.length === 0 ? undefined : pick(fields)
  const field = any?.key ?? 'none'
  const other = fields.length === 0 ? undefined : pick(fields)
  const code = any === undefined || any.options.length === 0 ? 'none' : pick(any.options).code
  const to = pick(['up', 'down'] as const)
  return pick<FormOperation>([
    {
      do: 'add-field',
      kind: pick(Object.keys(FIELD_KINDS) as FieldKind[]),
      label: pick(['Who “was” it?', 'Is it late?', '  Ünder <b>way</b> ', '99 days', 'constructor']),
      required: next() < 0.5,
      options: ['Yes', 'No', 'Ask "them"'],
      ...(next() < 0.5 && any !== undefined && { after: field }),
    },
    { do: 'rename-field', field, label: pick(['New words', '', 'Sum in pence']) },
    { do: 'set-hint', field, hint: pick(['', 'A hint.']) },
    { do: 'set-required', field, required: next() < 0.5 },
    {
      do: 'show-when',
      field,
      ...(other !== undefined &&
        next() < 0.8 && { when: { field: other.key, equals: other.options[0] ? [other.options[0].code] : [true] } }),
    },
    { do: 'set-section', field, section: pick(['', 'A part']) },
    { do: 'set-variable', field, isVariable: next() < 0.5 },
    { do: 'move-field', field, to },
    { do: 'remove-field', field },
    { do: 'add-option', field, label: pick(['Another', 'Yes', '']) },
    { do: 'rename-option', field, code, label: pick(['Other words', '']) },
    { do: 'move-option', field, code, to },
    { do: 'remove-option', field, code },
    { do: 'remove-record', index: records.length - 1 },
    { do: 'add-record', record: { fact: 'safeguarding-raised', data: { reason: field } } },
  ])
}
