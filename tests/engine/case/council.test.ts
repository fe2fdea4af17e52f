import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { checkCouncil } from '../../../engine/case/index.ts'
import { InvalidVariablesError } from '../../../engine/errors.ts'

const example = JSON.parse(readFileSync('processes/councils/example-council.json', 'utf8')) as Record<string, unknown>

describe('the data of a council', () => {
  it('of the example council are right', () => {
    expect(checkCouncil(example)).to.deep.equal(example)
  })

  const team = { name: 'Safeguarding Team', email: 'safeguarding@council.example.org' }
  const examples: readonly { readonly change: object; readonly at: readonly string[]; readonly why: string }[] = [
    { change: { name: undefined }, at: ['/name'], why: 'no name' },
    { change: { name: 'Example\r\nCouncil' }, at: ['/name'], why: 'a name of two lines' },
    { change: { casePrefix: 's' }, at: ['/casePrefix'], why: 'a prefix that makes no reference' },
    { change: { teams: { safeguarding: team } }, at: ['/teams/complaints-team'], why: 'no complaints team' },
    {
      change: {
        teams: { safeguarding: team, 'complaints-team': { ...team, email: 'a@x.example, b@x.example' } },
        roleTeams: {},
      },
      at: ['/teams/complaints-team/email'],
      why: 'two addresses in one',
    },
    { change: { roleTeams: { director: 'nobody' } }, at: ['/roleTeams/director'], why: 'a role that no team takes' },
    { change: { targets: { acknowledgement: 0 } }, at: ['/targets/acknowledgement'], why: 'a target of no days' },
    { change: { closureDays: ['2026-02-30'] }, at: ['/closureDays/0'], why: 'a day that does not exist' },
    { change: { workingHours: { opens: '9', closes: '17:00' } }, at: ['/workingHours/opens'], why: 'no clock time' },
    { change: { portal: 'http://council.example.org/' }, at: ['/portal'], why: 'a portal without encryption' },
    { change: { password: 'x' }, at: ['/password'], why: 'what does not belong there' },
  ]
  for (const { change, at, why } of examples) {
    it(`are refused: ${why}`, () => {
      const value = JSON.parse(JSON.stringify({ ...example, ...change })) as unknown
      try {
        checkCouncil(value)
        expect.fail('they were let through')
      } catch (error) {
        if (!(error instanceof InvalidVariablesError)) throw error
        expect(error.faults.map((fault) => fault.at)).to.deep.equal(at)
      }
    })
  }
})
