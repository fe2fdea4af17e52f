import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'
import type { ExportFile } from '../engine/index.ts'

/** A file that is made while it is sent: text, or bytes. */
export type FileInPieces = Omit<ExportFile, 'pieces'> & { readonly pieces: AsyncIterable<string | Buffer> }

/**
 * Sends a file that is made while it is sent, no faster than it is taken. What goes wrong before its first piece is an answer
 * like any other; after that the connection breaks off, so that nobody takes half a file for the whole.
 */
export async function sendPieces(response: Response, { name, type, pieces }: FileInPieces): Promise<void> {
  const iterator = pieces[Symbol.asyncIterator]()
  const first = await iterator.next()
  response.attachment(name).type(type)
  response.set({ 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' })
  try {
    await pipeline(Readable.from(rest(first, iterator), { highWaterMark: 1 }), response)
  } catch (error) {
    // The reader has gone: that stands in the trail, and there is nobody to tell.
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) throw error
  }
}

async function* rest(
  first: IteratorResult<string | Buffer>,
  iterator: AsyncIterator<string | Buffer>,
): AsyncIterable<string | Buffer> {
  try {
    for (let next = first; next.done !== true; next = await iterator.next()) yield next.value
  } finally {
    await iterator.return?.()
  }
}
