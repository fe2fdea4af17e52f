import type { Block, Section } from './document.ts'
import { learningTable } from './learning-table.ts'
import { dateInWords, paragraph, type Writer } from './writer.ts'
import { some, leaf } from './some.ts'

/** Background, purpose, and which days and data the report is of. */
export function introduction(writer: Writer): Section {
  const { content, edition, now, before } = writer
  const { period, writtenOn, knownAt } = content.days
  const comparison =
    content.before.sources.length === 0
      ? `Nothing was imported for ${before}, the same days of the year before: no figure is compared with it.`
      : `Figures of ${before} are shown beside those of ${now} where they were imported (${content.before.sources.join('; ')}); where one is missing, it says “not known”. They are of another record, so they lead to no cases.`
  return {
    id: 'intro',
    number: '',
    title: 'Introduction',
    blocks: [],
    sections: [
      leaf('i', 'i.', 'Background', [
        paragraph(
          'Local authorities must have procedures for complaints about their social care functions. Complaints about services for children and young people follow the Children Act 1989 Representations Procedure (England) Regulations 2006 and the guidance “Getting the Best from Complaints”; complaints about adult social care follow the Local Authority Social Services and National Health Service Complaints (England) Regulations 2009; other complaints follow the Complaint Handling Code of the Local Government and Social Care Ombudsman.',
        ),
        writer.box(
          'intro.background',
          'About the council’s service',
          'Who handles complaints, networks the council takes part in, changes in the year.',
        ),
      ]),
      leaf('ii', 'ii.', 'Purpose', [
        paragraph(
          'This report reviews how the complaints procedures worked over the period, with figures, and keeps the council informed of what people complain about, how well complaints are handled and what was learned. It also covers compliments and comments.',
        ),
      ]),
      leaf('iii', 'iii.', 'Period covered and data', [
        paragraph(
          `The report covers ${dateInWords(period.from)} to ${dateInWords(period.to)}. It was written as at ${dateInWords(writtenOn)}: nothing that happened, or was recorded, after ${dateInWords(dayOfInstant(knownAt))} is in it. Every figure is worked out from the records of cases and leads to the list of the cases behind it; below each table stands what is counted and by which day. Shares are whole percent; money is in pounds and pence.`,
        ),
        paragraph(comparison),
        paragraph('What was received is closed or open. These sums are checked before a report can be frozen:'),
        reconciliation(writer),
        ...(content.mismatches.length === 0
          ? [paragraph('Every sum of this report comes out.')]
          : [
              paragraph('These sums do not come out, and until they do the report cannot be frozen:'),
              { kind: 'list', items: content.mismatches.map((sentence) => [sentence]) } as const,
            ]),
        ...(edition === 'public'
          ? [
              paragraph(
                'Numbers so small that they could show somebody are not shown, nor others from which they could be worked out.',
              ),
            ]
          : []),
      ]),
    ],
  }
}

function dayOfInstant(at: string): Parameters<typeof dateInWords>[0] {
  return at.slice(0, 10) as Parameters<typeof dateInWords>[0]
}

const HEADINGS = [
  ['adult', 'Adult social care'],
  ['children', 'Children’s statutory procedure'],
  ['other-children', 'Services for children, not statutory'],
  ['corporate', 'Other services'],
  ['public-health', 'Public health'],
  ['feedback', 'Compliments and comments'],
  ['ombudsman', 'Contacts from the Ombudsman alone'],
] as const

function reconciliation(writer: Writer): Block {
  const { days } = writer.content
  const endings = [
    ['at-end', `at the end (${dateInWords(days.period.to)})`],
    ['when-written', `when written (${dateInWords(days.writtenOn)})`],
  ] as const
  return {
    kind: 'table',
    id: 'table-reconciliation',
    caption: 'Received in the period = closed + open',
    columns: ['What', 'Received', 'Closed', 'Open'].map((heading, index) => ({ heading, numeric: index > 0 })),
    rows: HEADINGS.filter(([heading]) => anyOf(writer, heading)).flatMap(([heading, words]) =>
      endings.map(([ending, when]) => [
        { text: `${words}, ${when}` },
        ...(['received', 'closed', 'open'] as const).map((what) =>
          writer.number(`standing.${heading}-${what}-${ending}`),
        ),
      ]),
    ),
    notes: [],
  }
}

