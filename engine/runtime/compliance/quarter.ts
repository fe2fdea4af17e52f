/** The quarter of the year that begins on 1 April in which a month (`2026-05`) lies: `2026-Q1`. */
export function quarterOfMonth(month: string): string {
  const [year = 0, n = 1] = month.split('-').map(Number)
  const since = (n + 8) % 12
  return `${n < 4 ? year - 1 : year}-Q${Math.floor(since / 3) + 1}`
}
