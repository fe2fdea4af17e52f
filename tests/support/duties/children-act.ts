import type { KeptCase } from './kept-case.ts'

export const CHILDREN_ACT_KEPT: readonly KeptCase[] = []
