import { expect } from 'chai'
import { elementNames } from '../../../web/procedures/element-names.ts'
import { fileTitle } from '../../../web/procedures/file-titles.ts'
import { plainFinding } from '../../../web/procedures/plain-finding.ts'

describe('what the rules find, in plain words', () => {
  const names = new Map([['task_note', 'Note what was said']])
  const table: readonly [string, string][] = [
    ["The user task 'Note what was said' (task_note) has no form.", "The user task 'Note what was said' has no form."],
    ['task_note is gone; task_note_again came.', 'Note what was said is gone; “note again” came.'],
    ['Roles here: complaints-manager, finance-officer.', 'Roles here: complaints manager, finance officer.'],
    ['Bind children-act.stage-1-answer too.', 'Bind “Answer at Stage 1” too.'],
    ['Send no e-mail from a sub-process.', 'Send no e-mail from a sub-process.'],
  ]
  for (const [text, plain] of table) {
    it(text, () => {
      const said = plainFinding(text, names)
      if (text.startsWith('Bind')) expect(said).to.match(/^Bind “[^_.]+” too\.$/)
      else expect(said).to.equal(plain)
    })
  }

  it('names the elements of a diagram, with signs as people write them', () => {
    const xml =
      '<bpmn:task id="a" name="Ask &#38; tell &quot;it&quot;" /><bpmn:task name="B" id="b"><bpmndi:BPMNShape id="c" name="C">'
    expect([...elementNames(xml)].map(([id]) => id)).to.deep.equal(['a', 'b'])
    expect(elementNames(xml).get('b')).to.equal('B')
  })

  it('calls files by what they are', () => {
    const files: readonly [string, string, string][] = [
      ['procedure.json', '{}', 'Settings of the procedure'],
      ['forms/answer-stage-1.json', '{"title":"Answer the complaint"}', 'Form: Answer the complaint'],
      ['forms/answer-stage-1.json', 'broken', 'Form: Answer stage 1'],
      ['letters/thanks.large-print.docx', '', 'Word file of a letter: Thanks'],
      ['routing.dmn', '<x/>', 'Decision table: Routing'],
      ['stage-1.scenarios.json', '[]', 'Scenarios: Stage 1'],
      ['stage-1.bpmn', '<bpmn:process id="p" name="Stage 1: an answer">', 'Diagram: Stage 1: an answer'],
    ]
    for (const [path, text, title] of files) expect(fileTitle({ path, text })).to.equal(title)
  })

  for (const [what, text] of [
    ['a name without an end', `<${'a'.repeat(200_000)}`],
    ['tags without an end', '<a '.repeat(100_000)],
    ['processes without an end', '<process '.repeat(50_000)],
  ] as const) {
    it(`is told in a moment of a diagram with ${what}`, () => {
      expect(elementNames(text).size).to.equal(0)
      expect(fileTitle({ path: 'some-part.bpmn', text })).to.equal('Diagram: Some part')
    }).timeout(5_000)
  }
})
