import { readFileSync } from 'node:fs'
import { isRole, STAFF_ROLES, type Role } from '../engine/index.ts'

/** How people sign in. */
export interface SignInConfig {
  /** Signs the cookies of sessions; undefined: worked out from the key of links. */
  readonly sessionSecret: string | undefined
  /** Whether officers may sign in with a password kept here. People from outside, who were invited, always do. */
  readonly localAccounts: boolean
  /** The council's own provider of identities. */
  readonly provider: ProviderConfig | undefined
  /** How many proxies stand in front of this service and say whose requests they bring. */
  readonly trustProxy: number
}

export interface ProviderConfig {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string | undefined
  /** The claim that names a user's groups. */
  readonly groupsClaim: string
  /** What a group gives, by its name at the provider. */
  readonly groups: Readonly<Record<string, GroupGives>>
  /** One of these must be the `acr` of the sign-in; none: any. */
  readonly acr: readonly string[]
  /** All of these must be in its `amr`. */
  readonly amr: readonly string[]
}

export interface GroupGives {
  readonly roles: readonly Role[]
  readonly teams: readonly string[]
}

type Environment = Readonly<Record<string, string | undefined>>

/** Faults name the setting, and never its value. */
export function signInConfig(environment: Environment, publicUrl: string, faults: string[]): SignInConfig {
  const { SESSION_SECRET: sessionSecret, LOCAL_ACCOUNTS: local = 'on', TRUST_PROXY: proxies } = environment
  if (sessionSecret !== undefined && sessionSecret.length < 32) {
    faults.push('SESSION_SECRET must have at least 32 characters.')
  }
  if (!['on', 'off'].includes(local)) faults.push('LOCAL_ACCOUNTS must be one of on, off.')
  // The service itself speaks no TLS: where it is reached by https, a proxy stands in front of it.
  const trustProxy = Number(proxies ?? (publicUrl.startsWith('https://') ? '1' : '0'))
  if (!Number.isInteger(trustProxy) || trustProxy < 0 || trustProxy > 5) {
    faults.push('TRUST_PROXY must be a whole number of proxies, from 0 to 5.')
  }
  const provider = providerOf(environment, faults)
  if (local === 'off' && provider === undefined) {
    faults.push('LOCAL_ACCOUNTS=off leaves no way to sign in: set OIDC_ISSUER.')
  }
  return { sessionSecret, localAccounts: local === 'on', provider, trustProxy }
}

function providerOf(environment: Environment, faults: string[]): ProviderConfig | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId = '', OIDC_GROUPS_FILE: file } = environment
  if (issuer === undefined) return undefined
  if (!/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost)[:/]?/.test(issuer)) {
    faults.push('OIDC_ISSUER must begin with https://.')
  }
  if (clientId === '') faults.push('OIDC_CLIENT_ID must be set where OIDC_ISSUER is.')
  if (file === undefined) faults.push('OIDC_GROUPS_FILE must name the file that says which group gives which roles.')
  return {
    issuer,
    clientId,
    clientSecret: environment['OIDC_CLIENT_SECRET'],
    groupsClaim: environment['OIDC_GROUPS_CLAIM'] ?? 'groups',
    groups: file === undefined ? {} : groupsIn(file, faults),
    acr: words(environment['OIDC_ACR_VALUES']),
    amr: words(environment['OIDC_AMR_VALUES']),
  }
}

function groupsIn(file: string, faults: string[]): ProviderConfig['groups'] {
  const fault = (what: string) => faults.push(`OIDC_GROUPS_FILE: ${file} ${what}.`)
  const given = read(file, fault)
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    fault('must be one object: {"group": {"roles": ["caseworker"], "teams": ["complaints-team"]}}')
    return {}
  }
  const groups: [string, GroupGives][] = []
  for (const [group, value] of Object.entries(given as Readonly<Record<string, unknown>>)) {
    const { roles, teams = [] } = (typeof value === 'object' && value !== null ? value : {}) as Partial<GroupGives>
    if (!isTexts(roles) || roles.length === 0 || !isTexts(teams)) {
      fault(`must give ${group} a list of roles, and may give it a list of teams`)
      continue
    }
    for (const role of roles.filter((each) => !isRole(each) || !STAFF_ROLES.includes(each))) {
      fault(`gives ${group} the role ${role}, which is none of ${STAFF_ROLES.join(', ')}`)
    }
    groups.push([group, { roles: roles.filter(isRole), teams }])
  }
  return Object.fromEntries(groups)
}

function read(file: string, fault: (what: string) => void): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    fault(
      `cannot be read (${error instanceof SyntaxError ? 'it is not JSON' : ((error as NodeJS.ErrnoException).code ?? 'unknown reason')})`,
    )
    return {}
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

function words(text = ''): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}
