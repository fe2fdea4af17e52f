import { expect } from 'chai'
import { judgeRun } from '../../../../engine/runtime/scenario-runs/condition.ts'

describe('whether scenarios let a draft be published', () => {
  const JUDGED: readonly (readonly [
    run: readonly [number, number, number, number],
    asked: number,
    met: RegExp | false,
  ])[] = [
    [[2, 0, 8, 8], 100, /^All 2 scenarios pass, and they take 8 of 8 ways through the diagrams \(100%\)\.$/],
    [[2, 0, 1_000, 999], 99, /\(99%\)/],
    [[2, 0, 1_000, 999], 100, false],
    [[1, 1, 8, 8], 0, false],
    [[0, 0, 8, 8], 0, false],
    [[0, 0, 0, 0], 100, false],
  ]
  for (const [[passed, failed, flows, taken], asked, said] of JUDGED) {
    it(`${passed} pass and ${failed} fail, ${taken} of ${flows} ways, ${asked}% asked: ${said === false ? 'no' : 'yes'}`, () => {
      const { met, sentence } = judgeRun({ passed, failed, flows, taken }, asked)
      expect(met).to.equal(said !== false)
      if (said !== false) expect(sentence).to.match(said)
    })
  }
})
