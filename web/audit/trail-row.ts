import { mayDo, NotFoundError, trailRow, type Runtime, type TrailRowView } from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { inWords, sentence } from '../cases/words.ts'
import { view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { dataInWords, typeInWords, whoInWords } from './trail-words.ts'

/** `/audit/trail/rows/:seq`: one row, what it says, and what binds it to the others. */
export function addTrailRowPage(area: Area, { runtime }: PageParts): void {
  area.staff('get', '/audit/trail/rows/:seq', 'read-history', (ask) => rowPage(runtime, ask))
}

async function rowPage(runtime: Runtime, { actor, params }: StaffAsk): Promise<Reply> {
  const seq = params['seq'] ?? ''
  if (!/^[1-9]\d{0,14}$/.test(seq)) throw new NotFoundError('row', seq)
  const row = await trailRow(runtime, actor, Number(seq))
  const { data = {} } = JSON.parse(row.body) as { readonly data?: Readonly<Record<string, unknown>> }
  const at = (n: number) => (n >= 1 && n <= row.rows ? `/audit/trail/rows/${n}` : undefined)
  return view('audit/trail-row', {
    row,
    who: whoInWords(row.actor, row.role, row.name),
    role: inWords(row.role),
    what: typeInWords(row.type),
    step: row.element === undefined ? undefined : sentence(row.element.replaceAll(/[_-]/g, ' ')),
    outcome: row.outcome === undefined ? undefined : inWords(row.outcome),
    data: dataInWords(data),
    isFirst: row.seq === 1,
    isFirstOfCase: row.caseSeq === 1,
    before: at(row.seq - 1),
    after: at(row.seq + 1),
    wordsSaid: WORDS[row.words],
    mayVerify: mayDo(actor, 'verify-audit'),
  })
}

const WORDS: Readonly<Record<TrailRowView['words'], string>> = {
  none: 'Nothing was said with it in the words of a person.',
  kept: 'Something was said with it in the words of a person. It is kept apart, so that it can be erased, and not shown here.',
  erased:
    'Something was said with it in the words of a person, and has been erased since. The row proves that it was there, and is whole without it.',
}
