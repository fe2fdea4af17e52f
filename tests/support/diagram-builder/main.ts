import { mkdirSync, writeFileSync } from 'node:fs'
import { CHILDREN_ACT } from './children-act/index.ts'
import { writeBpmn } from './write-bpmn.ts'

/*
 * Writes the diagrams anew from their sketches: `npx tsx tests/support/diagram-builder/main.ts <folder>`. Once a diagram
 * has been edited by hand it is the truth, and this must not be pointed at its folder any more.
 */
const folder = process.argv[2]
if (folder === undefined) throw new RangeError('Name the folder to write to')
mkdirSync(folder, { recursive: true })
for (const sketch of CHILDREN_ACT) writeFileSync(`${folder}/${sketch.file}.bpmn`, writeBpmn(sketch))
