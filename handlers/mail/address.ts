/** The longest address and the longest left half that RFC 5321 (4.5.3.1) lets through. */
const MAX_ADDRESS = 254
const MAX_LOCAL = 64

/**
 * One plain address: `name@example.org`. Much stricter than the standard, since whatever a mail server reads otherwise
 * than we do goes to a stranger: no list, group, display name, comment, quoted left half, route (`%`, `!`), address
 * literal, letter beyond ASCII, space or line break. Quotation marks, `|` and the backtick are out; the apostrophe of
 * O'Brien is in.
 */
const LOCAL = /^[A-Za-z0-9_'+&=~#$*?^{}/-]+(\.[A-Za-z0-9_'+&=~#$*?^{}/-]+)*$/
const LABEL = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/
const TOP_LABEL = /^([A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,59})$/

/** Whether `text` is exactly one address to which we are ready to write. */
export function isOneAddress(text: string): boolean {
  if (text.length > MAX_ADDRESS) return false
  const [local, domain, ...more] = text.split('@')
  if (local === undefined || domain === undefined || more.length > 0) return false
  if (local.length > MAX_LOCAL || /^[-']/.test(local) || !LOCAL.test(local)) return false
  const labels = domain.split('.')
  return labels.length >= 2 && labels.every((label) => LABEL.test(label)) && TOP_LABEL.test(labels.at(-1) ?? '')
}
