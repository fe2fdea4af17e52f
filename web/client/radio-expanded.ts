/**
 * The design system says on a radio button whether it shows more, which radio buttons may not say (ARIA): screen readers
 * read the shown fields after it in any case. Runs after the design system's own listeners.
 */
function takeAway(): void {
  for (const input of document.querySelectorAll('input[type="radio"][aria-expanded]'))
    input.removeAttribute('aria-expanded')
}

export function keepRadiosPlain(): void {
  takeAway()
  document.addEventListener('click', takeAway)
  addEventListener('pageshow', takeAway)
}
