/** A button that prints the page: hidden where no script runs, as browsers print by themselves. */
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => {
    window.print()
  })
}

export {}
