import { chosenProvider, providersFor, RefusedError, type KnownProvider, type Task } from '../engine/index.ts'

type Asking = Pick<Task<unknown>, 'caseState' | 'council'>

/**
 * The provider that gets the referral: the one that the complainant chose, or else the council's usual one; always one
 * that serves them.
 *
 * @throws RefusedError when the chosen one does not, or none does.
 */
export function providerFor({ caseState, council }: Asking, named?: string): KnownProvider {
  const wanted = named ?? caseState.advocacy.wantedFrom
  const provider = chosenProvider(caseState, council, wanted)
  if (provider !== undefined) return provider
  const serving = providersFor(caseState, council).map(({ name }) => name)
  throw new RefusedError(
    'provider-does-not-serve',
    serving.length === 0
      ? 'No advocacy provider of the council serves this complainant: add one to advocacyProviders in its file'
      : `${wanted ?? ''} is no advocacy provider for this complainant. These are: ${serving.join(', ')}`,
  )
}

/** How a message reaches it. */
export function toProvider({ code }: KnownProvider): {
  readonly kind: 'advocacy-provider'
  readonly provider?: string
} {
  return { kind: 'advocacy-provider', ...(code !== undefined && { provider: code }) }
}
