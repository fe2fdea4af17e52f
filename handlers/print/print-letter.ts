import { dayInWords, type Adjustment, type Council, type LocalDate } from '../../engine/index.ts'
import { oneLine } from '../words/plain.ts'
import { fillWordFile, type WordValue } from './word-file.ts'

/** A letter with all that stands on its paper. */
export interface LetterOnPaper {
  readonly reference: string
  readonly council: Council
  /** The day of the letter. */
  readonly on: LocalDate
  /** Name and postal address of the reader, a line each; as much as is known. */
  readonly address: readonly string[]
  /** Greeting, paragraphs and closing, parted by blank lines. */
  readonly body: string
  /** For a letter with a Word file of its own. */
  readonly values?: Readonly<Record<string, string | readonly string[]>>
}

/**
 * The letter as a Word file, in base64.
 *
 * @param docx - the council's Word file, or the letter's own
 * @throws MissingValueError naming the gaps that have no value.
 * @throws WordFileError when the file cannot be used.
 */
export function printLetter(docx: string, letter: LetterOnPaper): string {
  const { council, on, reference, address, body, values = {} } = letter
  return fillWordFile(docx, {
    ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wordValue(value)])),
    letterhead: council.letterhead.map((line) => ({ text: oneLine(line) })),
    address: address.map((line) => ({ text: oneLine(line) })),
    date: dayInWords(on),
    reference,
    councilName: council.name,
    paragraphs: body.split(/\n{2,}/).map((text) => ({ text })),
  })
}

function wordValue(value: string | readonly string[]): WordValue {
  return typeof value === 'string' ? value : value.map((text) => ({ text }))
}

/** The council's own Word files for letters, in base64. */
export interface CouncilPaper {
  readonly standard: string
  /** 18 point, for those who need large print. */
  readonly largePrint: string
}

/** Which of the council's files a reader needs. */
export function paperFor({ standard, largePrint }: CouncilPaper, adjustments: readonly Adjustment[] = []): string {
  return adjustments.includes('large-print') ? largePrint : standard
}
