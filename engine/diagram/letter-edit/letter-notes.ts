import { checkLetters } from '../check-letters.ts'
import { diagramTitle } from '../diagram-title.ts'
import type { ActionDescription, Finding } from '../finding.ts'
import { readLetter } from '../letter-file.ts'
import type { LetterTemplate, WordGaps } from '../letter-template.ts'
import { scanXml } from '../scan-xml.ts'
import { wordsOf } from './edit-letter.ts'

/** What stands against a letter, and the line of its words at which it does. */
export interface LetterNote {
  readonly level: Finding['level']
  readonly text: string
  readonly remedy: string
  readonly part?: 'adult' | 'child'
  /** Of that part's words, from 1. */
  readonly line?: number
}

interface File {
  readonly path: string
  readonly text: string
}

/** The letter in a file; undefined where it has no words that can be read. */
export function readLetterFile(file: File): LetterTemplate | undefined {
  return readLetter(file, '').file?.letter
}

/**
 * Everything that can be said of a letter: how it is written, its gaps, its own Word file.
 *
 * @param word - what its Word file asks for
 */
export function notesOnLetter(
  file: File,
  actions: readonly ActionDescription[],
  word?: WordGaps,
): readonly LetterNote[] {
  const { file: read, findings } = readLetter(file, '')
  const usable = word?.fault === undefined ? word : undefined
  const checked =
    read === undefined
      ? []
      : checkLetters([{ ...read, letter: { ...read.letter, ...(usable && { wordFile: usable }) } }], actions)
  const broken: readonly LetterNote[] =
    word?.fault === undefined
      ? []
      : [
          {
            level: 'error',
            text: `Its Word file cannot be used: ${word.fault}.`,
            remedy: 'Correct it in Word, and save it as .docx.',
          },
        ]
  return [...[...findings, ...checked].map((finding) => noteOf(finding, file.text)), ...broken]
}

function noteOf({ level, message, remedy, element }: Finding, text: string): LetterNote {
  const [, part, number = '1'] = /^\/(adult|child)(?:\/(\d+))?$/.exec(element) ?? []
  if (part !== 'adult' && part !== 'child') return { level, text: message, remedy }
  const line = lineOf(wordsOf(text)?.[part] ?? '', Number(number), /'([^']+)'/.exec(message)?.[1])
  return { level, text: message, remedy, part, line }
}

/** The line of the paragraph, from 1; of the line in it that holds what the fault names, where there is one. */
function lineOf(words: string, paragraph: number, named: string | undefined): number {
  let seen = 0
  let isWithin = false
  let start = 1
  for (const [index, line] of words.split('\n').entries()) {
    if (line.trim() === '') {
      if (isWithin && seen === paragraph) return start
      isWithin = false
      continue
    }
    if (!isWithin) {
      isWithin = true
      seen += 1
      if (seen === paragraph) start = index + 1
    }
    if (seen === paragraph && named !== undefined && line.includes(named)) return index + 1
  }
  return start
}

/** The steps of the diagrams that send a letter: `“Send the answer” in “Stage 1”`. */
export function stepsSending(files: readonly File[], letterId: string): readonly string[] {
  return files.flatMap(({ path, text }) => {
    if (!path.endsWith('.bpmn')) return []
    const { elements } = scanXml(text, { elements: 5_000, layout: 15_000, depth: 20, namespaces: 64 })
    const value = ({ attributes }: (typeof elements)[number], name: string) =>
      attributes.find((attribute) => attribute.name === name)?.value
    return elements.flatMap((element) => {
      const isIt =
        element.local === 'parameter' && value(element, 'name') === 'letter' && value(element, 'value') === letterId
      const step = element.parent?.parent
      return isIt && step !== undefined
        ? [`“${value(step, 'name') ?? value(step, 'id') ?? 'a step'}” in ${diagramTitle(path, elements)}`]
        : []
    })
  })
}
