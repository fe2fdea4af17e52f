import { expect } from 'chai'
import PizZip from 'pizzip'
import { readFileSync } from 'node:fs'
import { readCouncilPaper } from '../../../api/council-paper.ts'
import { PAPER_GAPS, localDate, readProcedureFolder, type Adjustment } from '../../../engine/index.ts'
import { HANDLERS } from '../../../handlers/index.ts'
import { fillWordFile, gapsIn, paperFor, printLetter } from '../../../handlers/print/index.ts'
import { makeLetterDocx, wordParagraph } from '../../support/make-letter-docx.ts'
import { sizeIn, wordsIn } from '../../support/words-in-docx.ts'
import { ANA, aTask, COUNCIL, fact, KIM } from '../a-task.ts'
import { SCENARIOS } from '../scenarios.ts'

const PAPER = readCouncilPaper('processes')
const LETTER = {
  reference: 'SC-2026-00123',
  council: COUNCIL,
  on: localDate('2026-07-15'),
  address: ['Ana <Lee> & {date}', '1 High Street'],
  body: 'Dear Ana,\n\nPoint 1: {reference}\nOur reason: a < b\u0007\u202e\n\nComplaints Team',
}

function word(...paragraphs: readonly string[]): string {
  return makeLetterDocx(24, paragraphs.map((text) => wordParagraph(text)).join('')).toString('base64')
}

function printed(docx: string, letter: Parameters<typeof printLetter>[1]): readonly string[] {
  return wordsIn(Buffer.from(printLetter(docx, letter), 'base64'))
}

describe('a printed letter', () => {
  it('stands on the council’s paper, and what people wrote is never read as a gap', () => {
    expect(printed(PAPER.standard, LETTER)).to.deep.equal([
      'Example County Council',
      'Complaints Team, County Hall, 1 Example Street, Exampleton EX1 1AA',
      'Telephone 01632 960100',
      'Ana <Lee> & {date}',
      '1 High Street',
      '',
      'Wednesday 15 July 2026',
      'Our reference: SC-2026-00123',
      'Dear Ana,',
      'Point 1: {reference}\nOur reason: a < b\u202e',
      'Complaints Team',
    ])
  })

  const sizes: readonly (readonly [readonly Adjustment[], number])[] = [
    [[], 12],
    [['bsl', 'extra-time'], 12],
    [['large-print'], 18],
    [['interpreter', 'large-print'], 18],
  ]
  for (const [adjustments, points] of sizes) {
    it(`is in ${points} point for ${adjustments.join(', ') || 'nobody in particular'}`, () => {
      const docx = Buffer.from(printLetter(paperFor(PAPER, adjustments), LETTER), 'base64')
      expect(sizeIn(docx) / 2).to.equal(points)
    })
  }

  it('can be made of every letter of every service task', () => {
    let count = 0
    for (const handler of HANDLERS) {
      for (const scenario of Object.values(SCENARIOS[handler.name] ?? {})) {
        for (const person of [{ ...ANA, contactPreference: 'letter' as const }, KIM]) {
          const outcome = handler.run(aTask(scenario, person))
          for (const { body, channel } of outcome.kind === 'completed' ? outcome.messages : []) {
            if (channel !== 'letter') continue
            count += 1
            const words = printed(PAPER.standard, { ...LETTER, body })
            expect(words.slice(8).join('\n\n')).to.equal(body)
          }
        }
      }
    }
    expect(count).to.be.greaterThan(40)
  })
})

/** Every size of 51,000,000 bytes that stands in the zip's headers is 10 now. */
function saysItIsSmall(docx: string): string {
  const [real, said] = [Buffer.alloc(4), Buffer.alloc(4)]
  real.writeUInt32LE(51_000_000)
  said.writeUInt32LE(10)
  return Buffer.from(
    Buffer.from(docx, 'base64').toString('latin1').replaceAll(real.toString('latin1'), said.toString('latin1')),
    'latin1',
  ).toString('base64')
}

describe('a Word file', () => {
  it('says what it asks for', () => {
    expect(
      gapsIn(word('{today} {#findings}{text}{/findings}', '{#latenessReason}Because {latenessReason}{/}')),
    ).to.deep.equal({
      gaps: ['today', 'text', 'latenessReason'],
      sections: ['findings', 'latenessReason'],
    })
  })

  const unusable: readonly (readonly [string, string, RegExp])[] = [
    ['is no zip', Buffer.from('hello').toString('base64'), /./],
    ['is empty', '', /no Word file/],
    ['holds no document', new PizZip().file('a.txt', 'a').generate({ type: 'base64' }), /no Word file/],
    ['holds a macro', withFile('word/vbaProject.bin'), /macro/],
    ['holds another file', withFile('word/embeddings/oleObject1.bin'), /macro or another file/],
    ['opens a gap and does not close it', word('{today'), /unclosed/],
    ['opens a section and does not close it', word('{#findings}{text}'), /findings/],
    ['is a bomb', withFile('word/big.png', 'a'.repeat(51_000_000)), /larger than 50 MB/],
    ['is a bomb that says it is small', saysItIsSmall(withFile('word/big.png', 'a'.repeat(51_000_000))), /than 50 MB/],
    ['has a text that is too long', word('a'.repeat(500_001)), /document\.xml\) is larger than half a megabyte/],
    ['opens gaps without end', word('{'.repeat(100_000)), /more than 2000 gaps/],
  ]
  for (const [name, docx, fault] of unusable) {
    it(`that ${name} is refused`, () => {
      expect(gapsIn(docx).fault).to.match(fault)
      expect(() => fillWordFile(docx, {})).to.throw(fault)
    })
  }

  it('is not filled with a gap left open', () => {
    expect(() => printed(word('{today} {findings} {#x}{y}{/x}'), { ...LETTER, values: { today: 'Monday' } })).to.throw(
      'The letter has no value for findings',
    )
  })

  it('works out nothing, and reaches nothing but the values', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'today.length', '1 + 1']) {
      expect(() => printed(word(`{${name}}`), { ...LETTER, values: { today: 'x' } }), name).to.throw(
        'The letter has no value for',
      )
    }
  })

  it('has texts that come several times as sections', () => {
    const docx = word(
      '{#findings}',
      '{text}',
      '{/findings}',
      '{#latenessReason}Late: {latenessReason}{/latenessReason}',
    )
    const values = { findings: ['One.', 'Two.'], latenessReason: 'ill' }
    expect(printed(docx, { ...LETTER, values })).to.deep.equal(['One.', 'Two.', 'Late: ill'])
    expect(printed(docx, { ...LETTER, values: { findings: [] } })).to.deep.equal([''])
  })
})

