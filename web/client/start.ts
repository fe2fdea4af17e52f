import './autosave.ts'
import './live.ts'
import './open-target.ts'
import './plain-history.ts'
import './print-button.ts'
import './replay.ts'
import { keepRadiosPlain } from './radio-expanded.ts'
import './session-timeout.ts'
import './when.ts'

/** Starts the components of the design systems; what of ours works in scripts is imported here. */
const here = new URL('..', import.meta.url)

for (const library of ['govuk-frontend.min.js', 'moj-frontend.min.js']) {
  const { initAll } = (await import(new URL(library, here).href)) as { readonly initAll: () => void }
  initAll()
}
keepRadiosPlain()

export {}
