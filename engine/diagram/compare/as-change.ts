import { capital } from '../../values/capital.ts'
import type { Change } from './change.ts'
import { brief } from './plain-words.ts'
import type { Said } from './said.ts'
import { wordDifference } from './word-difference.ts'

interface Place {
  readonly file: string
  readonly element?: string
  readonly where: string
  /** What a sentence that is not whole begins with. */
  readonly subjectName: string
  readonly clause?: string
}

/** Of a sentence, in characters; what was and is now stands beside it whole. */
const LONGEST = 300

/** A difference with the place at which it was found. What nobody has words for becomes an error. */
export function asChange(said: Said, { file, element, where, subjectName, clause }: Place): Change {
  const { subject, kind = 'changed', was, now } = said
  const law = said.law ?? clause
  const place = { subject, kind, file, where, ...(element !== undefined && { element }) }
  if (subject === 'unknown') {
    return {
      ...place,
      sentence: `Something in ${where} differs that cannot be put in words (${said.text})`,
      was: was ?? '',
      now: now ?? '',
      level: 'error',
    }
  }
  return {
    ...place,
    sentence: capital(brief(sentenceOf(said, subjectName), LONGEST)),
    ...(was !== undefined && { was }),
    ...(now !== undefined && { now }),
    ...(said.byWords === true && { words: wordDifference(was ?? '', now ?? '') }),
    ...(law !== undefined && { law }),
    level: 'change',
  }
}

function sentenceOf({ text, alone }: Said, name: string): string {
  if (alone === true || name === '') return text
  return /^(is now|moved) /.test(text) ? `${name} ${text}` : `${name}: ${text}`
}
