import type { Request, Response } from 'express'
import { InvalidValueError, type Changed, type CommandOptions } from '../../engine/index.ts'

/** `If-Match: "<case version>"` and `Idempotency-Key`, as a command takes them. */
export function commandOptions(request: Request): CommandOptions {
  const key = request.get('idempotency-key')
  if (key !== undefined && !/^[\x21-\x7e]{1,200}$/.test(key)) throw new InvalidValueError('Idempotency-Key', key)
  const match = request.get('if-match')
  const version = match === undefined ? undefined : /^(?:W\/)?"(\d{1,9})"$/.exec(match)?.[1]
  if (match !== undefined && version === undefined) throw new InvalidValueError('If-Match', match)
  return {
    ...(key !== undefined && { idempotencyKey: key }),
    ...(version !== undefined && { expectedVersion: Number(version) }),
  }
}

/** Answers what a command did: the case, its new version (also as ETag), and the command's own result. */
export function answer(response: Response, { caseId, version, result }: Changed<object>, status = 200): void {
  response
    .status(status)
    .set('ETag', `"${version}"`)
    .json({ caseId, version, ...result })
}
