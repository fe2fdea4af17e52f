import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import type { WordGaps } from '../../engine/index.ts'

/*
 * Word files (.docx, in base64) with gaps: `{name}`, and `{#name}…{/name}` for what may come several times or not at all.
 * A gap is a name and nothing else: no expression is worked out, and no value is read as a gap.
 */

export type WordValue = string | readonly { readonly text: string }[]

/** Bytes of the file, and of what is in it; a small file may hold a large one. */
const LARGEST = 5_000_000
const LARGEST_INSIDE = 50_000_000

/** The gaps of a Word file, or why it cannot be used. */
export function gapsIn(docx: string): WordGaps {
  try {
    const gaps = new Set<string>()
    const sections = new Set<string>()
    const document = open(docx)
    collect(structureOf(document), gaps, sections)
    return { gaps: [...gaps], sections: [...sections] }
  } catch (error) {
    return { gaps: [], sections: [], fault: faultOf(error) }
  }
}

/**
 * The file with its gaps filled, in base64.
 *
 * @throws MissingValueError naming the gaps that have no value.
 * @throws WordFileError when the file cannot be used.
 */
export function fillWordFile(docx: string, values: Readonly<Record<string, WordValue>>): string {
  const missing = new Set<string>()
  try {
    const document = open(docx, (name) => missing.add(name))
    document.render(Object.assign(Object.create(null), Object.fromEntries(Object.entries(values).map(printable))))
    if (missing.size > 0) throw new MissingValueError([...missing])
    return document.toBuffer({ compression: 'DEFLATE' }).toString('base64')
  } catch (error) {
    if (error instanceof MissingValueError) throw error
    throw new WordFileError(faultOf(error))
  }
}

export class MissingValueError extends Error {
  override readonly name = 'MissingValueError'
  readonly missing: readonly string[]
  constructor(missing: readonly string[]) {
    super(`The letter has no value for ${missing.join(', ')}`)
    this.missing = missing
  }
}

export class WordFileError extends Error {
  override readonly name = 'WordFileError'
}

function open(docx: string, onMissing: (name: string) => void = () => undefined): Docxtemplater {
  if (docx.length * 0.75 > LARGEST) throw new WordFileError('it is larger than 5 MB')
  const zip = new PizZip(docx, { base64: true })
  const files = Object.values(zip.files)
  if (zip.file('word/document.xml') === null) throw new WordFileError('it is no Word file (.docx)')
  if (files.some(({ name }) => /vbaProject|\.bin$|embeddings\//i.test(name))) {
    throw new WordFileError('it holds a macro or another file: save it as a plain .docx')
  }
  const inside = files.reduce((sum, file) => sum + sizeOf(file), 0)
  if (inside > LARGEST_INSIDE) throw new WordFileError('what is in it is larger than 50 MB')
  return new Docxtemplater(zip, {
    paragraphLoop: true,
    linebreaks: true,
    errorLogging: false,
    nullGetter(part: { readonly module?: string; readonly value?: string }) {
      if (part.module === undefined || part.module === '') onMissing(part.value ?? '')
      return ''
    },
  })
}

function sizeOf(file: object): number {
  const data = '_data' in file ? file._data : undefined
  const size = typeof data === 'object' && data !== null && 'uncompressedSize' in data ? data.uncompressedSize : 0
  return typeof size === 'number' ? size : 0
}

interface Part {
  readonly type?: string
  readonly module?: string
  readonly value?: string
  readonly subparsed?: readonly Part[]
}

function structureOf(document: Docxtemplater): readonly Part[] {
  const compiled = Object.values(
    (document as unknown as { readonly compiled: Readonly<Record<string, { readonly postparsed?: readonly Part[] }>> })
      .compiled,
  )
  return compiled.flatMap(({ postparsed = [] }) => postparsed)
}

function collect(parts: readonly Part[], gaps: Set<string>, sections: Set<string>): void {
  for (const { type, module, value = '', subparsed } of parts) {
    if (type !== 'placeholder') continue
    if (subparsed) {
      sections.add(value)
      collect(subparsed, gaps, sections)
    } else if (module === undefined || module === '') gaps.add(value)
    else gaps.add(`${module} ${value}`)
  }
}

/** What no XML file can hold is left out: control characters, and halves of characters. */
function printable([name, value]: readonly [string, WordValue]): readonly [string, WordValue] {
  return [name, typeof value === 'string' ? clean(value) : value.map(({ text }) => ({ text: clean(text) }))]
}

function clean(text: string): string {
  return text.replace(/(?![\n\t])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
}

function faultOf(error: unknown): string {
  if (error instanceof WordFileError) return error.message
  const { properties } = error as {
    readonly properties?: { readonly errors?: readonly DocxFault[]; readonly explanation?: string }
  }
  const faults = (properties?.errors ?? []).map((each) => each.properties?.explanation ?? each.message ?? '')
  if (faults.length > 0) return faults.join('; ')
  return properties?.explanation ?? (error instanceof Error ? error.message : String(error))
}

interface DocxFault {
  readonly message?: string
  readonly properties?: { readonly explanation?: string }
}