/** Something was received under that heading. */
function anyOf({ content }: Writer, heading: string): boolean {
  return content.figures.some(({ id, numerator }) => numerator > 0 && id.startsWith(`standing.${heading}-received-`))
}

/** Section One of the report. */
export function summarySection(writer: Writer): Section {
  const { now } = writer
  const n = (id: string) => writer.number(id)
  const c = (id: string) => writer.compared(id)
  return {
    id: '1',
    number: '1',
    title: 'Summary and overview of all social care complaints and feedback',
    blocks: [],
    sections: [
      leaf('1.1', '1.1', 'Executive summary', [
        writer.box(
          'summary.key-messages',
          'Key messages',
          'What the year showed in three or four sentences, and what was improved because of complaints.',
        ),
        paragraph('Statutory complaints received: ', c('statutory.received'), '.'),
        paragraph(
          'Of these, complaints about adult social care: ',
          c('adult.received'),
          ', among them joint complaints with the NHS: ',
          c('adult.joint-received'),
          '. Complaints under the children’s statutory procedure: ',
          c('children.received'),
          '.',
        ),
        paragraph(
          'Complaints about services for children outside of the statutory procedure: ',
          c('other-children.received'),
          ', of which ',
          c('other-children.inclusion-share'),
          ' were about the Inclusion Service.',
        ),
        paragraph(
          'Enquiries from the Ombudsman: ',
          c('ombudsman.adult-contacts'),
          ' about adult social care and ',
          c('ombudsman.children-contacts'),
          ' about children’s social care, inclusion and education.',
        ),
        ...some(writer.graph(1)),
        paragraph(
          'Compliments received: ',
          c('compliments.received'),
          '; about adult social care ',
          c('compliments.adult'),
          ', about services for children and young people ',
          c('compliments.children'),
          '.',
        ),
        ...some(writer.graph(2)),
        writer.box(
          'summary.why',
          'Why the numbers moved',
          'Reasons such as a pause of the Ombudsman, staff capacity, better recording, or changes of roles.',
        ),
        ...some(writer.breakdown('complaints.by-reason')),
      ]),
      leaf('1.2', '1.2', 'Statutory complaint trends and outcomes', [
        paragraph('Complaints were ', c('feedback.complaints-share'), ' of all feedback.'),
        paragraph(
          'Statutory complaints closed with an outcome: ',
          c('statutory.closed'),
          '. Not upheld: ',
          c('statutory.not-upheld-share'),
          '; upheld or partly upheld: ',
          c('statutory.upheld-share'),
          '; resolved early, withdrawn or signposted: ',
          c('statutory.without-finding-share'),
          '.',
        ),
        ...some(writer.graph(3)),
        paragraph(
          `Spent on investigations in ${now}: for adults `,
          c('adult.costs'),
          ', for children ',
          c('children.costs'),
          '.',
        ),
        writer.box(
          'summary.costs',
          'What investigations cost, and why',
          'Who investigated, and what made it dearer or cheaper.',
        ),
      ]),
      leaf('1.3', '1.3', 'Local Government and Social Care Ombudsman', [
        paragraph(
          'Decisions of the Ombudsman: ',
          c('ombudsman.adult-decisions'),
          ' about adult social care and ',
          c('ombudsman.children-decisions'),
          ' about services for children. Paid to complainants after them: ',
          n('ombudsman.adult-settlements'),
          ' and ',
          n('ombudsman.children-settlements'),
          '.',
        ),
        writer.box(
          'summary.ombudsman',
          'What moved with the Ombudsman',
          'Pauses, policies of the Ombudsman, large remedies.',
        ),
      ]),
      leaf('1.4', '1.4', 'Learning across the council', [
        learningTable(writer, 'other'),
        ...some(writer.breakdown('learning.by-area')),
      ]),
    ],
  }
}
