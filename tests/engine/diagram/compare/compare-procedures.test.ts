import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { compareProcedures, summaryOf } from '../../../../engine/diagram/compare/index.ts'
import type { ProcedureFile } from '../../../../engine/index.ts'
import { filesBelow } from './folder.ts'

/* Over 300 lines: one table of differences and their sentences. */

const CHILDREN = filesBelow('children-act')
const PUBLIC_HEALTH = filesBelow('public-health')
const INTAKE = filesBelow('intake')

/** The files with one of them changed. */
function changed(
  files: readonly ProcedureFile[],
  path: string,
  ...edits: readonly (readonly [from: string | RegExp, to: string])[]
): readonly ProcedureFile[] {
  return files.map((file) => {
    if (file.path !== path) return file
    const text = edits.reduce((now, [from, to]) => now.replace(from, to), file.text)
    expect(text, `${path} is changed by the edits`).not.to.equal(file.text)
    return { path, text }
  })
}

const AFTER = 'after-response.bpmn'
/** Of each kind of file, one or two. */
const A_FEW = /^(procedure|after-|eligibility|intake|routing|forms.*decide|letters.*(further|routed))/

function readAfter(): string {
  return readFileSync(new URL(`../../../../processes/public-health/${AFTER}`, import.meta.url), 'utf8')
}

