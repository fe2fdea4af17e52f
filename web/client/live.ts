/*
 * Says that a list on the page has changed since it was shown. The page stays as it is: the reader decides when to look
 * anew, so that nothing moves under their hands.
 */

const QUIET_MS = 1_000

const box = document.querySelector<HTMLElement>('[data-live-list]')
const says = box?.querySelector<HTMLElement>('[data-live-say]')
if (box && says && 'EventSource' in globalThis) {
  const shown = new Set(
    [...document.querySelectorAll<HTMLElement>('[data-case]')].map((row) => row.dataset['case'] ?? ''),
  )
  let said = false
  const source = new EventSource('/events')
  source.addEventListener('case-changed', (event) => {
    const { caseId, tasks } = JSON.parse(event.data as string) as { readonly caseId: string; readonly tasks: boolean }
    if (said || !(tasks || shown.has(caseId))) return
    said = true
    source.close()
    box.hidden = false
    // The words come after the region has been there for a moment: only then are they read out.
    setTimeout(() => {
      says.textContent = 'The list has changed.'
    }, QUIET_MS)
  })
}

export {}
