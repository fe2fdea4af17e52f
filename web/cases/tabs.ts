import {
  ageOn,
  INVITED_ROLES,
  mayDo,
  standingFacts,
  type Actor,
  type CaseAction,
  type CasePage,
  type LocalDate,
  type Person,
} from '../../engine/index.ts'
import { shortDay } from '../frame/index.ts'
import { addressOf } from './actions.ts'
import { nameOf } from './clocks.ts'
import { inWords, outcomeInWords, stageInWords } from './words.ts'

/** Points of complaint with what was found of each. */
export function pointsView(page: CasePage, actions: readonly CaseAction[]) {
  const { caseId } = page.case
  const add = actions.find(({ id }) => id === 'message:points-added')
  return {
    points: page.complaint.points.map(({ id, text, desiredOutcome, decisions }) => ({
      id,
      text,
      desiredOutcome,
      amendHref: `/cases/${caseId}/actions/${encodeURIComponent(`amend-point:${id}`)}`,
      decisions: decisions.map(({ stage, on, outcome, reason, remedy, payment }) => ({
        stage: stageInWords(stage),
        on,
        outcome: outcomeInWords(outcome),
        reason,
        remedy: inWords(remedy),
        payment,
      })),
    })),
    outcome: page.complaint.outcome === 'undecided' ? undefined : inWords(page.complaint.outcome),
    add: add && {
      title: add.title,
      ...(add.allowed ? { href: addressOf(caseId, add) } : { whyNot: add.refusal?.message }),
    },
  }
}

/** People, what they agreed to, and who speaks for them. @param shown - Whose particulars are asked for. */
export function peopleView(page: CasePage, actor: Actor, shown: string) {
  const { caseId } = page.case
  const { consents, authorities, conflicted, advocacy, people } = page.complaint
  const name = (id: string) => nameOf(page, id)
  const sorted = page.people.toSorted((a, b) => placeOf(a) - placeOf(b))
  return {
    masked: page.masked,
    people: sorted.map((person) => {
      const namesakes = sorted.filter((other) => other.name === person.name)
      const roles = people.filter(({ person: id }) => id === person.id)
      return {
        id: person.id,
        name: person.name,
        // Two people of one name are told apart by their place on the page.
        nth: namesakes.length > 1 ? `${namesakes.indexOf(person) + 1} of ${namesakes.length}` : '',
        roles: [...new Set([person.role, ...roles.map(({ role }) => role)])].map(inWords),
        until: roles.length > 0 && roles.every(({ until }) => until !== undefined) ? roles.at(-1)?.until : undefined,
        declared: roles.some(({ declaredIndependent }) => declaredIndependent === true),
        conflicted: conflicted.includes(person.id),
        isSubject: person.role === 'subject-of-complaint',
        adjustments: person.adjustments.map(inWords),
        contact: person.id === shown ? contactOf(person, page.today) : undefined,
        inviteHref: inviteHref(page, actor, person),
        showHref: `/cases/${caseId}/people?person=${encodeURIComponent(person.id)}#${person.id}`,
      }
    }),
    consents: consents.map(({ person, body, state, on }) => ({ who: name(person), body, state: CONSENT[state], on })),
    authorities: authorities.map(({ person, basis, on }) => ({ who: name(person), basis, on })),
    advocacy: [
      ['Offered', advocacy.offeredOn],
      ['Wanted', advocacy.wantedOn],
      ['Declined', advocacy.declinedOn],
      ['Referred', advocacy.referredOn],
      ['Appointed', advocacy.appointedOn],
      ['Ended', advocacy.endedOn],
    ].flatMap(([what, on]) => (on === undefined ? [] : [{ what, on: on as LocalDate }])),
    provider: advocacy.provider ?? advocacy.wantedFrom,
    addHref: `/cases/${caseId}/actions/add-person`,
    consentHref: `/cases/${caseId}/actions/record-consent`,
    authorityHref: `/cases/${caseId}/actions/record-authority`,
  }
}

