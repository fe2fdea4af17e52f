import type { Diagram } from '../procedure-model.ts'
import { named, nodesOf, processesOf } from './reading/elements.ts'
import { expressionsOf } from './reading/expressions.ts'
import type { DiagramRule } from './rule.ts'

const LITERALS = [
  { what: 'an identifier of another system', form: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i },
  { what: 'an e-mail address', form: /[^\s"'<>@]+@[^\s"'<>@]+\.[a-z]{2,}/i },
  { what: 'a web address', form: /https?:\/\/\S+/i },
]

/** Teams, templates and addresses change without the procedure changing: a diagram names them by code. */
export const noLiteralAddresses: DiagramRule = {
  id: 'no-literal-addresses',
  about: 'Teams, templates and addresses are named by a code, never written into a diagram.',
  check: (diagram) =>
    textsOf(diagram).flatMap(({ element, where, text }) =>
      LITERALS.flatMap(({ what, form }) => {
        const [found] = form.exec(text) ?? []
        if (found === undefined) return []
        return [
          {
            element,
            message: `${where} holds ${what}: ${found}.`,
            remedy: 'Use the code of the role, letter or partner; the council’s settings say what stands behind it.',
          },
        ]
      }),
    ),
}

function textsOf(
  diagram: Diagram,
): readonly { readonly element: string; readonly where: string; readonly text: string }[] {
  const ofNodes = nodesOf(diagram).flatMap((node) => {
    const { role, form, action, parameters } = node.redress
    return [role, form, action, ...Object.values(parameters ?? {})].map((text) => ({
      element: node.id,
      where: named(node),
      text: text ?? '',
    }))
  })
  return [...ofNodes, ...processesOf(diagram).flatMap(expressionsOf)]
}
