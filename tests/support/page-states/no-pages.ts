/** Addresses that answer with something else than a page, and what. */
export const NO_PAGES: ReadonlyMap<string, string> = new Map([
  ['/tasks', 'leads on to the list of one’s own tasks'],
  ['/tasks/export.csv', 'a file'],
  ['/cases/export.csv', 'a file'],
  ['/letters/:messageId/letter.docx', 'a file'],
  ['/cases/:caseId/documents/:document/file', 'a file'],
  ['/events', 'a stream'],
  ['/sign-in/provider', 'leads on to the council’s own page'],
  ['/sign-in/provider/back', 'leads on'],
  ['/sign-out/provider', 'leads on'],
])
