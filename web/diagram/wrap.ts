/*
 * Text in a drawing is broken into lines before anything is drawn, so its width is estimated from the letters of Arial,
 * with room to spare for the typefaces that stand in for it.
 */

/** Widths in thousandths of the type's size; all others count as `OTHER`. */
const WIDTHS: readonly (readonly [letters: string, width: number])[] = [
  ["ijl.,:;'’|!()[]ft -/Ir", 320],
  ['mwMW@%—', 890],
  ['ABCDEFGHJKLNOPQRSTUVXYZ&', 710],
]
const OTHER = 560
/** For typefaces that are wider than Arial. */
const ROOM = 1.08

/** Of one line, in the units of `size`. */
export function widthOf(text: string, size: number): number {
  const widths = Array.from(text, (letter) => WIDTHS.find(([letters]) => letters.includes(letter))?.[1] ?? OTHER)
  return (widths.reduce((sum, width) => sum + width, 0) / 1000) * size * ROOM
}

/** The lines of a text that is no wider than that; a word too long for a line is broken. */
export function wrap(text: string, width: number, size: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer, size) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = word
    while (widthOf(line, size) > width && line.length > 1) {
      const fits = fitting(line, width, size)
      lines.push(line.slice(0, fits))
      line = line.slice(fits)
    }
  }
  return line === '' ? lines : [...lines, line]
}

/** How many letters of a word fit, at least one. */
function fitting(word: string, width: number, size: number): number {
  let fits = 1
  while (fits < word.length && widthOf(word.slice(0, fits + 1), size) <= width) fits += 1
  return fits
}
