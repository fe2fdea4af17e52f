/*
 * A page that answers a form which was sent to the form's own address stands in the browser's history as something sent:
 * the Back button and a reload would ask whether to send it again. It stands there as the page of that address instead.
 */

if (document.querySelector('meta[name="redress-sent-here"]') !== null) {
  history.replaceState(history.state, '', location.href)
}

export {}
