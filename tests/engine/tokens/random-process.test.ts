import { expect } from 'chai'
import type { TokenState } from '../../../engine/tokens/index.ts'
import {
  coreExecutor,
  drive,
  makePrng,
  randomProcess,
  smallest,
  type RandomProcess,
} from '../../support/random-process/index.ts'

const PROCESSES = Number(process.env['RANDOM_PROCESSES'] ?? 800)
const FIRST_SEED = Number(process.env['RANDOM_SEED'] ?? 1)

describe('random processes', () => {
  it(`${PROCESSES} from seed ${FIRST_SEED}, straight and with the state as text between the steps`, function () {
    this.timeout(300_000)
    for (let seed = FIRST_SEED; seed < FIRST_SEED + PROCESSES; seed += 1) {
      const one = randomProcess(seed)
      if (faultOf(one) !== undefined) report(one)
    }
  })

  it('are seen to fail by a core that loses a token', () => {
    const losing = (state: TokenState): TokenState => ({
      ...state,
      held: state.held.filter((held) => held.kind !== 'join'),
    })
    const faults = Array.from({ length: 100 }, (_, at) => run(randomProcess(at + 1), losing)).filter(Boolean)
    expect(faults).to.not.be.empty
  })

  it('are the same for the same seed', () => {
    expect(randomProcess(7).xml).to.equal(randomProcess(7).xml)
  })
})

function faultOf(one: RandomProcess): string | undefined {
  const straight = run(one, (state) => state)
  if (straight !== undefined) return straight
  return run(one, (state) => JSON.parse(JSON.stringify(state)) as TokenState)
}

function run({ model, automatic, oracle, variables, seed }: RandomProcess, store: (state: TokenState) => TokenState) {
  try {
    return drive(oracle, variables, coreExecutor(model, automatic, store), makePrng(seed))
  } catch (error) {
    return String(error)
  }
}

/** @throws AssertionError with the smallest diagram that fails. */
function report(failing: RandomProcess): never {
  const { process: found, fault } = smallest(failing, faultOf)
  throw new Error(`seed ${failing.seed} fails; smallest: seed ${found.seed}: ${fault}\n${found.xml}`)
}
