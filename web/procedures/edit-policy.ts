import type { RequestHandler } from 'express'

/**
 * What this page alone lets in besides: bpmn-js places what it draws by `style` attributes (never by style sheets or
 * scripts in line), and a picture of the drawing is made from an address of the browser's own
 * (`web/decisions/0003-the-editor-of-diagrams.md`).
 */
export const editorPolicy: RequestHandler = (_request, response, next) => {
  const policy = response.get('Content-Security-Policy') ?? ''
  response.set(
    'Content-Security-Policy',
    policy
      .replace("style-src 'self'", "style-src 'self';style-src-attr 'unsafe-inline'")
      .replace("img-src 'self'", "img-src 'self' blob: data:"),
  )
  next()
}
