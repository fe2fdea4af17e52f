import { EngineError } from '../../errors.ts'

/** One thing in a diagram that the host does not run: where, why, and what to draw or write instead. */
export interface Obstacle {
  readonly element: string
  readonly message: string
  readonly remedy: string
}

/**
 * A process holds what cannot be run by the book. Thrown when the process is run or resumed, before its first step.
 * Every obstacle is listed.
 */
export class NotExecutableError extends EngineError {
  readonly code = 'DIAGRAM_REFUSED'
  readonly obstacles: readonly Obstacle[]
  constructor(process: string, obstacles: readonly Obstacle[]) {
    super(
      `The process ${process} cannot be run: ` +
        obstacles.map(({ element, message, remedy }) => `${element}: ${message} ${remedy}`).join(' '),
    )
    this.obstacles = obstacles
  }
}

/** Refuses `${…}`, which other engines evaluate and this one never does. */
export function refuseTemplate(element: string, text: string, obstacles: Obstacle[]): void {
  if (!text.includes('${')) return
  obstacles.push({
    element,
    message: `'${text}' is a template, and templates are not evaluated.`,
    remedy: 'Write the expression in FEEL, without ${ }.',
  })
}
