import { expect } from 'chai'
import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'

/** Types are not asked for here: the texts below are in no project. */
const eslint = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked] })

async function breaches(file: string, text: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath: file })
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message)
}

describe('the rules of the tree, each tried against a breach', () => {
  // the first lint loads every plug-in and resolver
  before(async function () {
    this.timeout(60_000)
    await breaches('engine/values/a.ts', '')
  })

  const tried = [
    {
      file: 'engine/law/a.ts',
      text: "import knex from 'knex'",
      rule: 'no-restricted-imports',
      what: 'a package away from its home',
    },
    {
      file: 'engine/store/a.ts',
      text: "import express from 'express'",
      rule: 'no-restricted-imports',
      what: 'the web in the store',
    },
    {
      file: 'engine/tokens/a.ts',
      text: "import { feel } from 'feelin'",
      rule: 'no-restricted-imports',
      what: 'expressions in the token core',
    },
    {
      file: 'engine/case/a.ts',
      text: "import { DateTime } from 'luxon'",
      rule: 'no-restricted-imports',
      what: 'luxon away from values',
    },
    {
      file: 'engine/store/a.ts',
      text: "import { Engine } from 'bpmn-engine'",
      rule: 'no-restricted-imports',
      what: 'bpmn-engine away from the runtime',
    },
    {
      file: 'handlers/words/a.ts',
      text: "import nodemailer from 'nodemailer'",
      rule: 'no-restricted-imports',
      what: 'mail in the words of a letter',
    },
    {
      file: 'handlers/a.ts',
      text: "import pino from 'pino'",
      rule: 'no-restricted-imports',
      what: 'logs in a handler',
    },
    {
      file: 'engine/tokens/a.ts',
      text: "import { readFileSync } from 'node:fs'",
      rule: 'no-restricted-imports',
      what: 'files in a pure part',
    },
    {
      file: 'engine/diagram/rules/a.ts',
      text: "import { hash } from 'node:crypto'",
      rule: 'no-restricted-imports',
      what: 'node: in a rule on diagrams',
    },
    {
      file: 'handlers/a.ts',
      text: "import { randomUUID } from 'node:crypto'",
      rule: 'no-restricted-imports',
      what: 'node: in a handler',
    },
    {
      file: 'engine/law/a.ts',
      text: "import { makeRuntime } from '../runtime/index.ts'",
      rule: 'no-restricted-imports',
      what: 'a later part of the engine',
    },
    {
      file: 'engine/case/a.ts',
      text: "import { RULES } from '../diagram/rules/index.ts'",
      rule: 'no-restricted-imports',
      what: 'a part two further on',
    },
    {
      file: 'engine/diagram/rules/a.ts',
      text: "import { step } from '../../tokens/index.ts'",
      rule: 'no-restricted-imports',
      what: 'a later part, from a folder within',
    },
    {
      file: 'handlers/a.ts',
      text: "import { dueOn } from '../engine/law/due.ts'",
      rule: 'no-restricted-imports',
      what: 'a layer past its index.ts',
    },
    {
      file: 'api/routes/a.ts',
      text: "import { HANDLERS } from '../../handlers/receipt.ts'",
      rule: 'no-restricted-imports',
      what: 'handlers past their index.ts',
    },
    {
      file: 'engine/runtime/a.ts',
      text: "import { HANDLERS } from '../../handlers/index.ts'",
      rule: 'no-restricted-imports',
      what: 'the engine knowing its handlers',
    },
    {
      file: 'handlers/a.ts',
      text: "import { createApp } from '../api/index.ts'",
      rule: 'no-restricted-imports',
      what: 'handlers knowing the API',
    },
    {
      file: 'engine/case/a.ts',
      text: 'export const now = new Date()',
      rule: 'no-restricted-syntax',
      what: 'the time of the machine',
    },
    {
      file: 'engine/law/a.ts',
      text: 'export const now = Date.now()',
      rule: 'no-restricted-syntax',
      what: 'the time of the machine, in a number',
    },
    {
      file: 'engine/values/a.ts',
      text: "import { DateTime } from 'luxon'\nexport const now = DateTime.now()",
      rule: 'no-restricted-properties',
      what: 'the time of the machine, by luxon',
    },
    {
      file: 'handlers/a.ts',
      text: 'export const chance = Math.random()',
      rule: 'no-restricted-properties',
      what: 'chance in a handler',
    },
    {
      file: 'engine/tokens/a.ts',
      text: 'export const chance = crypto.randomUUID()',
      rule: 'no-restricted-globals',
      what: 'chance in the token core',
    },
    {
      file: 'engine/tokens/a.ts',
      text: 'setTimeout(() => 1, 2)',
      rule: 'no-restricted-globals',
      what: 'a timer in the token core',
    },
    {
      file: 'engine/law/a.ts',
      text: "await fetch('http://x')",
      rule: 'no-restricted-globals',
      what: 'the network in the law',
    },
    {
      file: 'engine/values/a.ts',
      text: 'export const zone = process.env.TZ',
      rule: 'no-restricted-globals',
      what: 'settings in a pure part',
    },
    {
      file: 'engine/runtime/a.ts',
      text: 'export default 1',
      rule: 'import-x/no-default-export',
      what: 'an export without a name',
    },
    { file: 'engine/runtime/a.ts', text: "console.log('here')", rule: 'no-console', what: 'the core writing logs' },
    {
      file: 'engine/runtime/a.ts',
      text: "export const two = eval('1 + 1')",
      rule: 'no-eval',
      what: 'text run as code',
    },
    {
      file: 'engine/runtime/a.ts',
      text: "export const two = new Function('return 2')",
      rule: 'no-new-func',
      what: 'text run as code, by another name',
    },
    {
      file: 'engine/diagram/rules/levels.ts',
      text: "import { RULES } from './index.ts'\nexport const levelOf = () => RULES.length",
      rule: 'import-x/no-cycle',
      what: 'two files that need each other',
    },
  ]
  for (const { file, text, rule, what } of tried) {
    it(`${file}: ${what} → ${rule}`, async () => {
      expect(await breaches(file, text)).to.include(rule)
    })
  }
})

