import { bitsOf, makeFrontier, rootByInclusion, treeNode } from './merkle.ts'
import type { StoredCheckpoint } from './read-trail.ts'

/** How one row is in what was signed. */
export interface RowProof {
  readonly checkpoint: StoredCheckpoint
  /** Hashes from the row to the root, its nearest sibling first (RFC 9162, 2.1.3). */
  readonly proof: readonly Buffer[]
  /** Whether they lead to the root that was signed. */
  readonly holds: boolean
}

/** The tree as it is kept: rows' hashes, and what each checkpoint kept of it to go on from. */
export interface TreeSource {
  /** Hashes of the rows after `from`, up to `to`. */
  hashes(from: number, to: number): Promise<readonly Buffer[]>
  /** What the first checkpoint of at least so many rows, and of fewer than `below`, kept of the tree. */
  frontier(size: number, below: number): Promise<Buffer | undefined>
}

/** Rows whose hashes are read rather than looked up. */
const FEW = 1_024

/**
 * Proves a row to be in a checkpoint, out of a few hundred hashes where checkpoints are dense: every whole subtree on the left
 * of another was kept by the checkpoint after it. What is kept need not be believed: the proof leads to the signed root or not.
 *
 * @param rowHash - As it is worked out from the row itself.
 */
export async function proveRow(
  source: TreeSource,
  seq: number,
  rowHash: Buffer,
  checkpoint: StoredCheckpoint,
): Promise<RowProof> {
  const { size, root } = checkpoint
  const index = seq - 1
  const rootOf = async (from: number, to: number): Promise<Buffer> => {
    const count = to - from
    if (count <= FEW) return foldedUp(await source.hashes(from, to))
    const known = await keptOf(source, from, count)
    if (known !== undefined) return known
    const half = halfOf(count)
    return treeNode(await rootOf(from, from + half), await rootOf(from + half, to))
  }
  const path = async (from: number, to: number): Promise<readonly Buffer[]> => {
    if (to - from === 1) return []
    const middle = from + halfOf(to - from)
    return index < middle
      ? [...(await path(from, middle)), await rootOf(middle, to)]
      : [...(await path(middle, to)), await rootOf(from, middle)]
  }
  const proof = seq >= 1 && seq <= size ? await path(0, size) : []
  return { checkpoint, proof, holds: rootByInclusion(rowHash, index, size, proof)?.equals(root) === true }
}

/** The root of a whole subtree that is on the left of its sibling, where a checkpoint kept it. */
async function keptOf(source: TreeSource, from: number, count: number): Promise<Buffer | undefined> {
  if (!Number.isInteger(Math.log2(count)) || from % (2 * count) !== 0) return undefined
  const kept = await source.frontier(from + count, from + 2 * count)
  // The largest come first: one for each bit of what is before.
  const at = 32 * bitsOf(from)
  return kept !== undefined && kept.length >= at + 32 ? kept.subarray(at, at + 32) : undefined
}

/** The largest power of two below that number. */
function halfOf(count: number): number {
  return 2 ** Math.ceil(Math.log2(count) - 1)
}

function foldedUp(hashes: readonly Buffer[]): Buffer {
  const tree = makeFrontier()
  for (const each of hashes) tree.add(each)
  return tree.root()
}
