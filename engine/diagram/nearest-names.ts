/** The names that are most like what was written, in a list for a remedy. */
export function nearestNames(name: string, known: Iterable<string>): string {
  const own = pairsOf(name)
  const likeness = (other: string) =>
    pairsOf(other).filter((pair) => own.includes(pair)).length / Math.max(other.length, 1)
  return namesInList([...known].toSorted((one, other) => likeness(other) - likeness(one)))
}

/** Every two letters that follow each other. */
function pairsOf(text: string): readonly string[] {
  return Array.from({ length: Math.max(text.length - 1, 0) }, (_, index) => text.slice(index, index + 2))
}

/** The first eight. */
export function namesInList(names: Iterable<string>): string {
  const all = [...names]
  if (all.length === 0) return 'none is registered'
  return all.length > 8 ? `${all.slice(0, 8).join(', ')} …` : all.join(', ')
}
