export interface WordPiece {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Above so many comparisons of words the middle of a text is shown as replaced whole. */
const MOST_COMPARED = 4_000_000

/** Which words of a text went and which came, in the order of reading; the pieces together give both texts. */
export function wordDifference(was: string, now: string): readonly WordPiece[] {
  const [before, after] = [wordsOf(was), wordsOf(now)]
  const steps = alignment(before, after)
  const pieces: { kind: WordPiece['kind']; text: string }[] = []
  for (const { was: old, now: recent } of steps) {
    if (old !== undefined && recent !== undefined) add('same', recent)
    else if (old !== undefined) add('removed', old)
    else if (recent !== undefined) add('added', recent)
  }
  return pieces

  function add(kind: WordPiece['kind'], text: string): void {
    const last = pieces.at(-1)
    if (last?.kind === kind) last.text += text
    else pieces.push({ kind, text })
  }
}

/** Each word with the space behind it on its own, so that the pieces can be put together again. */
function wordsOf(text: string): readonly string[] {
  return text.match(/\{[^{}\s]*\}|[\p{L}\p{N}’'-]+|\s+|[^\p{L}\p{N}\s]/gu) ?? []
}

export interface Step<Thing> {
  readonly was?: Thing
  readonly now?: Thing
}

/** Two lists side by side, with as many equal pairs as their orders allow; of what differs, what went comes first. */
export function alignment(before: readonly string[], after: readonly string[]): readonly Step<string>[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end += 1
  const same = (item: string): Step<string> => ({ was: item, now: item })
  return [
    ...after.slice(0, start).map(same),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...after.slice(after.length - end).map(same),
  ]
}

function middle(before: readonly string[], after: readonly string[]): readonly Step<string>[] {
  const replaced = [...before.map((was) => ({ was })), ...after.map((now) => ({ now }))]
  if (before.length === 0 || after.length === 0 || before.length * after.length > MOST_COMPARED) return replaced
  const longest = commonLengths(before, after)
  const width = after.length + 1
  const steps: Step<string>[] = []
  let [row, column] = [0, 0]
  while (row < before.length && column < after.length) {
    const [was, now] = [before[row] ?? '', after[column] ?? '']
    if (was === now) {
      steps.push({ was, now })
      row += 1
      column += 1
    } else if ((longest[(row + 1) * width + column] ?? 0) >= (longest[row * width + column + 1] ?? 0)) {
      steps.push({ was })
      row += 1
    } else {
      steps.push({ now })
      column += 1
    }
  }
  return [...steps, ...before.slice(row).map((was) => ({ was })), ...after.slice(column).map((now) => ({ now }))]
}

/** At `row * (after.length + 1) + column`: how many the two have in common from there to their ends. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint16Array {
  const width = after.length + 1
  const longest = new Uint16Array((before.length + 1) * width)
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const diagonal = longest[(row + 1) * width + column + 1] ?? 0
      const beside = Math.max(longest[(row + 1) * width + column] ?? 0, longest[row * width + column + 1] ?? 0)
      longest[row * width + column] = before[row] === after[column] ? diagonal + 1 : beside
    }
  }
  return longest
}

/** What does not stand in the same order among those that both lists have: as few as possible. */
export function outOfOrder(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const [had, has] = [new Set(before), new Set(after)]
  const steps = alignment(
    before.filter((item) => has.has(item)),
    after.filter((item) => had.has(item)),
  )
  return new Set(steps.flatMap(({ was, now }) => (was === undefined && now !== undefined ? [now] : [])))
}
