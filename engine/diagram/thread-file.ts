import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/**
 * What a worker thread can run of a file of ours. Run from the sources, a thread does not inherit the loader that strips
 * types; it has to register it itself.
 */
export function threadFile(file: URL): URL {
  if (!file.pathname.endsWith('.ts')) return file
  // `require` finds the CommonJS half of the loader's API; only the other half works in a thread.
  const api = createRequire(import.meta.url)
    .resolve('tsx/esm/api')
    .replace(/\.cjs$/, '.mjs')
  const code =
    `import { register } from ${JSON.stringify(pathToFileURL(api).href)}; register(); ` +
    `await import(${JSON.stringify(file.href)})`
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`)
}
