/*
 * XML 1.0 as text. Whatever somebody wrote, the file is well-formed: a character that a document cannot hold, or should not,
 * comes out as U+FFFD.
 */

/** Control characters, half surrogates, and two that are no characters. */
const NOT_XML = /(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A parser would read them as spaces.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** The text as it stands between the quotation marks of an attribute. */
export function attributeText(text: string): string {
  return text.replaceAll(NOT_XML, '\uFFFD').replaceAll(/[&<>"\t\n\r]/g, (sign) => ESCAPED[sign] ?? sign)
}

/** `<name key="value">`, or `<name key="value"/>`; what is undefined is left out. */
export function tag(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  close: 'open' | 'empty' = 'empty',
): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${attributeText(value)}"`],
  )
  return `<${name}${written.join('')}${close === 'empty' ? '/' : ''}>`
}
