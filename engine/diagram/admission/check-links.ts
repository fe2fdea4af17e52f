import type { EventNode, ProcedureModel } from '../procedure-model.ts'
import { refusal, repeated, type Remark } from './remark.ts'

/** Link events: every throw has one catch of its name in its own scope. */
export function checkLinks(model: ProcedureModel): readonly Remark[] {
  const links = [...model.nodes.values()].flatMap((node) =>
    'event' in node && node.event.kind === 'link' && node.event.link !== '' ? [{ node, name: node.event.link }] : [],
  )
  const keyOf = ({ node, name }: { readonly node: EventNode; readonly name: string }) => `${node.scope} ${name}`
  const throws = links.filter(({ node }) => node.type === 'intermediateThrowEvent')
  const catches = links.filter(({ node }) => node.type === 'intermediateCatchEvent')
  const thrown = new Set(throws.map(keyOf))
  const caught = new Set(catches.map(keyOf))
  return [
    ...throws
      .filter((link) => !caught.has(keyOf(link)))
      .map(({ node, name }) => {
        const message = `No link event catches '${name}' in the same process or sub-process.`
        return refusal(node.id, 'dangling-link', message, 'Draw a catching link event of that name.')
      }),
    ...catches
      .filter((link) => !thrown.has(keyOf(link)))
      .map(({ node, name }) => {
        const message = `No link event throws '${name}' in the same process or sub-process.`
        return refusal(
          node.id,
          'dangling-link',
          message,
          'Draw a throwing link event of that name, or delete this one.',
        )
      }),
    ...repeated(catches, keyOf).map(({ node, name }) => {
      const message = `Another link event catches '${name}' too.`
      return refusal(node.id, 'same-event-twice', message, 'Keep one catching link event of that name.')
    }),
    ...throws
      .filter(({ node }) => node.outgoing.length > 0)
      .map(({ node }) =>
        refusal(node.id, 'flow-out-of-link', 'A flow leaves a throwing link event.', 'Delete the flow.'),
      ),
    ...catches
      .filter(({ node }) => node.incoming.length > 0)
      .map(({ node }) =>
        refusal(node.id, 'flow-into-link', 'A flow leads into a catching link event.', 'Delete the flow.'),
      ),
  ]
}
