import { execFileSync } from 'node:child_process'
import { expect } from 'chai'
import {
  allocation,
  draw,
  populationHash,
  populationIn,
  populationLines,
  type Drawable,
  type Spread,
} from '../../../../engine/runtime/samples/draw.ts'
import { quarterOf } from '../../../../engine/runtime/samples/population.ts'
import { localDate } from '../../../../engine/values/local-date.ts'

const reference = (n: number) => `SC-2026-${String(n).padStart(5, '0')}`
const cases = (sizes: Readonly<Record<string, number>>): readonly Drawable[] => {
  let n = 0
  return Object.entries(sizes).flatMap(([stratum, count]) =>
    Array.from({ length: count }, () => ({ caseId: reference((n += 1)), stratum })),
  )
}

describe('how a sample is shared out', () => {
  const table: readonly (readonly [string, Readonly<Record<string, number>>, number, Spread, readonly number[]])[] = [
    ['one group', { a: 100 }, 10, 'proportional', [10]],
    // One each; of the 8 that are left 8·89/97 = 7.34, 8·8/97 = 0.65, 8·0/97 = 0: 7 + 0 + 0, and one to the largest rest
    ['by size, one of each at least', { a: 90, b: 9, c: 1 }, 11, 'proportional', [8, 2, 1]],
    ['equal rests, the first by name', { b: 10, a: 10 }, 3, 'proportional', [2, 1]],
    ['as many as there are groups', { a: 500, b: 2, c: 3 }, 3, 'proportional', [1, 1, 1]],
    ['no more than there are', { a: 3, b: 1 }, 10, 'proportional', [3, 1]],
    ['exactly as many as there are', { a: 3, b: 1 }, 4, 'proportional', [3, 1]],
    ['one case of each group, all of them', { a: 1, b: 1 }, 2, 'proportional', [1, 1]],
    ['so many of each', { a: 90, b: 2, c: 5 }, 5, 'each', [5, 2, 5]],
    ['every case', { a: 3, b: 4 }, 1, 'all', [3, 4]],
  ]
  for (const [what, sizes, size, spread, expected] of table) {
    it(`${what}: ${size} of ${JSON.stringify(sizes)}`, () => {
      expect([...allocation(new Map(Object.entries(sizes)), size, spread).values()]).to.deep.equal(expected)
    })
  }

  it('refuses fewer cases than there are groups', () => {
    expect(() => allocation(new Map(['a', 'b', 'c'].map((name) => [name, 5])), 2, 'proportional')).to.throw(
      '/size must be at least 3',
    )
  })

  it('never gives a group more than it has, never none, and always all that were asked for', () => {
    let random = 20261123
    const next = (below: number) => (random = (random * 48271) % 2147483647) % below
    for (let run = 0; run < 2_000; run += 1) {
      const sizes = new Map<string, number>(Array.from({ length: 1 + next(8) }, (_, n) => [`s${n}`, 1 + next(60)]))
      const total = [...sizes.values()].reduce((sum, each) => sum + each)
      const size = sizes.size + next(total - sizes.size + 5)
      const shares = allocation(sizes, size, 'proportional')
      expect([...shares.values()].reduce((sum, each) => sum + each)).to.equal(Math.min(size, total))
      for (const [name, share] of shares) expect(share).to.be.within(1, sizes.get(name)!)
    }
  })
})

describe('drawing a sample', () => {
  const population = cases({ adult: 60, children: 30, corporate: 10 })
  const asked = { seed: 'Lantern 2026', size: 12, spread: 'proportional' as const }

  it('gives the same cases each time, in whatever order they come', () => {
    const once = draw(population, asked)
    expect(draw([...population].reverse(), asked)).to.deep.equal(once)
    expect(once.map(({ place }) => place)).to.deep.equal(once.map((_, index) => index + 1))
    expect(once).to.have.length(12)
  })

  it('gives others with another seed', () => {
    const ids = (seed: string) => draw(population, { ...asked, seed }).map(({ caseId }) => caseId)
    expect(ids('Lantern 2027')).not.to.deep.equal(ids('Lantern 2026'))
  })

  it('takes more of the same with a greater size', () => {
    const ids = (size: number) => draw(population, { ...asked, size }).map(({ caseId }) => caseId)
    expect(ids(20)).to.include.members(ids(12))
  })

  it('can be done again with the tools of any shell', () => {
    // What the page tells people to do, in the words of sh, awk, sort and sha256sum.
    const lines = populationLines(population)
    for (const { stratum, count } of [
      { stratum: 'adult', count: 6 },
      { stratum: 'children', count: 4 },
      { stratum: 'corporate', count: 2 },
    ]) {
      const script = `grep ",$2$" | cut -d, -f1 | while read -r ref; do printf '%s %s\\n' "$(printf '%s' "$1$ref" | sha256sum | cut -d' ' -f1)" "$ref"; done | LC_ALL=C sort | head -n "$3" | cut -d' ' -f2`
      const told = execFileSync('sh', ['-c', script, 'sh', asked.seed, stratum, String(count)], { input: lines })
      const drawn = draw(population, asked).filter((each) => each.stratum === stratum)
      expect(told.toString().trim().split('\n')).to.deep.equal(drawn.map(({ caseId }) => caseId))
    }
    const hash = execFileSync('sha256sum', { input: lines }).toString().split(' ')[0]
    expect(hash).to.equal(populationHash(lines))
  })

  it('can be done again with Python’s standard library, shares and all', () => {
    const script = `
import hashlib, json, sys
asked = json.load(sys.stdin)
strata = {}
for line in asked["lines"].split():
    ref, stratum = line.split(",")
    strata.setdefault(stratum, []).append(ref)
left, shared = sum(map(len, strata.values())) - len(strata), asked["size"] - len(strata)
share = {s: 1 + shared * (len(refs) - 1) // left for s, refs in strata.items()}
rest = sorted(strata, key=lambda s: (-(shared * (len(strata[s]) - 1) % left), s))
for s in rest[: asked["size"] - sum(share.values())]:
    share[s] += 1
key = lambda ref: hashlib.sha256((asked["seed"] + ref).encode()).hexdigest()
print(json.dumps([ref for s in sorted(strata) for ref in sorted(strata[s], key=key)[: share[s]]]))
`
    for (const seed of ['a.b-c']) {
      for (const size of [3, 12, 99]) {
        const input = JSON.stringify({ lines: populationLines(population), seed, size })
        const told = JSON.parse(execFileSync('python3', ['-c', script], { input }).toString()) as readonly string[]
        expect(draw(population, { seed, size, spread: 'proportional' }).map(({ caseId }) => caseId)).to.deep.equal(told)
      }
    }
  })

  it('freezes the population as lines that can be read again', () => {
    expect(populationLines(cases({ b: 1, a: 1 }))).to.equal('SC-2026-00001,b\nSC-2026-00002,a\n')
    expect(populationIn(populationLines(population))).to.deep.equal(population)
  })
})

describe('the quarter of a day', () => {
  const table = [
    ['2026-04-01', '2026-Q1'],
    ['2026-06-30', '2026-Q1'],
    ['2026-07-01', '2026-Q2'],
    ['2026-12-31', '2026-Q3'],
    ['2027-01-01', '2026-Q4'],
    ['2027-03-31', '2026-Q4'],
  ] as const
  for (const [day, quarter] of table) {
    it(`${day} lies in ${quarter}`, () => {
      expect(quarterOf(localDate(day))).to.equal(quarter)
    })
  }
})
