/** Signs that show nothing, or turn the direction of what follows, so that `exe.pdf` reads as something else. */
const MISLEADING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu
/** Signs that some file system forbids. */
const FORBIDDEN = /[<>:"|?*]/g
/** Names of devices: by whatever ending, Windows opens the device in place of the file. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)/i
const MAX_LENGTH = 120

/** A name under which the file can be saved anywhere: no folders, no signs that mislead, not too long. Never empty. */
export function cleanFileName(sent: string): string {
  const bare = sent.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = bare
    .replace(MISLEADING, '')
    .replace(FORBIDDEN, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  if (clean === '') return 'file'
  return DEVICE.test(clean) ? shortened(`_${clean}`) : shortened(clean)
}

function shortened(clean: string): string {
  const ending = endingOf(clean)
  const signs = Array.from(clean)
  if (signs.length <= MAX_LENGTH) return clean
  return ending === ''
    ? signs.slice(0, MAX_LENGTH).join('')
    : `${signs.slice(0, MAX_LENGTH - ending.length - 1).join('')}.${ending}`
}

/** `pdf`, in small letters; `''` where the name has none. */
export function endingOf(fileName: string): string {
  const ending = /\.([^.\s]{1,12})$/.exec(fileName)?.[1] ?? ''
  return ending.toLowerCase()
}
