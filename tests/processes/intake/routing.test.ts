import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { analyseTable } from '../../../engine/diagram/decision/index.ts'
import { applyDecision, readDecision, ROUTING_REASONS } from '../../../engine/index.ts'

const FOLDER = 'processes/intake'
const json = (file: string): unknown => JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'))
const { table } = await readDecision(readFileSync(`${FOLDER}/routing.dmn`, 'utf8'), { file: 'routing.dmn' })
if (table === undefined) throw new Error('The routing table cannot be read')

interface Scenario {
  readonly id: string
  readonly at?: string
  readonly submit?: { readonly receivedOn?: string }
  readonly steps: readonly { readonly complete?: string; readonly answers?: Readonly<Record<string, unknown>> }[]
  readonly covers: readonly string[]
}
interface Form {
  readonly properties: Readonly<Record<string, { readonly enum?: readonly string[] }>>
}

const { scenarios } = json('intake.scenarios.json') as { readonly scenarios: readonly Scenario[] }
const usual = (json('usual-answers.json') as { readonly forms: Readonly<Record<string, object>> }).forms[
  'intake-triage'
]
const triage = json('forms/intake-triage.json') as Form
const choose = json('forms/intake-choose-route.json') as Form

function rowOf({ at = '2026-01-05', submit, steps }: Scenario): string {
  const receivedOn = submit?.receivedOn ?? at.slice(0, 10)
  return applyDecision(table!, { ...usual, ...steps[0]?.answers, receivedOn }).rule
}

describe('the routing table', () => {
  for (const scenario of scenarios) {
    it(`${scenario.id} takes the row that it is about`, () => {
      expect(`routing ${rowOf(scenario)}`).to.equal(scenario.covers[0])
    })
  }

  it('has a scenario for every row', () => {
    expect(scenarios.map(rowOf)).to.have.members(table.rows.map(({ id }) => id))
  })

  it('has no row whose place decides, and leaves to the last one only what nobody could place', () => {
    const { overlaps, gaps, dead, isComplete } = analyseTable(table)
    expect([overlaps, dead, isComplete]).to.deep.equal([[], [], true])
    expect(gaps).to.deep.equal([[[{ kind: 'value', sample: 'unclear' }], 'any', 'any', 'any', 'any', 'any']])
  })

  const input = (name: string) => table.inputs.find((one) => one.name === name)?.options
  it('knows every answer of the form, and no other', () => {
    expect(input('functionCode')).to.have.members(triage.properties['functionCode']?.enum ?? [])
    expect(input('personCode')).to.have.members(triage.properties['personCode']?.enum ?? [])
  })

  it('names the routes that a person can choose', () => {
    const routes = table.outputs.find(({ name }) => name === 'suggestedRoute')?.options
    expect(routes).to.have.members(choose.properties['chosenRoute']?.enum ?? [])
  })

  it('asks for the functions and persons of the children’s procedure in its own codes', () => {
    const record = JSON.parse(readFileSync('processes/children-act/forms/record-complaint.json', 'utf8')) as Form
    const { functionCode, personCode } = record.properties
    expect(input('functionCode')).to.include.members((functionCode?.enum ?? []).filter((code) => code !== 'outside'))
    expect(input('personCode')).to.include.members(personCode?.enum ?? [])
  })

  it('offers the reasons of the closed list', () => {
    expect(choose.properties['reasonCode']?.enum).to.include.members([...ROUTING_REASONS])
  })

  it('says of each row why', () => {
    for (const { id, annotation } of table.rows)
      expect(annotation, id).to.match(/\b(reg|s\.|Code|Act|Part|SI|route|police|local)/i)
  })

  /** Whoever is named in the Acts is never sent to the corporate procedure about a function of theirs. */
  it('sends no statutory complaint to the corporate procedure', () => {
    const children = (name: string) => /^P\d+$/.test(name)
    const statutory = (code: string) =>
      table.rows.some(({ outputs, tests }) => {
        const [test] = tests
        if (
          test === undefined ||
          test === 'any' ||
          !['children-act', 'adult-social-care', 'public-health'].includes(String(outputs[0]))
        )
          return false
        return test.items.some((item) => 'value' in item && item.value === code)
      })
    const asked = { asked: 0 }
    for (const functionCode of input('functionCode') ?? []) {
      if (!statutory(functionCode)) continue
      for (const personCode of input('personCode') ?? []) {
        for (const flags of [0, 1, 2, 3, 4, 5, 6, 7]) {
          for (const receivedOn of ['2006-08-31', '2009-03-31', '2020-06-01', '2026-11-23']) {
            const { outputs, rule } = applyDecision(table, {
              functionCode,
              personCode,
              concurrentProceedings: (flags & 1) > 0,
              nhsPart: (flags & 2) > 0,
              publicHealth: (flags & 4) > 0,
              receivedOn,
            })
            asked.asked += 1
            if (outputs['suggestedRoute'] !== 'corporate') continue
            expect(children(personCode), `${functionCode} ${personCode} ${rule}`).to.equal(false)
            expect(outputs['review'], `${functionCode} ${personCode} ${rule}`).to.equal(true)
          }
        }
      }
    }
    expect(asked.asked).to.be.above(5_000)
  })
})
