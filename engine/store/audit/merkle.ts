import { hash } from 'node:crypto'

/*
 * The Merkle tree of RFC 9162, section 2.1, over the audit trail. The entry of a leaf is a row's `hash` of 32 bytes, so that
 * a root speaks for the whole chain: leaf = SHA-256(00 ‖ hash), node = SHA-256(01 ‖ left ‖ right). Row 1 is leaf 0.
 */

/** Root of a tree with nothing in it. */
const EMPTY_ROOT = hash('sha256', Buffer.alloc(0), 'buffer')

export function treeLeaf(rowHash: Buffer): Buffer {
  return hash('sha256', leafBytes(rowHash), 'buffer')
}

function leafBytes(rowHash: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(1 + rowHash.length)
  bytes[0] = 0
  rowHash.copy(bytes, 1)
  return bytes
}

export function treeNode(left: Buffer, right: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(65)
  bytes[0] = 1
  left.copy(bytes, 1)
  right.copy(bytes, 33)
  return hash('sha256', bytes, 'buffer')
}

/** A tree that grows by a leaf at a time and keeps no more than one node for each power of two. */
export interface Frontier {
  size(): number
  add(rowHash: Buffer): void
  /** The Merkle tree head of what is in it now. */
  root(): Buffer
  /** All that is kept, to go on from later. */
  save(): Buffer
}

/** @param saved - What `save` gave for a tree of that size. @throws RangeError when it does not fit that size. */
export function makeFrontier(size = 0, saved: Buffer = Buffer.alloc(0)): Frontier {
  /** Whole subtrees, the largest first: one for each bit of the size. As texts: making a buffer of each takes as long as hashing. */
  const nodes: string[] = []
  for (let at = 0; at < saved.length; at += 32) nodes.push(saved.toString('latin1', at, at + 32))
  let leaves = size
  if (saved.length % 32 !== 0 || nodes.length !== bitsOf(size)) throw new RangeError(`Not the tree of ${size} rows`)
  return {
    size: () => leaves,
    add(rowHash) {
      let node = hash('sha256', rowHash.length === 32 ? leafAgain(rowHash) : leafBytes(rowHash), 'binary')
      // As in adding one to a binary number: each bit that carries joins two subtrees.
      for (let rest = leaves; rest % 2 === 1; rest = Math.floor(rest / 2)) node = joined(nodes.pop() ?? node, node)
      nodes.push(node)
      leaves += 1
    },
    root: () => foldUp(buffersOf(nodes)) ?? EMPTY_ROOT,
    save: () => Buffer.concat(buffersOf(nodes)),
  }
}

/** For the next leaf, and the next node, of any tree that grows: to make a buffer for each takes as long as to hash it. */
const leafOfTree = Buffer.alloc(33, 0)
const nodeOfTree = Buffer.alloc(65, 1)

function leafAgain(rowHash: Buffer): Buffer {
  leafOfTree.set(rowHash, 1)
  return leafOfTree
}

function joined(left: string, right: string): string {
  nodeOfTree.write(left, 1, 'latin1')
  nodeOfTree.write(right, 33, 'latin1')
  return hash('sha256', nodeOfTree, 'binary')
}

function buffersOf(nodes: readonly string[]): readonly Buffer[] {
  return nodes.map((node) => Buffer.from(node, 'latin1'))
}

/** Set bits of a whole number: subtrees of a tree of so many leaves. */
export function bitsOf(size: number): number {
  let bits = 0
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2
  return bits
}

function foldUp(nodes: readonly Buffer[]): Buffer | undefined {
  return nodes.reduceRight<Buffer | undefined>(
    (right, left) => (right === undefined ? left : treeNode(left, right)),
    undefined,
  )
}

/** Works out inclusion proofs of some leaves in one pass over all. */
export interface ProofCollector {
  add(rowHash: Buffer): void
  /** The proof of each wanted leaf (from 0), its nearest sibling first, in the tree of all that were added. */
  proofs(): ReadonlyMap<number, readonly Buffer[]>
}

interface Subtree {
  readonly node: Buffer
  readonly leaves: number
  /** Wanted leaves inside. */
  readonly wanted: readonly number[]
}

export function collectProofs(wanted: ReadonlySet<number>): ProofCollector {
  const found = new Map<number, Buffer[]>()
  const stack: Subtree[] = []
  let index = 0

  const join = (left: Subtree, right: Subtree): Subtree => {
    for (const each of left.wanted) found.get(each)?.push(right.node)
    for (const each of right.wanted) found.get(each)?.push(left.node)
    return {
      node: treeNode(left.node, right.node),
      leaves: left.leaves + right.leaves,
      wanted: [...left.wanted, ...right.wanted],
    }
  }
  return {
    add(rowHash) {
      const isWanted = wanted.has(index)
      if (isWanted) found.set(index, [])
      let tree: Subtree = { node: treeLeaf(rowHash), leaves: 1, wanted: isWanted ? [index] : [] }
      index += 1
      for (let last = stack.at(-1); last?.leaves === tree.leaves; last = stack.at(-1)) {
        stack.pop()
        tree = join(last, tree)
      }
      stack.push(tree)
    },
    proofs() {
      stack.splice(0).reduceRight<Subtree | undefined>((right, left) => {
        return right === undefined ? left : join(left, right)
      }, undefined)
      return found
    },
  }
}

/** The root to which a proof leads (RFC 9162, 2.1.3.2); undefined when it is too short or too long for that tree. */
export function rootByInclusion(
  rowHash: Buffer,
  index: number,
  size: number,
  proof: readonly Buffer[],
): Buffer | undefined {
  if (index < 0 || index >= size) return undefined
  let node = treeLeaf(rowHash)
  let at = index
  let last = size - 1
  for (const sibling of proof) {
    if (last === 0) return undefined
    if (at % 2 === 1 || at === last) {
      node = treeNode(sibling, node)
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2)
        last = Math.floor(last / 2)
      }
    } else node = treeNode(node, sibling)
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? node : undefined
}
