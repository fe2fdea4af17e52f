import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of the project's package.json, the same from the sources and from what is built of them. */
export const PROJECT: string = findProject(import.meta.dirname)

/** Templates, as they lie in the sources. */
export const VIEWS: string = join(PROJECT, 'web/views')

/** Style sheet and scripts, as `npm run build` makes them. */
export const ASSETS: string = join(PROJECT, 'dist/web/assets')

export const GOVUK: string = join(PROJECT, 'node_modules/govuk-frontend/dist')
export const MOJ: string = join(PROJECT, 'node_modules/@ministryofjustice/frontend')

function findProject(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('No package.json lies above the pages; run Redress from its own folder.')
  return findProject(parent)
}
