import { expect } from 'chai'
import { admitHere } from '../../../../engine/diagram/admit.ts'
import { lintWithBpmnlint } from '../../../../engine/diagram/bpmnlint/index.ts'
import { levelOf, RULES, type LintOptions } from '../../../../engine/diagram/rules/index.ts'
import { FIXTURE_REGISTRY } from '../../../fixtures/diagrams/registry.ts'
import { draw } from '../../../support/diagrams/draw.ts'
import { drawingOf, PAIRS } from '../../../support/diagrams/fixtures.ts'
import { findingsIn, fixture, readDiagram } from '../../../support/diagrams/read.ts'

/** bpmnlint says the same of these. */
const ALSO: Readonly<Record<string, string>> = {
  'no-gateway-joins-and-forks': 'bpmnlint/no-gateway-join-fork',
  'every-step-is-drawn': 'bpmnlint/no-bpmndi',
  'no-overlapping-shapes': 'bpmnlint/no-overlapping-elements',
}

describe('every rule on diagrams', () => {
  it('is one of at least 28, each with an id of its own', () => {
    expect(RULES.length).to.be.at.least(28)
    expect(new Set(RULES.map(({ id }) => id)).size).to.equal(RULES.length)
  })

  it('says how sure its clause is, where it has one', () => {
    for (const { id, clause, certainty } of RULES) expect(certainty === undefined, id).to.equal(clause === undefined)
  })

  it('has a pair of fixtures', () => {
    expect(PAIRS.map(({ rule }) => rule)).to.have.members(RULES.map(({ id }) => id))
  })

  for (const { id, clause } of RULES) {
    describe(id, () => {
      it('finds nothing in its correct fixture, nor does any other rule', async () => {
        const xml = fixture(`${id}-correct.bpmn`)
        expect([...(await findingsIn(xml)), ...(await lintWithBpmnlint(xml, 'a.bpmn'))]).to.deep.equal([])
      })

      it('alone speaks of its incorrect fixture', async () => {
        const xml = fixture(`${id}-incorrect.bpmn`)
        const findings = await findingsIn(xml, contextOf(id))
        const others = await lintWithBpmnlint(xml, 'a.bpmn')
        expect(new Set(findings.map(({ rule }) => rule))).to.deep.equal(new Set([id]))
        expect(new Set(others.map(({ rule }) => rule))).to.deep.equal(new Set(id in ALSO ? [ALSO[id]] : []))
        for (const finding of findings) {
          expect(finding).to.include({
            file: 'a.bpmn',
            level: levelOf(id),
            ...(clause === undefined ? {} : { clause }),
          })
          expect(finding.message, 'a sentence that names the element').to.match(/\.$/).and.contain(finding.element)
          expect(finding.remedy, 'a sentence').to.match(/[.”]$/)
        }
      })
    })
  }

  for (const { rule } of PAIRS) {
    for (const kind of ['correct', 'incorrect']) {
      it(`${rule}-${kind}.bpmn is admitted`, () => {
        const { findings } = admitHere(fixture(`${rule}-${kind}.bpmn`), { file: 'a.bpmn', registry: FIXTURE_REGISTRY })
        expect(findings).to.deep.equal([])
      })
    }
  }

  for (const { rule, correct, incorrect } of PAIRS) {
    it(`${rule}: the fixtures are as they were drawn`, () => {
      expect(fixture(`${rule}-correct.bpmn`)).to.equal(draw(drawingOf(rule, 'correct', correct)))
      expect(fixture(`${rule}-incorrect.bpmn`)).to.equal(draw(drawingOf(rule, 'incorrect', incorrect)))
    })
  }
})

/** What a rule is given besides the diagram, for the one that compares with the version before. */
function contextOf(rule: string): Partial<LintOptions> {
  if (rule !== 'no-step-removed-under-cases') return {}
  const { previous, runningElements } = JSON.parse(fixture(`${rule}-incorrect.context.json`)) as {
    readonly previous: string
    readonly runningElements: readonly string[]
  }
  return { previous: readDiagram(fixture(previous)), runningElements: new Set(runningElements) }
}
