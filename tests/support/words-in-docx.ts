import PizZip from 'pizzip'

/** The paragraphs of a Word file, as a reader sees them; a line break is `\n`. */
export function wordsIn(docx: Buffer): readonly string[] {
  const xml = new PizZip(docx).file('word/document.xml')?.asText() ?? ''
  return [...xml.matchAll(/<w:p>.*?<\/w:p>|<w:p\s.*?<\/w:p>/gs)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<w:br\/>/g)]
      .map(([whole, text]) => (whole === '<w:br/>' ? '\n' : unescaped(text ?? '')))
      .join(''),
  )
}

/** Half-points of the letters, as the styles give them. */
export function sizeIn(docx: Buffer): number {
  const xml = new PizZip(docx).file('word/styles.xml')?.asText() ?? ''
  return Number(/<w:sz w:val="(\d+)"/.exec(xml)?.[1])
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}
