import type { ComplaintCase } from '../case/complaint-case.ts'
import { mayActFor } from '../case/consent.ts'
import { standingFacts } from '../case/evolve.ts'
import { rolesOf, teamsOf, type Actor } from './actor.ts'
import type { Relation, Standing } from './relation.ts'

/** Who is what to a case: one line for each relation. */
export interface StandingLine {
  /** Id of a user or of a person of the case; `team:<code>`, `role:<code>`, `partner:<code>`. */
  readonly who: string
  readonly relation: Relation
  /** Which role, where it is one; empty for the others. */
  readonly part: string
}

/** As much of a task as says who has to do with its case. */
export interface TaskInView {
  readonly role: string
  readonly assignee: string | null
  readonly candidateTeam: string | null
  readonly status: 'open' | 'done' | 'cancelled'
  readonly completedBy: string | null
}

/** The team that works every complaint. */
export function complaintsTeam(roleTeams: Readonly<Record<string, string>>): string {
  return roleTeams['caseworker'] ?? 'complaints-team'
}

const COMPLAINS: ReadonlySet<string> = new Set(['complainant', 'child', 'representative'])

/** Everybody who is something to a case, from its facts and its tasks alone. */
export function standingsOf(
  state: ComplaintCase,
  tasks: readonly TaskInView[],
  roleTeams: Readonly<Record<string, string>>,
): readonly StandingLine[] {
  const lines = new Map<string, StandingLine>()
  const add = (who: string, relation: Relation, part = '') => {
    lines.set(`${who} ${relation} ${part}`, { who, relation, part })
  }
  for (const person of state.people) addPart(state, person, add)
  for (const person of state.conflicted) add(person, 'declared-conflict')
  const answered = state.stages.find(({ stage }) => stage === 'stage-1')?.answeredBy
  if (answered !== undefined) add(answered, 'party', 'stage-1-responder')

  const left = leftFor(state)
  for (const { role, assignee, candidateTeam, status, completedBy } of tasks) {
    const isOpen = status === 'open'
    for (const person of [assignee, completedBy])
      if (person !== null && (isOpen || !left.has(person))) add(person, 'assigned')
    const team = candidateTeam ?? roleTeams[role]
    if (team !== undefined) add(`team:${team}`, 'team')
    if (isOpen && assignee === null) add(candidateTeam === null ? `role:${role}` : `team:${candidateTeam}`, 'candidate')
  }
  add(`team:${complaintsTeam(roleTeams)}`, 'team')
  const [first] = state.facts
  if (first !== undefined) add(first.recordedBy, 'assigned')
  for (const each of namedIn(state)) add(each, 'named')
  // Whether a partner's link still stands is asked of the facts each time that it is used.
  for (const body of bodiesOf(state)) add(`partner:${body}`, 'party', 'partner')
  return [...lines.values()]
}

type Add = (who: string, relation: Relation, part?: string) => void

function addPart(state: ComplaintCase, { person, role, until }: ComplaintCase['people'][number], add: Add): void {
  switch (role) {
    case 'subject-of-complaint':
      if (until === undefined) add(person, 'subject')
      return
    case 'line-manager-of-subject':
      if (until === undefined) add(person, 'subjects-manager')
      return
    default:
  }
  add(person, until === undefined ? 'party' : 'former', role)
  if (until !== undefined) return
  if (role === 'representative' && !mayActFor(state, person)) add(person, 'consent-missing')
  const speaksFor = role === 'advocate' || role === 'representative'
  const bodies = [
    person,
    ...(role === 'advocate' && state.advocacy.provider !== undefined ? [state.advocacy.provider] : []),
  ]
  if (speaksFor && [...bodies, role].some((body) => isTakenBack(state, body))) add(person, 'consent-withdrawn')
}

/** Officers who held a part, hold none now, and so see no more of the case for what they did in it. */
function leftFor({ people }: ComplaintCase): ReadonlySet<string> {
  const officers = people.filter(({ role }) => !COMPLAINS.has(role))
  const here = new Set(officers.filter(({ until }) => until === undefined).map(({ person }) => person))
  return new Set(officers.map(({ person }) => person).filter((person) => !here.has(person)))
}

/** Of those who were asked whether that body may be told, one said no, or took the yes back. */
function isTakenBack({ consents }: ComplaintCase, body: string): boolean {
  return consents.some((consent) => consent.body === body && ['withdrawn', 'refused'].includes(consent.state))
}

/** Who restricted the case last, and whom they named. */
function namedIn(state: ComplaintCase): readonly string[] {
  if (state.restricted === undefined) return []
  const last = standingFacts(state.facts).findLast((fact) => fact.type === 'access-restricted')
  return last === undefined ? [] : [last.recordedBy, ...(last.data.people ?? [])]
}

/** Bodies outside that answer a part of the complaint. */
function bodiesOf(state: ComplaintCase): ReadonlySet<string> {
  return new Set(
    standingFacts(state.facts).flatMap((fact) => {
      switch (fact.type) {
        case 'point-assigned':
        case 'partner-asked':
        case 'partner-link-issued':
          return fact.data.body === 'council' ? [] : [fact.data.body]
        default:
          return []
      }
    }),
  )
}

/** The names under which a case may know an actor. */
export function askerOf(
  actor: Actor,
  roleTeams: Readonly<Record<string, string>>,
): { readonly id: string; readonly keys: readonly string[] } {
  const teams = teamsOf(actor, roleTeams).map((team) => `team:${team}`)
  return { id: actor.id, keys: [...teams, ...rolesOf(actor).map((role) => `role:${role}`)] }
}

/** What the lines that were found for an actor make of them. */
export function standingFrom(lines: readonly { readonly relation: string; readonly part: string }[]): Standing {
  return {
    relations: new Set(lines.map(({ relation }) => relation as Relation)),
    parts: new Set(lines.flatMap(({ relation, part }) => (relation === 'party' && part !== '' ? [part] : []))),
  }
}
