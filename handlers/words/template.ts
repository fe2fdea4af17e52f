import type { LetterTemplate, Register, TemplateParagraph, TemplatePiece } from '../../engine/index.ts'
import { sealed, type Paragraph, type Text } from './letter.ts'

type Value = string | readonly string[]

/** What fills the gaps of a letter, in the words of a register. */
export interface Filling {
  readonly find: (name: string, register: Register) => Value | undefined
  /** Called for a gap without a value; for a letter that is sent it throws, so that none goes out with a hole. */
  readonly missing: (name: string) => Value
}

/**
 * A letter's words with its gaps filled. Values go in as they are: nothing in them is read as a gap again.
 *
 * Each register is written when it is asked for, so that a gap in words that nobody reads stops no letter.
 */
export function textOfTemplate({ adult, child = adult }: LetterTemplate, filling: Filling): Text {
  return {
    get adult() {
      return adult.flatMap((paragraph) => written(paragraph, 'adult', filling))
    },
    get child() {
      return child.flatMap((paragraph) => written(paragraph, 'child', filling))
    },
  }
}

function written(paragraph: TemplateParagraph, register: Register, filling: Filling): readonly Paragraph[] {
  const stands = paragraph.when.every(({ name, known }) => (filling.find(name, register) !== undefined) === known)
  if (!stands) return []
  const texts = filled(paragraph.pieces, register, filling)
  return paragraph.sealed ? texts.map(sealed) : texts
}

/** A gap that stands alone may be several paragraphs. */
function filled(pieces: readonly TemplatePiece[], register: Register, filling: Filling): readonly string[] {
  const valueOf = (name: string): Value => filling.find(name, register) ?? filling.missing(name)
  const [only] = pieces
  if (pieces.length === 1 && only !== undefined && typeof only !== 'string') return [valueOf(only.placeholder)].flat()
  const texts = pieces.map((piece) => (typeof piece === 'string' ? piece : inText(valueOf(piece.placeholder))))
  return [texts.join('')]
}

function inText(value: Value): string {
  if (typeof value === 'string') return value
  return value.length === 1 ? (value[0] ?? '') : `\n${value.join('\n')}`
}
