import type { ComplaintCase } from './complaint-case.ts'
import type { AdvocacyProvider, Council } from './council.ts'

/*
 * Who may be an advocate (Children Act 1989 s.26A; SI 2004/719, well-known): nobody who is complained of or may be, manages
 * them, manages the service, controls its resources, or considers the complaint for the council, or whom the child objects
 * to. Ties that the case itself shows are found here; the others are for the person who checks.
 */

export const ADVOCATE_TIES = [
  'subject',
  'manages-subject',
  'manages-service',
  'controls-resources',
  'considers-complaint',
  'child-objects',
  'declared',
] as const
export type AdvocateTie = (typeof ADVOCATE_TIES)[number]

const WORDS: Readonly<Record<AdvocateTie, string>> = {
  subject: 'is complained of',
  'manages-subject': 'manages somebody who is complained of',
  'manages-service': 'manages the service that is complained of',
  'controls-resources': 'controls the resources of the service that is complained of',
  'considers-complaint': 'takes part in considering the complaint for the council',
  'child-objects': 'is not wanted by the child',
  declared: 'declared a conflict of interest',
}

/** Why that tie stands in the way, as the end of a sentence about the person. */
export function tieInWords(tie: AdvocateTie): string {
  return WORDS[tie]
}

const TIES: Readonly<Record<string, AdvocateTie>> = {
  'subject-of-complaint': 'subject',
  'line-manager-of-subject': 'manages-subject',
  'responding-manager': 'manages-service',
  provider: 'manages-service',
  director: 'controls-resources',
  'responsible-person': 'controls-resources',
  'complaints-manager': 'considers-complaint',
  'investigating-officer': 'considers-complaint',
  'independent-person': 'considers-complaint',
  'adjudicating-officer': 'considers-complaint',
  'panel-chair': 'considers-complaint',
  'panel-member': 'considers-complaint',
  'panel-clerk': 'considers-complaint',
  partner: 'considers-complaint',
}

/** The first tie that the case shows between a person and the complaint; those who left count as well. */
export function advocateTie({ people, conflicted, stages }: ComplaintCase, person: string): AdvocateTie | undefined {
  const tied = new Set(people.flatMap((other) => (other.person === person ? (TIES[other.role] ?? []) : [])))
  if (stages.some(({ answeredBy }) => answeredBy === person)) tied.add('considers-complaint')
  if (conflicted.includes(person)) tied.add('declared')
  return ADVOCATE_TIES.find((tie) => tied.has(tie))
}

/** Whether the law gives this complainant an advocate: a child who complains, or a care leaver (P6). */
export function isForChildren({ received, classified }: ComplaintCase): boolean {
  return received?.byChild === true || classified?.personCode === 'P6'
}

/** A provider of advocacy; without a code it is the council's only one. */
export interface KnownProvider extends Omit<AdvocacyProvider, 'serves'> {
  readonly code?: string
}

/** The providers from whom this complainant may choose, the council's usual one first. */
export function providersFor(
  state: ComplaintCase,
  { advocacyProvider, advocacyProviders }: Pick<Council, 'advocacyProvider' | 'advocacyProviders'>,
): readonly KnownProvider[] {
  if (advocacyProviders === undefined) return [advocacyProvider]
  const whom = isForChildren(state) ? 'children' : 'adults'
  const serving = Object.entries(advocacyProviders).flatMap(([code, { serves, ...provider }]) =>
    serves.includes(whom) ? [{ ...provider, code }] : [],
  )
  const isUsual = ({ name }: KnownProvider) => name === advocacyProvider.name
  return [...serving.filter(isUsual), ...serving.filter((provider) => !isUsual(provider))]
}

/** One of them by its code or name; the first where none is named. Undefined when there is no such one. */
export function chosenProvider(
  state: ComplaintCase,
  council: Pick<Council, 'advocacyProvider' | 'advocacyProviders'>,
  named: string | undefined,
): KnownProvider | undefined {
  const providers = providersFor(state, council)
  return named === undefined ? providers[0] : providers.find(({ code, name }) => code === named || name === named)
}
