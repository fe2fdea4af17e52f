import type { Council } from './council.ts'
import { refused, type Refusal } from './refusal.ts'

/**
 * Why somebody may not sign a response to an adult; undefined where they may. The responsible person signs, or somebody
 * to whom the council has delegated it (SI 2009/309 regs 4, 14(2)). A council that has named nobody is asked nothing.
 */
export function whyMayNotSign({ signatories }: Pick<Council, 'signatories'>, signatory: string): Refusal | undefined {
  if (signatories === undefined || signatories.some(({ id }) => id === signatory)) return undefined
  const named = signatories.map(({ id, title }) => `${title} (${id})`).join(', ')
  return refused('not-a-signatory', `${signatory} may not sign for the council. These may: ${named}`)
}
