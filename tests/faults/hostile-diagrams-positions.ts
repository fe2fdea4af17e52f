/** A place in a file that holds words, and the file with other words there. */
export interface Position {
  /** `redress:deadline rule`, `documentation`, `/x-redress/records/0/fact`, `adult 1`. */
  readonly name: string
  readonly put: (words: string) => string
}

const ATTRIBUTE = /\s([\w:]+)="([^"]*)"/g
const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign)
}

/** Every attribute and every text of an XML file, declarations of namespaces left out. */
export function positionsInXml(xml: string): readonly Position[] {
  const found: Position[] = []
  const at = (name: string, from: number, length: number): Position => ({
    name,
    put: (words) => xml.slice(0, from) + escaped(words) + xml.slice(from + length),
  })
  for (const tag of xml.matchAll(/<([\w:]+)((?:\s+[\w:]+="[^"]*")*)\s*\/?>([^<]*)/g)) {
    const [, element = '', attributes = '', text = ''] = tag
    const begin = tag.index + 1 + element.length
    for (const attribute of attributes.matchAll(ATTRIBUTE)) {
      const [whole, name = '', value = ''] = attribute
      if (name === 'xmlns' || name.startsWith('xmlns:')) continue
      found.push(at(`${element} ${name}`, begin + attribute.index + whole.length - 1 - value.length, value.length))
    }
    if (text.trim() !== '') found.push(at(element, tag.index + tag[0].length - text.length, text.length))
  }
  return found
}

/** Every text and every key of a JSON file. */
export function positionsInJson(json: string): readonly Position[] {
  const root: unknown = JSON.parse(json)
  const found: Position[] = []
  const walk = (value: unknown, at: string, replace: (inner: unknown) => unknown): void => {
    if (typeof value === 'string') found.push({ name: at, put: (words) => JSON.stringify(replace(words)) })
    if (Array.isArray(value)) {
      for (const [index, inner] of value.entries())
        walk(inner, `${at}/${index}`, (put) => replace(value.with(index, put)))
    } else if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value)
      for (const [index, [key, inner]] of entries.entries()) {
        const put = (entry: readonly [string, unknown]) => replace(Object.fromEntries(entries.with(index, [...entry])))
        found.push({ name: `${at}/${key} (its name)`, put: (words) => JSON.stringify(put([words, inner])) })
        walk(inner, `${at}/${key}`, (changed) => put([key, changed]))
      }
    }
  }
  walk(root, '', (value) => value)
  return found
}

/** Every line of a letter that says something: a setting's value, a setting's name, the words of a paragraph. */
export function positionsInLetter(letter: string): readonly Position[] {
  const lines = letter.split('\n')
  return lines.flatMap((line, index) => {
    if (line.trim() === '' || line === '---') return []
    const put = (words: string) => lines.with(index, words).join('\n')
    const [, key] = /^([\w-]+): /.exec(line) ?? []
    return [
      { name: line, put },
      ...(key === undefined ? [] : [{ name: key, put: (words: string) => put(`${key}: ${words}`) }]),
    ]
  })
}
