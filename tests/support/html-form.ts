/*
 * A form in a page, as a browser without scripts sees it: what it would post, its labels, its ids. It reads the markup
 * that our templates write, not any HTML.
 */

export interface HtmlControl {
  readonly tag: 'input' | 'select' | 'textarea' | 'button'
  readonly type: string
  readonly id: string
  readonly name: string
  readonly value: string
  readonly chosen: boolean
}

/** Every control of the page, in its order. */
export function controlsIn(html: string): readonly HtmlControl[] {
  const found = [...html.matchAll(/<(input|select|textarea|button)\b([^>]*)>/g)]
  return found.flatMap((match): readonly HtmlControl[] => {
    const [whole, tag = '', attributes = ''] = match
    const after = html.slice(match.index + whole.length)
    const given = (name: string) => unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '')
    const common = { id: given('id'), name: given('name'), type: given('type') }
    switch (tag) {
      case 'select': {
        const options = after.slice(0, after.indexOf('</select>'))
        const chosen = /<option value="([^"]*)"[^>]*\bselected/.exec(options) ?? /<option value="([^"]*)"/.exec(options)
        return [{ ...common, tag, value: unescaped(chosen?.[1] ?? ''), chosen: true }]
      }
      case 'textarea':
        return [{ ...common, tag, value: unescaped(after.slice(0, after.indexOf('</textarea>'))), chosen: true }]
      case 'button':
        return [{ ...common, tag, value: given('value'), chosen: false }]
      default: {
        const isBox = common.type === 'radio' || common.type === 'checkbox'
        const chosen = !isBox || /\bchecked\b/.test(attributes)
        return [{ ...common, tag: 'input', value: given('value'), chosen }]
      }
    }
  })
}

/** What a browser would post of the page; without its buttons. Names that come several times are lists. */
export function wouldPost(html: string): Record<string, string | readonly string[]> {
  const posted: Record<string, string | readonly string[]> = {}
  for (const { tag, name, value, chosen } of controlsIn(html)) {
    if (tag === 'button' || !chosen || name === '') continue
    const sent = tag === 'textarea' ? value.replaceAll('\n', '\r\n') : value
    const earlier = posted[name]
    posted[name] = earlier === undefined ? sent : [...[earlier].flat(), sent]
  }
  return posted
}

/** Ids that stand in the page more than once. */
export function doubleIds(html: string): readonly string[] {
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id)
  return ids.filter((id, index) => ids.indexOf(id) !== index)
}

/** Controls that people fill in and that no label names. */
export function withoutLabel(html: string): readonly string[] {
  const labelled = [...html.matchAll(/<label\b[^>]*\bfor="([^"]+)"/g)].map(([, id = '']) => id)
  return controlsIn(html)
    .filter(({ tag, type }) => tag !== 'button' && type !== 'hidden')
    .filter(({ id }) => labelled.filter((each) => each === id).length !== 1)
    .map(({ id, name }) => id || name)
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
