import type { Request } from 'express'
import type { FileInPieces } from '../../api/index.ts'
import type { Actor, CodeHolder, Instant, Permission } from '../../engine/index.ts'

/*
 * A page is a function from what was asked to what is answered. It sees neither express nor the session's store, so
 * that it can be tried without either.
 */

/** Who signed in. */
export interface SignedIn {
  readonly actor: Actor
  /** As it stands at the top of each page. */
  readonly name: string
}

/** Fields of a form or of an address: a field that came several times is a list. */
export type Fields = Readonly<Record<string, string | readonly string[] | undefined>>

/** What a session remembers between pages. Nothing in it names a child: ids, codes and drafts' ids, and words on drafts. */
export interface PageSession {
  /** The user, and the version of them under which the session began. */
  user?: { readonly id: string; readonly version: number }
  /** How they signed in, and when they last proved who they are. */
  signedInBy?: 'password' | 'provider'
  steppedUpAt?: Instant
  /** A complainant who gave the reference and the code. */
  complainant?: CodeHolder
  /** Where the browser wanted to go when it was asked to sign in, or to confirm who is there. */
  afterSignIn?: string
  afterConfirming?: string
  /** A comment on a draft that was written before that, and where: it is not written twice. */
  writtenBefore?: { readonly at: string; readonly comment: string; readonly decision: string }
  /** Said once, on the next page. */
  notice?: Notice
  [key: string]: unknown
}

/** A banner at the top of the next page. */
export interface Notice {
  readonly kind: 'success' | 'information'
  readonly title: string
  readonly text?: string
}

export interface Ask {
  readonly params: Readonly<Record<string, string>>
  readonly query: Fields
  readonly body: Fields
  readonly session: PageSession
  /** For uploads, and for streams. */
  readonly request: Request
}

/** An `Ask` of somebody who signed in. */
export interface StaffAsk extends Ask {
  readonly actor: Actor
  readonly user: SignedIn
}

/** A template with what it shows. */
export interface View {
  readonly kind: 'view'
  /** Below `web/views`, without `.njk`. */
  readonly template: string
  readonly status?: number
  readonly data: object
}

export interface Redirect {
  readonly kind: 'redirect'
  readonly to: string
  readonly notice?: Notice
}

export interface FileReply {
  readonly kind: 'file'
  readonly type: string
  /** With it the browser saves the file in place of showing it. */
  readonly name?: string
  readonly content: Buffer | string
  /** 200 when left out. */
  readonly status?: number
}

/** A file that is made while it is sent; the browser saves it. */
export interface PiecesReply {
  readonly kind: 'pieces'
  readonly file: FileInPieces
}

/** Text that goes on being sent while the reader stays. */
export interface StreamReply {
  readonly kind: 'stream'
  readonly type: string
  /** Begins; what it returns is called once the reader has gone. */
  readonly open: (write: (text: string) => void, end: () => void) => () => void
}

export type Reply = View | Redirect | FileReply | PiecesReply | StreamReply

export type Page<A extends Ask> = (ask: A) => Reply | Promise<Reply>

/** Who may come to a page at all; what they may see there is decided by the commands and queries that it asks. */
export type Door =
  /** Everybody, signed in or not. */
  | { readonly for: 'anyone' }
  /** A complainant with the reference and a one-time code, for their own case alone. */
  | { readonly for: 'complainant' }
  /** Users whose role has that permission. */
  | { readonly for: 'staff'; readonly permission: Permission }

/** @param status - 200 when left out. */
export function view(template: string, data: object, status?: number): View {
  return { kind: 'view', template, data, ...(status !== undefined && { status }) }
}

export function redirect(to: string, notice?: Notice): Redirect {
  return { kind: 'redirect', to, ...(notice !== undefined && { notice }) }
}

/** For a script of ours. @param status - 200 when left out. */
export function json(data: object, status = 200): FileReply {
  return { kind: 'file', type: 'application/json', content: JSON.stringify(data), status }
}

export function stream(type: string, open: StreamReply['open']): StreamReply {
  return { kind: 'stream', type, open }
}

/** The one value of a field, trimmed; of several the first; `''` when it is not there. */
export function field(fields: Fields, name: string): string {
  const value = fields[name]
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim()
}

/** All values of a field that may be ticked several times. */
export function fieldList(fields: Fields, name: string): readonly string[] {
  const value = fields[name]
  if (value === undefined || value === '') return []
  return typeof value === 'string' ? [value] : value
}
