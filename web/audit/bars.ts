/*
 * Bars that are stacked, as a drawing made by the server. What it shows stands in a table beside it: the drawing has one
 * title for those who do not see it, and the words beside each bar for those who see no difference between its parts.
 */

export interface Part {
  /** Of the class that draws it: `in-time`. */
  readonly id: string
  readonly text: string
}

export interface Bar {
  /** Bars of one heading stand together. */
  readonly heading: string
  readonly name: string
  /** One number for each part. */
  readonly values: readonly number[]
}

/** In units of the drawing. */
const WIDTH = 960
const NAMES = 350
const BARS = 330
const ROW = 28
const HEADING = 34
const LEGEND = 36
/** Letters of a name that fit. */
const LETTERS = 40

export interface StackedBars {
  readonly width: number
  readonly height: number
  readonly legend: readonly { readonly id: string; readonly text: string; readonly x: number; readonly textX: number }[]
  readonly headings: readonly { readonly text: string; readonly y: number }[]
  readonly bars: readonly {
    readonly name: string
    readonly y: number
    readonly textY: number
    readonly words: string
    readonly wordsX: number
    readonly parts: readonly { readonly id: string; readonly x: number; readonly width: number }[]
  }[]
}

export function stackedBars(parts: readonly Part[], bars: readonly Bar[]): StackedBars | undefined {
  const most = Math.max(0, ...bars.map(({ values }) => sum(values)))
  if (most === 0) return undefined
  const headings: { text: string; y: number }[] = []
  const drawn: StackedBars['bars'][number][] = []
  let y = LEGEND
  for (const { heading, name, values } of bars) {
    if (headings.at(-1)?.text !== heading) {
      headings.push({ text: heading, y: y + HEADING - 12 })
      y += HEADING
    }
    let x = NAMES
    const own = values.flatMap((value, n) => {
      const width = (value / most) * BARS
      const part = { id: parts[n]?.id ?? '', x: round(x), width: round(width) }
      x += width
      return value === 0 ? [] : [part]
    })
    const words = values.flatMap((value, n) =>
      value === 0 ? [] : [`${value} ${(parts[n]?.text ?? '').toLowerCase()}`],
    )
    drawn.push({ name: short(name), y, textY: y + 16, words: words.join(', '), wordsX: round(x) + 8, parts: own })
    y += ROW
  }
  return { width: WIDTH, height: y + 6, legend: legendOf(parts), headings, bars: drawn }
}

function legendOf(parts: readonly Part[]): StackedBars['legend'] {
  let x = 0
  return parts.map(({ id, text }) => {
    const item = { id, text, x, textX: x + 28 }
    x += 28 + text.length * 8 + 28
    return item
  })
}

function short(name: string): string {
  return name.length > LETTERS ? `${name.slice(0, LETTERS - 1)}…` : name
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
