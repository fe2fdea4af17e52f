import { titleOf } from '../in-words.ts'
import type { LearningPoint } from './content.ts'
import type { Block } from './document.ts'
import { paragraph, type Writer } from './writer.ts'

/** More points than that are no summary: those that most cases taught are shown. */
const MOST = 25

const ABOUT: Readonly<Record<LearningPoint['about'], string>> = {
  adult: 'about adult social care',
  children: 'about services for children',
  other: 'about anything else',
}

/**
 * Area and learning point, as the learning tables of the reports have it. What was written in cases may name somebody,
 * so the public edition has the numbers alone and what the authors of the report wrote.
 */
export function learningTable({ content, edition }: Writer, about: LearningPoint['about']): Block {
  const points = content.learning.filter((point) => point.about === about)
  if (points.length === 0) return paragraph(`No learning from complaints ${ABOUT[about]} was recorded in the period.`)
  if (edition === 'public') {
    return paragraph(
      'What single complaints taught is in the internal edition; the learning that is made public is written below.',
    )
  }
  const shown = [...points]
    .sort((a, b) => b.cases - a.cases || compare(a.area, b.area) || compare(a.text, b.text))
    .slice(0, MOST)
  const left = points.length - shown.length
  return {
    kind: 'table',
    id: `table-learning-${about}`,
    caption: `What complaints ${ABOUT[about]} taught, as recorded in cases`,
    columns: [
      { heading: 'Area', numeric: false },
      { heading: 'Learning point', numeric: false },
      { heading: 'Cause', numeric: false },
      { heading: 'Cases', numeric: true },
    ],
    rows: [...shown]
      .sort((a, b) => compare(titleOf(a.area), titleOf(b.area)) || b.cases - a.cases || compare(a.text, b.text))
      .map(({ area, text, rootCause, cases }) => [
        { text: titleOf(area) },
        { text },
        { text: titleOf(rootCause) },
        { text: String(cases) },
      ]),
    notes: left === 0 ? [] : [`${left} further ${left === 1 ? 'point is' : 'points are'} not shown.`],
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
