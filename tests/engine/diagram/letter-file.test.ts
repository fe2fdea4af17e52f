import { expect } from 'chai'
import { checkLetters } from '../../../engine/diagram/check-letters.ts'
import { readLetter } from '../../../engine/diagram/letter-file.ts'
import { readProcedureFolder, registryOf, type ActionDescription } from '../../../engine/diagram/index.ts'
import { inspect } from '../../../engine/diagram/inspect.ts'
import { aTask } from './bpmn.ts'

/** An action that writes letters with four gaps and two facts. */
const WRITES: ActionDescription = {
  name: 'send-letter',
  parameters: { letter: true, team: false },
  variables: {},
  errors: [],
  sends: [],
  needs: [],
  toPartner: false,
  letters: {
    placeholders: {
      responseBy: { doc: '', sealed: false, conditionOnly: false },
      findings: { doc: '', sealed: true, conditionOnly: false },
      oral: { doc: '', sealed: false, conditionOnly: true },
    },
    records: { 'notice-sent': ['complainant'], 'partner-asked': ['partner'] },
  },
}

const HEAD = 'title: Our plan\nrecords: notice-sent\ncontents: [how-handled, response-period]\nto: complainant'
const WORDS = '# adult\nWe will write to you by {responseBy}.'

function letter(head = HEAD, words = WORDS): string {
  return `---\n${head}\n---\n${words}\n`
}

function faults(text: string, path = 'letters/plan.txt'): readonly string[] {
  const { file, findings } = readLetter({ path, text }, '')
  return [...findings, ...checkLetters(file ? [file] : [], [WRITES])].map(
    ({ element, message }) => `${element}: ${message}`,
  )
}

describe('a letter as a file', () => {
  it('is read into paragraphs with their marks and gaps', () => {
    const text = letter(
      HEAD,
      [
        '# adult',
        'We have',
        ' planned\tit. \t',
        '',
        '[if not responseBy] [sealed] What we found:',
        '- {findings}',
        '',
        '[if oral][sealed] {findings}',
        '',
        '# child',
        'Hello.',
      ].join('\n'),
    )
    expect(readLetter({ path: 'letters/plan.txt', text }, '').file?.letter).to.deep.equal({
      id: 'plan',
      title: 'Our plan',
      records: 'notice-sent',
      contents: ['how-handled', 'response-period'],
      to: 'complainant',
      adult: [
        { sealed: false, when: [], pieces: ['We have planned\tit.'] },
        {
          sealed: true,
          when: [{ name: 'responseBy', known: false }],
          pieces: ['What we found:\n- ', { placeholder: 'findings' }],
        },
        { sealed: true, when: [{ name: 'oral', known: true }], pieces: [{ placeholder: 'findings' }] },
      ],
      child: [{ sealed: false, when: [], pieces: ['Hello.'] }],
    })
  })

  it('may come with Windows line ends and a byte order mark, and belong to a procedure that is used', () => {
    expect(faults(`\uFEFF${letter().replaceAll('\n', '\r\n')}`, 'uses/learning/letters/plan.txt')).to.deep.equal([])
  })

  const table: readonly (readonly [string, string, string])[] = [
    ['no front matter', 'Dear {name}', '/: It does not begin with its settings between two lines of ---.'],
    ['an unknown setting', letter(`${HEAD}\nfont: big`), "/font: There is no setting 'font'."],
    [
      'a subject',
      letter(`${HEAD}\nsubject: About {findings}`),
      '/subject: A letter has no subject of its own: it is always the reference alone.',
    ],
    ['a setting twice', letter(`${HEAD}\ntitle: Other`), "/title: It has two settings 'title'."],
    [
      'a line that is no setting',
      letter(`${HEAD}\nhello`),
      '/: The setting \'hello\' is not written as "name: value".',
    ],
    ['no title', letter('records: notice-sent'), '/title: It has no title.'],
    [
      'a gap in the title',
      letter('title: Plan {findings}\nrecords: notice-sent'),
      '/title: Its title has a gap; a title says nothing of a case.',
    ],
    ['a stranger as reader', letter('title: T\nrecords: notice-sent\nto: press'), "/to: It goes to 'press'."],
    ['no fact', letter('title: T'), '/records: It does not say what it puts on record.'],
    [
      'an unknown fact',
      letter('title: T\nrecords: letter-flown'),
      "/records: It records 'letter-flown', which is no fact that we know.",
    ],
    [
      'a fact that no letter records',
      letter('title: T\nrecords: case-closed'),
      "/records: A letter cannot record 'case-closed'.",
    ],
    [
      'a fact about another reader',
      letter('title: T\nrecords: partner-asked'),
      "/records: A letter that goes to 'complainant' cannot record 'partner-asked', which says that somebody else was written to.",
    ],
    [
      'a content that is no code',
      letter(HEAD.replace('how-', 'How ')),
      "/contents: 'How handled' is no code of a content.",
    ],
    ['no words for adults', letter(HEAD, '# child\nHello.'), '/adult: It has no words for adults.'],
    ['words before the first part', letter(HEAD, `Hello.\n${WORDS}`), '/: It has words before "# adult".'],
    ['an unknown part', letter(HEAD, `${WORDS}\n# teenager\nHi.`), '/: There is no part "# teenager".'],
    ['an unknown mark', letter(HEAD, '# adult\n[secret] Hello.'), '/adult/1: There is no mark [secret].'],
    [
      'a mark that asks about code',
      letter(HEAD, '# adult\n[if a.b() > 1] Hello.'),
      '/adult/1: There is no mark [if a.b() > 1].',
    ],
    [
      'a mark that is not closed',
      letter(HEAD, '# adult\n[if not actions Hello.'),
      "/adult/1: '[if not actions Hello.' would stand in the letter as it is: no mark.",
    ],
    [
      'a mark behind the words',
      letter(HEAD, '# adult\nHello. [sealed] It was Ann.'),
      "/adult/1: '[sealed] It was Ann.' would stand in the letter as it is: no mark.",
    ],
    ['a mark without words', letter(HEAD, '# adult\n[sealed]'), '/adult/1: The paragraph has a mark and no words.'],
    [
      'an unknown placeholder',
      letter(HEAD, '# adult\nBy {answerBy}.'),
      "/adult/1: There is no placeholder 'answerBy'.",
    ],
    [
      'a placeholder that every object has',
      letter(HEAD, '# adult\nBy {constructor}.'),
      "/adult/1: There is no placeholder 'constructor'.",
    ],
    [
      'an unknown placeholder in the words for children',
      letter(HEAD, `${WORDS}\n# child\nBy {when}.`),
      "/child/1: There is no placeholder 'when'.",
    ],
    ['an unknown condition', letter(HEAD, '# adult\n[if late] Sorry.'), "/adult/1: There is no placeholder 'late'."],
    ['a condition as words', letter(HEAD, '# adult\nYou said {oral}.'), "/adult/1: 'oral' has no words of its own."],
    [
      'a brace that opens nothing',
      letter(HEAD, '# adult\nBy {responseBy.'),
      "/adult/1: 'By {responseBy.' is no placeholder: a name stands between { and }.",
    ],
    [
      'an expression',
      letter(HEAD, '# adult\nBy {responseBy.length}.'),
      "/adult/1: '{responseBy.length}' is no placeholder: a name stands between { and }.",
    ],
    [
      'what is about people, in an e-mail',
      letter(HEAD, '# adult\n{findings}'),
      "/adult/1: 'findings' may say something about people, and this paragraph would stand in an e-mail.",
    ],
    [
      'details to a partner',
      letter('title: T\nrecords: partner-asked\nto: partner', '# adult\n[sealed] {findings}'),
      "/adult/1: A letter to 'partner' has nothing that is sealed: it carries the reference and no details.",
    ],
  ]
  for (const [name, text, fault] of table) {
    it(`is refused with ${name}`, () => {
      expect(faults(text)).to.deep.equal([fault])
    })
  }

  it('is read in no time, or refused, however many blanks it holds', () => {
    const began = performance.now()
    expect(faults(letter(HEAD, `# adult\na${' '.repeat(65_000)}b`))).to.deep.equal([])
    expect(faults(letter(HEAD, `# adult\na${' '.repeat(66_000)}b`))).to.deep.equal([
      '/: The file is larger than 64 KiB.',
    ])
    expect(performance.now() - began).to.be.below(1_000)
  })

  it('is refused when its name is no code', () => {
    expect(faults(letter(), 'letters/Our Plan.txt')).to.deep.equal([
      "/: Its name 'Our Plan' is not in small letters, digits and hyphens.",
    ])
  })
})

