/** A line that is written over and over, on a terminal only. */
export interface Progress {
  readonly show: (share: number, what: string) => void
  readonly end: () => void
}

const WIDTH = 30
/** Between two drawings, in milliseconds. */
const EVERY_MS = 100

export function progressOn(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>, nowMs: () => number): Progress {
  let drawnAt = -Infinity
  if (!stream.isTTY) return { show: () => undefined, end: () => undefined }
  return {
    show(share, what) {
      const now = nowMs()
      if (now - drawnAt < EVERY_MS && share < 1) return
      drawnAt = now
      const full = Math.round(share * WIDTH)
      const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`
      stream.write(`\r${bar} ${String(Math.round(share * 100)).padStart(3)} %  ${what}`)
    },
    end() {
      stream.write('\n')
    },
  }
}
