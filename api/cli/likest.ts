/** The known names that are most like the one written, the likest first: what somebody may have meant. */
export function likest(name: string, known: readonly string[], most = 3): readonly string[] {
  const own = pairsOf(name)
  const likeness = (other: string) => {
    const pairs = pairsOf(other)
    return pairs.filter((pair) => own.includes(pair)).length / Math.max(own.length + pairs.length, 1)
  }
  return known.toSorted((one, other) => likeness(other) - likeness(one)).slice(0, most)
}

/** Every two letters that follow each other. */
function pairsOf(text: string): readonly string[] {
  return Array.from({ length: Math.max(text.length - 1, 0) }, (_, index) => text.slice(index, index + 2))
}
