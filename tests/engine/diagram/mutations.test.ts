import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { admitHere } from '../../../engine/diagram/index.ts'
import { initialState, step } from '../../../engine/tokens/index.ts'
import { instant } from '../../../engine/values/instant.ts'
import { everyElement } from './bpmn.ts'

const RULE_FIXTURES = new URL('../../fixtures/diagrams/', import.meta.url)
const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const ROUNDS = 250

type Dice = (sides: number) => number

/** Numbers from 0 to `sides` - 1, the same for the same seed. */
function diceOf(seed: number): Dice {
  let state = seed
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }
}

function oneOf<Item>(items: readonly Item[], dice: Dice): Item {
  return items[dice(items.length)]!
}

/** Ways to spoil a file: by its letters, its attributes, its elements. */
const MUTATIONS: readonly ((xml: string, dice: Dice) => string)[] = [
  (xml, dice) => {
    const at = dice(xml.length)
    return (
      xml.slice(0, at) +
      oneOf(['<', '>', '"', '&', '\u0000', '${', ' ', 'x', ']]>', '<!--'], dice) +
      xml.slice(at + dice(3))
    )
  },
  (xml, dice) => {
    const at = dice(xml.length)
    return xml.slice(0, at) + xml.slice(at + 1 + dice(200))
  },
  (xml, dice) => withAttribute(xml, dice, (_, others) => oneOf(others, dice)),
  (xml, dice) =>
    withAttribute(xml, dice, () => oneOf(['', 'true', 'false', '0', '-1', '1e9', '__proto__', 'x y', '= 1'], dice)),
  (xml, dice) => {
    const tags = [
      ...xml.matchAll(
        /<[\w:]+[^<>]*\/>|<(sequenceFlow|startEvent|endEvent|boundaryEvent|userTask)\b[^<>]*>.*?<\/\1>/gs,
      ),
    ]
    const tag = oneOf(tags, dice)
    return xml.slice(0, tag.index) + (dice(2) === 0 ? '' : tag[0] + tag[0]) + xml.slice(tag.index + tag[0].length)
  },
  (xml, dice) => {
    const names = [
      'task',
      'userTask',
      'subProcess',
      'endEvent',
      'startEvent',
      'intermediateThrowEvent',
      'exclusiveGateway',
    ]
    const [from, to] = [oneOf(names, dice), oneOf(names, dice)]
    return xml.replaceAll(new RegExp(`(</?(?:bpmn:)?)${from}\\b`, 'g'), `$1${to}`)
  },
  (xml, dice) => {
    const text = oneOf([...xml.matchAll(/>([^<>]*\S[^<>]*)</g)], dice)
    const other = oneOf(['', 'P10WD', 'R/PT0S', 'a ==', '1', 'true', '= x', '2026-02-30', 'matches(a,"b")'], dice)
    return xml.slice(0, text.index + 1) + other + xml.slice(text.index + text[0].length - 1)
  },
]

function withAttribute(xml: string, dice: Dice, change: (value: string, others: readonly string[]) => string): string {
  const attributes = [...xml.matchAll(/ [\w:]+="([^"]*)"/g)]
  const chosen = oneOf(attributes, dice)
  const value = chosen[1] ?? ''
  const at = chosen.index + chosen[0].length - 1 - value.length
  return (
    xml.slice(0, at) +
    change(
      value,
      attributes.map(([, other]) => other ?? ''),
    ) +
    xml.slice(at + value.length)
  )
}

describe(`${ROUNDS} spoilt diagrams, SEED=${SEED}`, () => {
  it('are refused with words, or read and run', function () {
    this.timeout(120_000)
    const fixtures = readdirSync(RULE_FIXTURES).filter((file) => file.endsWith('-correct.bpmn'))
    const sources = [everyElement(), ...fixtures.map((file) => readFileSync(new URL(file, RULE_FIXTURES), 'utf8'))]
    let admitted = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      const dice = diceOf(SEED + round)
      let xml = dice(2) === 0 ? sources[0]! : oneOf(sources, dice)
      for (let n = dice(3); n >= 0; n -= 1) xml = oneOf(MUTATIONS, dice)(xml, dice)
      const { diagram, findings } = admitHere(xml, { file: 'a.bpmn' })
      if (!diagram) expect(findings.length, `round ${round}`).to.be.greaterThan(0)
      else {
        admitted += 1
        expect(
          findings.filter(({ level }) => level === 'error'),
          `round ${round}`,
        ).to.deep.equal([])
        for (const model of [diagram.main, ...diagram.others.values()]) {
          const now = instant('2026-04-01T08:00:00.000Z')
          expect(() => step(model, initialState(model), { type: 'start' }, now), `round ${round}`).to.not.throw()
        }
      }
    }
    console.log(`      ${admitted} of ${ROUNDS} were still sound`)
    expect(admitted, 'some changes are harmless').to.be.greaterThan(0).and.lessThan(ROUNDS)
  })
})
