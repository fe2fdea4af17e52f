/**
 * Fields that only some answers ask for: hidden while another answer stands. Without scripts all of them show, with the
 * words that say when they count; the server leaves out what does not apply either way.
 */
function showWhat(form: HTMLFormElement): void {
  for (const part of form.querySelectorAll<HTMLElement>('[data-when]')) {
    const { when = '', whenIs = '' } = part.dataset
    const chosen = new FormData(form).getAll(when).map(String)
    part.hidden = !whenIs.split(' ').some((value) => chosen.includes(value))
  }
}

for (const part of document.querySelectorAll('[data-when]')) {
  const form = part.closest('form')
  if (form === null || form.dataset['whenReady'] !== undefined) continue
  form.dataset['whenReady'] = ''
  form.addEventListener('change', () => {
    showWhat(form)
  })
  showWhat(form)
}

export {}
