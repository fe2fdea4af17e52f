import { answerContent, keepAnswerFiles, type Actor, type AnswerFile, type Runtime } from '../../engine/index.ts'
import type { Config } from '../config.ts'
import { NoBrowserError, printPdf } from '../pdf/index.ts'
import { answerHtml } from './answer-html.ts'

/** The files of an answer, and why there is no PDF among them where there is none. */
export interface MadeAnswer {
  readonly files: readonly AnswerFile[]
  readonly noPdf?: string
}

/** Makes the files of a signed answer: as HTML, as a tagged PDF, and the documents that go with it. @throws as `answerContent`. */
export async function makeAnswer(
  runtime: Runtime,
  { pdfBrowser }: Pick<Config, 'pdfBrowser'>,
  actor: Actor,
  id: string,
): Promise<MadeAnswer> {
  const { contents, ...content } = await answerContent(runtime, actor, id)
  const html = answerHtml(content)
  const printed = await printedFrom(html, pdfBrowser, content.madeAt)
  const files = await keepAnswerFiles(runtime, actor, id, [
    { name: `${id}.html`, mediaType: 'text/html; charset=utf-8', content: Buffer.from(html, 'utf8') },
    ...('pdf' in printed ? [{ name: `${id}.pdf`, mediaType: 'application/pdf', content: printed.pdf }] : []),
    ...contents.map(({ file, content: bytes }) => ({ name: file.name, mediaType: file.mediaType, content: bytes })),
  ])
  return { files, ...('noPdf' in printed && { noPdf: printed.noPdf }) }
}

async function printedFrom(
  html: string,
  browser: string | undefined,
  madeAt: string,
): Promise<{ readonly pdf: Buffer } | { readonly noPdf: string }> {
  try {
    return { pdf: await printPdf(html, { browser, madeAt: madeAt.replaceAll(/\D/g, '').slice(0, 14) }) }
  } catch (error) {
    if (!(error instanceof NoBrowserError)) throw error
    return { noPdf: error.message }
  }
}
