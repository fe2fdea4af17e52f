import { nearestNames } from './nearest-names.ts'
import type { ActionDescription, Finding } from './finding.ts'
import type { LetterFile } from './letter-file.ts'
import { gaps, PAPER_GAPS, type LetterTemplate, type LetterWriting, type TemplateParagraph } from './letter-template.ts'

/** Readers who may see what is on paper only. */
const SEES_SEALED: readonly string[] = ['complainant', 'representative-only']

/**
 * What stands against the letters of a procedure, given what the actions can write: gaps that nobody fills, facts that no
 * letter records, and words about people where they could be seen by others.
 */
export function checkLetters(
  letters: readonly LetterFile[],
  actions: readonly ActionDescription[],
  folder = '',
): readonly Finding[] {
  const writing = actions.find(({ letters: own }) => own !== undefined)?.letters
  return letters.flatMap(({ path, letter }, index) => {
    const twin = letters.slice(0, index).find((other) => other.letter.id === letter.id)
    const faults = [
      ...(twin
        ? [
            {
              element: '/',
              message: `The file ${twin.path} holds a letter with the same id.`,
              remedy: 'Give one of the two another name.',
            },
          ]
        : []),
      ...(writing
        ? faultsOf(letter, writing)
        : [{ element: '/', message: 'No action here writes letters.', remedy: 'Register one.' }]),
    ]
    return faults.map((fault) => ({ file: `${folder}${path}`, rule: 'admission/bad-letter', level: 'error', ...fault }))
  })
}

interface LetterFault {
  readonly element: string
  readonly message: string
  readonly remedy: string
}

function faultsOf(letter: LetterTemplate, writing: LetterWriting): readonly LetterFault[] {
  return [
    ...recordFaults(letter, writing),
    ...wordFileFaults(letter, writing),
    ...letter.adult.flatMap((paragraph, at) => paragraphFaults(paragraph, `/adult/${at + 1}`, letter, writing)),
    ...(letter.child ?? []).flatMap((paragraph, at) => paragraphFaults(paragraph, `/child/${at + 1}`, letter, writing)),
  ]
}

function recordFaults({ records, to }: LetterTemplate, writing: LetterWriting): readonly LetterFault[] {
  if (records === undefined) return []
  const readers = Object.hasOwn(writing.records, records) ? writing.records[records] : undefined
  if (readers === undefined) {
    const remedy = `Use notice-sent, or one of: ${Object.keys(writing.records).join(', ')}.`
    return [{ element: '/records', message: `A letter cannot record '${records}'.`, remedy }]
  }
  if (readers.includes(to)) return []
  const message = `A letter that goes to '${to}' cannot record '${records}', which says that somebody else was written to.`
  return [{ element: '/records', message, remedy: `That fact is for a letter to ${readers.join(' or ')}.` }]
}

function wordFileFaults({ wordFile }: LetterTemplate, { placeholders }: LetterWriting): readonly LetterFault[] {
  return [...(wordFile?.gaps ?? []), ...(wordFile?.sections ?? [])].flatMap((name) => {
    if (Object.hasOwn(placeholders, name)) return []
    const remedy = `Use one of these: ${nearestNames(name, [...Object.keys(placeholders), ...PAPER_GAPS])}.`
    return [{ element: '/', message: `Its Word file has a gap '${name}', and there is no such placeholder.`, remedy }]
  })
}

function paragraphFaults(
  { sealed, when, pieces }: TemplateParagraph,
  element: string,
  { to }: LetterTemplate,
  { placeholders }: LetterWriting,
): readonly LetterFault[] {
  const written = gaps(pieces)
  const known = (name: string) => (Object.hasOwn(placeholders, name) ? placeholders[name] : undefined)
  return [
    ...[...when.map(({ name }) => name), ...written].flatMap((name) => {
      if (known(name)) return []
      const remedy = `Use one of these: ${nearestNames(name, Object.keys(placeholders))}.`
      return [{ element, message: `There is no placeholder '${name}'.`, remedy }]
    }),
    ...written.flatMap((name) => {
      const placeholder = known(name)
      if (placeholder?.conditionOnly === true) {
        return [{ element, message: `'${name}' has no words of its own.`, remedy: `Ask about it with [if ${name}].` }]
      }
      if (placeholder?.sealed !== true || sealed) return []
      const message = `'${name}' may say something about people, and this paragraph would stand in an e-mail.`
      return [{ element, message, remedy: 'Put [sealed] before the paragraph: then it is on paper only.' }]
    }),
    ...(sealed && !SEES_SEALED.includes(to)
      ? [
          {
            element,
            message: `A letter to '${to}' has nothing that is sealed: it carries the reference and no details.`,
            remedy: 'Leave the details out; give them by a link or by telephone.',
          },
        ]
      : []),
  ]
}
