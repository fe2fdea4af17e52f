import { createRequire } from 'node:module'
import { expect } from 'chai'
import { lintWithBpmnlint } from '../../../../engine/diagram/bpmnlint/index.ts'
import { hasPlainWords, inPlainWords } from '../../../../engine/diagram/bpmnlint/plain-words.ts'
import { draw } from '../../../support/diagrams/draw.ts'
import { drawingOf, line, note } from '../../../support/diagrams/fixtures.ts'
import { user, way } from '../../../support/diagrams/steps.ts'

const { rules: RECOMMENDED } = createRequire(import.meta.url)('bpmnlint/config/recommended.js') as {
  readonly rules: Readonly<Record<string, string>>
}
const sound = draw(drawingOf('a-case', 'correct', line(note())))
const rulesFor = async (xml: string) => (await lintWithBpmnlint(xml, 'a.bpmn')).map(({ rule }) => rule)

describe('bpmnlint:recommended', () => {
  for (const rule of Object.keys(RECOMMENDED)) {
    it(`${rule} has words of ours`, () => {
      expect(hasPlainWords(rule)).to.equal(true)
      const { message, remedy } = inPlainWords(rule, { id: 'task_$1', message: '' })
      expect(message).to.contain('task_$1').and.match(/\.$/)
      expect(remedy).to.match(/\.$/)
    })
  }

  it('shows its own words where a release brings a rule that we do not know', () => {
    expect(inPlainWords('brand-new', { id: 'a', message: 'Something is off' })).to.deep.equal({
      message: 'a: Something is off.',
      remedy: "See the rule 'brand-new' in the manual of bpmnlint.",
    })
  })

  it('finds nothing in a sound diagram', async () => {
    expect(await rulesFor(sound)).to.be.empty
  })

  const { steps, flows } = line(note())
  const broken = (change: Partial<Parameters<typeof drawingOf>[2]>) =>
    draw(drawingOf('a-case', 'correct', { steps, flows, ...change }))
  for (const [rule, xml] of Object.entries({
    'label-required': broken({
      steps: steps.map((step) => (step.id === 'task_note' ? user('task_note', '', 'note') : step)),
    }),
    'end-event-required': broken({ steps: steps.slice(0, 2), flows: flows.slice(0, 1) }),
    'no-duplicate-sequence-flows': broken({ flows: [...flows, way('ev_received', 'task_note', { id: 'flow_again' })] }),
    'superfluous-label': broken({ flows: flows.map((flow) => ({ ...flow, name: 'And then' })) }),
    'no-bpmndi': broken({ undrawn: ['task_note'] }),
    'no-disconnected': broken({ steps: [...steps, note('task_lost')] }),
    global: sound.replace('<bpmn:process', '<bpmn:message id="m" name="Unused" /><bpmn:process'),
  })) {
    it(`${rule} is reported as bpmnlint/${rule}`, async () => {
      const findings = (await lintWithBpmnlint(xml, 'a.bpmn')).filter((finding) => finding.rule === `bpmnlint/${rule}`)
      expect(findings).to.have.length.above(0)
      expect(findings[0]?.level).to.equal(RECOMMENDED[rule] === 'warn' ? 'warning' : 'error')
      expect(findings[0]).to.include({ file: 'a.bpmn' })
    })
  }

  it('gives the same answer for the same file, whatever came before it', async () => {
    const unlabelled = broken({ flows: [...flows, way('ev_received', 'task_note', { id: 'flow_again' })] })
    const alone = await rulesFor(unlabelled)
    await rulesFor(sound)
    expect(await rulesFor(unlabelled)).to.deep.equal(alone)
    expect(await rulesFor(sound)).to.be.empty
  })

  it('lints several files at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => rulesFor(n % 2 === 0 ? sound : broken({ undrawn: ['task_note'] }))),
    )
    expect(answers.map((rules) => rules.length > 0)).to.deep.equal([false, true, false, true, false, true, false, true])
  })
})
