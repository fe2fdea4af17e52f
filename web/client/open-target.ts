/** Opens what an address points into: "why this date" leads to a time limit, and its working is what is wanted. */
function openTarget(): void {
  const id = decodeURIComponent(location.hash.slice(1))
  const details = id === '' ? null : document.getElementById(id)?.querySelector('details')
  if (details) details.open = true
}

addEventListener('hashchange', openTarget)
openTarget()

export {}
