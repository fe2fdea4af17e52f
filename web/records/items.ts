import {
  acceptProposals,
  accessItem,
  accessItems,
  decideItems,
  ITEMS_PAGE,
  readAccessRequest,
  clauseOf,
  WITHHELD_FOR,
  WITHHELD_UNDER,
  type ItemView,
  type ItemProposal,
  type Runtime,
  type WithheldFor,
} from '../../engine/index.ts'
import { WITHHELD_IN_WORDS, type PageParts } from '../../api/index.ts'
import {
  countsOf,
  field,
  fieldList,
  markedClause,
  pageOf,
  pagesOf,
  redirect,
  view,
  type Area,
  type Reply,
  type StaffAsk,
} from '../frame/index.ts'
import { byField, type FormError } from '../record/day.ts'
import { REQUESTS } from './requests.ts'
import { faultsOf, givenInWords, KINDS, WHY } from './words.ts'

const ITEMS = `${REQUESTS}/:request/items`
const RIGHT = 'answer-access-request'

/** `/records/requests/:request/items`: what is held, gone through item by item. */
export function addItemPages(area: Area, { runtime }: PageParts): void {
  area.staff('get', ITEMS, RIGHT, (ask) => listPage(runtime, ask))
  area.staff('post', ITEMS, RIGHT, (ask) => acceptPage(runtime, ask))
  area.staff('get', `${ITEMS}/:item`, RIGHT, (ask) => itemPage(runtime, ask))
  area.staff('post', `${ITEMS}/:item`, RIGHT, (ask) => decide(runtime, ask))
}

async function listPage(runtime: Runtime, { actor, params, query }: StaffAsk): Promise<Reply> {
  const id = params['request'] ?? ''
  const page = pageOf(query)
  const undecided = field(query, 'undecided') === 'yes'
  const found = await readAccessRequest(runtime, actor, id)
  const list = await accessItems(runtime, actor, id, { page, undecided })
  const path = `${REQUESTS}/${id}/items`
  return view('records/items', {
    id,
    status: found.status,
    counts: countsOf(page, list.items.length, list.total, ITEMS_PAGE),
    pages: pagesOf(path, undecided ? { undecided: 'yes' } : {}, page, list.total, ITEMS_PAGE),
    undecided: list.undecided,
    only: undecided,
    page,
    items: list.items.map((each, n) => ({ ...rowOf(id, each), number: ITEMS_PAGE * (page - 1) + n + 1 })),
  })
}

function rowOf(id: string, each: ItemView) {
  const { item, caseId, kind, on, title, hits, proposal, decision, privileged } = each
  return {
    item,
    caseId,
    kind: KINDS[kind],
    on,
    title,
    privileged,
    hits: hits.filter(({ proposed }) => proposed).length,
    given: givenInWords(decision ?? proposal),
    isDecided: decision !== undefined,
    isProposed: proposal !== undefined,
    href: addressOf(id, item),
  }
}

function addressOf(id: string, item: string): string {
  return `${REQUESTS}/${id}/items/${encodeURIComponent(item)}`
}

async function acceptPage(runtime: Runtime, { actor, params, body }: StaffAsk): Promise<Reply> {
  const id = params['request'] ?? ''
  const back = `${REQUESTS}/${id}/items?page=${pageOf(body)}`
  const { decided } = await acceptProposals(runtime, actor, id, fieldList(body, 'item'))
  return redirect(back, { kind: 'success', title: `${decided} items are decided as proposed.` })
}

/** Signs before and after a place, so that it can be judged. */
const AROUND = 60