/** The same content, written in another way. */
const SAME_IN_OTHER_WORDS: readonly (readonly [string, (path: string, text: string) => string])[] = [
  ['as they are', (_, text) => text],
  [
    'other spaces and line ends',
    (path, text) =>
      path.endsWith('.json')
        ? JSON.stringify(JSON.parse(text))
        : path.endsWith('.txt')
          ? text.replaceAll('\n', '\r\n')
          : text.replaceAll(/>\s*\n\s*</g, '>\n\n<'),
  ],
  [
    'comments',
    (path, text) =>
      /\.(bpmn|dmn)$/.test(path) ? text.replaceAll(/(<\/\w*:?(process|decision)>)/g, '<!-- end -->$1') : text,
  ],
  [
    'other prefixes',
    (path, text) =>
      path.endsWith('.bpmn')
        ? text.replaceAll(/(?<=<\/?|:type=")bpmn:/g, 'b:').replaceAll('xmlns:bpmn=', 'xmlns:b=')
        : text,
  ],
  [
    'attributes in another order',
    (path, text) =>
      /\.(bpmn|dmn)$/.test(path) ? text.replaceAll(/<([\w:]+) ([\w:]+="[^"]*") ([\w:]+="[^"]*")/g, '<$1 $3 $2') : text,
  ],
  ['elements in another order', (path, text) => (path.endsWith('.bpmn') ? reversedElements(text) : text)],
]

/** Ways and shapes from the last to the first, where they stand together. */
function reversedElements(xml: string): string {
  return ['bpmn:sequenceFlow', 'bpmndi:BPMNShape'].reduce((text, name) => {
    const one = `<${name} [^>]*?(?:/>|>(?:(?!<${name})[\\s\\S])*?</${name}>)`
    const runs = new RegExp(`(?:${one}\\s*){2,}`, 'g')
    return text.replaceAll(runs, (run) => [...run.matchAll(new RegExp(one, 'g'))].toReversed().join('\n'))
  }, xml)
}

describe('the comparison of two versions of a procedure', () => {
  const examples: readonly {
    what: string
    of: readonly ProcedureFile[]
    path: string
    edits: readonly (readonly [string | RegExp, string])[]
    /** `kind subject element: sentence`, each. */
    says: readonly string[]
  }[] = [
    {
      what: 'a local deadline in other days',
      of: PUBLIC_HEALTH,
      path: AFTER,
      edits: [['workingDays="20"', 'workingDays="10"']],
      says: ['changed deadline ev_health_nothing_heard: A word after the response: 20 → 10 working days'],
    },
    {
      what: 'a timer of ISO 8601 in other days',
      of: changed(PUBLIC_HEALTH, AFTER, [
        /<bpmn:extensionElements>\s*<redress:deadline [^>]*local="adult-social-care.local.after-response"[^>]*>\s*<\/bpmn:extensionElements>/,
        '<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P10D</bpmn:timeDuration>',
      ]),
      path: AFTER,
      edits: [['P10D', 'P20D']],
      says: ['changed deadline ev_health_nothing_heard: “20 working days passed”: time that passes: 10 days → 20 days'],
    },
    {
      what: 'a deadline that starts with another fact',
      of: PUBLIC_HEALTH,
      path: AFTER,
      edits: [['startedBy="response-signed"', 'startedBy="response-sent"']],
      says: [
        'changed deadline ev_health_nothing_heard: A word after the response: runs from response signed → response sent',
      ],
    },
    {
      what: 'a deadline that is there no more',
      of: PUBLIC_HEALTH,
      path: 'handling.bpmn',
      edits: [[/<redress:deadline rule="public-health.missed-notice" \/>/, '']],
      says: [
        'removed deadline task_health_period_missed: “Say why it is late”: deadline removed: Our notice, with the reason, that the response is late',
      ],
    },
    {
      what: 'another name, another role and another form',
      of: PUBLIC_HEALTH,
      path: AFTER,
      edits: [
        ['name="Look once more"', 'name="Look again"'],
        [
          'redress:role="senior-manager" redress:form="health-further-look"',
          'redress:role="director" redress:form="health-decide-scope"',
        ],
      ],
      says: [
        'changed name task_health_further_look: “Look once more” is now called “Look again”',
        'changed who task_health_further_look: “Look again”: who does it: Senior manager → Director of public health',
        'changed form task_health_further_look: “Look again”: form “Look once more” → “Decide whether it belongs here”',
      ],
    },
    {
      what: 'another letter',
      of: PUBLIC_HEALTH,
      path: AFTER,
      edits: [['value="adult-further-look"', 'value="adult-response"']],
      says: [
        'changed letter svc_health_further_look: “Tell the complainant”: letter “adult further look” → “adult response”',
      ],
    },
    {
      what: 'a way that leads elsewhere',
      of: PUBLIC_HEALTH,
      path: AFTER,
      edits: [[/(sourceRef="ev_health_satisfied" targetRef=")end_health_satisfied/, '$1task_health_further_look']],
      says: [
        'changed way flow_ev_health_satisfied_to_end_health_satisfied: The way on from “Complainant satisfied”: leads to “Satisfied” → “Look once more”',
      ],
    },
    {
      what: 'a step that is gone, with the ways that only joined it',
      of: PUBLIC_HEALTH,
      path: AFTER,
      edits: [
        [/<bpmn:serviceTask id="svc_health_further_look"[\s\S]*?<\/bpmn:serviceTask>/, ''],
        [/<bpmn:sequenceFlow id="flow_svc_health_further_look_to_end_health_looked_again"[^>]*>/, ''],
        [/(sourceRef="task_health_further_look" targetRef=")svc_health_further_look/, '$1end_health_looked_again'],
      ],
      says: [
        'changed way flow_task_health_further_look_to_svc_health_further_look: The way on from “Look once more”: leads to “Tell the complainant” → “Looked at once more”',
        'removed step svc_health_further_look: Step done by the service “Tell the complainant” removed; it stood after “Look once more” and before “Looked at once more”',
      ],
    },
    {
      what: 'clause and guidance apart',
      of: PUBLIC_HEALTH,
      path: AFTER,
      edits: [['SI 2012/3094 reg 29\nThe complaint is resolved.', 'SI 2012/3094 reg 30\nThe complaint is settled.']],
      says: [
        'changed law end_health_satisfied: “Satisfied”: rests on SI 2012/3094 reg 29 → SI 2012/3094 reg 30',
        'changed guidance end_health_satisfied: “Satisfied”: the guidance says something else',
      ],
    },
    {
      what: 'a message by another name, said once',
      of: PUBLIC_HEALTH,
      path: AFTER,
      edits: [['name="complainant-satisfied"', 'name="complainant-content"']],
      says: ['changed name message_complainant_satisfied: “complainant-satisfied” is now called “complainant-content”'],
    },
    {
      what: 'an answer, and where there is none',
      of: PUBLIC_HEALTH,
      path: 'eligibility.bpmn',
      edits: [
        [
          'default="flow_gw_health_triaged_to_task_health_decide_scope"',
          'default="flow_gw_health_triaged_to_gw_health_scope_known"',
        ],
      ],
      says: ['changed condition gw_health_triaged: “Was it triaged?”: where no answer holds: “No” → “Yes”'],
    },
    {
      what: 'a field of a form: its title, whether it must be answered, an answer more',
      of: CHILDREN,
      path: 'forms/answer-stage-1.json',
      edits: [
        ['"title": "Is this late?"', '"title": "Is the answer late?"'],
        ['"required": ["decisions", "late"]', '"required": ["decisions"]'],
        ['"oversight", "other"]', '"oversight", "strike", "other"]'],
        ['"oversight": "Overlooked",', '"oversight": "Overlooked", "strike": "Strike",'],
      ],
      says: [
        'changed name late: Answer the complaint, “Is this late?” is now called “Is the answer late?”',
        'changed field late: Answer the complaint, “Is the answer late?”: must be answered: yes → no',
        'added field latenessReasonCode: Answer the complaint, “Main reason it is late”: answer “Strike” (strike) added',
      ],
    },
    {
      what: 'a fact that a form no longer records',
      of: CHILDREN,
      path: 'forms/answer-stage-1.json',
      edits: [[/\{\s*"fact": "action-agreed"[\s\S]*?"dueOn"\s*\}\s*\},/, '']],
      says: ['removed fact action-agreed: Answer the complaint: fact “action agreed” on record removed'],
    },
    {
      what: 'words of a letter',
      of: CHILDREN,
      path: 'letters/complainant-died.txt',
      edits: [
        ['Please take the time that you need.', 'Take all the time that you need.'],
        ['to: representative-only', 'to: complainant'],
      ],
      says: [
        'changed who undefined: The letter “We are sorry for your loss”: goes to the representative alone → complainant',
        'changed letter undefined: We are sorry for your loss, for adults, paragraph 3: other words',
      ],
    },
    {
      what: 'a cell of a decision table, and a row that is tried earlier',
      of: INTAKE,
      path: 'routing.dmn',
      edits: [
        [
          '<outputEntry id="row_employment_out_2"><text>false</text>',
          '<outputEntry id="row_employment_out_2"><text>true</text>',
        ],
        [
          /(<rule id="row_data_protection">[\s\S]*?<\/rule>)(\s*)(<rule id="row_service_request">[\s\S]*?<\/rule>)/,
          '$3$2$1',
        ],
      ],
      says: [
        'changed table row_employment: Which procedure takes the complaint, row 3 (SI 2009/309 reg 8(1)(b): an employee about their employment…): A person looks false → true',
        'moved table row_data_protection: Which procedure takes the complaint: the row (Personal data that is wrong, or access to it: the data prot…) moved from place 1 to place 2',
      ],
    },
    {
      what: 'the title and a role of the procedure',
      of: PUBLIC_HEALTH,
      path: 'procedure.json',
      edits: [
        ['"title": "Public health complaint procedure"', '"title": "Public health complaints"'],
        ['"title": "Senior manager"', '"title": "Head of service"'],
      ],
      says: [
        'changed name undefined: The procedure: title “Public health complaint procedure” → “Public health complaints”',
        'changed who undefined: The procedure: role “Senior manager”: Senior manager → Head of service',
      ],
    },
    {
      what: 'a step of a scenario',
      of: PUBLIC_HEALTH,
      path: 'receipt.scenarios.json',
      edits: [['"channel": "email"', '"channel": "letter"']],
      says: [],
    },
  ]
  for (const { what, of, path, edits, says } of examples) {
    it(`says in words: ${what}`, () => {
      const { changes } = compareProcedures(of, changed(of, path, ...edits))
      expect(changes.map(({ level }) => level)).not.to.include('error')
      expect(changes.every(({ file }) => file === path)).to.equal(true)
      const said = changes.map(({ kind, subject, element, sentence }) => `${kind} ${subject} ${element}: ${sentence}`)
      if (says.length > 0) expect(said).to.deep.equal(says)
      else expect(said).to.have.length.greaterThan(0)
    })
  }

  it('says once what several steps say of one deadline, and which law it touches', () => {
    const files = filesBelow('corporate')
    const shorter = (text: string) =>
      text.replaceAll(/(local="corporate.local.stage-1-answer"[^>]*workingDays=")10"/g, '$18"')
    const after = files.map(({ path, text }) => ({ path, text: shorter(text) }))
    const { changes } = compareProcedures(files, after)
    expect(changes.map(({ sentence }) => sentence)).to.deep.equal(['Our answer at Stage 1: 10 → 8 working days'])
    expect(changes[0]?.also).to.have.length.greaterThan(2)
    expect(changes[0]?.law).to.equal(
      'LGSCO Complaint Handling Code para. 6.3–6.5 sets the day; this target counts only where that rule was not yet in force',
    )
  })

  it('tells words that went from words that came', () => {
    const after = changed(CHILDREN, 'letters/complainant-died.txt', ['Please take the time', 'Take all the time'])
    const [change] = compareProcedures(CHILDREN, after).changes
    expect(change?.words?.filter(({ kind }) => kind !== 'same')).to.deep.equal([
      { kind: 'removed', text: 'Please' },
      { kind: 'added', text: 'Take' },
      { kind: 'removed', text: 'take' },
      { kind: 'added', text: 'all' },
    ])
  })

  it('tells a step that is now in another diagram', () => {
    const step = /<bpmn:serviceTask id="svc_health_further_look"[\s\S]*?<\/bpmn:serviceTask>/
    const text = PUBLIC_HEALTH.find(({ path }) => path === AFTER)!.text
    const moved = step.exec(text)![0]
    const after = changed(changed(PUBLIC_HEALTH, AFTER, [step, '']), 'eligibility.bpmn', [
      '</bpmn:process>',
      `${moved}</bpmn:process>`,
    ])
    const said = compareProcedures(PUBLIC_HEALTH, after).changes.filter(({ kind }) => kind === 'moved')
    expect(said.map(({ file, sentence }) => `${file}: ${sentence}`)).to.deep.equal([
      'eligibility.bpmn: “Tell the complainant” moved here from the diagram “After the response”',
      'after-response.bpmn: Step done by the service “Tell the complainant” moved to the diagram “Eligibility, time limit and exclusions”',
    ])
  })

  it('keeps to the reading order: settings, diagrams as they are called, forms as they are asked, letters', () => {
    const after = PUBLIC_HEALTH.map(({ path, text }) => ({
      path,
      text: path.endsWith('.bpmn')
        ? text.replace(/(<bpmn:process [^>]*name=")/, '$1New: ')
        : path === 'procedure.json'
          ? text.replace('"version": "1"', '"version": "2"')
          : text,
    }))
    expect(
      compareProcedures(PUBLIC_HEALTH, after)
        .files.map(({ path }) => path)
        .slice(0, 4),
    ).to.deep.equal(['procedure.json', 'procedure.bpmn', 'receipt.bpmn', 'eligibility.bpmn'])
  })

  it('sets apart what only the drawing shows', () => {
    const after = changed(PUBLIC_HEALTH, AFTER, ['x="672" y="80" width="130"', 'x="690" y="80" width="130"'])
    const found = compareProcedures(PUBLIC_HEALTH, after)
    expect(found.changes.map(({ sentence, was, now }) => [sentence, was, now])).to.deep.equal([])
    expect(found.layout).to.deep.equal([{ file: AFTER, where: 'After the response', things: ['“Look once more”'] }])
    expect(summaryOf(found)).to.equal('Layout changed in 1 diagram')
  })

  it('sums up', () => {
    const after = changed(
      PUBLIC_HEALTH,
      AFTER,
      ['workingDays="20"', 'workingDays="10"'],
      ['name="Look once more"', 'name="Look again"'],
      ['x="672" y="80"', 'x="690" y="80"'],
    )
    expect(summaryOf(compareProcedures(PUBLIC_HEALTH, after))).to.equal(
      '2 changes, 1 of them to deadlines; layout changed in 1 diagram',
    )
  })

  for (const [what, write] of SAME_IN_OTHER_WORDS) {
    it(`finds nothing in the same files: ${what}`, () => {
      for (const files of [PUBLIC_HEALTH, INTAKE].map((all) => all.filter(({ path }) => A_FEW.test(path)))) {
        const found = compareProcedures(
          files,
          files.map(({ path, text }) => ({ path, text: write(path, text) })),
        )
        expect(found.changes.map(({ sentence, was, now }) => [sentence, was, now])).to.deep.equal([])
        expect(found.layout).to.deep.equal([])
        expect(found.notation).to.deep.equal([])
        expect(summaryOf(found)).to.equal('No changes')
      }
    })
  }

  const unsaid: readonly { what: string; path: string; text: string }[] = [
    {
      what: 'an attribute that nobody knows',
      path: AFTER,
      text: readAfter().replace('<bpmn:userTask id', '<bpmn:userTask redress:mood="calm" id'),
    },
    { what: 'a file that is no XML any more', path: AFTER, text: readAfter().slice(0, 4_000) },
    { what: 'a form that is no JSON any more', path: 'forms/health-further-look.json', text: '{' },
    {
      what: 'a keyword that nobody has words for',
      path: 'forms/health-further-look.json',
      text: readFileSync(
        new URL('../../../../processes/public-health/forms/health-further-look.json', import.meta.url),
        'utf8',
      ).replace('"type": "object"', '"type": "object", "x-new": 1'),
    },
    { what: 'a kind of file that nobody knows', path: 'notes.md', text: 'Other notes' },
  ]
  for (const { what, path, text } of unsaid) {
    it(`fails closed: ${what}`, () => {
      const before = [...PUBLIC_HEALTH, { path: 'notes.md', text: 'Notes' }]
      const after = before.map((file) => (file.path === path ? { path, text } : file))
      const found = compareProcedures(before, after)
      expect(found.changes.map(({ level, file }) => `${level} ${file}`)).to.deep.equal([`error ${path}`])
      expect(found.changes[0]?.sentence).to.match(/^Something in .* differs that cannot be put in words/)
      expect(`${found.changes[0]?.was}${found.changes[0]?.now}`).not.to.equal('')
      expect(summaryOf(found)).to.equal('1 difference that cannot be put in words')
    })
  }
})
