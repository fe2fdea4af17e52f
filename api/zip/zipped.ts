import { PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Instant } from '../../engine/index.ts'

/** One file of an archive. Its content is asked for when its turn comes, so that one of them is held at a time. */
export interface ZippedFile {
  /** With `/` between folders. */
  readonly name: string
  readonly content: () => Promise<Buffer>
  /** Left out for what is packed already: a picture, a PDF. */
  readonly pack?: boolean
}

/** An archive that is made while it is read, file after file; the same files at the same moment give the same bytes. */
export async function* zipped(files: readonly ZippedFile[], at: Instant): AsyncIterable<Buffer> {
  const zip = new ZipFile()
  const made = zip.outputStream.pipe(new PassThrough())
  zip.on('error', (error: Error) => made.destroy(error))
  const mtime = new Date(at)
  for (const { name, content, pack = false } of files) {
    zip.addReadStreamLazy(name, { mtime, compress: pack, forceDosTimestamp: true }, (give) => {
      content().then(
        (bytes) => {
          give(undefined, Readable.from([bytes]))
        },
        (error: unknown) => {
          give(error, Readable.from([]))
        },
      )
    })
  }
  zip.end()
  for await (const piece of made) yield piece as Buffer
}
