/** `npx tsx tests/support/diagrams/write.ts`: draws the fixtures of the rules anew, the forms they name, the rules' page and what the rules are tried on at start. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { format } from 'prettier'
import { plainRegistry } from '../../../engine/diagram/plain-registry.ts'
import { FIXTURE_REGISTRY } from '../../fixtures/diagrams/registry.ts'
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

/** What the rules are tried on whenever a service or the editor starts. */
const diagrams = PAIRS.map(({ rule, incorrect }) => ({
  rule,
  xml: draw(drawingOf(rule, 'incorrect', incorrect)),
  ...contextOf(rule),
}))
writeFileSync(
  new URL('../../../engine/diagram/self-test/known-bad.json', import.meta.url),
  await format(JSON.stringify({ registry: plainRegistry(FIXTURE_REGISTRY), diagrams }), {
    parser: 'json',
    printWidth: 120,
  }),
)

function contextOf(rule: string): object {
  if (rule !== 'no-step-removed-under-cases') return {}
  const { previous, runningElements } = JSON.parse(
    readFileSync(new URL(`${rule}-incorrect.context.json`, FOLDER), 'utf8'),
  ) as { readonly previous: string; readonly runningElements: readonly string[] }
  return { previous: readFileSync(new URL(previous, FOLDER), 'utf8'), runningElements }
}
