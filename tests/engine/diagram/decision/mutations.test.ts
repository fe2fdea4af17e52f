import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { readDecision } from '../../../../engine/diagram/decision/index.ts'
import { randomFrom } from '../../case/random-facts.ts'

const ROUTING = readFileSync('processes/intake/routing.dmn', 'utf8')

/** Pieces that change what XML or FEEL means. */
const PIECES = [
  '<',
  '>',
  '"',
  '&',
  '&lt;',
  '-',
  'not(',
  '..',
  '<text>',
  '</text>',
  '<rule/>',
  ' id="x"',
  'null',
  '[1..',
  '\u0000',
  '😀',
]

/** One small change somewhere: a piece cut out, doubled, put in, or moved. */
function changed(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length)
  const end = Math.min(text.length, at + 1 + Math.floor(random() * random() * 400))
  const piece = text.slice(at, end)
  switch (Math.floor(random() * 4)) {
    case 0:
      return text.slice(0, at) + text.slice(end)
    case 1:
      return text.slice(0, end) + piece + text.slice(end)
    case 2:
      return text.slice(0, at) + (PIECES[Math.floor(random() * PIECES.length)] ?? '') + text.slice(at)
    default: {
      const rest = text.slice(0, at) + text.slice(end)
      const to = Math.floor(random() * rest.length)
      return rest.slice(0, to) + piece + rest.slice(to)
    }
  }
}

describe('tables that somebody spoiled', () => {
  const seed = Number(process.env['TABLE_SEED'] ?? 20261123)

  it(`are refused with a reason, or are still whole (TABLE_SEED=${seed})`, async function () {
    this.timeout(60_000)
    const random = randomFrom(seed)
    const counts = { refused: 0, read: 0 }
    for (let round = 0; round < 150; round += 1) {
      const { table, findings } = await readDecision(changed(ROUTING, random), { file: 'routing.dmn' })
      if (table === undefined) {
        counts.refused += 1
        expect(findings).to.not.be.empty
        for (const { message, remedy, rule } of findings) {
          expect(rule).to.match(/^admission\/[a-z-]+$/)
          expect(message).to.match(/\S/)
          expect(remedy).to.match(/\.$/)
        }
      } else {
        counts.read += 1
        expect(table.rows.at(-1)?.tests.every((test) => test === 'any')).to.equal(true)
        for (const { tests, outputs } of table.rows) {
          expect([tests.length, outputs.length]).to.deep.equal([table.inputs.length, table.outputs.length])
        }
      }
    }
    expect(counts.refused).to.be.above(50)
    expect(counts.read).to.be.above(0)
  })
})
