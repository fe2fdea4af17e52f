import { dayInWords, mayShareWith, type ComplaintCase } from '../../../engine/index.ts'
import { bodyName, bodyOf, partnerOf, type LetterTask } from '../../letter-input.ts'
import { lastFact, standing } from '../../reading.ts'
import { pounds } from '../points.ts'
import { lines, oneLine, sentence } from '../plain.ts'
import { andList, day, some, type Placeholders } from './placeholder.ts'

const BODY = 'the body, as the parameter or variable body'

/** Why a body leads, by the code of the form. */
const LEAD_BASES: Readonly<Partial<Record<string, string>>> = {
  'integrated-service': 'it manages the service that works together.',
  'most-serious': 'it has the most serious part.',
  'most-points': 'it has the most points.',
  'received-first': 'the parts are even, and your complaint came to it first.',
}

/** Bodies that a complaint is shared with, providers of care, and the Ombudsman. */
export const PARTNER_PLACEHOLDERS = {
  partnerBody: {
    doc: 'The body that the letter is to or about.',
    record: BODY,
    value: (task) => named(task, bodyOf(task)),
  },
  providerName: {
    doc: 'The provider of care that the complaint is about.',
    record: 'the provider, as the parameter or variable body, or by provider-notified',
    value: (task) => named(task, lastFact(task.caseState, 'provider-notified')?.data.body ?? bodyOf(task)),
  },
  bodies: {
    doc: 'All bodies that have a part in the complaint.',
    record: 'which bodies have a part in it',
    value: (task) => andList(bodiesOf(task.caseState).map((body) => oneLine(bodyName(task, body)))),
  },
  withheldBodies: {
    doc: 'The bodies with which we may not share: consent was not given, or was taken back.',
    record: 'for which bodies consent was not given',
    value: (task) => {
      const withheld = bodiesOf(task.caseState).filter((body) => !mayShareWith(task.caseState, body))
      return withheld.length === 0 ? undefined : andList(withheld.map((body) => oneLine(bodyName(task, body))))
    },
  },
  leadBody: {
    doc: 'The body that leads and answers.',
    record: 'who leads',
    value: (task) => named(task, lastFact(task.caseState, 'lead-agreed')?.data.body),
  },
  leadBasis: {
    doc: 'Why that body leads.',
    record: 'why that body leads',
    sealed: true,
    value: ({ caseState }) => {
      const basis = lastFact(caseState, 'lead-agreed')?.data.basis
      return basis === undefined ? undefined : (LEAD_BASES[basis] ?? sentence(basis))
    },
  },
  partnerQuestions: {
    doc: 'The points that the body has to answer. Never in an e-mail to it: it reads them behind its link.',
    record: 'which points the body answers (point-assigned)',
    sealed: true,
    value: (task) => {
      const body = bodyOf(task)
      const asked = assignedOf(task.caseState).filter((one) => same(task, one.body, body))
      return some(asked.flatMap(({ point }) => textOfPoint(task.caseState, point)))
    },
  },
  splitParts: {
    doc: 'Who answers which point, a paragraph each; after a split with the day.',
    record: 'who answers which point (point-assigned)',
    sealed: true,
    value: (task) => {
      // Before a split the days are those by which the bodies answer one another.
      const split = lastFact(task.caseState, 'complaint-split') !== undefined
      return some(
        assignedOf(task.caseState).flatMap(({ point, body, dueOn }) => {
          const who = oneLine(bodyName(task, body))
          const withheld = split && body !== 'council' && !mayShareWith(task.caseState, body)
          const by = split && dueOn !== undefined ? ` by ${dayInWords(dueOn)}` : ''
          return textOfPoint(task.caseState, point).map((text) =>
            withheld ? `This part is for ${who}: ${text}` : `${who} will answer this${by}: ${text}`,
          )
        }),
      )
    },
  },
  splitReason: {
    doc: 'Why the complaint is split.',
    record: 'why the complaint is split',
    sealed: true,
    value: ({ caseState }) => words(lastFact(caseState, 'complaint-split')?.data.reason),
  },
  partnerLink: {
    doc: 'The link under which the body reads and answers its part.',
    record: 'the link first (partner-link-issued)',
    // The signed address is put there when the message is sent.
    value: (task) => (linkOf(task) === undefined ? undefined : '{partner-link}'),
  },
  partnerLinkUntil: {
    doc: 'Until when that link can be used.',
    record: 'the link first (partner-link-issued)',
    value: (task) => day(linkOf(task)?.until),
  },
  partnerReplyBy: {
    doc: 'By when the body should answer.',
    record: 'by when the body should answer (dueOn of point-assigned)',
    value: (task) => {
      const body = bodyOf(task)
      const days = assignedOf(task.caseState).flatMap((one) => (same(task, one.body, body) ? (one.dueOn ?? []) : []))
      return day(days.toSorted()[0])
    },
  },
  consentBody: {
    doc: 'The body with which we ask to share.',
    record: BODY,
    value: (task) => named(task, bodyOf(task)),
  },
  ombudsmanReference: {
    doc: 'The Ombudsman’s own reference.',
    record: 'the Ombudsman’s reference',
    value: ({ caseState }) => {
      const fact = standing(caseState).findLast(({ type }) => type.startsWith('ombudsman-'))
      const all = standing(caseState).flatMap(({ data }) => ('reference' in data ? [data.reference] : []))
      return fact === undefined ? undefined : all.at(-1)
    },
  },
  recommendations: {
    doc: 'What the Ombudsman recommended and the council has to do, with the day for each.',
    record: 'what the Ombudsman recommended',
    sealed: true,
    value: ({ caseState }) =>
      some(
        standing(caseState).flatMap((fact) => {
          if (fact.type !== 'ombudsman-recommended') return []
          const { text, payment, dueOn } = fact.data
          const sum = payment === undefined ? [] : [`Pay ${pounds(payment)}.`]
          const said = text === undefined ? [] : [sentence(text)]
          return [[...said, ...sum, `By ${dayInWords(dueOn)}.`].join(' ')]
        }),
      ),
  },
  quarter: {
    doc: 'The quarter that a learning panel looks at.',
    record: 'that the panel was called',
    value: ({ caseState }) => quarterInWords(lastFact(caseState, 'learning-panel-called')?.data.quarter),
  },
  learningItems: {
    doc: 'How many items are tabled for the learning panel.',
    record: 'the items',
    value: ({ caseState }) => {
      const count = standing(caseState).filter(({ type }) => type === 'learning-item-tabled').length
      return count === 0 ? undefined : String(count)
    },
  },
} satisfies Placeholders

