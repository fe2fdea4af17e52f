import { expect } from 'chai'
import type { OutgoingMessage, Person } from '../../../engine/index.ts'
import { HANDLERS } from '../../../handlers/index.ts'
import { readability, syllablesOf } from '../../support/readability.ts'
import { ANA, aTask, COUNCIL, KIM } from '../a-task.ts'
import { SCENARIOS } from '../scenarios.ts'

/** Reading age: five more than the grade. Adults' letters from eleven to thirteen, children's well below. */
const LIMITS = {
  adult: { grade: 8, wordsPerSentence: 14, longWords: 0.15 },
  child: { grade: 6, wordsPerSentence: 10, longWords: 0.1 },
}

describe('reading ease', () => {
  const syllables: readonly [string, number][] = [
    ['cat', 1],
    ['make', 1],
    ['asked', 1],
    ['wanted', 2],
    ['happy', 2],
    ['complaint', 2],
    ['advocate', 3],
    ['independent', 4],
    ['letter', 2],
    ['people', 2],
  ]
  for (const [word, count] of syllables) {
    it(`${word} has ${count}`, () => {
      expect(syllablesOf(word)).to.equal(count)
    })
  }

  it('is worked out as Flesch and Kincaid did', () => {
    const { words, wordsPerSentence, grade } = readability('The cat sat on the mat. It was happy.')
    expect([words, wordsPerSentence]).to.deep.equal([9, 4.5])
    expect(grade).to.be.closeTo(0.39 * 4.5 + 11.8 * (10 / 9) - 15.59, 1e-9)
  })

  it('tells a hard text from an easy one', () => {
    const hard =
      'Notwithstanding the aforementioned considerations, representations concerning determinations of eligibility necessitate comprehensive investigation by independent professionals.'
    expect(readability(hard).grade).to.be.greaterThan(15)
    expect(readability('We are sorry. We will put it right.').grade).to.be.lessThan(2)
  })
})

describe('the letters to complainants are plain', () => {
  for (const [reader, person] of [
    ['adult', ANA],
    ['child', KIM],
  ] as const) {
    for (const handler of HANDLERS) {
      for (const [name, scenario] of Object.entries(SCENARIOS[handler.name] ?? {})) {
        const outcome = handler.run(aTask(scenario, person))
        const messages = outcome.kind === 'completed' ? outcome.messages.filter(isTo(person)) : []
        if (messages.length === 0) continue

        it(`${handler.name}, ${name}, for a${reader === 'adult' ? 'n adult' : ' child'}`, () => {
          for (const message of messages) {
            const measured = readability(ownWords(message))
            const limits = LIMITS[reader]
            expect(measured.grade, 'grade').to.be.at.most(limits.grade)
            expect(measured.wordsPerSentence, 'words a sentence').to.be.at.most(limits.wordsPerSentence)
            expect(measured.longWords, 'long words').to.be.at.most(limits.longWords)
          }
        })
      }
    }
  }
})

function isTo(person: Person) {
  return ({ to }: OutgoingMessage) => to.kind === 'person' && to.person === person.id
}

/** Our words: without the names and addresses that we cannot make simpler. */
function ownWords({ body }: OutgoingMessage): string {
  return body
    .split('\n\n')
    .slice(1, -2)
    .join('\n\n')
    .replaceAll(COUNCIL.ombudsman.name, 'them')
    .replaceAll(COUNCIL.advocacyProvider.name, 'them')
    .replace(/\S+@\S+/g, 'it')
    .replace(/(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d+ \w+ \d{4}/g, 'Monday')
    .replace(/(Our reason|Why|This is why|Point \d+|You said): .*/g, '')
}
