import { annotationsIn, type Annotation, type CasePage, type LocalDate, type Rectified } from '../../engine/index.ts'
import { inWords } from './words.ts'

/** What somebody said is wrong, as it stands beside what it is about. */
export interface AnnotationView {
  readonly request: string
  readonly on: LocalDate
  /** Role of whoever said so, in words. */
  readonly who: string
  readonly statement: string
  /** The part of it that they mean, in words. */
  readonly field?: string
  readonly decision?: {
    readonly accepted: boolean
    readonly on: LocalDate
    readonly reason: string
    readonly text?: string
  }
}

/** Those of one entry, letter or document, the oldest first. */
export function annotationViews(
  { complaint, people }: Pick<CasePage, 'complaint' | 'people'>,
  kind: Rectified,
  of: string,
): readonly AnnotationView[] {
  return annotationsIn(complaint.facts)
    .filter((each) => each.kind === kind && each.of === of)
    .map((each) => annotationView(each, people))
}

export function annotationView(
  { request, on, person, statement, field, decision }: Annotation,
  people: CasePage['people'],
): AnnotationView {
  const role = people.find(({ id }) => id === person)?.role
  return {
    request,
    on,
    who: role === undefined ? 'A person of the case' : `The ${inWords(role).toLowerCase()}`,
    statement,
    ...(field !== undefined && { field: inWords(field) }),
    ...(decision !== undefined && {
      decision: {
        accepted: decision.outcome === 'accepted',
        on: decision.on,
        reason: decision.reason,
        ...(decision.text !== undefined && { text: decision.text }),
      },
    }),
  }
}
