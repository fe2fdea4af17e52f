import { levelOf, RULES } from '../../../engine/diagram/rules/index.ts'

/** `engine/diagram/rules/README.md`, from the rules themselves. */
export function rulesPage(): string {
  const rows = RULES.map(({ id, about, clause, certainty }) => {
    const mark = certainty === undefined || certainty === 'verified' ? '' : ` (${certainty})`
    return `| \`${id}\` | ${levelOf(id)} | ${about} | ${clause ?? ''}${mark} |`
  })
  return `# Rules on diagrams

What a diagram must keep before it is published. An error blocks publishing, a warning does not. \`redress check\` tries
them all on a procedure's folder, and bpmnlint's recommended rules besides (\`bpmnlint/…\`). A clause that was not compared
with the published text carries \`(well-known)\` or \`(unsure)\`.

<!-- prettier-ignore -->
| Rule | Level | Asks | Clause |
|---|---|---|---|
${rows.join('\n')}

\`ids-stay-the-same\` and \`no-step-removed-under-cases\` compare with the version published before, where there is one.
\`advocacy-before-stage-1\` looks over all diagrams of a procedure at once as well (\`lintTogether\`).

To add one: \`<id>.ts\` here, a line in \`index.ts\`, its level in \`levels.ts\` where it only warns, a correct and an
incorrect fixture in \`tests/support/diagrams/fixtures.ts\`, then \`npx tsx tests/support/diagrams/write.ts\`, which draws
the fixtures, writes this page, and what each rule is tried on when a service or the editor starts (\`self-test/\`). An id
never changes and is never used again.
`
}
