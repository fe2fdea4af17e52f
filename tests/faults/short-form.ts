import { expect } from 'chai'
import { lineOf, runExperiment, type Experiment } from './experiment.ts'

/** What CI draws by; another seed is tried with `CHAOS_SEED`. */
const SEED = 20_261_123

/** The short form of an experiment as a test on each of its databases. @param limit - Seconds it may take on each. */
export function itHolds(experiment: Experiment, limit = 60): void {
  describe(`${experiment.name}: ${experiment.hypothesis}`, () => {
    for (const database of experiment.databases) {
      it(`on ${database}, though ${experiment.fault}`, async function () {
        this.timeout(limit * 1_000)
        const seed = Number(process.env['CHAOS_SEED'] ?? SEED)
        const result = await runExperiment(experiment, { seed, size: 'short', database })
        expect(result.held, lineOf(result)).to.equal(true)
      })
    }
  })
}
