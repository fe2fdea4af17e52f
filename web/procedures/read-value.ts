import { isLocalDate } from '../../engine/index.ts'

/** What somebody wrote, as a value of that type; undefined where it is none, or nothing was written. */
export function readValue(type: string, text: string): string | number | boolean | undefined {
  switch (type) {
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined
    case 'date':
      return isLocalDate(text) ? text : undefined
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined
    default:
      return text === '' ? undefined : text
  }
}
