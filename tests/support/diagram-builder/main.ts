import { mkdirSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import type { Sketch } from './sketch.ts'
import { writeBpmn } from './write-bpmn.ts'

/*
 * Writes diagrams anew from their sketches: `npx tsx tests/support/diagram-builder/main.ts <sketches.ts> <folder>`, where
 * the module's `SKETCHES` are the diagrams. Once a diagram has been edited by hand it is the truth, and this must not be
 * pointed at its folder any more.
 */
const [module, folder] = process.argv.slice(2)
if (module === undefined || folder === undefined) throw new RangeError('Name the sketches, and the folder to write to')
const { SKETCHES } = (await import(pathToFileURL(resolve(module)).href)) as { readonly SKETCHES: readonly Sketch[] }
mkdirSync(folder, { recursive: true })
for (const sketch of SKETCHES) writeFileSync(`${folder}/${sketch.file}.bpmn`, writeBpmn(sketch))
