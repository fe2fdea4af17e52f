import { inflateRawSync } from 'node:zlib'
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
/** Bytes of one text in it. */
const LARGEST_TEXT = 500_000
/** Signs with which gaps begin and end: gaps that are written wrongly cost the square of how many there are. */
const MOST_SIGNS = 4_000

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
  let inside = 0
  for (const file of files) {
    const size = sizeOf(file)
    inside += size
    if (inside > LARGEST_INSIDE) throw new WordFileError('what is in it is larger than 50 MB')
    if (!file.name.endsWith('.xml')) continue
    if (size > LARGEST_TEXT) throw new WordFileError(`a text in it (${file.name}) is larger than half a megabyte`)
    const signs = file.asText().match(/[{}]/g)?.length ?? 0
    if (signs > MOST_SIGNS) throw new WordFileError(`it has more than ${MOST_SIGNS / 2} gaps`)
  }
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

/** As large as it becomes, whatever it says of itself. */
function sizeOf(file: object): number {
  const data = '_data' in file ? file._data : undefined
  if (!isPacked(data)) return 0
  const packed = Buffer.from(data.getCompressedContent())
  if (data.compressionMethod === STORED) return packed.length
  try {
    return inflateRawSync(packed, { maxOutputLength: LARGEST_INSIDE }).length
  } catch (error) {
    // What cannot be unpacked is told where it is read.
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? Infinity : 0
  }
}

const STORED = '\0\0'

interface Packed {
  readonly compressionMethod: string
  readonly getCompressedContent: () => Uint8Array
}

/** A folder has no data. */
function isPacked(data: unknown): data is Packed {
  return typeof data === 'object' && data !== null && 'getCompressedContent' in data && 'compressionMethod' in data
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
