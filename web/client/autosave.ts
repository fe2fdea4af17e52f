/**
 * Keeps a draft of a form while somebody writes: some seconds after a change, and before the session ends. It says so in
 * a live region, once for each time, and never takes the focus.
 */

/** Milliseconds of rest after a change before the draft is saved. */
const REST_MS = 20_000

function keepDrafts(form: HTMLFormElement, address: string): void {
  const status = form.querySelector<HTMLElement>('[data-autosave-status]')
  let timer: ReturnType<typeof setTimeout> | undefined
  let isChanged = false
  let isSending = false

  const save = async (): Promise<void> => {
    clearTimeout(timer)
    if (!isChanged || isSending) return
    isChanged = false
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
    try {
      const response = await fetch(address, { method: 'POST', body, redirect: 'error', keepalive: true })
      if (!response.ok) throw new Error(String(response.status))
      const time = new Date().toLocaleTimeString('en-GB', { hour: 'numeric', minute: '2-digit' })
      if (status) status.textContent = `Draft saved at ${time}.`
    } catch {
      if (status) status.textContent = 'The draft could not be saved. Use the button “Save draft”.'
    }
  }

  form.addEventListener('input', () => {
    isChanged = true
    clearTimeout(timer)
    timer = setTimeout(() => void save(), REST_MS)
  })
  form.addEventListener('submit', () => {
    isSending = true
    clearTimeout(timer)
  })
  addEventListener('redress:session-ending', () => void save())
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]')) {
  keepDrafts(form, form.dataset['autosave'] ?? '')
}

export {}
