import type { Section } from './document.ts'
import { learningTable } from './learning-table.ts'
import { leaf, some } from './some.ts'
import { paragraph, type Writer } from './writer.ts'

/** What senior managers read each quarter. */
export function quarterSections(writer: Writer): readonly Section[] {
  const c = (id: string) => writer.compared(id)
  return [
    leaf('1', '1', 'What came in', [
      writer.box('quarter.summary', 'Key messages', 'What managers should know of this quarter, in a few sentences.'),
      paragraph(
        'Statutory complaints: ',
        c('statutory.received'),
        '; about adult social care ',
        c('adult.received'),
        ', under the children’s statutory procedure ',
        c('children.received'),
        '. Outside of the statutory procedures, about services for children: ',
        c('other-children.received'),
        '; about other services: ',
        c('corporate.received'),
        '. Compliments: ',
        c('compliments.received'),
        '.',
      ),
      ...some(writer.graph(1)),
      ...some(writer.graph(7)),
      ...some(writer.graph(13)),
      ...some(writer.graph(14)),
    ]),
    leaf('2', '2', 'What came of it', [
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
      ...some(writer.breakdown('remedies.by-kind')),
      ...some(writer.breakdown('complaints.refused-by-ground')),
    ]),
    leaf('3', '3', 'Whether it was in time', [
      ...some(writer.breakdown('children.time-limits')),
      ...some(writer.breakdown('adult.time-limits')),
      ...some(writer.breakdown('corporate.time-limits')),
      ...some(writer.breakdown('public-health.time-limits')),
      ...some(writer.breakdown('late.by-reason')),
      writer.box(
        'quarter.timeliness',
        'Why time limits were missed',
        'What kept teams from answering in time, and what is done about it.',
      ),
    ]),
    leaf('4', '4', 'The Ombudsman', [
      paragraph(
        'Enquiries: ',
        c('ombudsman.adult-contacts'),
        ' about adult social care, ',
        c('ombudsman.children-contacts'),
        ' about services for children.',
      ),
      ...some(writer.breakdown('ombudsman.by-decision')),
      ...some(writer.breakdown('settlements.by-basis')),
    ]),
    leaf('5', '5', 'Learning, and what it costs', [
      learningTable(writer, 'adult'),
      learningTable(writer, 'children'),
      learningTable(writer, 'other'),
      ...some(writer.breakdown('costs.by-stage')),
    ]),
  ]
}

/** What a learning panel has before it. */
export function learningSections(writer: Writer): readonly Section[] {
  const c = (id: string) => writer.compared(id)
  return [
    leaf('1', '1', 'Themes', [
      paragraph(
        'Lessons recorded: ',
        c('learning.recorded'),
        '. Actions agreed on: ',
        c('actions.agreed'),
        '; done: ',
        c('actions.done'),
        '.',
      ),
      ...some(writer.breakdown('learning.by-area')),
      ...some(writer.breakdown('learning.by-root-cause')),
      writer.box('learning.themes', 'Themes and root causes', 'What the panel should talk about, and why.'),
    ]),
    leaf('2', '2', 'What complaints about adult social care taught', [
      learningTable(writer, 'adult'),
      ...some(writer.graph(7)),
    ]),
    leaf('3', '3', 'What complaints about services for children taught', [
      learningTable(writer, 'children'),
      ...some(writer.graph(13)),
      ...some(writer.graph(14)),
    ]),
    leaf('4', '4', 'What other complaints taught', [
      learningTable(writer, 'other'),
      ...some(writer.breakdown('corporate.by-service')),
    ]),
    leaf('5', '5', 'What the Ombudsman found', [...some(writer.graph(9)), ...some(writer.graph(15))]),
    leaf('6', '6', 'Why things were late, and what was put right', [
      ...some(writer.breakdown('late.by-reason')),
      ...some(writer.breakdown('remedies.by-kind')),
      ...some(writer.breakdown('compliments.adult-by-service')),
    ]),
  ]
}
