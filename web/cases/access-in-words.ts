import type { Relation, WhoSees } from '../../engine/index.ts'
import { inWords } from './words.ts'

/** Why somebody sees a case, or does not. */
const RELATIONS: Readonly<Record<Relation, string>> = {
  assigned: 'Has or had a task of the case',
  party: 'Has a part in the case',
  team: 'The case had a task for this team',
  candidate: 'A task for this role is open, and nobody has it',
  named: 'Restricted the case, or was named when it was restricted',
  former: 'Had a part in the case and has left it',
  subject: 'The complaint is about them',
  delegate: 'Stands in for the person complained about',
  'subjects-manager': 'Manager of the person complained about',
  'subjects-report': 'Answers to the person complained about',
  'declared-conflict': 'Declared a conflict of interest',
  'consent-withdrawn': 'Consent to them was taken back',
  'consent-missing': 'Nobody has agreed yet that they speak for somebody',
  'expired-outsider': 'From outside, and the case ended too long ago',
  'glass-broken': 'Opened the case in an emergency',
  'reason-given': 'Gave a reason for looking at the case',
  'identity-revealed': 'Names were shown to them',
}

const KEPT_OUT: ReadonlySet<Relation> = new Set<Relation>([
  'subject',
  'delegate',
  'subjects-report',
  'declared-conflict',
  'consent-withdrawn',
  'consent-missing',
  'expired-outsider',
  'former',
])
/** In a restricted case these alone lead to it. */
const NAMED: ReadonlySet<Relation> = new Set<Relation>(['assigned', 'party', 'named', 'glass-broken'])

/** One line for each person, team and role that is something to the case: those who see it, then those who do not. */
export function accessInWords(
  { restricted, access }: { readonly restricted: boolean; readonly access: readonly WhoSees[] },
  nameOf: (id: string) => string,
) {
  const lines = [...new Set(access.map(({ who }) => who))].map((who) => {
    const own = access.filter((line) => line.who === who)
    const barred = own.filter(({ relation }) => KEPT_OUT.has(relation))
    const counted = own.filter(({ relation }) => !KEPT_OUT.has(relation) && (!restricted || NAMED.has(relation)))
    const sees = counted.length > 0 && !barred.some(({ relation }) => relation !== 'former')
    const shown = sees ? counted : barred.length > 0 ? barred : own
    return {
      who: whoInWords(who, own[0]?.name, nameOf),
      sees,
      why: [...new Set(shown.map(whyInWords))],
      until: untilOf(shown),
    }
  })
  const byName = lines.toSorted((a, b) => a.who.localeCompare(b.who))
  return { see: byName.filter(({ sees }) => sees), not: byName.filter(({ sees }) => !sees) }
}

function whyInWords({ relation, part }: WhoSees): string {
  return relation === 'party' && part !== undefined ? `${inWords(part)} in this case` : RELATIONS[relation]
}

function untilOf(lines: readonly WhoSees[]) {
  return lines.length > 0 && lines.every(({ until }) => until !== undefined) ? lines[0]?.until : undefined
}

function whoInWords(who: string, name: string | undefined, nameOf: (id: string) => string): string {
  const [kind = '', code = ''] = who.split(':')
  if (kind === 'team') return `Team: ${inWords(code)}`
  if (kind === 'role') return `Everybody with the role: ${inWords(code)}`
  if (kind === 'partner') return `Other body: ${inWords(code)}`
  return name ?? nameOf(who)
}
