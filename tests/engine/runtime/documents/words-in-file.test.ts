import { expect } from 'chai'
import PizZip from 'pizzip'
import { wordsInFile } from '../../../../engine/runtime/documents/words-in-file.ts'

/* The words of a file, for whoever looks for names in it: all of them or none, and never more than people can go through. */

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.text'

function zipped(texts: Readonly<Record<string, string>>, compression: 'DEFLATE' | 'STORE' = 'DEFLATE'): Buffer {
  const zip = new PizZip()
  for (const [name, text] of Object.entries(texts)) zip.file(name, text)
  return zip.generate({ type: 'nodebuffer', compression })
}

describe('the words in a file', () => {
  for (const [what, mediaType, content, words] of [
    [
      'a name that Word parted among runs',
      WORD,
      zipped({
        'word/document.xml':
          '<w:p><w:r><w:t>Zebe</w:t></w:r><w:r><w:rPr/><w:t xml:space="preserve">dee Quandary</w:t></w:r></w:p><w:p><w:t>Next<w:br/>line</w:t></w:p>',
      }),
      'Zebedee Quandary\nNext line',
    ],
    [
      'what was deleted, a header, a comment and the author',
      WORD,
      zipped(
        {
          'word/document.xml': '<w:p><w:del><w:delText>Ann</w:delText></w:del></w:p>',
          'word/header1.xml': '<w:p><w:t>Ben &amp; C&#233;line &#x1F600;</w:t></w:p>',
          'word/comments.xml': '<w:p><w:t>Dee</w:t></w:p>',
          'docProps/core.xml': '<dc:creator>Eve</dc:creator><cp:lastModifiedBy>Flo</cp:lastModifiedBy>',
          'word/styles.xml': '<w:t>none of it</w:t>',
        },
        'STORE',
      ),
      'Ann\nBen & Céline 😀\nDee\nEve\nFlo',
    ],
    [
      'an OpenDocument text',
      OPEN_DOCUMENT,
      zipped({ 'content.xml': '<text:h>One</text:h><text:p>Two<text:s/>three<text:tab/>four</text:p>' }),
      'One\nTwo three four',
    ],
    ['a PDF', 'application/pdf', Buffer.from('%PDF-1.7'), undefined],
    ['what only says that it is a Word file', WORD, Buffer.from('PK\u0003\u0004 and nothing'), undefined],
    ['a small file that holds a large one', WORD, zipped({ 'word/document.xml': 'a'.repeat(6_000_000) }), undefined],
    ['more than people can go through', WORD, zipped({ 'word/document.xml': 'a '.repeat(150_000) }), undefined],
  ] as const) {
    it(`are those of ${what}`, () => {
      expect(wordsInFile(content, mediaType)).to.equal(words)
    })
  }
})
