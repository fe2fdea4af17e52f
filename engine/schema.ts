import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import AjvCoreModule from 'ajv/dist/core.js'
import addFormatsModule, { type FormatsPlugin } from 'ajv-formats'
import { whileCompiling } from './code-from-text.ts'
import { InvalidVariablesError, type Fault } from './errors.ts'

// Both are CommonJS: under Node's ES module loader what they export is the `default` of their default export, and bundlers
// see it otherwise.
const addFormats = addFormatsModule as unknown as FormatsPlugin
const { default: AjvCore } = AjvCoreModule as unknown as { readonly default: { readonly prototype: unknown } }

/** Where each validator of this process is made, those of what checks requests against the OpenAPI document included. */
interface Compiler {
  _compileSchemaEnv: (this: Compiler, schema: unknown) => unknown
}
const compiler = AjvCore.prototype as Compiler
const compileNow = compiler._compileSchemaEnv
compiler._compileSchemaEnv = function (schema) {
  return whileCompiling(() => compileNow.call(this, schema))
}

/** Keywords of ours that a schema may carry and that validate nothing. */
const OWN_KEYWORDS = ['x-redress', 'x-labels']

/** One line that says something. As a regular expression it goes over an answer again from each of its letters. */
const ONE_LINE = String.raw`^[^\u0000-\u001f\u007f]*\S[^\u0000-\u001f\u007f]*$`
const CONTROL_CHARACTER = /[^\P{Cc}\u0080-\u009f]/u
const regExp = Object.assign(
  (pattern: string, flags: string) =>
    pattern === ONE_LINE
      ? { test: (text: string) => /\S/.test(text) && !CONTROL_CHARACTER.test(text) }
      : new RegExp(pattern, flags),
  { code: 'new RegExp' },
)

const ajv = new Ajv2020({
  code: { optimize: false, regExp },
  allErrors: true,
  strict: true,
  strictRequired: false,
  strictTypes: false,
})
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
  // It would keep every schema for ever, and forms are compiled anew with each change of a draft.
  ajv.removeSchema(anonymous)
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
