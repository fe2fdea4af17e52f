import { hashOf, isHashOf, isLeafOf, leafOf, ZEROS } from './chain.ts'
import { canonicalJson } from './canonical-json.ts'
import { isPlainObject } from './plain-json.ts'
import { shown, type Finding, type Findings } from './finding.ts'

/** A row of the trail as it is read for checking: nothing in it is taken for granted. */
export interface TrailRow {
  readonly seq: number
  readonly caseId: string | null
  readonly caseSeq: number | null
  readonly at: string
  readonly actor: string
  readonly role: string
  readonly onBehalfOf: string | null
  readonly type: string
  readonly element: string | null
  readonly outcome: string | null
  readonly body: string
  readonly commitment: Buffer
  readonly prev: Buffer
  readonly casePrev: Buffer
  readonly leaf: Buffer
  readonly hash: Buffer
}

/** Where a chain stands. */
export interface ChainEnd {
  readonly seq: number
  readonly hash: Buffer
}

/** What is known of a case while its rows go by. */
export interface CaseEnd extends ChainEnd {
  /** Facts that its rows say were recorded. */
  readonly facts: number
  /** Commands that changed it. */
  readonly changes: number
}

export interface RowChecker {
  /** Checks one row, which must be the next by number. @returns what its body says; undefined when it cannot be read. */
  check(row: TrailRow): RowBody | undefined
  /** The row after which everything was found as it should be, or not. */
  end(): ChainEnd
}

/** What the body of a row holds. */
export interface RowBody {
  /** Empty where the row does not say that anything was done to its case: nothing else in it is looked at. */
  readonly data: Readonly<Record<string, unknown>>
}

const COLUMNS = ['actor', 'at', 'element', 'onBehalfOf', 'outcome', 'role', 'type'] as const

/**
 * Checks rows one after another. After a fault it goes on from what the row says of itself, so that one fault is told
 * once, where it is.
 *
 * @param start - The row before the first; undefined for rows of one case alone, whose `prev` cannot be looked at.
 * @param endOfCase - Where the chain of that case stands.
 */
export function makeRowChecker(
  findings: Findings,
  start: ChainEnd | undefined,
  endOfCase: (caseId: string) => ChainEnd | undefined,
): RowChecker {
  let last = start ?? { seq: 0, hash: ZEROS }

  return {
    end: () => last,
    check(row) {
      const found = (finding: Omit<Finding, 'seq' | 'caseId'> & { readonly seq?: number }): void => {
        findings.add({ seq: row.seq, ...(row.caseId !== null && { caseId: row.caseId }), ...finding })
      }
      if (start !== undefined) checkPlace(row, last, found)
      checkCasePlace(row, row.caseId === null ? undefined : endOfCase(row.caseId), found)
      if (!isLeafOf(row.leaf, row.body, row.commitment)) {
        found({
          kind: 'body-altered',
          expected: shown(row.leaf),
          actual: shown(leafOf(row.body, row.commitment)),
          sentence: `What row ${row.seq} says was changed after it was written.`,
        })
      }
      if (!isHashOf(row.hash, row)) {
        found({
          kind: 'row-altered',
          expected: shown(row.hash),
          actual: shown(hashOf(row)),
          sentence: `Row ${row.seq} is not the one that was written: its hash, number, case or links were changed.`,
        })
      }
      const body = bodyOf(row, found)
      if (row.seq >= 1) last = { seq: row.seq, hash: row.hash }
      return body
    },
  }
}

type Found = (finding: Omit<Finding, 'seq' | 'caseId'> & { readonly seq?: number }) => void

function checkPlace(row: TrailRow, last: ChainEnd, found: Found): void {
  if (row.seq < 1) {
    found({
      kind: 'link-broken',
      seq: 1,
      actual: String(row.seq),
      sentence: `A row calls itself ${row.seq}; the first is 1.`,
    })
    return
  }
  if (row.seq !== last.seq + 1) {
    const until = row.seq - 1
    found({
      kind: 'row-missing',
      seq: last.seq + 1,
      ...(until > last.seq + 1 && { until }),
      sentence:
        until > last.seq + 1 ? `Rows ${last.seq + 1} to ${until} are missing.` : `Row ${last.seq + 1} is missing.`,
    })
    return
  }
  if (!row.prev.equals(last.hash)) {
    found({
      kind: 'link-broken',
      expected: shown(last.hash),
      actual: shown(row.prev),
      sentence: `Row ${row.seq} does not follow row ${last.seq}: one of them was changed, put in or moved.`,
    })
  }
}

