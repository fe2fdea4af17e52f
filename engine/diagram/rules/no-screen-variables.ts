import { processesOf } from './reading/elements.ts'
import { expressionsOf, variablesIn } from './reading/expressions.ts'
import type { DiagramRule } from './rule.ts'

const OF_SCREENS =
  /^(direction|(is)?valid(ated)?|validation\w*|(current|next|previous)?(screen|page)(name)?|button\w*|clicked|back|forward|submitted)$/i

/** Going back and forth between pages, and checking answers, is the form's own business. */
export const noScreenVariables: DiagramRule = {
  id: 'no-screen-variables',
  about: 'Conditions ask about the case, not about screens and buttons.',
  check: (diagram) =>
    processesOf(diagram).flatMap((model) =>
      expressionsOf(model).flatMap(({ text, element, where }) =>
        variablesIn(text)
          .filter((name) => OF_SCREENS.test(name))
          .map((name) => ({
            element,
            message: `${where} decides by '${name}', which is about the screen and not about the case.`,
            remedy: 'Leave pages and checks to the form; decide by what the form records.',
          })),
      ),
    ),
}