const SETTINGS = { id: 'x', title: 'X', version: '1', main: 'p', roles: [{ code: 'c', title: 'C' }] }
const TEXT = '---\ntitle: T\nrecords: notice-sent\n---\n# adult\nHello.\n'

async function faults(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const all = Object.entries({ 'procedure.json': JSON.stringify(SETTINGS), ...files }).map(([path, text]) => ({
    path,
    text,
  }))
  const actions = HANDLERS.map(({ describe }) => describe)
  const { findings } = await readProcedureFolder(all, '', actions, gapsIn)
  return findings
    .filter(({ rule }) => rule === 'admission/bad-letter')
    .map(({ file, message }) => `${file}: ${message}`)
}

describe('a letter’s own Word file', () => {
  const table: readonly (readonly [string, string, readonly string[]])[] = [
    ['the gaps of the paper and the catalogue', word('{date} {responseBy} {#points}{text}{/points}'), []],
    [
      'an unknown gap',
      word('{answerBy}'),
      ["letters/plan.txt: Its Word file has a gap 'answerBy', and there is no such placeholder."],
    ],
    [
      'an unknown section',
      word('{#late}x{/late}'),
      ["letters/plan.txt: Its Word file has a gap 'late', and there is no such placeholder."],
    ],
    [
      'a fault',
      word('{date'),
      ['letters/plan.docx: It cannot be used as a letter: The tag beginning with "{date" is unclosed.'],
    ],
  ]
  for (const [name, docx, expected] of table) {
    it(`with ${name} is ${expected.length === 0 ? 'taken' : 'refused at deployment'}`, async () => {
      expect(await faults({ 'letters/plan.txt': TEXT, 'letters/plan.docx': docx })).to.deep.equal(expected)
    })
  }

  it('belongs to a letter', async () => {
    expect(await faults({ 'letters/plan.docx': word('{date}') })).to.deep.equal([
      'letters/plan.docx: There is no letter of that name.',
    ])
  })

  it('has its values stored with the message, in the words of its reader; a missing one stops the letter', () => {
    const send = HANDLERS.find(({ name }) => name === 'send-letter')
    const point = fact('2026-04-01', 'point-recorded', { point: '1', text: 'No visits.', desiredOutcome: 'Visits' })
    const wordFile = { gaps: ['today', 'points'], sections: ['latenessReason'] }
    const scenario = { letters: { x: TEXT }, input: { letter: 'x' } }
    const run = (facts: Parameters<typeof aTask>[0]['facts']) => {
      const task = aTask({ ...scenario, facts }, { ...ANA, contactPreference: 'letter' })
      const outcome = send?.run({
        ...task,
        letter: (id) => {
          const letter = task.letter(id)
          return letter && { ...letter, wordFile }
        },
      })
      return outcome?.kind === 'completed' ? outcome.messages : []
    }
    expect(run([point]).map(({ channel, print }) => [channel, print])).to.deep.equal([
      [
        'letter',
        {
          letter: 'x',
          values: {
            today: 'Wednesday 15 July 2026',
            points: ['1. No visits.\n   What you want to happen: Visits'],
          },
        },
      ],
    ])
    expect(() => run([])).to.throw('Record first the points of complaint')
  })
})

describe('the council’s paper', () => {
  it('that is shipped asks for nothing but what every letter has', () => {
    for (const docx of [PAPER.standard, PAPER.largePrint]) {
      const { gaps, sections } = gapsIn(docx)
      for (const name of [...gaps, ...sections]) expect(PAPER_GAPS).to.include(name)
    }
  })

  it('that is missing stops the start, with what to do', () => {
    expect(() => readCouncilPaper('tests')).to.throw(/letter\.docx is missing: letters are printed with it/)
  })

  it('is what the script makes, until a council edits it', () => {
    expect(wordsIn(readFileSync('processes/letters/letter.docx'))).to.deep.equal(wordsIn(makeLetterDocx(24)))
  })
})

function withFile(name: string, content = 'x'): string {
  return new PizZip(makeLetterDocx(24)).file(name, content).generate({ type: 'base64', compression: 'DEFLATE' })
}
