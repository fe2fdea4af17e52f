import { expect } from 'chai'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { filesOf } from '../../../api/procedure-files.ts'
import { readProcedureFolder, type LetterTemplate, type Register } from '../../../engine/index.ts'
import { HANDLERS } from '../../../handlers/index.ts'
import { LETTER_FACTS } from '../../../handlers/letter-facts.ts'
import { PLACEHOLDERS } from '../../../handlers/words/placeholders.ts'
import { SAMPLES, sampleOf } from '../../../handlers/words/placeholders/samples.ts'
import { textOfTemplate } from '../../../handlers/words/template.ts'
import { readability } from '../../support/readability.ts'

/*
 * Every letter of every shipped procedure, with samples in its gaps, for adults and for children, with all that it asks
 * about known and with nothing of it known. Partners and colleagues are not measured.
 */

const LIMITS = {
  adult: { grade: 8, wordsPerSentence: 14, longWords: 0.15 },
  child: { grade: 6, wordsPerSentence: 10, longWords: 0.1 },
}
const OMBUDSMEN = [
  ['ombudsman', 'ombudsman'],
  ['health-ombudsman', 'healthOmbudsman'],
] as const
const FOLDERS = readdirSync('processes').filter((name) => existsSync(`processes/${name}/procedure.json`))
const ACTIONS = HANDLERS.map(({ describe }) => describe)

/** Names, days and people's own words are not ours to make simpler. */
const NEUTRAL: Readonly<Record<string, string>> = {
  ombudsman: 'them',
  healthOmbudsman: 'them',
  portal: 'it',
  recommendations: 'It.',
}

function neutral(name: string): string | readonly string[] | undefined {
  const sample = sampleOf(name)
  if (sample === undefined) return undefined
  if (NEUTRAL[name] !== undefined) return NEUTRAL[name]
  if (PLACEHOLDERS[name]?.sealed === true) return Array.isArray(sample) ? ['It.'] : 'it'
  return /day \d+ \w+ \d{4}$/.test(String(sample)) ? 'Monday' : 'it'
}

function words(letter: LetterTemplate, register: Register, known: boolean, sample: typeof sampleOf): string {
  const asked = new Set([...letter.adult, ...(letter.child ?? [])].flatMap(({ when }) => when.map(({ name }) => name)))
  const text = textOfTemplate(letter, {
    find: (name) => (known || !asked.has(name) ? sample(name) : undefined),
    missing: (name) => {
      throw new Error(`${name} is asked for with [if], and written where it may be missing`)
    },
  })
  return text[register].map((paragraph) => (typeof paragraph === 'string' ? paragraph : paragraph.sealed)).join('\n\n')
}

describe('the placeholders', () => {
  it('each have a sample, a word on what they are, and one on what to record', () => {
    expect(Object.keys(SAMPLES).sort()).to.deep.equal(Object.keys(PLACEHOLDERS).sort())
    for (const [name, { doc, record, conditionOnly }] of Object.entries(PLACEHOLDERS)) {
      expect(doc, name).to.match(/\.$/)
      if (conditionOnly !== true) expect(record, name).not.to.equal('')
    }
  })
})

describe('processes/LETTERS.md', () => {
  const page = readFileSync('processes/LETTERS.md', 'utf8').replace(/ +/g, ' ')
  it('lists every placeholder', () => {
    for (const [name, { doc, sealed, conditionOnly }] of Object.entries(PLACEHOLDERS)) {
      const mark = conditionOnly === true ? 'only in `[if …]` ' : sealed === true ? 'sealed ' : ''
      expect(page).to.contain(`| \`${name}\` | ${doc} | ${mark}|`)
    }
  })
  it('lists every fact that a letter can record', () => {
    for (const type of Object.keys(LETTER_FACTS)) expect(page).to.contain(`\`${type}\``)
  })
})

for (const folder of FOLDERS) {
  const { procedure, findings } = await readProcedureFolder(filesOf(`processes/${folder}`), '', ACTIONS)
  const letters = procedure.letters.filter(({ path }) => path.startsWith('letters/'))
  if (letters.length === 0) continue

  describe(`the letters of ${folder}`, () => {
    it('are sound', () => {
      expect(findings.filter(({ rule }) => rule === 'admission/bad-letter')).to.deep.equal([])
    })

    for (const { letter } of letters) {
      it(`${letter.id} names the Ombudsmen that it is said to name, for adults and for children`, () => {
        for (const register of ['adult', 'child'] as const) {
          const text = words(letter, register, true, sampleOf)
          for (const [content, name] of OMBUDSMEN) {
            if (letter.contents.includes(content)) expect(text, `${register}, ${content}`).to.contain(sampleOf(name))
          }
        }
      })

      for (const register of ['adult', 'child'] as const) {
        for (const known of [true, false]) {
          it(`${letter.id}, for ${register === 'adult' ? 'adults' : 'children'}, ${known ? 'with' : 'without'} what it asks about`, () => {
            expect(words(letter, register, known, sampleOf)).not.to.match(/[{}]|undefined/)
            if (letter.to !== 'complainant' && letter.to !== 'representative-only') return
            const own = words(letter, register, known, neutral)
            const limits = LIMITS[register === 'child' && letter.child === undefined ? 'adult' : register]
            const measured = readability(own)
            expect(measured.grade, 'grade').to.be.at.most(limits.grade)
            expect(measured.wordsPerSentence, 'words a sentence').to.be.at.most(limits.wordsPerSentence)
            expect(measured.longWords, 'long words').to.be.at.most(limits.longWords)
          })
        }
      }
    }
  })
}
