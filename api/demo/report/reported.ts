/** A figure as a published report prints it. */
export interface Reported {
  /** The section of the report. */
  readonly section: string
  /** Id of our figure that counts the same; undefined where no case can say it. */
  readonly figure: string | undefined
  /** In the unit of our figure; undefined where the report gives words only. */
  readonly value: number | undefined
  /** As it is printed. */
  readonly printed: string
  /** The value by our reading, where that is not the printed one. */
  readonly read?: number
  /** How we read it where it is not clear or does not agree with the rest of the report, and why. */
  readonly reading?: string
}

/** A published report. */
export interface PublishedReport {
  readonly year: string
  readonly title: string
  readonly figures: readonly Reported[]
}
