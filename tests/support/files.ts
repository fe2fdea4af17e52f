import { deflateSync } from 'node:zlib'

/*
 * Small files of each kind, made here so that none need be kept. Made-up content only.
 */

export const A_PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n', 'latin1')
export const A_TEXT = Buffer.from('My visits were cancelled three times. Señora Núñez knows. 💬\r\n', 'utf8')
export const A_PAGE = Buffer.from('<!doctype html><script>alert(1)</script><p>Hello', 'utf8')
export const A_DRAWING = Buffer.from(
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
)
export const A_PROGRAM = Buffer.concat([Buffer.from('MZ\x90\x00', 'latin1'), Buffer.alloc(400)])
/** The string that every scanner takes for a virus, in two halves so that none takes this file for one. */
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
  'latin1',
)

/** A picture of one white dot. */
export const A_PNG = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
  chunk('IDAT', deflateSync(Buffer.from([0, 255]))),
  chunk('IEND', Buffer.alloc(0)),
])

/** An archive of one empty file. */
export const A_ZIP = Buffer.concat([
  Buffer.from('PK\x03\x04\x0a\x00\x00\x00\x00\x00', 'latin1'),
  Buffer.alloc(16),
  Buffer.from('\x05\x00\x00\x00a.txt', 'latin1'),
])

/** A photograph that says, in Exif, which way up it stands (6) and where it was taken. */
export function aPhotograph(place = 'Taken at 1 Example Street'): Buffer {
  const entries = Buffer.alloc(2 + 12 * 2 + 4)
  entries.writeUInt16LE(2, 0)
  entries.writeUInt16LE(0x010e, 2)
  entries.writeUInt16LE(2, 4)
  entries.writeUInt32LE(place.length, 6)
  entries.writeUInt32LE(8 + entries.length, 10)
  entries.writeUInt16LE(0x0112, 14)
  entries.writeUInt16LE(3, 16)
  entries.writeUInt32LE(1, 18)
  entries.writeUInt16LE(6, 22)
  const exif = Buffer.concat([Buffer.from('Exif\0\0II*\0\x08\0\0\0', 'latin1'), entries, Buffer.from(place, 'latin1')])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, exif),
    segment(0xdb, Buffer.alloc(65, 1)),
    Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]),
  ])
}

function segment(sign: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, sign, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

function chunk(type: string, body: Buffer): Buffer {
  const whole = Buffer.alloc(12 + body.length)
  whole.writeUInt32BE(body.length, 0)
  whole.write(type, 4, 'latin1')
  body.copy(whole, 8)
  return whole
}
