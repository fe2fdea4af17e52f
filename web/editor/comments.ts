import { nameOf, type DiagramInstance, type Drawn } from './bpmn.ts'
import { button, h, hidden, place, say } from './dom.ts'
import type { CommentView, EditState } from './page-data.ts'
import { textField } from './panel/fields.ts'
import { NotReachedError, send } from './server.ts'

/** What the server answers to a word in a comment: all comments on the diagram as they are now. */
interface Answered {
  readonly comments?: readonly CommentView[]
  readonly message?: string
}

export interface Comments {
  /** The element to which a new comment is pinned. */
  about(element: Drawn): void
}

/** Comments beside the drawing, and a sign on each element that has an open one. */
export function makeComments(
  diagram: DiagramInstance,
  state: Pick<EditState, 'file' | 'comments'>,
  goTo: (element: Drawn) => void,
): Comments {
  const list = place('editor-comments')
  const form = place('editor-comment-form')
  let selected: Drawn | undefined
  let asked = ''
  let text = ''

  const tell = async (body: object, done: string): Promise<void> => {
    try {
      const answered = (await send('comments', state.file, body)) as Answered
      if (answered.comments === undefined) {
        say(answered.message ?? 'That was not kept.')
        return
      }
      show(answered.comments)
      say(done)
    } catch (error) {
      if (!(error instanceof NotReachedError)) throw error
      say(error.message)
    }
  }

  const show = (comments: readonly CommentView[]): void => {
    const open = comments.filter(({ isResolved }) => !isResolved)
    place('editor-comments-count').textContent = open.length === 0 ? 'No open comment.' : `${open.length} open.`
    list.replaceChildren(...open.map((comment) => itemOf(comment)))
    mark(open)
  }

  const itemOf = ({ id, element, text: said, by, at, answers }: CommentView): HTMLElement => {
    const shape = diagram.get('elementRegistry').get(element)
    const about = shape === undefined ? element : nameOf(shape) || element
    const to =
      shape &&
      button('Show', () => {
        goTo(shape)
      })
    to?.append(hidden(` ${about}`))
    const done = button('Settled', () => void tell({ do: 'resolve', comment: id }, 'The comment is settled.'))
    done.append(hidden(`: comment on ${about}`))
    let reply = ''
    const answer = textField({
      id: `comment-${id}-answer`,
      label: `Answer ${by}`,
      value: '',
      readOnly: false,
      change: (value) => {
        reply = value
      },
    })
    const sendAnswer = button(
      'Answer',
      () => void (reply !== '' && tell({ do: 'answer', comment: id, text: reply }, 'Your answer is added.')),
    )
    sendAnswer.append(hidden(`: comment on ${about}`))
    return h(
      'li',
      { class: 'redress-editor__comment' },
      h('p', { class: 'govuk-body-s' }, h('strong', {}, about), ` – ${by}, ${at}`),
      h('p', { class: 'govuk-body' }, said),
      ...answers.map((each) =>
        h('p', { class: 'govuk-body-s redress-editor__answer' }, `${each.by}, ${each.at}: ${each.text}`),
      ),
      answer,
      h('div', { class: 'redress-editor__row' }, sendAnswer, to, done),
    )
  }

  const mark = (open: readonly CommentView[]): void => {
    const overlays = diagram.get('overlays')
    overlays.remove({ type: 'comment' })
    for (const element of new Set(open.map((comment) => comment.element))) {
      const shape = diagram.get('elementRegistry').get(element)
      if (shape === undefined || shape.type === 'bpmn:Process') continue
      const count = open.filter((comment) => comment.element === element).length
      const sign = h(
        'div',
        { class: 'redress-editor__sign redress-editor__sign--comment', 'aria-hidden': true, title: 'Comments' },
        String(count),
      )
      sign.addEventListener('click', () => {
        goTo(shape)
      })
      overlays.add(element, 'comment', { position: { bottom: 12, right: 14 }, html: sign })
    }
  }

  const ask = (): void => {
    const about = labelOf(selected)
    asked = about
    form.replaceChildren(
      textField({
        id: 'editor-comment',
        label: `Comment on ${about}`,
        hint: 'Select a step first to pin it there. No names of complainants.',
        value: text,
        rows: 3,
        readOnly: false,
        change: (value) => {
          text = value
        },
      }),
      button('Add comment', () => {
        if (text === '') {
          say('Write the comment first.')
          return
        }
        const body = { do: 'add', element: selected?.id ?? diagram.get('canvas').getRootElement().id, text }
        text = ''
        void tell(body, 'The comment is added.').then(ask)
      }),
    )
  }

  show(state.comments)
  ask()
  return {
    about(element) {
      selected = element
      if (labelOf(element) !== asked && !form.contains(document.activeElement)) ask()
    },
  }
}

function labelOf(element: Drawn | undefined): string {
  return element === undefined ? 'the diagram' : `“${nameOf(element) || element.id}”`
}
