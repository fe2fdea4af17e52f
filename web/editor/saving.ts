import type { DiagramInstance } from './bpmn.ts'
import { button, h, place } from './dom.ts'
import { download } from './files.ts'
import type { EditState, Saved } from './page-data.ts'
import { NotReachedError, send } from './server.ts'

/** Milliseconds of rest after a change before it is saved. */
const REST_MS = 1_500

export interface Saving {
  /** Something was changed. */
  changed(): void
  /** Saves what is not saved yet. */
  now(): Promise<void>
}

/**
 * Keeps the diagram with the draft while it is drawn. What could not be saved stays in the browser, and is offered again
 * when the page is opened the next time: after a lost connection, a session that ended, or a lock that somebody else has.
 */
export function makeSaving(
  diagram: DiagramInstance,
  state: Pick<EditState, 'draft' | 'file'> & { revision: number },
): Saving {
  const status = place('editor-status')
  const trouble = place('editor-trouble')
  let timer: ReturnType<typeof setTimeout> | undefined
  let isChanged = false
  let isStopped = false
  let sending: Promise<void> | undefined

  const hasChanged = (): boolean => isChanged
  const textNow = async (): Promise<string | undefined> => (await diagram.saveXML({ format: true })).xml

  const save = async (): Promise<void> => {
    const xml = await textNow()
    if (xml === undefined) return
    isChanged = false
    status.textContent = 'Saving …'
    keepHere(state, xml)
    try {
      const saved = (await send('save', state.file, { xml, revision: state.revision })) as Saved
      if (saved.kind === 'saved') {
        state.revision = saved.revision
        // Something may have been drawn while it was sent.
        if (!hasChanged()) forgetHere(state)
        isStopped = false
        trouble.replaceChildren()
        status.textContent = `Saved at ${timeNow()}.`
        return
      }
      isStopped = true
      status.textContent = 'Not saved.'
      showTrouble(saved)
    } catch (error) {
      if (!(error instanceof NotReachedError)) throw error
      isChanged = true
      status.textContent = 'Not saved yet. It is kept in this browser.'
      showTrouble({ kind: 'refused', message: error.message })
    }
  }

  const now = async (anyhow = false): Promise<void> => {
    clearTimeout(timer)
    await sending
    if (!isChanged && !anyhow) return
    sending = save()
    await sending
    sending = undefined
  }

  function showTrouble(problem: Exclude<Saved, { readonly kind: 'saved' }>): void {
    const isHeld = problem.kind === 'conflict' && problem.isHeld
    const keep = button('Download your diagram', () => {
      void textNow().then((xml) => {
        if (xml !== undefined) download(state.file, 'application/xml', xml)
      })
    })
    const again = button(isHeld || problem.kind !== 'conflict' ? 'Try again' : 'Put yours in place of it', () => {
      isChanged = true
      if (problem.kind === 'conflict' && !isHeld) state.revision = problem.revision
      void now(problem.kind === 'conflict')
    })
    const theirs = button('Leave yours and load what is saved', () => {
      forgetHere(state)
      isChanged = false
      location.reload()
    })
    trouble.replaceChildren(
      h(
        'div',
        { class: 'govuk-warning-text redress-editor__warning' },
        h('span', { class: 'govuk-warning-text__icon', 'aria-hidden': true }, '!'),
        h(
          'div',
          { class: 'govuk-warning-text__text' },
          h(
            'p',
            { class: 'govuk-body', id: 'editor-trouble-text' },
            `${problem.message} Nothing of yours is lost: it is still here.`,
          ),
          h('div', { class: 'redress-editor__row' }, keep, again, ...(problem.kind === 'conflict' ? [theirs] : [])),
        ),
      ),
    )
  }

  addEventListener('beforeunload', (event) => {
    if (isChanged) event.preventDefault()
  })
  addEventListener('redress:session-ending', () => void now())
  addEventListener('pagehide', () => {
    if (isChanged) void now()
  })

  return {
    now: () => now(),
    changed() {
      isChanged = true
      if (isStopped) {
        void textNow().then((xml) => {
          if (xml !== undefined) keepHere(state, xml)
        })
        return
      }
      status.textContent = 'Changes not saved yet.'
      clearTimeout(timer)
      timer = setTimeout(() => void now(), REST_MS)
    },
  }
}

/** What was not saved when the page was left, if anything. */
export function keptHere({ draft, file, xml }: Pick<EditState, 'draft' | 'file' | 'xml'>): string | undefined {
  try {
    const kept = localStorage.getItem(keyOf({ draft, file }))
    return kept === null || kept === xml ? undefined : kept
  } catch {
    return undefined
  }
}

function keepHere(state: Pick<EditState, 'draft' | 'file'>, xml: string): void {
  try {
    localStorage.setItem(keyOf(state), xml)
  } catch {
    // A browser that keeps nothing: the diagram is still on the page.
  }
}

export function forgetHere(state: Pick<EditState, 'draft' | 'file'>): void {
  try {
    localStorage.removeItem(keyOf(state))
  } catch {
    // As above.
  }
}

function keyOf({ draft, file }: Pick<EditState, 'draft' | 'file'>): string {
  return `redress-diagram ${draft} ${file}`
}

function timeNow(): string {
  return new Date().toLocaleTimeString('en-GB', { hour: 'numeric', minute: '2-digit' })
}
