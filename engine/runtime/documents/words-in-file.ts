import { inflateRawSync } from 'node:zlib'
import PizZip from 'pizzip'

/*
 * What is written in a Word or OpenDocument file. A small file may hold a large one, so each text is unpacked within a bound.
 *
 * Not in a PDF: a person reads it. Its parser would meet files from anybody, so it must be one that is still mended, and on
 * Node 20 there is none: pdfjs-dist asks for Node 22 since 6, and brings a native canvas before; unpdf (MIT, pdf.js alone,
 * 2.3 MB) asks for Node 22 since 1.8. unpdf 1.7.0 does read the words in a worker with a bounded heap, without evaluating
 * text: with Node 22 it can be taken, in a worker with limits on time, heap and pages.
 */

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.text'

/** Texts in each: what is read, what stands around it, and who is named as its author. */
const TEXTS: Readonly<Record<string, RegExp>> = {
  [WORD]: /^(word\/(document|header\d*|footer\d*|footnotes|endnotes|comments)|docProps\/(core|app))\.xml$/,
  [OPEN_DOCUMENT]: /^(content|styles|meta)\.xml$/,
}

/** Kinds of files of which the words can be had. */
export const SCANNED: ReadonlySet<string> = new Set(Object.keys(TEXTS))

/** Bytes of all the texts in a file, unpacked. */
const LARGEST_TEXTS = 5_000_000
/** Letters that somebody can be asked to look through here. */
const LONGEST = 200_000

/**
 * The words of a file, what was deleted but is still in it included; not those in its pictures. Undefined where it is of
 * another kind, cannot be opened, or holds more than people can go through.
 */
export function wordsInFile(content: Buffer, mediaType: string): string | undefined {
  const texts = TEXTS[mediaType]
  if (texts === undefined) return undefined
  try {
    let left = LARGEST_TEXTS
    const found: string[] = []
    for (const file of Object.values(new PizZip(content).files)) {
      if (!texts.test(file.name)) continue
      const xml = unpacked(file, left)
      left -= xml.length
      found.push(wordsOf(xml.toString('utf8')))
    }
    const words = found.filter((each) => each !== '').join('\n')
    return words.length > LONGEST ? undefined : words
  } catch {
    // Whatever is wrong with it, a person opens it.
    return undefined
  }
}

/** @throws when it is larger than that, whatever it says of itself. */
function unpacked(file: object, most: number): Buffer {
  const data = '_data' in file ? (file._data as Packed) : undefined
  if (data === undefined) return Buffer.alloc(0)
  const packed = Buffer.from(data.getCompressedContent())
  if (data.compressionMethod !== STORED) return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) })
  if (packed.length > most) throw new RangeError('larger than its bound')
  return packed
}

const STORED = '\0\0'

interface Packed {
  readonly compressionMethod: string
  readonly getCompressedContent: () => Uint8Array
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** A line for each paragraph; a name that is parted among several runs of letters comes out whole. */
function wordsOf(xml: string): string {
  return xml
    .replaceAll(/<(?:w:br|w:cr|w:tab|text:line-break|text:tab|text:s)\b[^<>]*>/g, ' ')
    .replaceAll(/<\/(?:w:p|text:p|text:h|dc:[a-z]+|cp:[A-Za-z]+|meta:[a-z-]+)>/gi, '\n')
    .replaceAll(/<[^<>]*>/g, '')
    .replaceAll(
      /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi,
      (whole, hex?: string, dec?: string, name?: string) => {
        if (name !== undefined) return ENTITIES[name] ?? whole
        const code = hex === undefined ? Number(dec) : Number.parseInt(hex, 16)
        return code <= 0x10_ffff ? String.fromCodePoint(code) : ''
      },
    )
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}
