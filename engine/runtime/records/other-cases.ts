import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { Person } from '../../case/person.ts'
import { folded, nationalNumber, readSearch } from '../../case/search.ts'
import { NotFoundError } from '../../errors.ts'
import { onlyVisible, recordReading } from '../access.ts'
import { peopleIn } from '../messages.ts'
import type { Runtime } from '../runtime.ts'
import { ACTION, BECAUSE } from './requests.ts'

/** A case in which the same person seems to stand, and by what. A person says whether it is they. */
export interface OtherCase {
  readonly caseId: string
  /** Their id there, and as what. */
  readonly person: string
  readonly role: string
  readonly because: readonly ('e-mail' | 'telephone' | 'name' | 'date-of-birth' | 'account')[]
}

/**
 * Cases in which a person of one case stands too, of those that the asker may see. Restricted cases are found by those alone
 * who are named in them.
 */
export async function otherCasesOf(
  runtime: Runtime,
  actor: Actor,
  { caseId, person: id }: { readonly caseId: string; readonly person: string },
): Promise<readonly OtherCase[]> {
  mustBeAllowed(actor, ACTION)
  const reading = { body: { part: 'access-request' } }
  await recordReading(runtime, actor, { caseId, action: ACTION, given: BECAUSE }, reading)
  const person = (await peopleIn(runtime, caseId)).get(id)
  if (person === undefined) throw new NotFoundError('person', id)
  const looked = [person.name, person.email, person.phone].filter((each) => each !== undefined)
  const found = new Set<string>()
  for (const text of looked) {
    const query = readSearch(text)
    const hits = await runtime.store.read.searchCases({
      query,
      ...onlyVisible(runtime, actor, ACTION),
      byPerson: 'all',
      byText: 'none',
      limit: MOST,
      contents: false,
    })
    for (const hit of hits.found) found.add(hit.caseId)
  }
  found.delete(caseId)
  const others: OtherCase[] = []
  for (const other of [...found].sort()) {
    for (const each of (await peopleIn(runtime, other)).values()) {
      const because = sameness(person, each)
      if (because.length > 0) others.push({ caseId: other, person: each.id, role: each.role, because })
    }
  }
  return others
}

const MOST = 50

function sameness(one: Person, other: Person): OtherCase['because'] {
  const isNamed = folded(one.name) === folded(other.name)
  return [
    ...(one.email !== undefined && one.email.toLowerCase() === other.email?.toLowerCase() ? (['e-mail'] as const) : []),
    ...(one.phone !== undefined &&
    other.phone !== undefined &&
    nationalNumber(one.phone) === nationalNumber(other.phone)
      ? (['telephone'] as const)
      : []),
    ...(isNamed ? (['name'] as const) : []),
    ...(isNamed && one.dateOfBirth !== undefined && one.dateOfBirth === other.dateOfBirth
      ? (['date-of-birth'] as const)
      : []),
    ...(isNamed && !/^p\d+$/.test(one.id) && one.id === other.id ? (['account'] as const) : []),
  ]
}
