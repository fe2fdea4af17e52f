import { ADJUSTMENTS, type Council, type LegalClock, type Person, type TaskPage } from '../../engine/index.ts'
import { inWords } from '../cases/words.ts'
import { highest, NO_CHOICES, type Choices, type Option } from '../forms/index.ts'

/** What the form of a task can name in its case and council. */
export function choicesOf(page: Pick<TaskPage, 'complaint' | 'people' | 'officers'>, council: Council): Choices {
  const { complaint, officers } = page
  const people = page.people.map(person)
  const known = new Set(page.people.map(({ id }) => id))
  const others = officers.filter(({ id }) => !known.has(id))
  const users = others.map(({ id, name, roles }) => ({ value: id, text: nameAnd(name, roles[0]) }))
  const everybody = [...people, ...users]
  const bodies = Object.entries(council.partners ?? {}).map(([value, { name }]) => ({ value, text: name }))
  const us = { value: 'council', text: `${council.name} (ourselves)` }
  return {
    ...NO_CHOICES,
    of: {
      people,
      'officers-and-people': everybody,
      'people-and-bodies': [...everybody, ...bodies],
      points: complaint.points.map(({ id, text }) => ({ value: id, text: `${id}: ${shortened(text)}` })),
      'open-actions': complaint.actions
        .filter(({ doneOn }) => doneOn === undefined)
        .map(({ id, text }) => ({ value: id, text: `${id}: ${shortened(text)}` })),
      bodies,
      'bodies-and-us': [us, ...bodies],
      teams: Object.entries(council.teams).map(([value, { name }]) => ({ value, text: name })),
      signatories: (council.signatories ?? []).map(({ id, name, title }) => ({ value: id, text: `${name}, ${title}` })),
      recommendations: openOnes(page, 'recommendation', ['ombudsman-recommended'], 'ombudsman-evidence-sent'),
      invoices: openOnes(page, 'invoice', ['invoice-received'], 'invoice-paid'),
      settlements: openOnes(page, 'settlement', ['settlement-agreed'], 'settlement-paid'),
      adjustments: ADJUSTMENTS.map((value) => ({ value, text: inWords(value) })),
    },
    appointable: Object.fromEntries(
      APPOINTED.map((role) => [
        role,
        [
          ...page.people.filter((each) => !NEVER_APPOINTED.has(each.role)).map(person),
          ...others
            .filter(({ roles }) => roles.includes(role))
            .map(({ id, name, roles }) => ({ value: id, text: nameAnd(name, roles[0]) })),
        ],
      ]),
    ),
    numbers: {
      P: highest(
        'P',
        complaint.points.map(({ id }) => id),
      ),
      A: highest(
        'A',
        complaint.actions.map(({ id }) => id),
      ),
      R: highest('R', idsOf(page, 'recommendation')),
      S: highest('S', idsOf(page, 'settlement')),
    },
    points: complaint.points.map(({ id, text }) => ({ id, text })),
  }
}

/** Roles that a user can hold, and that a form appoints somebody to. */
const APPOINTED = ['investigating-officer', 'independent-person', 'adjudicating-officer', 'panel-chair', 'advocate']

/** Whoever complains, or is complained about, is appointed to nothing. */
const NEVER_APPOINTED: ReadonlySet<string> = new Set([
  'complainant',
  'child',
  'representative',
  'subject-of-complaint',
  'line-manager-of-subject',
])

function person({ id, name, role }: Person): Option {
  return { value: id, text: nameAnd(name, role) }
}

function nameAnd(name: string, role: string | undefined): string {
  return role === undefined ? name : `${name} (${inWords(role).toLowerCase()})`
}

/** As much of a text as fits beside a box. */
function shortened(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 99).trimEnd()}…`
}

/** What facts of some types have named, and no fact of another type has settled yet. */
function openOnes(
  { complaint }: Pick<TaskPage, 'complaint'>,
  property: string,
  begun: readonly string[],
  settled: string,
): readonly Option[] {
  const named = complaint.facts.filter(({ type }) => begun.includes(type))
  const over = new Set(complaint.facts.filter(({ type }) => type === settled).map(({ data }) => at(data, property)))
  return named.flatMap(({ data }) => {
    const value = at(data, property)
    if (value === undefined || over.has(value)) return []
    const words = at(data, 'text') ?? at(data, 'supplier') ?? at(data, 'reason')
    return [{ value, text: words === undefined ? value : `${value}: ${shortened(words)}` }]
  })
}

function at(data: object, property: string): string | undefined {
  const value = (data as Readonly<Record<string, unknown>>)[property]
  return typeof value === 'string' ? value : undefined
}

function idsOf({ complaint }: Pick<TaskPage, 'complaint'>, property: string): readonly string[] {
  return [...new Set(complaint.facts.flatMap(({ data }) => at(data, property) ?? []))]
}

/** A clock of the case by its rule, the one that counts last. */
export function clockOf(clocks: readonly LegalClock[], rule: string | null): LegalClock | undefined {
  return clocks.findLast((clock) => clock.rule === rule || clock.inPlaceOf === rule)
}
