/** SVG as text: attributes only, every value escaped. Styles and scripts have no place in it. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

/** An element. Children are SVG already; text goes through `text`. */
export function tag(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const own = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => ` ${key}="${escaped(typeof value === 'number' ? short(value) : (value ?? ''))}"`)
    .join('')
  return children.length === 0 ? `<${name}${own}/>` : `<${name}${own}>${children.join('')}</${name}>`
}

/** What `tag` takes as a child, from a text that anybody may have written. */
export function escaped(value: string): string {
  return value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** A number without more digits than a drawing shows. */
export function short(value: number): string {
  return String(Math.round(value * 10) / 10)
}
