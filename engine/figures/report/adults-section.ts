import type { Section } from './document.ts'
import { learningTable } from './learning-table.ts'
import { leaf, some } from './some.ts'
import { paragraph, type Writer } from './writer.ts'

/** Section Two of the report: complaints and feedback about adult social care. */
export function adultsSection(writer: Writer): Section {
  const c = (id: string) => writer.compared(id)
  return {
    id: '2',
    number: '2',
    title: 'Adult social care feedback',
    blocks: [],
    sections: [
      leaf('2.1', '2.1', 'Summary of feedback about adult social care', [
        paragraph(
          'Complaints received: ',
          c('adult.received'),
          '. Compliments: ',
          c('compliments.adult'),
          '. Comments: ',
          c('comments.adult'),
          '.',
        ),
        ...some(writer.graph(4)),
        writer.box(
          'adult.summary',
          'What stands behind the numbers for adults',
          'Why complaints, compliments and comments went up or down.',
        ),
      ]),
      leaf('2.2', '2.2', 'Breakdown of complaints by stage and outcome', [
        paragraph(
          'Resolved before an investigation: ',
          c('adult.resolved-early-share'),
          '. Resolved by an investigation of the council’s own: ',
          c('adult.investigated-share'),
          '. Resolved in another way: ',
          c('adult.otherwise-share'),
          '.',
        ),
        ...some(writer.graph(5)),
        paragraph(
          'Of ',
          c('adult.closed'),
          ' complaints that were received in the period and closed with an outcome, ',
          c('adult.closed-without-finding'),
          ' were withdrawn, signposted or resolved early, ',
          c('adult.closed-upheld'),
          ' had at least one point upheld and ',
          c('adult.closed-not-upheld'),
          ' were not upheld.',
        ),
        ...some(writer.graph(6)),
        writer.table('adult-investigations', 'Internal investigations, and what came of them', [
          ['adult.investigations'],
          ['adult.investigations-upheld', 'of which upheld or partly upheld'],
          ['adult.investigations-without-finding', 'of which withdrawn, resolved or signposted'],
          ['adult.investigations-not-upheld', 'of which not upheld'],
          ['adult.investigations-upheld-share', 'upheld or partly upheld, share of investigations'],
          ['adult.over-6-months'],
          ['adult.over-6-months-share', 'took longer than 6 months, share of investigations'],
        ]),
        ...some(writer.breakdown('adult.time-limits')),
        writer.box(
          'adult.timeliness',
          'Why time limits of complaints about adult social care were missed',
          'Staff capacity, a pause of complaints, complexity: how it is known, such as a staff survey.',
        ),
      ]),
      leaf('2.3', '2.3', 'What do people complain about?', [
        ...some(writer.graph(7)),
        paragraph(
          'About social care and support planning: ',
          c('adult.support-planning'),
          ', ',
          c('adult.support-planning-share'),
          ' of all.',
        ),
        ...some(writer.breakdown('adult.by-subject')),
        writer.box(
          'adult.subjects',
          'Why people complained about these services',
          'What changed in the services that people complained about most.',
        ),
      ]),
      leaf('2.4', '2.4', 'Learning for adult social care', [
        learningTable(writer, 'adult'),
        writer.box(
          'adult.learning',
          'Learning from complaints about adult social care',
          'What was learned and changed, by area, without anybody’s name: it is made public.',
        ),
      ]),
      leaf('2.5', '2.5', 'Services that were the subject of compliments', [
        paragraph(
          'Compliments about adult social care: ',
          c('compliments.adult'),
          '; taken down in the council’s own system ',
          c('compliments.adult-here'),
          ', in other ways and not categorised ',
          c('compliments.adult-elsewhere'),
          '. About equipment and adaptations: ',
          c('compliments.equipment-share'),
          '.',
        ),
        ...some(writer.graph(8)),
      ]),
      leaf('2.6', '2.6', 'Joint complaints with the NHS', [
        writer.table('adult-joint', 'Joint complaints', [
          ['adult.joint-received', 'Received in the period'],
          ['adult.joint-closed'],
          ['adult.joint-closed-partly-upheld'],
          ['adult.joint-closed-not-upheld'],
          ['adult.joint-open'],
        ]),
        writer.box(
          'adult.joint',
          'About joint complaints',
          'The protocol with the NHS, and what makes these complaints take longer.',
        ),
      ]),
      leaf('2.7', '2.7', 'Ombudsman complaints', [
        paragraph(
          'Enquiries received: ',
          c('ombudsman.adult-contacts'),
          '. Decisions received: ',
          c('ombudsman.adult-decisions'),
          '.',
        ),
        ...some(writer.graph(9)),
        paragraph(
          'The Ombudsman also upholds complaints that the council has already upheld. Of those upheld (',
          c('ombudsman.adult-upheld'),
          '), ',
          c('ombudsman.adult-finding-changed'),
          ' had not been upheld by the council: ',
          c('ombudsman.adult-adjusted-upheld-share'),
          ' of all decisions.',
        ),
        writer.table('adult-ombudsman', 'Decisions of the Ombudsman about adult social care', [
          ['ombudsman.adult-decisions'],
          ['ombudsman.adult-upheld'],
          ['ombudsman.adult-not-upheld'],
          ['ombudsman.adult-closed-after-enquiries'],
          ['ombudsman.adult-referred-back'],
          ['ombudsman.adult-settlements'],
          ['ombudsman.adult-public-reports'],
        ]),
      ]),
      leaf('2.8', '2.8', 'Ombudsman identified learning for adult social care complaints', [
        writer.box(
          'adult.ombudsman-learning',
          'What the Ombudsman’s decisions about adult social care taught',
          'What was changed after upheld decisions, without anybody’s name.',
        ),
        paragraph('The learning that was recorded with single decisions is among that of 2.4.'),
      ]),
    ],
  }
}
