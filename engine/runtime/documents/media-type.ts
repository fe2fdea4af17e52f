import { fileTypeFromBuffer } from 'file-type'
import { endingOf } from './file-name.ts'

/** Kinds of files that are taken, by what they hold, each with the endings that its name may have. */
const TAKEN: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'application/rtf': ['rtf'],
  'application/x-cfb': ['doc', 'xls', 'ppt', 'msg'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'application/vnd.oasis.opendocument.presentation': ['odp'],
  'application/zip': ['zip'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/tiff': ['tif', 'tiff'],
  'image/bmp': ['bmp'],
  'image/heic': ['heic', 'heif'],
  'image/heif': ['heif', 'heic'],
  'image/avif': ['avif'],
  'audio/mpeg': ['mp3'],
  'audio/wav': ['wav'],
  'audio/ogg': ['ogg', 'oga'],
  'audio/aac': ['aac'],
  'audio/amr': ['amr'],
  'audio/x-m4a': ['m4a'],
  'video/mp4': ['mp4', 'm4v', 'm4a'],
  'video/quicktime': ['mov'],
  'video/webm': ['webm'],
  'video/3gpp': ['3gp'],
}

/** Text of whatever kind, a web page or a drawing in XML included: it is never shown, only saved. */
const TEXT = 'text/plain'
const TEXT_ENDINGS: readonly string[] = [
  'txt',
  'text',
  'csv',
  'md',
  'log',
  'eml',
  'ics',
  'vcf',
  'html',
  'htm',
  'xml',
  'json',
  'svg',
]

/** Endings by which a press on the saved file runs it, whatever it seems to hold. */
const RUNS: ReadonlySet<string> = new Set(
  'app apk bat bin cmd com cpl dll dmg exe gadget hta inf iso jar js jse lnk mjs msc msi msp pif ps1 psm1 py reg scf scr sh sys url vb vbe vbs wsf wsh docm dotm xlsm xltm xlam pptm'.split(
    ' ',
  ),
)

export type FoundType =
  | { readonly kind: 'taken'; readonly mediaType: string; readonly fileName: string }
  | { readonly kind: 'refused'; readonly reason: string }

/**
 * What a file is, by its content; its name is not believed. One whose ending says something else gets the right ending
 * after it. Archives are not unpacked.
 */
export async function typeOf(content: Buffer, fileName: string): Promise<FoundType> {
  const ending = endingOf(fileName)
  if (content.length === 0) return refused('is empty')
  if (RUNS.has(ending)) return refused(`is a file that runs (.${ending}); send a document, a picture or a recording`)
  const mediaType = await lookedAt(content)
  const endings = mediaType === TEXT ? TEXT_ENDINGS : TAKEN[mediaType ?? '']
  if (mediaType === undefined || endings === undefined) {
    return refused('is of a kind that is not taken; send a PDF, a Word document, a picture, a recording or plain text')
  }
  const named = endings.includes(ending) ? fileName : `${fileName}.${endings[0] ?? 'txt'}`
  return { kind: 'taken', mediaType, fileName: named }
}

async function lookedAt(content: Buffer): Promise<string | undefined> {
  // By its first two bytes it could be the middle of a sound recording.
  if (isWideText(content)) return TEXT
  const found = (await fileTypeFromBuffer(content).catch(() => undefined))?.mime.replace(/;.*$/, '')
  if (found === undefined || found === 'application/xml') return isText(content) ? TEXT : undefined
  return found
}

/** Letters and line ends only, in UTF-8 or in the letters of Windows. */
function isText(content: Buffer): boolean {
  for (const byte of content) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127) return false
  return true
}

/** Letters and line ends of two bytes each, as the mark at their start says. */
function isWideText(content: Buffer): boolean {
  const mark = content.toString('latin1', 0, 2)
  if ((mark !== '\xff\xfe' && mark !== '\xfe\xff') || content.length % 2 === 1) return false
  const [high, low] = mark === '\xff\xfe' ? [1, 0] : [0, 1]
  for (let at = 2; at < content.length; at += 2) {
    const byte = content[at + low] ?? 0
    if (content[at + high] === 0 && (byte < 9 || (byte > 13 && byte < 32))) return false
  }
  return true
}

function refused(reason: string): FoundType {
  return { kind: 'refused', reason }
}
