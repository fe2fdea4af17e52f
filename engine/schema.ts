import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormatsModule, { type FormatsPlugin } from 'ajv-formats'
import { InvalidVariablesError, type Fault } from './errors.ts'

// ajv-formats is CommonJS: under Node's ES module loader its function is the `default` of its default export.
const addFormats = addFormatsModule as unknown as FormatsPlugin

/** Keywords of ours that a schema may carry and that validate nothing. */
const OWN_KEYWORDS = ['x-redress', 'x-labels']

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false })
addFormats(ajv)
for (const keyword of OWN_KEYWORDS) ajv.addKeyword({ keyword, valid: true })

/** Checks a value against a JSON Schema (draft 2020-12); every fault is found, not only the first. */
export type Check = (value: unknown) => readonly Fault[]

/**
 * Compiles a JSON Schema once.
 *
 * @throws Error when the schema itself is wrong.
 */
export function compileSchema(schema: object): Check {
  // Two versions of a form have the same `$id`; nothing refers to a schema by it.
  const anonymous: object = { ...schema, $id: undefined }
  const fits = ajv.compile(anonymous)
  return (value) => (fits(value) ? [] : faultsOf(fits))
}

/** @throws InvalidVariablesError naming `what` and every fault. */
export function mustFit(what: string, check: Check, value: unknown): void {
  const faults = check(value)
  if (faults.length > 0) throw new InvalidVariablesError(what, faults)
}

function faultsOf(fits: ValidateFunction): readonly Fault[] {
  const errors = fits.errors ?? []
  // That a condition led to its `then` helps nobody: what is wrong under it is told beside it.
  const told = errors.filter(({ keyword }) => keyword !== 'if')
  return (told.length > 0 ? told : errors).map(({ instancePath, message, params, keyword }) => {
    const { missingProperty, additionalProperty, allowedValues } = params as {
      missingProperty?: string
      additionalProperty?: string
      allowedValues?: readonly unknown[]
    }
    const field = missingProperty ?? additionalProperty
    return {
      at: field === undefined ? instancePath : `${instancePath}/${field}`,
      message:
        keyword === 'required'
          ? 'is missing'
          : keyword === 'additionalProperties'
            ? 'is not a field of this form'
            : allowedValues !== undefined
              ? `must be one of ${allowedValues.join(', ')}`
              : (message ?? `breaks ${keyword}`),
    }
  })
}