describe('the rules of the tree let pass', () => {
  const passed = [
    {
      file: 'engine/store/a.ts',
      text: "import knex from 'knex'\nexport const make = knex",
      what: 'a package in its home',
    },
    {
      file: 'engine/store/migrations/a.ts',
      text: "import knex from 'knex'\nexport const make = knex",
      what: 'a package deeper in its home',
    },
    {
      file: 'handlers/mail/a.ts',
      text: "import nodemailer from 'nodemailer'\nexport const make = nodemailer",
      what: 'mail where mail is sent',
    },
    {
      file: 'engine/store/a.ts',
      text: "import { hash } from 'node:crypto'\nexport const make = hash",
      what: 'node: in a part that is not pure',
    },
    { file: 'engine/runtime/a.ts', text: 'export const now = new Date()', what: 'the clock where it is a port' },
    { file: 'engine/case/a.ts', text: "export const day = new Date('2026-04-01')", what: 'a date that is given' },
    {
      file: 'handlers/a.ts',
      text: "import { localDate } from '../engine/index.ts'\nexport const make = localDate",
      what: 'a layer through its index.ts',
    },
    {
      file: 'engine/runtime/a.ts',
      text: "import { step } from '../tokens/index.ts'\nexport const make = step",
      what: 'an earlier part of the engine',
    },
    { file: 'api/cli/a.ts', text: "console.log('done')", what: 'the command line speaking' },
  ]
  for (const { file, text, what } of passed) {
    it(`${file}: ${what}`, async () => {
      expect(await breaches(file, text)).to.deep.equal([])
    })
  }
})
