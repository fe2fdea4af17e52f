/*
 * A case's replay without loading the whole page for each step: the step's own page is fetched and its parts take the
 * place of those shown, so that what is read out is the step alone and the keyboard stays where it was. Without scripts
 * each step is a page. Nothing plays by itself: Play is pressed, and stops at the end, on any other step, or by Pause.
 */

const PARTS = ['replay-step', 'replay-state', 'replay-list'] as const
/** Between two steps while playing. */
const STEP_MS = 3_000
const KEYS: Readonly<Partial<Record<string, string>>> = {
  ArrowRight: 'next',
  ArrowLeft: 'previous',
  Home: 'first',
  End: 'last',
}

const replay = document.querySelector<HTMLElement>('[data-replay]')
const controls = replay?.querySelector<HTMLElement>('[data-replay-keys]')
if (replay && controls) start(replay, controls)

function start(root: HTMLElement, bar: HTMLElement): void {
  let timer: number | undefined
  let busy = false
  const place = bar.querySelector<HTMLElement>('[data-replay-play-place]')
  const play = bar.querySelector<HTMLButtonElement>('[data-replay-play]')
  if (place) place.hidden = false

  const linkTo = (where: string) => bar.querySelector<HTMLAnchorElement>(`a[data-replay-go="${where}"]`)
  const stop = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (play) play.textContent = 'Play'
  }
  const goOn = (): void => {
    timer = window.setTimeout(() => {
      void go('next').then((there) => {
        if (timer === undefined) return
        if (there && linkTo('next') !== null) goOn()
        else stop()
      })
    }, STEP_MS)
  }

  bar.addEventListener('click', (event) => {
    const { target } = event
    if (!(target instanceof Element)) return
    if (target.closest('[data-replay-play]') !== null) {
      if (timer !== undefined) stop()
      else if (linkTo('next') !== null) {
        if (play) play.textContent = 'Pause'
        void go('next').then(goOn)
      }
      return
    }
    const link = target.closest<HTMLAnchorElement>('a[data-replay-go]')
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    stop()
    void go(link.dataset['replayGo'] ?? '')
  })
  bar.addEventListener('keydown', (event) => {
    const where = KEYS[event.key]
    if (where === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    stop()
    void go(where)
  })
  addEventListener('popstate', () => {
    stop()
    void show(location.href)
  })

  async function go(where: string): Promise<boolean> {
    const href = linkTo(where)?.href
    if (href === undefined || busy) return false
    if (!(await show(href))) {
      location.href = href
      return false
    }
    history.pushState(null, '', href)
    return true
  }

  /** Puts the parts of that page in the place of those shown. */
  async function show(href: string): Promise<boolean> {
    busy = true
    try {
      const response = await fetch(href, { headers: { accept: 'text/html' } })
      if (!response.ok) return false
      const page = new DOMParser().parseFromString(await response.text(), 'text/html')
      const fresh = page.querySelector<HTMLElement>('[data-replay]')
      if (fresh === null) return false
      for (const id of PARTS) {
        const now = root.querySelector(`#${id}`)
        const next = fresh.querySelector(`#${id}`)
        if (now === null || next === null) return false
        now.replaceChildren(...next.childNodes)
      }
      renewButtons(fresh)
      document.title = page.title
      return true
    } catch {
      return false
    } finally {
      busy = false
    }
  }

  /** The button with the focus keeps it, or hands it to the bar where it leads nowhere any more. */
  function renewButtons(fresh: HTMLElement): void {
    const focused =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset['replayGo'] : undefined
    const now = [...bar.querySelectorAll('li:not([data-replay-play-place])')]
    const next = [...fresh.querySelectorAll('[data-replay-keys] li:not([data-replay-play-place])')]
    for (const [index, item] of now.entries()) item.replaceChildren(...(next[index]?.childNodes ?? []))
    if (focused !== undefined) (linkTo(focused) ?? bar).focus()
  }
}

export {}
