/*
 * Lists of leaked passwords hold few of twelve characters and more that are not a common word with figures around it, two
 * common words, a row of keys, or one thing said over and over. So the parts are listed, and what is made of them is
 * refused.
 */

/** Words that stand in most lists of leaked passwords, in English, and those that this service suggests. */
const COMMON = `
  password passwort passw pass word admin administrator root login user guest welcome hello changeme change letmein let me in
  secret default test testing temp qwerty qwertyuiop azerty asdf asdfgh asdfghjkl zxcvb zxcvbnm abc abcd abcde abcdef
  abcdefgh iloveyou love you forever dragon monkey football baseball liverpool arsenal chelsea manchester united rangers
  celtic everton tottenham superman batman spiderman starwars pokemon princess sunshine shadow master michael jordan
  charlie jessica ashley daniel thomas george harry sophie summer winter spring autumn january february march april may
  june july august september october november december monday tuesday wednesday thursday friday saturday sunday
  computer internet samsung google facebook microsoft windows london england britain birmingham council county borough
  city complaints complaint redress casework social care service office work company team my the i is and new old
  trustno freedom whatever nothing killer cheese cookie banana orange purple flower butterfly angel baby mummy daddy
  mother father family happy lovely chocolate tigger ginger pepper hunter buster soccer hockey
`
  .trim()
  .split(/\s+/)

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '01234567890123456789',
  '1qaz2wsx3edc4rfv5tgb',
]

const LETTERS: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** What is wrong with a password that is long enough; undefined when nothing is. */
export function weaknessOf(password: string, about: readonly string[]): string | undefined {
  const text = password.toLowerCase()
  if (new Set(text).size < 5) return 'Password must not be made of a few characters over and over'
  if (isRepeated(text)) return 'Password must not be the same thing over and over'
  if ([text, reversed(text)].some((each) => ROWS.some((row) => mostly(row, each)))) {
    return 'Password must not be a row of keys, letters or figures'
  }
  const own = about.flatMap((each) => each.toLowerCase().split(/[^a-z0-9]+/)).filter((part) => part.length > 2)
  const plain = readings(text)
  if (plain.some((each) => isMadeOf(each, [...COMMON, ...own]))) {
    return 'Password must not be made of common words, your name or your e-mail address. Try three words that do not belong together'
  }
  return undefined
}

/** The letters alone, with figures left out and with figures read as the letters they look like. */
function readings(text: string): readonly string[] {
  const read = text.replace(/./g, (each) => LETTERS[each] ?? each)
  return [text, read].map((each) => each.replace(/[^a-z]/g, ''))
}

/** Whether there is little left of a text without those words. */
function isMadeOf(text: string, words: readonly string[]): boolean {
  // At each place the most letters that words can cover up to there
  const covered = Array.from({ length: text.length + 1 }, () => 0)
  for (let end = 1; end <= text.length; end += 1) {
    const best = words
      .filter((word) => text.endsWith(word, end))
      .map((word) => (covered[end - word.length] ?? 0) + word.length)
    covered[end] = Math.max(covered[end - 1] ?? 0, ...best)
  }
  return text.length - (covered[text.length] ?? 0) < 4
}

function isRepeated(text: string): boolean {
  return /^(.{1,6})\1+.{0,5}$/.test(text)
}

/** Whether all but three characters stand in the row one after the other. */
function mostly(row: string, text: string): boolean {
  for (let length = text.length; length >= Math.max(8, text.length - 3); length -= 1) {
    for (let from = 0; from + length <= text.length; from += 1) {
      if (row.includes(text.slice(from, from + length))) return true
    }
  }
  return false
}

function reversed(text: string): string {
  return Array.from(text).reverse().join('')
}
