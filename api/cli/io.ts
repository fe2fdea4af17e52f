/** Where a command of the command line writes, a line at a time. */
export interface Io {
  out(line: string): void
  err(line: string): void
}

export type Environment = Readonly<Record<string, string | undefined>>
