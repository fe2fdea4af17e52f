import {
  ACCESS_KINDS,
  accessReview,
  addDays,
  dayOf,
  InvalidValueError,
  trailChoices,
  type AccessAsked,
  type AccessKind,
  type AccessLine,
  type AccessReview,
  type Runtime,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { inWords } from '../cases/words.ts'
import {
  addressWith,
  field,
  momentInWords,
  view,
  type Area,
  type Fields,
  type Reply,
  type StaffAsk,
} from '../frame/index.ts'
import { csvFile } from './csv.ts'
import { dayAsked } from './days.ts'
import { pagesOf } from './trail.ts'
import { dataInWords, NOBODIES, typeInWords, whoInWords } from './trail-words.ts'

const PATH = '/audit/access'
const MOST_ROWS = 20_000
/** Days that are shown where none were chosen. */
const DAYS = 30

const KINDS: Readonly<Record<AccessKind, { readonly name: string; readonly about: string }>> = {
  restricted: {
    name: 'Restricted cases looked at',
    about:
      'Each page, letter and document of a case that somebody was shown while the case was restricted to named people.',
  },
  emergency: {
    name: 'Restricted cases opened in an emergency',
    about: 'Somebody who was not named opened a restricted case for 60 minutes, and said why.',
  },
  revealed: {
    name: 'Names shown that are masked',
    about: 'Somebody gave a reason, a second person agreed, and names were shown for 60 minutes.',
  },
  auditors: {
    name: 'What auditors did',
    about:
      'Everything that auditors looked at, searched, verified and took away, and the reasons that they gave for opening cases.',
  },
  exports: {
    name: 'Lists and exports taken away',
    about: 'Each list, export, sample and bundle that left the service as a file.',
  },
  refused: {
    name: 'Refused attempts',
    about: 'Somebody asked for a case or a page that is not theirs, or could not sign in.',
  },
  roles: {
    name: 'Users, roles and invitations',
    about: 'Who was given a role, or had it taken away; users, keys and people from outside.',
  },
}

/** `/audit/access`: who looked, opened, took away, and was refused. */
export function addAccessPages(area: Area, { runtime }: PageParts): void {
  area.staff('get', PATH, 'read-compliance', (ask) => accessPage(runtime, ask))
  area.staff('get', `${PATH}/export.csv`, 'read-compliance', (ask) => exportAccess(runtime, ask))
}

async function accessPage(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const days = { from: dayAsked(query, 'from', 'First day'), to: dayAsked(query, 'to', 'Last day') }
  const errors = [days.from, days.to].flatMap(({ error }) => (error === undefined ? [] : [error]))
  const asked = askedOf(runtime, query)
  const [review, { people }] = await Promise.all([reviewed(runtime, actor, asked, query), trailChoices(runtime, actor)])
  const who = field(query, 'who')
  const data = {
    errors,
    action: PATH,
    kind: { id: asked.kind, ...KINDS[asked.kind] },
    kinds: ACCESS_KINDS.map((kind) => ({
      name: KINDS[kind].name,
      count: review.counts[kind],
      href: addressWith(PATH, query, { kind, before: undefined, after: undefined }),
      current: kind === asked.kind,
    })),
    from: asked.from,
    to: asked.to,
    days: [days.from, days.to],
    who: {
      any: 'Anybody',
      groups: [
        {
          name: 'People of the council',
          items: people.map(({ id, name }) => ({ value: id, text: name, selected: id === who })),
        },
        {
          name: 'Nobody in person',
          items: NOBODIES.map(({ id, name }) => ({ value: id, text: name, selected: id === who })),
        },
      ],
    },
    rows: review.lines.map((line) => lineView(line, review)),
    pages: pagesOf(query, review, PATH),
    csv: addressWith(`${PATH}/export.csv`, query, { before: undefined, after: undefined }),
  }
  return view('audit/access', data, errors.length === 0 ? 200 : 422)
}

/** A page that is gone is the first. */
async function reviewed(
  runtime: Runtime,
  actor: StaffAsk['actor'],
  asked: AccessAsked,
  query: Fields,
): Promise<AccessReview> {
  const [before, after] = [field(query, 'before'), field(query, 'after')]
  try {
    return await accessReview(runtime, actor, {
      ...asked,
      ...(before !== '' && { before }),
      ...(after !== '' && { after }),
    })
  } catch (error) {
    if (error instanceof InvalidValueError) return accessReview(runtime, actor, asked)
    throw error
  }
}

function askedOf(runtime: Runtime, query: Fields): AccessAsked {
  const today = dayOf(runtime.clock.now())
  const kind = ACCESS_KINDS.find((each) => each === field(query, 'kind')) ?? 'restricted'
  const [from, to, who] = [dayAsked(query, 'from', '').day, dayAsked(query, 'to', '').day, field(query, 'who')]
  const last = to ?? today
  return { kind, to: last, from: from ?? addDays(last, -DAYS), ...(who !== '' && { actors: [who] }) }
}

function lineView(line: AccessLine, { names }: AccessReview) {
  const { seq, at, actor, role, type, caseId, outcome, reason, until, data } = line
  return {
    seq,
    at,
    href: `/audit/trail/rows/${seq}`,
    who: whoInWords(actor, role, names[actor]),
    role: inWords(role),
    what: typeInWords(type),
    caseId: caseId ?? '',
    reason: reason ?? '',
    ended: until === undefined ? '' : `Until ${momentInWords(until)}`,
    more: [
      ...(outcome === undefined ? [] : [{ key: 'Outcome', value: inWords(outcome) }]),
      ...Object.entries(SHOWN).flatMap(([name, key]) => {
        const [said] = dataInWords({ [name]: data[name] })
        return said === undefined ? [] : [{ key, value: said.value }]
      }),
    ],
  }
}

/** What a row holds that tells of access, and what it is called. */
const SHOWN: Readonly<Record<string, string>> = {
  action: 'Asked for',
  part: 'Page',
  row: 'Row',
  list: 'List',
  kind: 'Kind',
  rows: 'Rows',
  hits: 'Found',
  findings: 'Findings',
  export: 'Export',
  sample: 'Sample',
  user: 'User',
  roles: 'Roles',
  role: 'Role',
  person: 'Person',
  for: 'For the role',
  approvedBy: 'Second person',
}
async function exportAccess(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const review = await accessReview(runtime, actor, { ...askedOf(runtime, query), limit: MOST_ROWS })
  return csvFile(runtime, actor, {
    list: 'access',
    columns: ['Row', 'When (UTC)', 'Who', 'Role', 'What', 'Case', 'Reason', 'Until', 'More', 'Hash'],
    records: review.lines.map((line) => {
      const { seq, at, who, role, what, caseId, reason, more } = lineView(line, review)
      const besides = more.map(({ key, value }) => `${key}: ${value}`).join('; ')
      return [String(seq), at, who, role, what, caseId, reason, line.until ?? '', besides, line.hash]
    }),
  })
}