const SETTINGS = {
  id: 'letters-only',
  title: 'Letters',
  version: '1',
  legalBasis: [],
  main: 'p',
  roles: [{ code: 'clerk', title: 'Clerk' }],
}
const PARTNER = letter('title: T\nrecords: partner-asked\nto: partner', '# adult\nPlease call us.')
const FOLDER = [
  { path: 'procedure.json', text: JSON.stringify(SETTINGS) },
  { path: 'letters/plan.txt', text: letter() },
  { path: 'uses/learning/letters/ask.txt', text: PARTNER },
  { path: 'letters/readme.md', text: 'Not a letter.' },
]
const step = (parameters: string) =>
  aTask(
    `<serviceTask id="t" name="Send" redress:action="send-letter"><extensionElements>${parameters}</extensionElements></serviceTask>`,
  )

describe('the letters of a procedure', () => {
  it('are registered, with those of the procedures that it uses', async () => {
    const { procedure } = await readProcedureFolder(FOLDER)
    expect([...(registryOf(procedure, [WRITES]).letters?.values() ?? [])]).to.deep.equal([
      {
        id: 'plan',
        records: 'notice-sent',
        contents: ['how-handled', 'response-period'],
        needs: [],
        toPartner: false,
      },
      { id: 'ask', records: 'partner-asked', contents: [], needs: [], toPartner: true },
    ])
  })

  it('are told of when two have the same id', async () => {
    const twin = [...FOLDER, { path: 'uses/learning/letters/plan.txt', text: letter() }]
    const { findings } = await readProcedureFolder(twin, '', [WRITES])
    expect(findings.map(({ file, message }) => `${file}: ${message}`)).to.include(
      'uses/learning/letters/plan.txt: The file letters/plan.txt holds a letter with the same id.',
    )
  })

  const parameter = (letterId: string) => `<redress:parameter name="letter" value="${letterId}"/>`
  const steps: readonly (readonly [string, string, string])[] = [
    ['an unknown letter', parameter('plam'), "admission/unknown-letter: There is no letter 'plam'."],
    ['no letter', '', "admission/missing-parameter: The action 'send-letter' needs the parameter 'letter'."],
    ['a letter to a partner without consent', parameter('ask'), 'consent-before-partner: '],
  ]
  for (const [name, parameters, fault] of steps) {
    it(`stop a diagram with ${name}`, async () => {
      const { procedure } = await readProcedureFolder(FOLDER)
      const registry = registryOf(procedure, [WRITES])
      const { findings } = await inspect(step(parameters), { file: 'p.bpmn', registry, lint: true })
      expect(
        findings.map(({ rule, message }) => `${rule}: ${message}`).filter((text) => text.startsWith(fault)),
      ).to.have.length(1)
    })
  }
})
