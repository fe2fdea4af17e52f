import { readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { ASSETS, PROJECT } from './frame/where.ts'

/* Bundles the editor of diagrams, which one page alone loads; `npm run build` runs it. */

const load = createRequire(import.meta.url)

/**
 * The engine's checks run in the browser as they are. What they take from Node.js is given to them here: bpmnlint's
 * rules by name, all of them, and no hash, for nothing is known by one there.
 */
const asInNode: Plugin = {
  name: 'as-in-node',
  setup(bundle) {
    bundle.onResolve({ filter: /^node:(module|crypto)$/ }, ({ path }) => ({ path, namespace: 'as-in-node' }))
    bundle.onLoad({ filter: /.*/, namespace: 'as-in-node' }, ({ path }) => ({
      contents: path === 'node:module' ? bpmnlintByName() : NO_HASHES,
      resolveDir: PROJECT,
    }))
  },
}

function bpmnlintByName(): string {
  const folder = join(load.resolve('bpmnlint/package.json'), '..')
  const names = [
    'bpmnlint',
    ...['rules', 'config'].flatMap((part) =>
      readdirSync(join(folder, part))
        .filter((file) => file.endsWith('.js') && file !== 'helper.js')
        .map((file) => `bpmnlint/${part}/${file}`),
    ),
  ]
  return `${names.map((name, index) => `import * as m${index} from '${name === 'bpmnlint' ? 'bpmnlint/lib/index.js' : name}'`).join('\n')}
const modules = { ${names.map((name, index) => `'${name}': m${index}`).join(', ')} }
export const createRequire = () => (name) => {
  const found = modules[name]
  if (found === undefined) throw new Error('There is no ' + name + ' in this bundle')
  return found.default ?? found
}`
}

const NO_HASHES = `
const hash = { update: () => hash, digest: () => '' }
export const createHash = () => hash`

const target = join(ASSETS, 'editor')
rmSync(target, { recursive: true, force: true })
await build({
  entryPoints: [{ in: join(PROJECT, 'web/editor/start.ts'), out: 'editor' }],
  outdir: target,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  // The notice of bpmn.io's licence stays with what it covers.
  legalComments: 'eof',
  loader: { '.woff': 'file', '.woff2': 'file', '.ttf': 'file', '.eot': 'file', '.svg': 'file' },
  assetNames: '[name]-[hash]',
  plugins: [asInNode],
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
})