/** The bodies on record, each once, the council left out. */
export function bodiesOf(state: ComplaintCase): readonly string[] {
  const all = standing(state).flatMap((fact) => {
    switch (fact.type) {
      case 'nhs-part-detected':
      case 'partner-contacted':
      case 'lead-agreed':
      case 'point-assigned':
        return [fact.data.body]
      case 'complaint-split':
        return fact.data.bodies
      default:
        return []
    }
  })
  return [...new Set(all)].filter((body) => body !== 'council')
}

/** Who answers each point; what was said last of a point stands. */
function assignedOf(state: ComplaintCase) {
  const all = standing(state).flatMap((fact) => (fact.type === 'point-assigned' ? [fact.data] : []))
  return [...new Map(all.map((one) => [one.point, one])).values()]
}

function same(task: LetterTask, one: string, other: string | undefined): boolean {
  return other !== undefined && bodyName(task, one) === bodyName(task, other)
}

/** The link that was last issued to the body that the letter is to. */
export function linkOf(task: LetterTask) {
  const body = bodyOf(task)
  return lastFact(task.caseState, 'partner-link-issued', ({ data }) => same(task, data.body, body))?.data
}

function textOfPoint({ points }: ComplaintCase, id: string): readonly string[] {
  return points.filter((point) => point.id === id).map(({ text }) => lines(text))
}

function named(task: LetterTask, body: string | undefined): string | undefined {
  if (body === undefined) return undefined
  return oneLine(partnerOf(task, body)?.name ?? bodyName(task, body))
}

function words(text: string | undefined): string | undefined {
  return text === undefined ? undefined : lines(text)
}

const QUARTERS = ['April to June', 'July to September', 'October to December', 'January to March']

/** `2026-Q4` is January to March 2027: the financial year begins in April. */
function quarterInWords(quarter: string | undefined): string | undefined {
  const [, year, number] = /^(\d{4})-Q([1-4])$/.exec(quarter ?? '') ?? []
  if (year === undefined) return undefined
  return `${QUARTERS[Number(number) - 1] ?? ''} ${number === '4' ? Number(year) + 1 : year}`
}
