/*
 * A JPEG is a row of segments: FF, a sign, two bytes of length, contents. APP1 (E1) holds Exif and XMP: where and when a
 * photograph was taken, and with what. The picture begins after SOS (DA).
 */

const APP1 = 0xe1
/** Exif, XMP, and the comments and notes of other programs. */
const DETAILS: ReadonlySet<number> = new Set([APP1, 0xed, 0xfe])
const START_OF_PICTURE = 0xda
const ORIENTATION = 0x0112

/** Whether a photograph carries details that cannot be seen on it. */
export function hasHiddenDetails(content: Buffer, mediaType: string): boolean {
  return mediaType === 'image/jpeg' && (segmentsOf(content)?.segments.some(({ sign }) => DETAILS.has(sign)) ?? false)
}

/**
 * A copy without those details, which still stands the right way up. The content itself where it is no JPEG, or one that
 * is not well formed.
 */
export function withoutHiddenDetails(content: Buffer, mediaType: string): Buffer {
  const read = mediaType === 'image/jpeg' ? segmentsOf(content) : undefined
  if (read === undefined) return content
  const turned = read.segments.map(({ sign, body }) => (sign === APP1 ? orientationOf(body) : undefined)).find(Boolean)
  const kept = read.segments.filter(({ sign }) => !DETAILS.has(sign)).map(({ whole }) => whole)
  return Buffer.concat([
    content.subarray(0, 2),
    ...(turned === undefined || turned === 1 ? [] : [orientationOnly(turned)]),
    ...kept,
    content.subarray(read.pictureAt),
  ])
}

interface Segment {
  readonly sign: number
  readonly whole: Buffer
  readonly body: Buffer
}

function segmentsOf(
  content: Buffer,
): { readonly segments: readonly Segment[]; readonly pictureAt: number } | undefined {
  const segments: Segment[] = []
  let at = 2
  while (at + 4 <= content.length && content[at] === 0xff) {
    const sign = content[at + 1] ?? 0
    if (sign === START_OF_PICTURE) return { segments, pictureAt: at }
    const length = content.readUInt16BE(at + 2)
    const end = at + 2 + length
    if (length < 2 || end > content.length) return undefined
    segments.push({ sign, whole: content.subarray(at, end), body: content.subarray(at + 4, end) })
    at = end
  }
  return undefined
}

/** 1 to 8; undefined where Exif does not say. */
function orientationOf(body: Buffer): number | undefined {
  if (body.length < 14 || body.toString('latin1', 0, 6) !== 'Exif\0\0') return undefined
  const tiff = body.subarray(6)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (at: number) => (at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const first = long(4)
  for (let n = 0; n < short(first); n += 1) {
    const entry = first + 2 + n * 12
    if (entry + 12 > tiff.length) return undefined
    if (short(entry) === ORIENTATION) {
      const value = short(entry + 8)
      return value >= 1 && value <= 8 ? value : undefined
    }
  }
  return undefined
}

/** An Exif segment that says which way up, and nothing else. */
function orientationOnly(orientation: number): Buffer {
  const segment = Buffer.alloc(36)
  segment.writeUInt16BE(0xffe1, 0)
  segment.writeUInt16BE(34, 2)
  segment.write('Exif\0\0MM\0*', 4, 'latin1')
  segment.writeUInt32BE(8, 14)
  segment.writeUInt16BE(1, 18)
  segment.writeUInt16BE(ORIENTATION, 20)
  segment.writeUInt16BE(3, 22)
  segment.writeUInt32BE(1, 24)
  segment.writeUInt16BE(orientation, 28)
  return segment
}
