import type { Section } from './document.ts'
import { learningTable } from './learning-table.ts'
import { leaf, some } from './some.ts'
import { paragraph, type Writer } from './writer.ts'

/** Section Three of the report: children and young people. */
export function childrenSection(writer: Writer): Section {
  const c = (id: string) => writer.compared(id)
  return {
    id: '3',
    number: '3',
    title: 'Children and young people feedback',
    blocks: [],
    sections: [
      leaf('3.1', '3.1', 'Summary of feedback about services for children and young people', [
        paragraph(
          'The statutory procedure has three stages: an answer by the manager of the service, an independent investigation, and a review panel. Other complaints about services for children follow the council’s own procedure. Complaints under the statutory procedure: ',
          c('children.received'),
          ', of which ',
          c('children.by-children'),
          ' were made by children; ',
          c('children.with-advocate'),
          ' of these children had an advocate.',
        ),
        ...some(writer.graph(10)),
        paragraph('Spent on investigations and panels: ', c('children.costs'), '.'),
        ...some(writer.breakdown('children.by-complainant')),
        writer.box(
          'children.summary',
          'What stands behind the numbers for children',
          'Why complaints went up or down, and how children who complain were helped.',
        ),
      ]),
      leaf('3.2', '3.2', 'Breakdown of complaints by stage', [
        paragraph(
          'Resolved early: ',
          c('children.resolved-early-share'),
          '. Stage 2 investigations commissioned: ',
          c('children.stage-2'),
          '; resolved by one: ',
          c('children.settled-at-stage-2'),
          '. Review panels held: ',
          c('children.panels'),
          '.',
        ),
        ...some(writer.graph(11)),
      ]),
      leaf('3.3', '3.3', 'Breakdown of complaints by outcome', [
        paragraph(
          'Of ',
          c('children.closed'),
          ' complaints closed with an outcome, ',
          c('children.closed-not-upheld'),
          ' (',
          c('children.closed-not-upheld-share'),
          ') were not upheld, ',
          c('children.closed-upheld'),
          ' (',
          c('children.closed-upheld-or-partly-share'),
          ') were upheld or partly upheld and ',
          c('children.closed-without-finding'),
          ' (',
          c('children.closed-without-finding-share'),
          ') were signposted, resolved early or withdrawn.',
        ),
        ...some(writer.graph(12)),
        paragraph(
          'Took longer than 20 working days: ',
          c('children.over-20-working-days'),
          ', ',
          c('children.over-20-working-days-share'),
          ' of those closed.',
        ),
        ...some(writer.breakdown('children.time-limits')),
        writer.box(
          'children.timeliness',
          'Why time limits of complaints about services for children were missed',
          'Staff capacity, a pause of complaints, changes of roles: how it is known, such as a staff survey.',
        ),
      ]),
      leaf('3.4', '3.4', 'What do people complain about in the statutory procedure?', [
        ...some(writer.graph(13)),
        paragraph('About social work practice: ', c('children.social-work-practice-share'), '.'),
        ...some(writer.breakdown('children.by-subject')),
      ]),
      leaf('3.5', '3.5', 'Learning for children’s services', [
        learningTable(writer, 'children'),
        writer.box(
          'children.learning',
          'Learning from complaints about services for children',
          'What was learned and changed, by area, without anybody’s name: it is made public.',
        ),
      ]),
      leaf('3.6', '3.6', 'Summary of complaints outside of the statutory procedure', [
        paragraph(
          'These are made by people who are not entitled to complain under the Children Act procedure, or about what that procedure does not cover. Received: ',
          c('other-children.received'),
          '.',
        ),
      ]),
      leaf('3.7', '3.7', 'What are complaints outside of the statutory procedure about?', [
        ...some(writer.graph(14)),
        paragraph(
          'About the Inclusion Service: ',
          c('other-children.inclusion'),
          ', ',
          c('other-children.inclusion-share'),
          '.',
        ),
        writer.box(
          'other-children.why',
          'Why these complaints moved',
          'Better recording, new teams, changes of services.',
        ),
      ]),
      leaf('3.8', '3.8', 'Services that were the subject of compliments and comments', [
        paragraph(
          'Compliments about services for children and young people: ',
          c('compliments.children'),
          '; without the Inclusion Service ',
          c('compliments.children-social-care'),
          '. Comments: ',
          c('comments.children'),
          '.',
        ),
      ]),
      leaf('3.9', '3.9', 'Ombudsman complaints', [
        paragraph(
          'Enquiries received about children’s social care, inclusion and education: ',
          c('ombudsman.children-contacts'),
          '. Decisions received: ',
          c('ombudsman.children-decisions'),
          '.',
        ),
        ...some(writer.graph(15)),
        paragraph(
          'Of those upheld (',
          c('ombudsman.children-upheld'),
          '), ',
          c('ombudsman.children-finding-changed'),
          ' had not been upheld by the council: ',
          c('ombudsman.children-adjusted-upheld-share'),
          ' of all decisions.',
        ),
        writer.table('children-ombudsman', 'Decisions of the Ombudsman about services for children', [
          ['ombudsman.children-decisions'],
          ['ombudsman.children-upheld'],
          ['ombudsman.children-not-upheld'],
          ['ombudsman.children-closed-after-enquiries'],
          ['ombudsman.children-referred-back'],
          ['ombudsman.children-settlements'],
          ['ombudsman.children-public-reports'],
        ]),
      ]),
      leaf('3.10', '3.10', 'Ombudsman identified learning for children’s complaints', [
        writer.box(
          'children.ombudsman-learning',
          'What the Ombudsman’s decisions about services for children taught',
          'What was changed after upheld decisions, without anybody’s name.',
        ),
        paragraph('The learning that was recorded with single decisions is among that of 3.5.'),
      ]),
    ],
  }
}
