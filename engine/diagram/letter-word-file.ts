import type { Finding } from './finding.ts'
import type { LetterFile } from './letter-file.ts'
import { PAPER_GAPS, type WordFileReader } from './letter-template.ts'

/** Puts to each letter the Word file of its name (`letters/<id>.docx`), where there is one and it can be used. */
export function withWordFiles(
  letters: readonly LetterFile[],
  files: readonly { readonly path: string; readonly text: string }[],
  read: WordFileReader | undefined,
  folder: string,
): { readonly letters: readonly LetterFile[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const report = (path: string, message: string, remedy: string) => {
    findings.push({
      file: `${folder}${path}`,
      element: '/',
      rule: 'admission/bad-letter',
      level: 'error',
      message,
      remedy,
    })
  }
  for (const { path } of files) {
    if (letters.some((letter) => nameOf(letter.path) === nameOf(path))) continue
    report(path, 'There is no letter of that name.', `Write ${nameOf(path)}.txt, or delete the Word file.`)
  }
  const all = letters.map((file): LetterFile => {
    const word = files.find(({ path }) => nameOf(path) === nameOf(file.path))
    if (!word || !read) return file
    const { gaps, sections, fault } = read(word.text)
    if (fault !== undefined) {
      report(word.path, `It cannot be used as a letter: ${fault}.`, 'Correct it in Word, and save it as .docx.')
      return file
    }
    const own = (name: string) => !PAPER_GAPS.includes(name)
    const wordFile = { gaps: gaps.filter(own), sections: sections.filter(own) }
    return { ...file, letter: { ...file.letter, wordFile }, wordFile: word.text }
  })
  return { letters: all, findings }
}

function nameOf(path: string): string {
  return path.replace(/\.(txt|docx)$/, '')
}
