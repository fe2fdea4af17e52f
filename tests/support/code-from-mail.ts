import type { Mail } from './at-work.ts'

/** The code in the newest letter of a mailbox. */
export function codeFrom(mails: readonly Mail[]): string {
  const code = /\b\d{4} ?\d{4}\b/.exec(mails.at(-1)?.text ?? '')?.[0]
  if (code === undefined) throw new Error(`There is no code in ${JSON.stringify(mails.at(-1))}`)
  return code
}
