/** What can be wrong with an audit trail. */
export type FindingKind =
  // One row, and where it hangs
  | 'row-missing'
  | 'row-altered'
  | 'body-altered'
  | 'body-not-canonical'
  | 'column-differs'
  | 'link-broken'
  | 'case-row-missing'
  | 'case-order-broken'
  | 'case-link-broken'
  // What was said in the words of a person
  | 'payload-altered'
  | 'payload-unknown'
  // The end, and what was signed
  | 'head-differs'
  | 'rows-cut-off'
  | 'checkpoint-altered'
  | 'checkpoint-missing'
  | 'checkpoint-key-unknown'
  | 'history-rewritten'
  | 'signed-twice'
  | 'key-unproven'
  // What the trail is about
  | 'fact-missing'
  | 'fact-altered'
  | 'fact-unrecorded'
  | 'task-missing'
  | 'task-altered'
  | 'task-unrecorded'
  | 'case-missing'
  | 'case-altered'
  | 'case-unrecorded'
  // A bundle
  | 'proof-wrong'
  | 'manifest-differs'

/** One thing that is not as it was written, and where. */
export interface Finding {
  readonly kind: FindingKind
  /** Row of the trail; 0 when it is about none. */
  readonly seq: number
  /** Last of several rows, when it cannot be said which of them. */
  readonly until?: number
  readonly caseId?: string
  /** What it is about besides: `SC-2026-00001/4` for a fact, a column's name, the size of a checkpoint. */
  readonly about?: string
  readonly expected?: string
  readonly actual?: string
  /** The same for a person. */
  readonly sentence: string
}

/** How many findings are kept; the others are counted. */
export const MOST_FINDINGS = 1_000

export interface Findings {
  add(finding: Finding): void
  readonly list: readonly Finding[]
  count(): number
  /** Counts others that are not kept. */
  countMore(others: number): void
}

export function makeFindings(): Findings {
  const list: Finding[] = []
  let count = 0
  return {
    list,
    count: () => count,
    countMore(others) {
      count += others
    },
    add(finding) {
      count += 1
      if (list.length < MOST_FINDINGS) list.push(finding)
    },
  }
}

/** The first 16 digits of a hash, for people and for telling two apart. */
export function shown(bytes: Buffer | null | undefined): string {
  return bytes === null || bytes === undefined ? 'nothing' : bytes.toString('hex').slice(0, 16)
}
