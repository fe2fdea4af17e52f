/** Sends what the handlers have written. */
export type { NotifySettings } from './notify.ts'
export { makeMailer, type Mailer, type MailerConfig, type MailEvent, type MailTransport } from './mailer.ts'
