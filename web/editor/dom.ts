/** The parts of a page, made without ever reading HTML out of what people wrote. */

type Attribute = string | number | boolean | undefined
export type Child = Node | string | undefined

/** An element with its attributes and what is in it; `undefined` and `false` leave an attribute out. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    element.setAttribute(key, value === true ? '' : String(value))
  }
  element.append(...children.filter((child) => child !== undefined))
  return element
}

export function button(text: string, press: () => void, attributes: Readonly<Record<string, Attribute>> = {}) {
  const made = h('button', { type: 'button', class: 'redress-editor__button', ...attributes }, text)
  made.addEventListener('click', press)
  return made
}

/** For the ear alone. */
export const hidden = (text: string): HTMLElement => h('span', { class: 'govuk-visually-hidden' }, text)

/** An element of the page itself. @throws Error when the page has none: then page and script are not of one version. */
export function place(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`The page has no ${id}`)
  return found
}

/** Says something to those who listen, and shows it. */
export function say(text: string): void {
  place('editor-said').textContent = text
}
