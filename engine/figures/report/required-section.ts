import { clauseOf, type Citation } from '../../law/citation.ts'
import { REPORT_CITATIONS } from '../sources.ts'
import type { FigureSource } from '../sources.ts'
import type { Block, Section } from './document.ts'
import { leaf, some } from './some.ts'
import { paragraph, type Writer } from './writer.ts'

/**
 * What law, guidance and the Code ask of the report, clause by clause: what no section before has shown of it. Figures that
 * several ask for stand with the first.
 */
export function requiredSection(writer: Writer): Section {
  const clauses = REPORT_CITATIONS.map((citation, index): Section => {
    const number = `4.${index + 1}`
    return leaf(number, number, clauseOf(citation), [
      paragraph(saysOf(citation)),
      ...askedBy(writer, clauseOf(citation)),
      ...boxesOf(writer, citation),
    ])
  })
  return {
    id: '4',
    number: '4',
    title: 'What law, guidance and the Code ask for',
    blocks: [
      paragraph('Each part names the clause, and has the figures that it asks for and no section before has shown.'),
    ],
    sections: [...clauses, further(writer, `4.${clauses.length + 1}`)],
  }
}

function saysOf({ text, textIs, certainty }: Citation): string {
  const how = textIs === 'quotation' ? `“${text}”` : text
  return certainty === 'verified'
    ? how
    : `${how} (${certainty === 'unsure' ? 'A person of law must check this clause.' : 'Known from practice, not compared with a published copy.'})`
}

function askedBy(writer: Writer, clause: string): readonly Block[] {
  const asks = ({ requiredBy }: { readonly requiredBy: readonly FigureSource[] }) =>
    requiredBy.some((source) => source.clause === clause)
  const { figures, tables } = writer.unused()
  const own = figures.filter(asks)
  const id = `required-${clause.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`
  return [
    ...(own.length === 0
      ? []
      : [
          writer.table(
            id,
            `Figures for ${clause}`,
            own.map((figure) => [figure.id] as const),
          ),
        ]),
    ...tables.filter(asks).flatMap((table) => some(writer.breakdown(table.id))),
  ]
}

function boxesOf(writer: Writer, { provision }: Citation): readonly Block[] {
  return provision === '8.1'
    ? [
        writer.box(
          'code.self-assessment',
          'Self-assessment against the Code',
          'Whether complaint handling complies with the Code, and where it does not.',
        ),
        writer.box(
          'code.non-compliance',
          'Findings of non-compliance by the Ombudsman',
          'What the Ombudsman found, and what was done.',
        ),
        writer.box('code.improvements', 'Service improvements', 'What was improved because of complaints.'),
      ]
    : []
}

/** What no clause asks for and no section has shown: the council's own. */
function further(writer: Writer, number: string): Section {
  const { figures, tables } = writer.unused()
  const own = figures.filter(({ id }) => !id.startsWith('standing.'))
  return leaf(number, number, 'Further figures', [
    ...(own.length === 0
      ? []
      : [
          writer.table(
            'further',
            'Further figures',
            own.map((figure) => [figure.id] as const),
          ),
        ]),
    ...tables.flatMap((table) => some(writer.breakdown(table.id))),
    ...(own.length + tables.length === 0 ? [paragraph('There are none.')] : []),
  ])
}
