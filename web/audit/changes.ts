import {
  CHANGE_KINDS,
  changeDetail,
  comparableVersions,
  listChanges,
  mayDo,
  NotFoundError,
  type Actor,
  type Change,
  type ChangeDetail,
  type ChangedFile,
  type ChangeKind,
  type ChangesAsked,
  type Runtime,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { namesOfUsers } from '../access/words.ts'
import {
  addressWith,
  countsOf,
  field,
  momentInWords,
  PAGE_SIZE,
  pageOf,
  pagesOf,
  view,
  type Area,
  type Fields,
  type Reply,
  type StaffAsk,
} from '../frame/index.ts'
import { changeInWords, KIND_WORDS, namesInWords } from './change-words.ts'
import { AT_ONCE, csvFile, MOST_LINES } from './csv.ts'
import { chosen, narrowFormOfAllTime } from './narrow.ts'

const PATH = '/audit/changes'

/** `/audit/changes`: what was changed in how cases are dealt with, by whom, and against what it was before. */
export function addChangePages(area: Area, { runtime }: PageParts): void {
  area.staff('get', PATH, 'read-compliance', (ask) => listPage(runtime, ask))
  area.staff('get', `${PATH}/export.csv`, 'read-compliance', (ask) => exportList(runtime, ask))
  area.staff('get', `${PATH}/:seq`, 'read-compliance', (ask) => onePage(runtime, ask))
}

async function listPage(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const { asked, fields, choices } = await formOf(runtime, query)
  const page = pageOf(query)
  const found = await listChanges(runtime, actor, { ...asked, offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE })
  const words = await wordsFor(runtime, found.changes)
  const comparisonOf = await comparisonsFor(runtime, actor, found.changes)
  return view('audit/changes', {
    choices,
    by: asked.actor ?? '',
    counts: countsOf(page, found.changes.length, found.total),
    pages: pagesOf(PATH, fields, page, found.total),
    rows: found.changes.map((change) => ({
      ...words(change),
      href: `${PATH}/${change.seq}`,
      comparison: comparisonOf(change),
    })),
    csv: addressWith(`${PATH}/export.csv`, fields),
  })
}

async function exportList(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const { asked } = await formOf(runtime, query)
  const records: string[][] = []
  for (let offset = 0; offset < MOST_LINES; offset += AT_ONCE) {
    const { changes } = await listChanges(runtime, actor, { ...asked, offset, limit: AT_ONCE })
    const words = await wordsFor(runtime, changes)
    for (const change of changes) {
      const { kind, what, by } = words(change)
      records.push([String(change.seq), momentInWords(change.at), change.at, kind, what, by, change.actor])
    }
    if (changes.length < AT_ONCE) break
  }
  const columns = ['Number in the audit trail', 'When', 'When (UTC)', 'Kind', 'What', 'By', 'User name']
  return csvFile(runtime, actor, { list: 'changes', columns, records })
}

async function onePage(runtime: Runtime, { actor, params }: StaffAsk): Promise<Reply> {
  const given = params['seq'] ?? ''
  if (!/^[1-9]\d{0,14}$/.test(given)) throw new NotFoundError('change', given)
  const change = await changeDetail(runtime, actor, Number(given))
  const words = await wordsFor(runtime, [change])
  const { settings, changed, version, compared } = change
  return view('audit/change', {
    ...words(change),
    seq: change.seq,
    settings: settings && {
      isFirst: settings.isFirst,
      parts: [
        { text: 'New', names: namesInWords(settings.part, settings.added) },
        { text: 'Changed', names: namesInWords(settings.part, settings.changed) },
        { text: 'No longer there', names: namesInWords(settings.part, settings.removed) },
      ].filter(({ names }) => names.length > 0),
    },
    fields: changed?.map((name) => ACCOUNT_FIELDS[name] ?? name),
    procedureHref: procedureOf(change),
    comparison: (await comparisonsFor(runtime, actor, [change]))(change),
    isDraft: change.draft !== undefined && version === undefined,
    compared: compared && comparedView(compared),
  })
}

/** Where the version, or the draft, can be read. */
function procedureOf({ procedure, version, draft }: ChangeDetail): string | undefined {
  if (procedure === undefined) return undefined
  if (version !== undefined) return `/procedures/${procedure}/diagrams?version=${version}`
  return draft === undefined ? `/procedures/${procedure}` : `/procedures/${procedure}/drafts/${draft}`
}

interface ComparisonLink {
  readonly before: number
  readonly version: number
  readonly href: string
}

/** Where a version can be compared with the one before it, by whoever may read procedures. */
async function comparisonsFor(runtime: Runtime, actor: Actor, changes: readonly Change[]) {
  const procedures = new Set(
    changes.flatMap(({ procedure, version }) => (version === undefined ? [] : (procedure ?? []))),
  )
  const versions = new Map<string, readonly number[]>()
  for (const procedure of mayDo(actor, 'read-procedures') ? procedures : []) {
    const comparable = await comparableVersions(runtime, actor, procedure)
    versions.set(
      procedure,
      comparable.map(({ version }) => version),
    )
  }
  return ({ procedure = '', version = 0 }: Change): ComparisonLink | undefined => {
    const comparable = versions.get(procedure) ?? []
    const before = comparable.findLast((each) => each < version)
    if (before === undefined || !comparable.includes(version)) return undefined
    return { before, version, href: `/procedures/${procedure}/compare/${before}/${version}` }
  }
}

function comparedView({ before, files, unchanged }: NonNullable<ChangeDetail['compared']>) {
  return {
    before,
    unchanged,
    isFirst: before === undefined,
    files: files.map(({ kind, id, name, change, differences }) => ({
      id,
      name,
      kind: FILE_KINDS[kind],
      change: FILE_CHANGES[change],
      differences: differences.map((each) => ({
        ...each,
        at: each.at === '' ? 'All of it' : each.at,
        isDrawing: kind === 'diagram' && each.at === 'drawing',
      })),
    })),
  }
}

const FILE_KINDS: Readonly<Record<ChangedFile['kind'], string>> = {
  diagram: 'Diagram',
  form: 'Form',
  letter: 'Letter',
  'word-file': 'Word file of a letter',
  'decision-table': 'Decision table',
  settings: 'Title, roles and legal basis',
}
const FILE_CHANGES: Readonly<Record<ChangedFile['change'], string>> = {
  added: 'New',
  changed: 'Changed',
  removed: 'No longer there',
}

/** What is said of an account. */
const ACCOUNT_FIELDS: Readonly<Record<string, string>> = {
  name: 'Name',
  email: 'E-mail address',
  teams: 'Teams',
  roles: 'Roles',
  lineManager: 'Line manager',
  delegate: 'Who stands in for them',
  delegateFrom: 'First day on which somebody stands in',
  delegateUntil: 'Last day on which somebody stands in',
  absentFrom: 'First day away',
  absentUntil: 'Last day away',
  weeklyHours: 'Hours a week',
}

async function formOf(runtime: Runtime, query: Fields) {
  const { narrowed, choices } = await narrowFormOfAllTime(runtime, query)
  const { from, to, value } = narrowed.period
  const kind = CHANGE_KINDS.find((each): each is ChangeKind => each === field(query, 'kind'))
  const by = field(query, 'by')
  const asked: ChangesAsked = {
    ...(kind !== undefined && { kind }),
    ...(by !== '' && { actor: by }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  }
  return {
    asked,
    fields: { period: value, kind, by } satisfies Fields,
    choices: [
      ...choices.filter(({ name }) => name === 'period').map((choice) => ({ ...choice, label: 'Made in' })),
      chosen('kind', 'Kind of change', kind ?? '', [
        { value: '', text: 'Every kind' },
        ...CHANGE_KINDS.map((each) => ({ value: each, text: KIND_WORDS[each] })),
      ]),
    ],
  }
}

/** Changes in words, with the names of those who made them. */
async function wordsFor(runtime: Runtime, changes: readonly Change[]) {
  const titles = (await narrowFormOfAllTime(runtime, {})).procedures
  const nameOf = await namesOfUsers(
    runtime,
    changes.flatMap(({ actor, user, askedBy }) => [actor, user ?? [], askedBy ?? []].flat()),
  )
  return (change: Change) => ({
    at: change.at,
    kind: KIND_WORDS[change.kind],
    what: changeInWords(change, { nameOf, titleOf: (id) => titles.get(id) ?? id }),
    by: AUTHORS[change.actor] ?? nameOf(change.actor),
  })
}

/** Who stands in the audit trail without being a person. */
const AUTHORS: Readonly<Record<string, string>> = {
  system: 'The service itself',
  'command-line': 'Somebody at the machine',
}
