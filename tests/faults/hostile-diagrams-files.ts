import { aProcess, aTask, definitions, flow } from '../engine/diagram/bpmn.ts'

/** A file that is no diagram, or none that anybody should read. */
export interface BrokenFile {
  readonly name: string
  readonly text: () => string
}

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL'
const many = (count: number, of: (n: number) => string) => Array.from({ length: count }, (_, n) => of(n)).join('')

/** @param sound - A diagram that can be run, to be cut off and spoilt. */
export function brokenFiles(sound: string): readonly BrokenFile[] {
  const files: readonly (readonly [string, () => string])[] = [
    ['100,000 elements', () => aProcess('<task id="t"/>'.repeat(100_000))],
    ['100,000 elements of four letters', () => definitions('<a/>'.repeat(100_000))],
    ['6,000 tasks', () => aProcess(many(6_000, (n) => `<task id="t${n}"/>`))],
    ['depth 1,000', () => aProcess('<subProcess>'.repeat(1_000) + '</subProcess>'.repeat(1_000))],
    ['depth 1,000,000', () => '<a>'.repeat(1_000_000)],
    ['depth 300,000 in one mebibyte', () => definitions('<a>'.repeat(300_000))],
    ['2,000 namespaces in each other', () => definitions(many(2_000, (n) => `<a xmlns:n${n}="u:${n}">`))],
    [
      '10,000 namespaces on one element',
      () => `<definitions xmlns="${BPMN}" ${many(10_000, (n) => `xmlns:n${n}="u" `)}/>`,
    ],
    ['30,000 attributes', () => aTask(`<userTask id="t" ${many(30_000, (n) => `a${n}="" `)}/>`)],
    ['an attribute of a mebibyte', () => aTask(`<userTask id="t" name="${'x'.repeat(1_100_000)}"/>`)],
    ['900,000 blanks in a tag', () => `<definitions${' '.repeat(900_000)}`],
    ['900,000 ampersands', () => aTask(`<userTask id="t" name="${'&'.repeat(900_000)}"/>`)],
    ['a comment without end', () => definitions(`<!--${'-'.repeat(900_000)}`)],
    ['an external document type', () => `<!DOCTYPE d SYSTEM "http://trace.redress.invalid/x.dtd">${sound}`],
    [
      'an external entity',
      () => `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>${aTask('<userTask id="t" name="&x;"/>')}`,
    ],
    [
      'a billion laughs',
      () =>
        `<!DOCTYPE l [<!ENTITY l0 "ha">${many(9, (n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`)}]>${aTask('<userTask id="t" name="&l9;"/>')}`,
    ],
    ['a parameter entity', () => `<!DOCTYPE d [<!ENTITY % x SYSTEM "http://trace.redress.invalid/x"> %x;]>${sound}`],
    ['an entity nobody declared', () => aTask('<userTask id="t" name="&xxe;"/>')],
    ['a style sheet', () => `<?xml-stylesheet href="http://trace.redress.invalid/x.xsl"?>${sound}`],
    ['another file to include', () => aProcess('<import importType="x" location="file:///etc/passwd" namespace="x"/>')],
    ['the same id twice', () => aTask('<userTask id="t"/>', '<task id="t"/>')],
    ['a flow to nowhere', () => aTask('<userTask id="t"/>', flow('t', 'gone'))],
    ['the id __proto__', () => aTask('<userTask id="t"/>', '<task id="__proto__"/>')],
    ['the id constructor', () => aTask('<userTask id="t"/>', '<task id="constructor"/>')],
    [
      'a script',
      () => aTask('<scriptTask id="t" scriptFormat="javascript"><script>process.exit(1)</script></scriptTask>'),
    ],
    [
      'a scripted flow',
      () =>
        aProcess(
          '<sequenceFlow id="f" sourceRef="a" targetRef="b"><conditionExpression language="javascript">next(null, true)</conditionExpression></sequenceFlow>',
        ),
    ],
    [
      'a million instances',
      () =>
        aTask(
          '<userTask id="t"><multiInstanceLoopCharacteristics><loopCardinality>1000000000</loopCardinality></multiInstanceLoopCharacteristics></userTask>',
        ),
    ],
    [
      'a timer without pause',
      () =>
        aTask(
          '<intermediateCatchEvent id="t"><timerEventDefinition><timeCycle>R/PT0S</timeCycle></timerEventDefinition></intermediateCatchEvent>',
        ),
    ],
    ['nothing', () => ''],
    ['blanks', () => ' \n\t'.repeat(1_000)],
    ['zeros', () => '\u0000'.repeat(1_000)],
    ['a zero in a name', () => aTask('<userTask id="t" name="a\u0000b"/>')],
    ['half of a letter', () => aTask('<userTask id="t" name="\uD83D"/>')],
    ['two bytes a letter, read as one', () => Buffer.from(sound.slice(0, 4_000), 'utf16le').toString('latin1')],
    [
      'Latin letters, read as UTF-8',
      () => Buffer.from(aTask('<userTask id="t" name="Zoë"/>'), 'latin1').toString('utf8'),
    ],
    ['another encoding', () => sound.replace('UTF-8', 'UTF-7')],
    ['JSON', () => '{"definitions": []}'],
    ['a picture', () => `\u0089PNG\r\n${'\u001a'.repeat(20)}`],
    ['a ZIP file', () => `PK\u0003\u0004${'x'.repeat(1_000)}`],
    ['a drawing with a script', () => '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['two roots', () => `${sound}<a/>`],
  ]
  const cuts = [1, 3, 5, 7, 9].map((tenth): readonly [string, () => string] => [
    `cut off after ${tenth}0 %`,
    () => sound.slice(0, (sound.length * tenth) / 10),
  ])
  return [...files, ...cuts].map(([name, text]) => ({ name, text }))
}
