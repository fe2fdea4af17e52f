import PizZip from 'pizzip'
import { mkdirSync, writeFileSync } from 'node:fs'

/*
 * Makes the two Word files that letters are printed with, as a start: `processes/letters/`. A council then edits them in
 * Word. Run it by hand; nothing depends on it.
 */

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

function paragraph(text: string, style = 'Normal'): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
}

/** @param halfPoints - twice the size of the letters */
export function makeLetterDocx(halfPoints: number, body?: string): Buffer {
  const zip = new PizZip()
  zip.file(
    '[Content_Types].xml',
    `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
  )
  zip.file(
    '_rels/.rels',
    `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
  )
  zip.file(
    'docProps/core.xml',
    `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Letter</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>`,
  )
  zip.file(
    'word/_rels/document.xml.rels',
    `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
  )
  const style = (id: string, name: string, more = '') =>
    `<w:style w:type="paragraph"${id === 'Normal' ? ' w:default="1"' : ''} w:styleId="${id}"><w:name w:val="${name}"/>${id === 'Normal' ? '' : '<w:basedOn w:val="Normal"/>'}<w:qFormat/>${more}</w:style>`
  zip.file(
    'word/styles.xml',
    `${HEAD}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="200" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>${style('Normal', 'Normal')}${style('Letterhead', 'Letterhead', '<w:pPr><w:spacing w:after="0"/><w:jc w:val="right"/></w:pPr>')}${style('Address', 'Address', '<w:pPr><w:spacing w:after="0"/></w:pPr>')}${style('Reference', 'Reference', '<w:pPr><w:spacing w:before="300" w:after="300"/></w:pPr><w:rPr><w:b/></w:rPr>')}</w:styles>`,
  )
  const words =
    body ??
    [
      paragraph('{#letterhead}', 'Letterhead'),
      paragraph('{text}', 'Letterhead'),
      paragraph('{/letterhead}', 'Letterhead'),
      paragraph('{#address}', 'Address'),
      paragraph('{text}', 'Address'),
      paragraph('{/address}', 'Address'),
      paragraph(''),
      paragraph('{date}'),
      paragraph('Our reference: {reference}', 'Reference'),
      paragraph('{#paragraphs}'),
      paragraph('{text}'),
      paragraph('{/paragraphs}'),
    ].join('')
  zip.file(
    'word/document.xml',
    `${HEAD}<w:document ${W}><w:body>${words}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1304" w:bottom="1134" w:left="1304" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>`,
  )
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' })
}

export { paragraph as wordParagraph }

if (process.argv[1]?.endsWith('make-letter-docx.ts') === true) {
  mkdirSync('processes/letters', { recursive: true })
  writeFileSync('processes/letters/letter.docx', makeLetterDocx(24))
  writeFileSync('processes/letters/letter.large-print.docx', makeLetterDocx(36))
}
