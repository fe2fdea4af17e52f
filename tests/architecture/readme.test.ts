import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'chai'

const README = readFileSync('README.md', 'utf8')
const PAGES = ['README.md', 'engine/README.md', 'handlers/README.md', 'processes/README.md']

const SOURCE = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:test">
  <process id="p" isExecutable="true">
    <startEvent id="start" /><sequenceFlow id="f1" sourceRef="start" targetRef="task_answer" />
    <userTask id="task_answer" /><sequenceFlow id="f2" sourceRef="task_answer" targetRef="end" />
    <endEvent id="end" />
  </process>
</definitions>`

describe('README', () => {
  for (const page of PAGES) {
    for (const [, target = ''] of readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      it(`${page} links to ${target}, which is there`, () => {
        expect(existsSync(join(dirname(page), target))).to.equal(true)
      })
    }
  }

  it('names every folder of the tree', () => {
    const top = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n')
    const folders = new Set(top.filter((path) => path.includes('/')).map((path) => path.split('/')[0] ?? ''))
    const named = [...folders].filter((folder) => !folder.startsWith('.') && !README.includes(`\`${folder}/\``))
    expect(named).to.be.empty
  })

  it('has a row for every procedure, and its section', () => {
    const sections = [...readFileSync('processes/README.md', 'utf8').matchAll(/^## (.*)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    )
    const procedures = readdirSync('processes').filter((name) => existsSync(`processes/${name}/procedure.json`))
    const rows = [...README.matchAll(/^\| \[`([a-z-]+)`\]\(processes\/README\.md#([a-z-]+)\)/gm)]
    expect(rows.map(([, name]) => name)).to.have.members(procedures)
    expect(sections).to.include.members(rows.map(([, , anchor]) => anchor))
  })

  it('names only scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
    const named = [...README.matchAll(/npm (?:run )?(start|test|bench|lint|coverage|mailbox)\b/g)].map(
      ([, name]) => name,
    )
    expect(named).to.not.be.empty
    expect(Object.keys(scripts)).to.include.members(named)
  })

  it('shows an example of redressElements that runs', function () {
    this.timeout(60_000)
    const example = /```js\n([\s\S]*?)```/.exec(README)?.[1] ?? ''
    // Inside the project, so that the packages are found; from the sources, so that nothing need be built.
    const folder = mkdtempSync('tests/readme-')
    try {
      const file = join(folder, 'example.mts')
      const script = example.replace("'redress'", "'../../engine/index.ts'")
      writeFileSync(
        file,
        `const source = ${JSON.stringify(SOURCE)}\n${script}\nconsole.log(execution.getPostponed().length === 0 && engine.state)\n`,
      )
      const said = execFileSync(process.execPath, ['--import', 'tsx', file], { encoding: 'utf8' })
      expect(said.trim()).to.equal('idle')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
