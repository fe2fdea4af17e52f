import { expect } from 'chai'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { OutgoingMessage, Person, ServiceTaskHandler } from '../../engine/index.ts'
import { HANDLERS } from '../../handlers/index.ts'
import { ANA, aTask, KIM, type Scenario } from './a-task.ts'
import { SCENARIOS } from './scenarios.ts'

/*
 * Every letter, whole, as an adult and as a child of twelve get it, by e-mail and on paper: `letters/<task>.txt`.
 * After a change of words, `UPDATE_LETTERS=1` writes the files anew; then read them.
 */

const FOLDER = 'tests/handlers/letters'

function written(handler: ServiceTaskHandler): string {
  const scenarios = Object.entries(SCENARIOS[handler.name] ?? {})
  return scenarios
    .flatMap(([name, scenario]) => [
      ...messagesOf(handler, scenario, ANA).map((message) => shown(name, 'adult', message)),
      ...messagesOf(handler, scenario, KIM)
        .filter(({ to }) => to.kind === 'person' && to.person === KIM.id)
        .map((message) => shown(name, 'child', message)),
    ])
    .join('\n\n')
}

function messagesOf(handler: ServiceTaskHandler, scenario: Scenario, person: Person): readonly OutgoingMessage[] {
  const outcome = handler.run(aTask(scenario, person))
  return outcome.kind === 'completed' ? outcome.messages : []
}

function shown(name: string, reader: string, { channel, to, subject, body, contents }: OutgoingMessage): string {
  const recipient =
    to.kind === 'person' ? to.person : to.kind === 'role' ? to.role : to.kind === 'team' ? to.team : to.kind
  return [
    `=== ${name} · ${reader} · ${channel} to ${recipient} · ${contents.join(', ') || 'no contents asked for'}`,
    `Subject: ${subject}`,
    '',
    body,
  ].join('\n')
}

describe('the letters', () => {
  it('have a scenario for each service task', () => {
    expect(Object.keys(SCENARIOS).sort()).to.deep.equal(HANDLERS.map(({ name }) => name).sort())
  })

  for (const handler of HANDLERS) {
    it(`of ${handler.name} read as they should`, () => {
      const text = `${written(handler)}\n`
      const file = `${FOLDER}/${handler.name}.txt`
      if (process.env['UPDATE_LETTERS'] !== undefined) writeFileSync(file, text)
      if (text.trim() === '') {
        expect(existsSync(file) ? readFileSync(file, 'utf8').trim() : '', handler.name).to.equal('')
      } else {
        expect(text).to.equal(readFileSync(file, 'utf8'))
      }
    })
  }
})
