/** The longest address and the longest left half that RFC 5321 (4.5.3.1) lets through. Octets and characters agree: ASCII only. */
const MAX_ADDRESS = 254
const MAX_LOCAL = 64

const LOCAL = /^[A-Za-z0-9_'+&=~#$*^{}/-]+(\.[A-Za-z0-9_'+&=~#$*^{}/-]+)*$/
const LABEL = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/
const TOP_LABEL = /^([A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,59})$/

/**
 * Whether `text` is exactly one plain address, `name@example.org`, and nothing else. Says nothing of whether it is in use.
 *
 * Asked wherever an address comes in, and once more before anything is sent to it. Much stricter than the standard, since
 * whatever a mail server reads otherwise than we do goes to a stranger: no list, group, display name, comment, quoted left
 * half, route (`%`, `!`), encoded word or query (`?`), address literal, letter beyond ASCII, space or line break. Quotation
 * marks, `|` and the backtick are out; the apostrophe of O'Brien is in.
 */
export function isEmailAddress(text: unknown): text is string {
  if (typeof text !== 'string' || text.length > MAX_ADDRESS) return false
  const [local, domain, ...more] = text.split('@')
  if (local === undefined || domain === undefined || more.length > 0) return false
  if (local.length > MAX_LOCAL || /^[-']/.test(local) || !LOCAL.test(local)) return false
  const labels = domain.split('.')
  return labels.length >= 2 && labels.every((label) => LABEL.test(label)) && TOP_LABEL.test(labels.at(-1) ?? '')
}
