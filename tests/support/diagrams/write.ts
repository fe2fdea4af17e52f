/** `npx tsx tests/support/diagrams/write.ts`: draws the fixtures of the rules anew, the forms they name, and the rules' page. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { format } from 'prettier'
import { draw } from './draw.ts'
import { drawingOf, PAIRS } from './fixtures.ts'
import { FORMS } from './forms.ts'
import { rulesPage } from './rules-page.ts'

const FOLDER = new URL('../../fixtures/diagrams/', import.meta.url)

mkdirSync(new URL('forms/', FOLDER), { recursive: true })
for (const { rule, correct, incorrect } of PAIRS) {
  writeFileSync(new URL(`${rule}-correct.bpmn`, FOLDER), draw(drawingOf(rule, 'correct', correct)))
  writeFileSync(new URL(`${rule}-incorrect.bpmn`, FOLDER), draw(drawingOf(rule, 'incorrect', incorrect)))
}
for (const form of FORMS) {
  writeFileSync(
    new URL(`forms/${form.$id}.json`, FOLDER),
    await format(JSON.stringify(form), { parser: 'json', printWidth: 120 }),
  )
}
writeFileSync(new URL('../../../engine/diagram/rules/README.md', import.meta.url), rulesPage())
