/** Addresses that answer with something else than a page, and what; and those that open only while a case waits for them. */
export const NO_PAGES: ReadonlyMap<string, string> = new Map([
  ['/tasks', 'leads on to the list of one’s own tasks'],
  ['/tasks/export.csv', 'a file'],
  ['/cases/export.csv', 'a file'],
  ['/letters/:messageId/letter.docx', 'a file'],
  ['/cases/:caseId/documents/:document/file', 'a file'],
  ['/events', 'a stream'],
  ['/sign-in/provider', 'leads on to the council’s own page'],
  ['/sign-in/provider/back', 'leads on'],
  ['/track/statement', 'opens while the record of complaint waits for its comments; tests/web/track goes there'],
  ['/track/next-stage', 'opens while the next stage may be asked for; tests/web/browser/childs-complaint goes there'],
  ['/track/settled', 'opens while Stage 1 is looked into'],
])
