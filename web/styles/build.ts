import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from 'sass'
import { ASSETS, PROJECT } from '../frame/where.ts'

/* Makes the style sheet of all pages; `npm run build` runs it. */

const STYLES = join(PROJECT, 'web/styles')

const { css } = compile(join(STYLES, 'redress.scss'), {
  style: 'compressed',
  // The second for what the Ministry of Justice's styles import.
  loadPaths: [PROJECT, join(PROJECT, 'node_modules/@ministryofjustice/frontend')],
  quietDeps: true,
})
mkdirSync(ASSETS, { recursive: true })
writeFileSync(join(ASSETS, 'redress.css'), css)
copyFileSync(join(STYLES, 'icon.svg'), join(ASSETS, 'icon.svg'))
