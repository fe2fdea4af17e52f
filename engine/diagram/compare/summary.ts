import { capital } from '../../values/capital.ts'
import type { Comparison, Subject } from './change.ts'
import { counted, listed } from './plain-words.ts'

/** Told apart, where there are some among others. */
const TOLD: readonly (readonly [subjects: readonly Subject[], words: string])[] = [
  [['deadline'], 'to deadlines'],
  [['letter'], 'to letters'],
  [['form', 'field', 'fact'], 'to forms'],
]

/** `6 changes, 2 of them to deadlines; layout changed in 3 diagrams`. Says that nothing changed only where nothing differs. */
export function summaryOf({ changes, layout, notation }: Comparison): string {
  const errors = changes.filter(({ level }) => level === 'error').length
  const said = changes.length - errors
  const told = TOLD.flatMap(([subjects, words]) => {
    const count = changes.filter(({ subject, level }) => level === 'change' && subjects.includes(subject)).length
    return count === 0 || said === 1 ? [] : [`${count} ${words}`]
  })
  const [first, ...more] = told
  const ofThem = first === undefined ? '' : `, ${listed([first.replace(/^(\d+) /, '$1 of them '), ...more])}`
  const parts = [
    ...(said > 0 ? [`${counted(said, 'change')}${ofThem}`] : []),
    ...(errors > 0 ? [`${counted(errors, 'difference')} that cannot be put in words`] : []),
    ...(layout.length > 0 ? [`layout changed in ${counted(layout.length, 'file')}`.replace('file', 'diagram')] : []),
    ...(notation.length > 0
      ? [`written in another way, with the same meaning, in ${counted(notation.length, 'file')}`]
      : []),
  ]
  return parts.length === 0 ? 'No changes' : capital(parts.join('; '))
}
