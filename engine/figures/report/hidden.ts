import type { ReportContent } from './content.ts'
import type { Edition } from './document.ts'

/**
 * Ids of the figures that an edition leaves out: so small that they could show somebody, or that would give those away.
 * What people said of themselves is left out of the internal edition too: nobody needs to know it of one of them.
 */
export function hiddenIn({ withheld }: Pick<ReportContent, 'withheld'>, edition: Edition): ReadonlySet<string> {
  return new Set(edition === 'public' ? withheld : withheld.filter((id) => id.startsWith('people.')))
}
