/** How hard a text is to read, in figures. */
export interface Readability {
  readonly words: number
  readonly wordsPerSentence: number
  /** Share of words of three syllables or more, 0 to 1. */
  readonly longWords: number
  /** Flesch-Kincaid grade: school years needed; add five for the age. */
  readonly grade: number
}

/** Figures of plain text: a line break ends a sentence, as in a list. */
export function readability(text: string): Readability {
  const sentences = text.split(/[.!?:]+(?=\s|$)|\n+/).filter((sentence) => /[A-Za-z]/.test(sentence))
  const words = text.match(/[A-Za-z][A-Za-z'’-]*/g) ?? []
  const syllables = words.map(syllablesOf)
  const total = syllables.reduce((sum, each) => sum + each, 0)
  const wordsPerSentence = words.length / Math.max(1, sentences.length)
  return {
    words: words.length,
    wordsPerSentence,
    longWords: syllables.filter((each) => each > 2).length / Math.max(1, words.length),
    grade: 0.39 * wordsPerSentence + 11.8 * (total / Math.max(1, words.length)) - 15.59,
  }
}

/** Syllables by the vowels that are heard; right for about nine words in ten, and too many rather than too few. */
export function syllablesOf(word: string): number {
  const heard = word
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/(?:[^laeiouy]es|[^laeiouytd]ed|[^laeiouy]e)$/, '')
    .replace(/^y/, '')
  return Math.max(1, heard.match(/[aeiouy]{1,2}/g)?.length ?? 1)
}
