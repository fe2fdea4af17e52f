/** Longest address that SMTP lets through (RFC 5321 4.5.3.1.3 less the angle brackets). Octets and characters agree: ASCII only. */
const LONGEST = 254
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const LABEL = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/

/**
 * Whether `text` is one plain e-mail address, and nothing else.
 *
 * Refuses what mail programs read as more than one recipient or as another one: lists, groups, display names, quoted
 * local parts, comments, line breaks, addresses without a dot in the domain. Says nothing of whether it is in use.
 */
export function isEmailAddress(text: unknown): text is string {
  if (typeof text !== 'string' || text.length > LONGEST) return false
  const parts = text.split('@')
  const [local, domain] = parts
  if (parts.length !== 2 || local === undefined || domain === undefined) return false
  const labels = domain.split('.')
  return local.length <= 64 && LOCAL.test(local) && labels.length > 1 && labels.every((label) => LABEL.test(label))
}
