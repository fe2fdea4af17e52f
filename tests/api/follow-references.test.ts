import { expect } from 'chai'
import { followReferences } from '../../api/middleware/follow-references.ts'

describe('references of a document', () => {
  const text = { type: 'string' }
  const withSchemas = (schemas: object, used: object) => ({
    components: { schemas, securitySchemes: { key: {} } },
    paths: { '/a': used },
  })

  it('are followed, one through another, in objects and lists', () => {
    const schemas = { Name: text, Person: { properties: { name: { $ref: '#/components/schemas/Name' } } } }
    const used = { anyOf: [{ $ref: '#/components/schemas/Person' }, { type: 'null' }] }
    expect(followReferences(withSchemas(schemas, used))).to.deep.equal({
      components: { securitySchemes: { key: {} } },
      paths: { '/a': { anyOf: [{ properties: { name: text } }, { type: 'null' }] } },
    })
  })

  it('leave the document as it was', () => {
    const document = withSchemas({ Name: text }, { $ref: '#/components/schemas/Name' })
    const before = structuredClone(document)
    followReferences(document)
    expect(document).to.deep.equal(before)
  })

  const WRONG = [
    ['nowhere', { Name: text }, '#/components/schemas/None'],
    ['to what every object has', { Name: text }, '#/components/schemas/constructor'],
    ['back to itself', { Name: { items: { $ref: '#/components/schemas/Name' } } }, '#/components/schemas/Name'],
  ] as const
  for (const [where, schemas, $ref] of WRONG) {
    it(`are refused where one leads ${where}`, () => {
      expect(() => followReferences(withSchemas(schemas, { $ref }))).to.throw(RangeError, $ref)
    })
  }
})
