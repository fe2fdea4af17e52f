/** `npx tsx tests/support/diagrams/write.ts`: draws the fixtures of the rules anew, and the forms they name. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { draw } from './draw.ts'
import { drawingOf, PAIRS } from './fixtures.ts'
import { FORMS } from './forms.ts'

const FOLDER = new URL('../../fixtures/diagrams/', import.meta.url)

mkdirSync(new URL('forms/', FOLDER), { recursive: true })
for (const { rule, correct, incorrect } of PAIRS) {
  writeFileSync(new URL(`${rule}-correct.bpmn`, FOLDER), draw(drawingOf(rule, 'correct', correct)))
  writeFileSync(new URL(`${rule}-incorrect.bpmn`, FOLDER), draw(drawingOf(rule, 'incorrect', incorrect)))
}
for (const form of FORMS) {
  writeFileSync(new URL(`forms/${form.$id}.json`, FOLDER), `${JSON.stringify(form, undefined, 2)}\n`)
}
