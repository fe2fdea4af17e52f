import type { TopLevelSpec } from 'vega-lite'
import { whileCompiling, type ReportGraph } from '../../engine/index.ts'
import { escapeHtml } from './escape.ts'

/** One line of the drawing: a heading, or a bar with its label. */
interface Line {
  readonly y: number
  readonly heading?: string
  readonly value?: number
  readonly label?: string
  readonly fill?: string
}

/** Pixels of the drawing, which is shown as wide as there is room: legible at 320 pixels, and on paper. */
const WIDTH = 420
const LABEL_ROOM = 150
const LINE = 22
/** Characters of 14 pixels that fit into the width. */
const HEADING_LENGTH = 46

const INK = '#0b0c0c'
const NOW = '#1d70b8'

/**
 * A graph of bars as SVG that stands alone: title and description for those who do not see it, the number beside each bar,
 * and stripes besides the colour for the year before. The same graph gives the same text.
 */
export async function graphSvg(graph: ReportGraph): Promise<string> {
  const lines = linesOf(graph)
  const top = Math.max(1, ...lines.map(({ value }) => value ?? 0))
  const height = lines.length * LINE
  const domain = lines.map((line) => line.y)
  const y = { field: 'y', type: 'ordinal', axis: null, scale: { domain } } as const
  const spec: TopLevelSpec = {
    width: WIDTH,
    height,
    padding: 4,
    autosize: { type: 'none' },
    background: 'white',
    data: { values: lines as Line[] },
    config: { font: 'Arial, Helvetica, sans-serif', aria: false, view: { stroke: null } },
    layer: [
      {
        transform: [{ filter: 'isValid(datum.value)' }],
        mark: { type: 'bar', stroke: INK, strokeWidth: 1, height: LINE - 6, aria: false },
        encoding: {
          y,
          x: {
            field: 'value',
            type: 'quantitative',
            axis: null,
            scale: { domain: [0, top], range: [0, WIDTH - LABEL_ROOM], nice: false },
          },
          fill: { field: 'fill', type: 'nominal', scale: null },
        },
      },
      {
        transform: [
          { filter: 'isValid(datum.label)' },
          { calculate: 'isValid(datum.value) ? datum.value : 0', as: 'at' },
        ],
        mark: { type: 'text', align: 'left', baseline: 'middle', dx: 5, fontSize: 14, color: INK, aria: false },
        encoding: { y, x: { field: 'at', type: 'quantitative', axis: null }, text: { field: 'label' } },
      },
      {
        transform: [{ filter: 'isValid(datum.heading)' }],
        mark: {
          type: 'text',
          align: 'left',
          baseline: 'middle',
          fontSize: 14,
          fontWeight: 'bold',
          dy: 3,
          color: INK,
          aria: false,
        },
        encoding: { y, x: { value: 0 }, text: { field: 'heading' } },
      },
    ],
  }
  // Loaded with the first drawing: whoever starts the service or a command need not wait for it.
  const [{ parse, View }, { compile }] = await Promise.all([import('vega'), import('vega-lite')])
  const view = whileCompiling(() => new View(parse(compile(spec).spec), { renderer: 'none' }))
  const svg = await view.toSVG()
  view.finalize()
  return named(svg, graph)
}

function linesOf({ id, bars, series }: ReportGraph): readonly Line[] {
  const lines: Line[] = []
  const add = (line: Omit<Line, 'y'>) => lines.push({ y: lines.length, ...line })
  for (const { label, cells } of bars) {
    for (const heading of wrapped(label)) add({ heading })
    cells.forEach(({ value, text }, index) => {
      const isNow = index === cells.length - 1
      add({
        ...(value !== undefined && { value }),
        label: series.length > 1 ? `${text} in ${series[index] ?? ''}` : text,
        fill: isNow ? NOW : `url(#${id}-before)`,
      })
    })
  }
  return lines
}

function wrapped(label: string): readonly string[] {
  const lines = ['']
  for (const word of label.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && last.length + 1 + word.length > HEADING_LENGTH) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines
}

/** What assistive technology reads, and the stripes of the year before. */
function named(svg: string, { id, title, description, number }: ReportGraph): string {
  const [, size = ''] = /^<svg [^>]*?(width="\d+" height="\d+" viewBox="[^"]*")[^>]*>/.exec(svg) ?? []
  const head = [
    `<svg xmlns="http://www.w3.org/2000/svg" class="redress-graph" role="img" aria-labelledby="${id}-title ${id}-description" ${size}>`,
    `<title id="${id}-title">${escapeHtml(`Graph ${number}: ${title}`)}</title>`,
    `<desc id="${id}-description">${escapeHtml(description)}</desc>`,
    `<defs><pattern id="${id}-before" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" fill="#ffffff"/><rect width="3" height="7" fill="#6f777b"/></pattern></defs>`,
  ]
  return `${head.join('')}${svg.replace(/^<svg [^>]*>/, '')}`
}
