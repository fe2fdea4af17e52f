import { cleanFileName } from '../documents/file-name.ts'
import { typeOf } from '../documents/media-type.ts'

/** Why a file would not be taken, as the end of a sentence about it; undefined when it would be. */
export async function fileFault(content: Buffer, fileName: string): Promise<string | undefined> {
  const found = await typeOf(content, cleanFileName(fileName))
  return found.kind === 'refused' ? found.reason : undefined
}
