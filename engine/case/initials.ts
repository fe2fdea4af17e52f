/** Words before a name that are no part of it. */
const TITLES = new Set([
  'mr',
  'mrs',
  'ms',
  'miss',
  'mx',
  'dr',
  'sir',
  'dame',
  'lord',
  'lady',
  'prof',
  'professor',
  'rev',
])

/** `A.E.` of `Ms Ada Example`: as much of a name as lists show. Empty where nothing is left. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => /^\p{L}/u.test(word))
  const own = words.filter((word) => !TITLES.has(word.toLowerCase().replace(/\.$/, '')))
  return own.map((word) => `${/^\p{L}/u.exec(word)?.[0].toUpperCase() ?? ''}.`).join('')
}