async function itemPage(runtime: Runtime, ask: StaffAsk, errors: readonly FormError[] = []): Promise<Reply> {
  const { actor, params, body } = ask
  const id = params['request'] ?? ''
  const item = params['item'] ?? ''
  const [found, held] = [await readAccessRequest(runtime, actor, id), await accessItem(runtime, actor, id, item)]
  const chosen: ItemProposal | undefined = held.decision ?? held.proposal
  const taken = new Set((chosen?.marks ?? []).map(keyOf))
  const said = errors.length > 0 ? { verdict: field(body, 'verdict'), reason: field(body, 'reason') } : undefined
  const verdict = said?.verdict ?? chosen?.verdict
  const radio = (value: ItemProposal['verdict'], text: string) => ({ value, text, checked: verdict === value })
  const hidden = held.privileged && held.parts.length === 0
  const isFile = held.document !== undefined && !held.document.isText
  const others = (chosen?.marks ?? []).filter((mark) => !held.hits.some((hit) => keyOf(hit) === keyOf(mark)))
  const places = [
    ...held.hits.map((hit) => ({ ...hit, text: WHY[hit.why] })),
    ...others.map((mark) => ({ ...mark, text: 'Words that you named', proposed: true })),
  ]
  const chosenPlaces = errors.length > 0 ? new Set(fieldList(body, 'mark')) : undefined
  return view(
    'records/item',
    {
      id,
      request: `${REQUESTS}/${id}`,
      ...rowOf(id, held),
      heading: held.title,
      parts: held.parts,
      hidden,
      isFile,
      isScanned: held.document?.isScanned === true,
      read: field(body, 'read') === 'yes',
      file: held.document === undefined ? undefined : `/cases/${held.caseId}/documents/${held.document.id}`,
      isOpen: found.status === 'open',
      decided: held.decision === undefined ? undefined : givenInWords(held.decision),
      verdicts: [
        radio('include', 'Give it whole'),
        ...(isFile ? [] : [radio('redact', 'Give it with passages taken out')]),
        ...(held.document === undefined || held.document.copies.length === 0
          ? []
          : [radio('copy', 'Give the copy with words blacked out')]),
        radio('withhold', 'Withhold it'),
      ],
      places: places.map((place) => {
        const text = held.parts[place.part]?.text ?? ''
        return {
          value: keyOf(place),
          text: text.slice(place.from, place.to),
          hint: {
            text: `${place.text}, in “${held.parts[place.part]?.label ?? ''}”: … ${text.slice(Math.max(0, place.from - AROUND), Math.min(text.length, place.to + AROUND)).replaceAll(/\s+/g, ' ')} …`,
          },
          checked:
            chosenPlaces === undefined
              ? taken.has(keyOf(place)) || (chosen === undefined && place.proposed)
              : chosenPlaces.has(keyOf(place)),
        }
      }),
      reasons: WITHHELD_FOR.map((value) => ({
        value,
        text: `${WITHHELD_IN_WORDS[value]}: ${clauseBehind(value)}`,
        selected: (said?.reason ?? chosen?.reason ?? 'third-party') === value,
      })),
      words: field(body, 'words'),
      errors,
      errorAt: byField(errors),
    },
    errors.length > 0 ? 422 : 200,
  )
}

/** The law behind a reason, with how sure that is. */
function clauseBehind(reason: WithheldFor): string {
  const citation = WITHHELD_UNDER[reason]
  return citation === undefined ? 'no exemption of law' : markedClause(clauseOf(citation), citation.certainty)
}

function keyOf({ part, from, to }: { readonly part: number; readonly from: number; readonly to: number }): string {
  return `${part}-${from}-${to}`
}

/** Where a fault of a verdict is put right. */
const AT_FAULT: Readonly<Record<string, string>> = { redact: '#words', include: '#read' }

async function decide(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { actor, params, body } = ask
  const id = params['request'] ?? ''
  const item = params['item'] ?? ''
  const verdict = field(body, 'verdict')
  const held = await accessItem(runtime, actor, id, item)
  if (!['include', 'redact', 'copy', 'withhold'].includes(verdict)) {
    return itemPage(runtime, ask, [{ text: 'Select what is given of it', href: '#verdict' }])
  }
  const ticked = fieldList(body, 'mark').map((each) => each.split('-').map(Number))
  const marks = [
    ...ticked.map(([part = 0, from = 0, to = 0]) => ({ part, from, to })),
    ...placesOfWords(held, field(body, 'words')),
  ]
  const copy = held.document?.copies.at(-1)
  try {
    await decideItems(runtime, actor, id, [
      {
        item,
        verdict: verdict as ItemProposal['verdict'],
        ...(verdict === 'redact' && { marks }),
        ...(verdict !== 'include' && { reason: field(body, 'reason') as WithheldFor }),
        ...(verdict === 'copy' && copy !== undefined && { copy }),
        ...(field(body, 'read') === 'yes' && { read: true }),
      },
    ])
  } catch (error) {
    return itemPage(runtime, ask, faultsOf(error, AT_FAULT[verdict] ?? '#verdict'))
  }
  const { items } = await accessItems(runtime, actor, id, { undecided: true })
  const [next] = items
  const to = next === undefined ? `${REQUESTS}/${id}` : addressOf(id, next.item)
  return redirect(to, {
    kind: 'success',
    title: next === undefined ? 'Everything is decided.' : 'Decided. This is the next one.',
  })
}

/** Every place at which one of the lines stands. */
function placesOfWords({ parts }: ItemView, words: string) {
  const lines = words
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return parts.flatMap(({ text }, part) =>
    lines.flatMap((line) => {
      const places = []
      for (let from = text.indexOf(line); from !== -1; from = text.indexOf(line, from + line.length)) {
        places.push({ part, from, to: from + line.length })
      }
      return places
    }),
  )
}