/** Where somebody from outside is asked to come in; undefined for officers, and for readers who invite nobody. */
function inviteHref({ case: { caseId }, masked }: CasePage, actor: Actor, { id, role, email }: Person) {
  const invited: readonly string[] = INVITED_ROLES
  if (masked || email === undefined || !invited.includes(role) || !mayDo(actor, 'appoint')) return undefined
  return `/admin/invitations?${new URLSearchParams({ case: caseId, person: id, role }).toString()}`
}

/** Those whom the complaint is about come before those who deal with it. */
const FIRST = ['complainant', 'child', 'representative', 'advocate', 'interested-person', 'subject-of-complaint']

function placeOf({ role }: Person): number {
  const place = FIRST.indexOf(role)
  return place === -1 ? FIRST.length : place
}

const CONSENT = { asked: 'Asked for', given: 'Given', refused: 'Refused', withdrawn: 'Taken back' } as const

function contactOf(
  { email, phone, address, contactPreference, dateOfBirth, language, register }: Person,
  today: LocalDate,
) {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Email', email],
    ['Telephone', phone],
    ['Address', address?.join(', ')],
    ['Wants to hear by', inWords(contactPreference)],
    ['Date of birth', dateOfBirth && `${shortDay(dateOfBirth)} (age ${ageOn(dateOfBirth, today)})`],
    ['Language', language],
    ['Letters in words for', register === 'child' ? 'children' : undefined],
  ]
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]))
}

/** What was promised, what was learnt, and, for those who answer for it, what it cost. */
export function learningView(page: CasePage, actor: Actor) {
  const { actions, facts } = page.complaint
  const evidence = new Map(
    facts.flatMap((fact) => (fact.type === 'action-done' ? [[fact.data.action, fact.data.evidence]] : [])),
  )
  const mayCost = mayDo(actor, 'read-learning')
  return {
    actions: actions.map(({ id, text, owner, dueOn, doneOn }) => ({
      id,
      text,
      owner: nameOf(page, owner),
      dueOn,
      doneOn,
      evidence: evidence.get(id),
      isLate: doneOn === undefined && dueOn < page.today,
    })),
    learning: facts.flatMap((fact) => {
      if (fact.type === 'learning-recorded') {
        return [
          {
            on: fact.on,
            what: `${inWords(fact.data.area)}, ${inWords(fact.data.rootCause).toLowerCase()}`,
            text: fact.data.text,
          },
        ]
      }
      return fact.type === 'no-learning-recorded'
        ? [{ on: fact.on, what: 'Nothing to learn', text: fact.data.reason }]
        : []
    }),
    mayCost,
    costs: mayCost ? costsOf(page) : [],
    recordHref: `/cases/${page.case.caseId}/actions`,
  }
}

function costsOf({ complaint }: CasePage) {
  return complaint.facts.flatMap((fact) => {
    switch (fact.type) {
      case 'cost-recorded':
        return [{ on: fact.on, what: `${stageInWords(fact.data.stage)}: ${fact.data.what}`, pence: fact.data.pence }]
      case 'invoice-received':
        return [{ on: fact.on, what: `Invoice ${fact.data.invoice}, ${fact.data.supplier}`, pence: fact.data.pence }]
      case 'settlement-agreed':
        return [
          { on: fact.on, what: `Settlement ${fact.data.settlement}: ${fact.data.reason}`, pence: fact.data.pence },
        ]
      default:
        return []
    }
  })
}

/** Cases that belong together with this one. */
export function linksView(page: CasePage) {
  return {
    links: standingFacts(page.complaint.facts).flatMap((fact) =>
      fact.type === 'case-linked'
        ? [
            {
              on: fact.on,
              case: fact.data.case,
              kind: LINKS[fact.data.kind],
              by: nameOf(page, fact.recordedBy),
              undoHref: `/cases/${page.case.caseId}/actions/${encodeURIComponent(`undo-link:${fact.data.case}:${fact.data.kind}`)}`,
            },
          ]
        : [],
    ),
    addHref: `/cases/${page.case.caseId}/actions/link`,
  }
}

const LINKS = {
  'earlier-stage': 'An earlier or later stage of the same complaint',
  'same-family': 'The same family',
  'same-provider': 'The same provider or team',
  duplicate: 'The same complaint twice',
  joint: 'Answered together',
} as const
