import { DEADLINE_RULES, differingCases, type Runtime, type StoredDifference } from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { sentence } from '../cases/words.ts'
import { countsOf, PAGE_SIZE, pageOf, pagesOf, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'

const PATH = '/audit/stored-deadlines'

/** `/audit/stored-deadlines`: cases of which a stored deadline is not what the facts give. */
export function addStoredDeadlinePages(area: Area, { runtime }: PageParts): void {
  area.staff('get', PATH, 'read-compliance', (ask) => listPage(runtime, ask))
}

async function listPage(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const page = pageOf(query)
  const { total, cases } = await differingCases(runtime, actor, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE })
  return view('audit/stored-deadlines', {
    counts: countsOf(page, cases.length, total),
    pages: pagesOf(PATH, query, page, total),
    rows: cases.map(({ caseId, judgedAt, differences }) => ({
      caseId,
      href: `/audit/cases/${caseId}#stored-deadlines`,
      judgedAt,
      differences: differenceViews(differences),
    })),
  })
}

const PLACES: Readonly<Record<StoredDifference['in'], string>> = {
  task: 'Day of a task',
  alarm: 'Reminder or last day that the service watches',
  case: 'List of time limits of the case',
}

export function differenceViews(differences: readonly StoredDifference[]) {
  return differences.map(({ in: place, rule, stored, computed }) => ({
    place: PLACES[place],
    title: sentence(DEADLINE_RULES.find(({ id }) => id === rule)?.title ?? rule),
    stored,
    computed,
  }))
}