function checkCasePlace({ seq, caseId, caseSeq, casePrev }: TrailRow, end: ChainEnd | undefined, found: Found): void {
  if (caseId === null) {
    if (caseSeq === null && casePrev.equals(ZEROS)) return
    found({
      kind: 'case-order-broken',
      expected: 'no case',
      actual: String(caseSeq),
      sentence: `Row ${seq} is of no case but stands in the order of one.`,
    })
    return
  }
  const due = (end?.seq ?? 0) + 1
  const before = end?.hash ?? ZEROS
  if (caseSeq === due) {
    if (casePrev.equals(before)) return
    found({
      kind: 'case-link-broken',
      expected: shown(before),
      actual: shown(casePrev),
      sentence: `Row ${seq} does not follow the row before it of ${caseId}.`,
    })
    return
  }
  const isMissing = caseSeq !== null && caseSeq > due
  found({
    kind: isMissing ? 'case-row-missing' : 'case-order-broken',
    expected: String(due),
    actual: String(caseSeq),
    sentence: isMissing
      ? `Before row ${seq}, ${caseSeq - due} of the rows of ${caseId} are missing: number ${due} should follow.`
      : `Row ${seq} calls itself number ${caseSeq ?? 'none'} of ${caseId}; number ${due} should follow.`,
  })
}

function bodyOf(row: TrailRow, found: Found): RowBody | undefined {
  const place = plainDataIn(row)
  if (place === undefined) return anyBodyOf(row, found)
  const { body } = row
  // Most rows did nothing to their case.
  return body.includes(DID, place.from)
    ? { data: JSON.parse(body.slice(place.from, place.to)) as RowBody['data'] }
    : IDLE
}

const DID = '"stimuli":'
const IDLE: RowBody = { data: {} }

/** What needs no escape in JSON, and has one spelling in Unicode. */
const PLAIN = /^[ !#-[\]-~]*$/

/**
 * Where the data stand in a body that says what its columns say and is as Redress writes nearly all; undefined where it must be
 * looked at more closely. It is compared piece by piece, since the whole would have to be put together for each row.
 */
function plainDataIn(row: TrailRow): { readonly from: number; readonly to: number } | undefined {
  const { body, at, actor, role, onBehalfOf, type, element, outcome } = row
  let from = 0
  for (const piece of ['{"actor":"', actor, '","at":"', at, '","data":']) {
    if (!body.startsWith(piece, from)) return undefined
    from += piece.length
  }
  let to = body.length
  const before = (piece: string): boolean => {
    to -= piece.length
    return body.startsWith(piece, to)
  }
  const said = (value: string | null, name: string): boolean =>
    value === null || (before('"') && PLAIN.test(value) && before(value) && before(name))
  const isSaid =
    before('"}') &&
    before(type) &&
    before('","type":"') &&
    before(role) &&
    before(',"role":"') &&
    said(outcome, ',"outcome":"') &&
    said(onBehalfOf, ',"onBehalfOf":"') &&
    said(element, ',"element":"')
  if (!isSaid || !PLAIN.test(actor) || !PLAIN.test(at) || !PLAIN.test(role) || !PLAIN.test(type)) return undefined
  return to > from && isPlainObject(body, from, to) ? { from, to } : undefined
}

function anyBodyOf(row: TrailRow, found: Found): RowBody | undefined {
  const parsed = parse(row.body)
  if (parsed === undefined || !isCanonical(row.body, parsed)) {
    found({
      kind: 'body-not-canonical',
      sentence: `What row ${row.seq} says is not written in the one form that Redress writes.`,
    })
  }
  if (parsed === undefined) return undefined
  for (const column of COLUMNS) {
    const said = parsed[column] ?? null
    if (said === row[column]) continue
    found({
      kind: 'column-differs',
      about: column,
      expected: JSON.stringify(said),
      actual: String(row[column]),
      sentence: `Row ${row.seq} shows another ${column} than it was written with.`,
    })
  }
  const { data } = parsed
  return { data: isObject(data) ? data : {} }
}

function parse(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(body)
    return isObject(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Most bodies are ASCII throughout, and found fit the quick way. */
function isCanonical(body: string, parsed: unknown): boolean {
  if (!/[^ -~]/.test(body) && !body.includes('\\u') && isInOrder(parsed) && JSON.stringify(parsed) === body) return true
  try {
    return canonicalJson(parsed) === body
  } catch {
    return false
  }
}

function isInOrder(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isInOrder)
  let before: string | undefined
  for (const key of Object.keys(value)) {
    if ((before !== undefined && before >= key) || !isInOrder((value as Readonly<Record<string, unknown>>)[key])) {
      return false
    }
    before = key
  }
  return true
}

/** Tells that the words of a person are not those to which the row is bound. @param actual - What they would bind it to. */
export function addWrongPayload({ seq, caseId, commitment }: TrailRow, actual: Buffer, findings: Findings): void {
  const hadWords = !commitment.equals(ZEROS)
  findings.add({
    kind: hadWords ? 'payload-altered' : 'payload-unknown',
    seq,
    ...(caseId !== null && { caseId }),
    expected: shown(commitment),
    actual: shown(actual),
    sentence: hadWords
      ? `The words that belong to row ${seq} are not those that were written with it.`
      : `Row ${seq} was written without words of a person; now there are some.`,
  })
}
