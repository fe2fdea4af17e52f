const MOST_LINES = 12
const LONGEST = 300

/** The lines between the first and the last that differ, as they are written. */
export function linesThatDiffer(was: string, now: string): { readonly was: string; readonly now: string } {
  const [before, after] = [was.split('\n'), now.split('\n')]
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  const room = Math.min(before.length, after.length) - start
  while (end < room && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  return { was: shown(before.slice(start, before.length - end)), now: shown(after.slice(start, after.length - end)) }
}

function shown(lines: readonly string[]): string {
  const cut = lines.slice(0, MOST_LINES).map((line) => line.slice(0, LONGEST))
  return [...cut, ...(lines.length > MOST_LINES ? [`… and ${lines.length - MOST_LINES} more lines`] : [])].join('\n')
}
