import { expect } from 'chai'
import { inspect } from '../../../../engine/diagram/inspect.ts'
import { plainRegistry, registryFromPlain } from '../../../../engine/diagram/plain-registry.ts'
import { silentRules } from '../../../../engine/diagram/self-test/index.ts'
import knownBad from '../../../../engine/diagram/self-test/known-bad.json' with { type: 'json' }
import { mustCheckRightly } from '../../../../engine/runtime/rules-self-test.ts'
import { FIXTURE_REGISTRY } from '../../../fixtures/diagrams/registry.ts'
import { draw } from '../../../support/diagrams/draw.ts'
import { drawingOf, PAIRS } from '../../../support/diagrams/fixtures.ts'

describe('the rules, tried at start', () => {
  it('each find the diagram that breaks them', async () => {
    expect(await silentRules(inspect)).to.deep.equal([])
  })

  it('are named when they keep silent, as those of bpmnlint are', async () => {
    const lost = new Set(['user-task-has-role', 'no-overlapping-shapes', 'bpmnlint/no-gateway-join-fork'])
    const silent = await silentRules(async (xml, options) => {
      const admission = await inspect(xml, options)
      return { ...admission, findings: admission.findings.filter(({ rule }) => !lost.has(rule)) }
    })
    expect(new Set(silent)).to.deep.equal(lost)
  })

  it('let nothing be published while one keeps silent', async () => {
    await mustCheckRightly(() => Promise.resolve([]))
    const error = await mustCheckRightly(() => Promise.resolve(['user-task-has-role'])).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).to.include({ reason: 'checks-silent' })
    expect(String(error)).to.contain('user-task-has-role')
  })

  it('are tried on the fixtures as they are drawn', () => {
    const drawn = PAIRS.map(({ rule, incorrect }) => ({ rule, xml: draw(drawingOf(rule, 'incorrect', incorrect)) }))
    expect(knownBad.diagrams.map(({ rule, xml }) => ({ rule, xml }))).to.deep.equal(drawn)
    expect(knownBad.registry).to.deep.equal(JSON.parse(JSON.stringify(plainRegistry(FIXTURE_REGISTRY))))
  })

  it('go by a registry that stays the same on its way through JSON', () => {
    const { toldWhenLate, decisions, letters, ...rest } = registryFromPlain(plainRegistry(FIXTURE_REGISTRY))
    expect({ ...rest }).to.deep.equal(FIXTURE_REGISTRY)
    expect([toldWhenLate?.size, decisions?.size, letters?.size]).to.deep.equal([0, 0, 0])
  })
})
