/*
 * Warns before a session ends, and lets whoever is there stay. Drafts are saved when the warning comes and when the time
 * is over: `redress:session-ending` tells them. Other tabs of the same session are told when one of them was used.
 */

const WARN_SECONDS = 300
const LOOK_EVERY_MS = 1_000
/** For drafts to be saved, before the browser leaves. */
const LEAVE_AFTER_MS = 2_000
const OVER = '/signed-out?because=time'

const dialog = document.querySelector<HTMLDialogElement>('dialog[data-session-seconds]')
if (dialog !== null) watch(dialog)

function watch(warning: HTMLDialogElement): void {
  const { sessionSeconds, csrf = '' } = warning.dataset
  const left = warning.querySelector<HTMLElement>('[data-session-left]')
  const others = new BroadcastChannel('redress-session')
  let endsAt = 0
  let warned = false
  let over = false

  const used = (seconds: number) => {
    endsAt = Date.now() + seconds * 1_000
    warned = false
    if (warning.open) warning.close()
  }
  const send = (path: string) =>
    fetch(path, { method: 'POST', headers: { 'x-csrf-token': csrf, accept: 'application/json' } })

  const stay = async () => {
    try {
      const response = await send('/stay-signed-in')
      const { here, seconds } = (await response.json()) as { readonly here: boolean; readonly seconds: number }
      if (!here) {
        leave(OVER)
        return
      }
      used(seconds)
      others.postMessage(seconds)
    } catch {
      // The next try, or the end, tells.
    }
  }
  const leave = (to: string) => {
    if (over) return
    over = true
    dispatchEvent(new CustomEvent('redress:session-ending'))
    setTimeout(() => {
      void send('/sign-out').finally(() => {
        location.assign(to)
      })
    }, LEAVE_AFTER_MS)
  }

  used(Number(sessionSeconds))
  others.postMessage(Number(sessionSeconds))
  others.addEventListener('message', ({ data }: MessageEvent<number>) => {
    used(data)
  })
  warning.querySelector('[data-session-stay]')?.addEventListener('click', () => void stay())
  warning.querySelector('[data-session-leave]')?.addEventListener('click', () => {
    leave('/signed-out')
  })
  warning
    .querySelector('[data-session-draft]')
    ?.toggleAttribute('hidden', !document.querySelector('form[data-autosave]'))
  // Leaving the warning with the Escape key is a sign of life as well.
  warning.addEventListener('cancel', () => void stay())
  setInterval(() => {
    const seconds = Math.round((endsAt - Date.now()) / 1_000)
    if (seconds <= 0) leave(OVER)
    else if (seconds <= WARN_SECONDS) {
      const minutes = Math.ceil(seconds / 60)
      const words = minutes === 1 ? 'one minute' : `${minutes} minutes`
      if (left !== null && left.textContent !== words) left.textContent = words
      if (!warned) {
        warned = true
        dispatchEvent(new CustomEvent('redress:session-ending'))
        warning.showModal()
      }
    }
  }, LOOK_EVERY_MS)
}

export {}
