import { createHmac } from 'node:crypto'

/** First part of what is worked over, so that the key that also signs partners' links never gives one of these. */
const PURPOSE = 'redress-secret-1'

/** Works out a secret for a purpose from the council's key: HMAC-SHA256. */
export function secretsFrom(key: string): (purpose: string) => Buffer {
  return (purpose) => createHmac('sha256', key).update(`${PURPOSE}.${purpose}`).digest()
}
