import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import express, { Router } from 'express'
import { ASSETS, GOVUK, MOJ } from './where.ts'

/** Scripts of the design systems, by the address below `/assets`. */
const LIBRARIES: Readonly<Record<string, string>> = {
  'govuk-frontend.min.js': join(GOVUK, 'govuk/govuk-frontend.min.js'),
  'moj-frontend.min.js': join(MOJ, 'moj/moj-frontend.min.js'),
}

/** `/assets`: the same for everybody, so browsers may keep them; the address changes with the contents. */
export function assetRoutes(): Router {
  const routes = Router()
  const kept = { immutable: true, maxAge: '365d', index: false } as const
  for (const [name, file] of Object.entries(LIBRARIES)) {
    routes.get(`/${name}`, (_request, response) => {
      response.sendFile(file, kept)
    })
  }
  // Pictures that the styles of the design system name
  routes.use('/images', express.static(join(MOJ, 'moj/assets/images'), kept))
  routes.use(express.static(ASSETS, kept))
  return routes
}

/** A short hash over what browsers keep: it stands in the address of each asset. */
export function assetsVersion(): string {
  const hash = createHash('sha256')
  const own = ['redress.css', 'scripts/start.js', 'editor/editor.js', 'editor/editor.css']
  const files = [...own.map((file) => join(ASSETS, file)), ...Object.values(LIBRARIES)]
  for (const file of files) if (existsSync(file)) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 12)
}
