import type { Block, Section } from './document.ts'

/** The block, where the report has it. */
export function some(block: Block | undefined): readonly Block[] {
  return block === undefined ? [] : [block]
}

/** A section without sections of its own. */
export function leaf(id: string, number: string, title: string, blocks: readonly Block[]): Section {
  return { id, number, title, blocks, sections: [] }
}
