/** The API's public face: what web/ may use. */
export { systemClock } from './clock.ts'
export { ConfigError, readConfig, type Config } from './config.ts'
export { NoBrowserError, printPdf, type PdfOptions } from './pdf/index.ts'
export {
  documentOf,
  drawingsOf,
  figureAddress,
  REPORT_FORMATS,
  reportFileOf,
  reportHtml,
  reportPrinter,
} from './report/index.ts'
export type { ProviderConfig, SignInConfig } from './config-sign-in.ts'
export { runCommandLine } from './cli/command-line.ts'
export { letterAsWord, WORD } from './letter-as-word.ts'
export { followCases, type Follower } from './follow-cases.ts'
export { makeLog, type Log, type LogEvent } from './log.ts'
export { MAX_FILES, readUploads, uploadsOf, type UploadedFile } from './middleware/uploads.ts'
export { rateLimit } from './middleware/rate-limit.ts'
export { mustBeStorable } from './middleware/storable.ts'
export { STATUS } from './middleware/problems.ts'
export { hashPassword, isPassword, passwordFault, SHORTEST_PASSWORD } from './passwords.ts'
export { sendPieces } from './send-pieces.ts'
export { routeOf } from './middleware/route-of.ts'
export { DEMO_PASSWORD } from './demo/users.ts'
export type { MakePages, PageParts, Pages } from './pages.ts'
export type { PartnerLinks } from './partner-links.ts'
export type { Onlookers } from './routes/events.ts'
export { linkKey, PER_ADDRESS, PER_LINK } from './routes/partner-replies.ts'
export { startService, type Service, type ServiceOptions } from './service.ts'
