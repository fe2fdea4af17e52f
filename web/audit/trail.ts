import {
  InvalidValueError,
  lastVerification,
  NotFoundError,
  searchTrail,
  trailChoices,
  type Actor,
  type LocalDate,
  type Runtime,
  type TrailAsked,
  type TrailPage,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { inWords } from '../cases/words.ts'
import { addressWith, field, view, type Area, type Fields, type Reply, type StaffAsk } from '../frame/index.ts'
import { csvFile } from './csv.ts'
import { dayAsked, type DayAsked } from './days.ts'
import { addTrailProofPages } from './trail-proof.ts'
import { addTrailRowPage } from './trail-row.ts'
import { GROUPS, NOBODIES, typeInWords, whoInWords } from './trail-words.ts'

const PATH = '/audit/trail'
/** More rows than that are a bundle, or the database itself. */
const MOST_ROWS = 20_000

/** `/audit/trail`: every row that there is, looked through, verified, and who holds what was signed. */
export function addTrailPages(area: Area, parts: PageParts): void {
  const { runtime } = parts
  area.staff('get', PATH, 'read-history', (ask) => listPage(runtime, ask))
  area.staff('get', `${PATH}/export.csv`, 'read-history', (ask) => exportRows(runtime, ask))
  addTrailProofPages(area, parts)
  addTrailRowPage(area, parts)
}

async function listPage(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const days = { from: dayAsked(query, 'from', 'First day'), to: dayAsked(query, 'to', 'Last day') }
  const [choices, last] = await Promise.all([trailChoices(runtime, actor), lastVerification(runtime, actor)])
  const { page, errors } = await found(runtime, actor, query, days)
  const data = {
    errors,
    action: PATH,
    caseId: field(query, 'case'),
    days: [days.from, days.to],
    who: options(field(query, 'who'), 'Anybody', [
      { name: 'People of the council', items: choices.people.map(({ id, name }) => ({ value: id, text: name })) },
      { name: 'Nobody in person', items: NOBODIES.map(({ id, name }) => ({ value: id, text: name })) },
    ]),
    what: options(field(query, 'what'), 'Anything', typeGroups(choices.types)),
    rows: page.lines.map((line) => ({
      ...line,
      href: `${PATH}/rows/${line.seq}`,
      who: whoInWords(line.actor, line.role, page.names[line.actor]),
      role: inWords(line.role),
      what: typeInWords(line.type),
      short: line.hash.slice(0, 16),
    })),
    pages: pagesOf(query, page),
    isFirst: page.newer === undefined,
    csv: addressWith(`${PATH}/export.csv`, query, { before: undefined, after: undefined }),
    last: last && {
      ...last,
      who: whoInWords(last.by, 'auditor', last.name),
      href: `${PATH}/verifications/${last.seq}`,
    },
  }
  return view('audit/trail', data, errors.length === 0 ? 200 : 422)
}

/** A reference that leads nowhere, or to a case that is not the reader's to see, is said to be found nowhere. */
async function found(
  runtime: Runtime,
  actor: Actor,
  query: Fields,
  { from, to }: Readonly<Record<'from' | 'to', DayAsked>>,
) {
  const errors = [from, to].flatMap(({ error }) => (error === undefined ? [] : [error]))
  if (errors.length > 0) return { page: NO_ROWS, errors }
  try {
    const place = { before: field(query, 'before'), after: field(query, 'after') }
    const asked = {
      ...askedOf(query, from.day, to.day),
      ...(place.before !== '' && { before: place.before }),
      ...(place.after !== '' && { after: place.after }),
    }
    return { page: await searchTrail(runtime, actor, asked), errors }
  } catch (error) {
    if (error instanceof NotFoundError) {
      return { page: NO_ROWS, errors: [{ text: 'There is no case of that reference that you may see', href: '#case' }] }
    }
    if (error instanceof InvalidValueError)
      return { page: NO_ROWS, errors: [{ text: 'That page is gone. Search again', href: '#case' }] }
    throw error
  }
}

const NO_ROWS: TrailPage = { lines: [], names: {} }

function askedOf(query: Fields, from: LocalDate | undefined, to: LocalDate | undefined): TrailAsked {
  const [caseId, who, what] = [field(query, 'case').toUpperCase(), field(query, 'who'), field(query, 'what')]
  const group = GROUPS.find(({ id }) => what === `all:${id}`)
  return {
    ...(caseId !== '' && { caseId }),
    ...(who !== '' && { actors: [who] }),
    ...(what !== '' && { types: group === undefined ? [what] : Object.keys(group.types) }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  }
}

/** What occurs, in its groups; what no group knows stands in the last. */
function typeGroups(types: readonly string[]) {
  const occurring = new Set(types)
  const grouped = GROUPS.map(({ id, name, types: words }) => {
    const known = Object.keys(words).filter((type) => occurring.delete(type))
    return {
      name,
      items: [
        ...(known.length > 1 ? [{ value: `all:${id}`, text: `${name}: all of these` }] : []),
        ...known.map((value) => ({ value, text: typeInWords(value) })),
      ],
    }
  })
  const others = { name: 'Anything else', items: [...occurring].map((value) => ({ value, text: typeInWords(value) })) }
  return [...grouped, others].filter(({ items }) => items.length > 0)
}

interface OptionGroup {
  readonly name: string
  readonly items: readonly { readonly value: string; readonly text: string }[]
}

function options(value: string, any: string, groups: readonly OptionGroup[]) {
  return {
    any,
    groups: groups.map(({ name, items }) => ({
      name,
      items: items.map((item) => ({ ...item, selected: item.value === value })),
    })),
  }
}

export function pagesOf(query: Fields, { newer, older }: Pick<TrailPage, 'newer' | 'older'>, path = PATH) {
  if (newer === undefined && older === undefined) return undefined
  const to = (place: Readonly<Record<string, string>>) =>
    addressWith(path, query, { before: undefined, after: undefined, ...place })
  return {
    ...(newer !== undefined && { newer: to({ after: newer }) }),
    ...(older !== undefined && { older: to({ before: older }) }),
  }
}

async function exportRows(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const [from, to] = [dayAsked(query, 'from', ''), dayAsked(query, 'to', '')]
  const page = await searchTrail(runtime, actor, { ...askedOf(query, from.day, to.day), limit: MOST_ROWS })
  return csvFile(runtime, actor, {
    list: 'trail',
    columns: ['Row', 'When (UTC)', 'Who', 'Role', 'What', 'Case', 'Number in case', 'Step', 'Outcome', 'Hash'],
    records: page.lines.map(({ seq, at, actor: who, role, type, caseId, caseSeq, element, outcome, hash }) => [
      String(seq),
      at,
      whoInWords(who, role, page.names[who]),
      inWords(role),
      typeInWords(type),
      caseId ?? '',
      caseSeq === undefined ? '' : String(caseSeq),
      element ?? '',
      outcome ?? '',
      hash,
    ]),
  })
}
