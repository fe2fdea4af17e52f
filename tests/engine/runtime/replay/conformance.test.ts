import { expect } from 'chai'
import { conformanceOfTrail } from '../../../../engine/runtime/replay/conformance.ts'
import type { TrailLine } from '../../../../engine/runtime/replay/trail.ts'
import { makePrng, randomProcess, type Prng } from '../../../support/random-process/index.ts'
import { randomCase, type RandomCase } from '../../../support/random-process/trail.ts'

const SEED = Number(process.env['RANDOM_SEED'] ?? 1)

describe('conformance of a case with its diagrams', () => {
  let cases: readonly RandomCase[]
  before(function () {
    this.timeout(120_000)
    cases = makeCases()
  })

  it(`finds nothing in 1,000 random cases that went as they should, from seed ${SEED}`, function () {
    this.timeout(120_000)
    for (const one of cases) {
      expect(conformanceOfTrail(one.trail, one.versions, one.stored)).to.deep.equal({
        lines: one.trail.length,
        played: one.trail.length,
        fitness: 1,
      })
    }
  })

  for (const [name, plant] of Object.entries({ skipped, swapped, duplicated, invented })) {
    it(`finds each of 100 steps that were ${name}, and its place, from seed ${SEED}`, function () {
      this.timeout(60_000)
      let planted = 0
      for (const [at, one] of cases.entries()) {
        const wrong = plant(one.trail, makePrng(SEED + at))
        if (wrong === undefined) continue
        planted += 1
        const found = conformanceOfTrail(renumbered(wrong.trail), one.versions, one.stored)
        expect(found.fitness, `seed ${SEED + at}`).to.be.below(1)
        // What no later step stands on shows in the stored state alone.
        const place = found.deviation?.seq ?? wrong.trail.length + 1
        expect(place, `seed ${SEED + at}: ${JSON.stringify(found.deviation)}`).to.be.oneOf(wrong.places)
        if (planted === 100) break
      }
      expect(planted).to.equal(100)
    })
  }

  it('says which work waits that should not, where only the stored state was changed', () => {
    const one = cases.find(({ trail }) => trail.length > 3)
    if (one === undefined) throw new Error('No random case is long enough')
    const { deviation } = conformanceOfTrail(one.trail.slice(0, -1), one.versions, one.stored)
    expect(deviation).to.include({ kind: 'other-state', instance: 'SC-2026-00001/1' })
  })
})

/** Of random length: some at their end, some under way. */
function makeCases(): readonly RandomCase[] {
  const small = { depth: 2, blocks: 3, branches: 3, repeats: 2 }
  const seeds = Array.from({ length: 1_000 }, (_, at) => SEED + at)
  return seeds.map((seed) => randomCase(randomProcess(seed, small), 1 + makePrng(seed).below(40)))
}

interface Planted {
  readonly trail: readonly TrailLine[]
  /** Numbers of the lines at which it may be found; one after the last line means the stored state. */
  readonly places: readonly number[]
}

function skipped(trail: readonly TrailLine[], prng: Prng): Planted | undefined {
  if (trail.length < 3) return undefined
  const at = 1 + prng.below(trail.length - 1)
  const ids = trail[at]?.opened ?? []
  const later = trail.slice(at + 1)
  // Shown at the latest by whatever answers what the skipped step opened; before it, steps beside it may still be right.
  const answer = later.findIndex(({ closed = [] }) => closed.some((id) => ids.includes(id)))
  const last = answer === -1 ? later.length : answer
  return { trail: trail.toSpliced(at, 1), places: Array.from({ length: last + 1 }, (_, more) => at + 1 + more) }
}

/** Two steps of which the second stands on the first. */
function swapped(trail: readonly TrailLine[]): Planted | undefined {
  const at = trail.findIndex((line, index) => {
    const [next] = trail[index + 1]?.stimuli ?? []
    return index > 0 && next !== undefined && 'wait' in next && opens(line, next.wait ?? '')
  })
  const [first, second] = [trail[at], trail[at + 1]]
  if (at === -1 || first === undefined || second === undefined) return undefined
  return { trail: trail.toSpliced(at, 2, second, first), places: [at + 1] }
}

function duplicated(trail: readonly TrailLine[], prng: Prng): Planted | undefined {
  const at = prng.below(trail.length)
  const [line] = trail.slice(at)
  return line && { trail: trail.toSpliced(at, 0, line), places: [at + 2] }
}

function invented(trail: readonly TrailLine[], prng: Prng): Planted | undefined {
  const at = 1 + prng.below(trail.length)
  const [line] = trail
  if (line === undefined) return undefined
  const made = { ...line, instances: [], opened: [], closed: [] }
  const stimulus = { instance: 'SC-2026-00001/1', type: 'complete', wait: `task_invented#${prng.below(9)}` } as const
  return { trail: trail.toSpliced(at, 0, { ...made, stimuli: [stimulus] }), places: [at + 1] }
}

function opens({ opened = [] }: TrailLine, wait: string): boolean {
  return opened.some((id) => id.endsWith(`.${wait.replaceAll('#', '.')}`))
}

function renumbered(trail: readonly TrailLine[]): readonly TrailLine[] {
  return trail.map((line, at) => ({ ...line, seq: at + 1 }))
}
