import { expect } from 'chai'
import {
  DUTIES,
  judgeDuty,
  readsOf,
  type CaseRecord,
  type Duty,
  type Fact,
  type FactType,
} from '../../../engine/index.ts'
import { factsTold, KEPT_CASES, recordOf, type KeptCase } from '../../support/duties/index.ts'
import { WHOLE_CASES, type WholeCase } from '../../support/duties/whole-cases.ts'
import { factsOf } from './facts.ts'

/*
 * What holds for every duty: nothing that it reads can go missing without its being in doubt, and it looks at nothing
 * else.
 */
const WHOLE = WHOLE_CASES.map((whole) => {
  const facts = factsOf(...whole.told)
  return {
    name: whole.name,
    record: once(() => recordOf(whole, facts)),
    lacking: once(() => lacking(whole, facts)),
  }
})

/** The parts of the list of rules by their letters, and how grave its rules are. */
const PARTS: Readonly<Record<string, number>> = { G: 12, C: 32, A: 12, N: 6, O: 7, L: 4, M: 4, D: 4 }
const GRAVITIES: Readonly<Record<Duty['severity'], number>> = {
  'statutory-limit': 21,
  duty: 32,
  guidance: 24,
  'good-practice': 4,
}

describe('every duty', () => {
  it('is one of the 81, as grave as the law makes it', () => {
    const ids = Object.entries(PARTS).flatMap(([letter, count]) =>
      Array.from({ length: count }, (_, n) => `${letter}${String(n + 1).padStart(2, '0')}`),
    )
    expect(DUTIES.map(({ id }) => id))
      .to.deep.equal(ids.sort())
      .and.to.have.lengthOf(81)
    for (const [severity, count] of Object.entries(GRAVITIES)) {
      expect(
        DUTIES.filter((duty) => duty.severity === severity),
        severity,
      ).to.have.lengthOf(count)
    }
  })

  it('has an id of its own', () => {
    const ids = DUTIES.map(({ id }) => id)
    expect(new Set(ids)).to.have.property('size', ids.length)
  })

  for (const duty of DUTIES) {
    describe(`${duty.id} ${duty.title}`, () => {
      const kept = KEPT_CASES.filter((each) => each.duty === duty.id)

      it('has a case in which it is kept', () => {
        expect(kept).not.to.have.lengthOf(0)
      })

      for (const each of kept) {
        describe(each.name, () => {
          it('is met', () => {
            const { result, judgements } = judgeDuty(duty, recordOf(each, factsTold(each)))
            expect(result, JSON.stringify(judgements)).to.equal('met')
          })
          for (const fact of readIn(duty, each)) without(duty, each, fact)
        })
      }

      for (const { name, record, lacking } of WHOLE) {
        it(`looks at nothing else: ${name}`, () => {
          const before = judgeDuty(duty, record())
          for (const [type, without] of lacking()) {
            if (!readsOf(duty).includes(type)) expect(judgeDuty(duty, without), type).to.deep.equal(before)
          }
        })
      }
    })
  }
})

/** The record as it is without any fact of a type, for each of its types. */
function lacking(whole: WholeCase, facts: readonly Fact[]): readonly (readonly [FactType, CaseRecord])[] {
  const recordedTypes = new Map(facts.map(({ type }, index) => [index + 1, type]))
  return [...new Set(recordedTypes.values())].map((type) => {
    const rest = facts.filter((fact) => fact.type !== type)
    return [type, recordOf(whole, rest, { factCount: facts.length, recordedTypes })]
  })
}

function once<Made>(make: () => Made): () => Made {
  let made: { readonly it: Made } | undefined
  return () => (made ??= { it: make() }).it
}

function readIn(duty: Duty, each: KeptCase): readonly Fact[] {
  return factsTold(each).filter(({ type }) => readsOf(duty).includes(type))
}

function without(duty: Duty, each: KeptCase, { id, type }: Fact): void {
  const facts = factsTold(each)
  const rest = facts.filter((fact) => fact.id !== id)
  const n = Number(id.slice(id.lastIndexOf('/') + 1))

  it(`cannot tell where ${type} (${n}) is gone from the record`, () => {
    const unknown = recordOf(each, rest, { factCount: facts.length })
    const known = recordOf(each, rest, { factCount: facts.length, recordedTypes: new Map([[n, type]]) })
    expect([judgeDuty(duty, unknown).result, judgeDuty(duty, known).result]).to.deep.equal([
      'cannot-tell',
      'cannot-tell',
    ])
  })

  if (!duty.reads.includes(type) || each.canBeMissed?.[type] !== undefined) return
  it(`is not met where ${type} (${n}) was never recorded`, () => {
    const told = each.told.filter((_told, index) => index !== n - 1)
    const { result, judgements } = judgeDuty(duty, recordOf(each, factsOf(...told)))
    expect(result, JSON.stringify(judgements)).not.to.equal('met')
  })
}

/** A reason for what can be missed says what it is about. */
describe('facts that can be missed', () => {
  const all: readonly (readonly [FactType, string, KeptCase])[] = KEPT_CASES.flatMap((each) =>
    Object.entries(each.canBeMissed ?? {}).map(([type, reason]) => [type as FactType, reason, each] as const),
  )
  for (const [type, reason, each] of all) {
    it(`${each.duty}: ${type}, because ${reason}`, () => {
      expect(each.told.map(([, told]) => told)).to.include(type)
      const told = each.told.filter(([, other]) => other !== type)
      const duty = DUTIES.find(({ id }) => id === each.duty)
      expect(duty && judgeDuty(duty, recordOf(each, factsOf(...told))).result).to.equal('met')
    })
  }
})
