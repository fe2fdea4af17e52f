import { isGateway, named, nodesOf } from './reading/elements.ts'
import type { DiagramRule } from './rule.ts'

/** A gateway with several ways in and several out reads as one thing and does two. */
export const noGatewayJoinsAndForks: DiagramRule = {
  id: 'no-gateway-joins-and-forks',
  about: 'A gateway either brings ways together or parts them, not both.',
  check: (diagram) =>
    nodesOf(diagram)
      .filter((node) => isGateway(node) && node.incoming.length > 1 && node.outgoing.length > 1)
      .map((node) => ({
        element: node.id,
        message: `${named(node)} brings ${node.incoming.length} ways together and parts ${node.outgoing.length}.`,
        remedy: 'Draw two gateways: one that joins, and after it one that asks.',
      })),
}
