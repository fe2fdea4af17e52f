#!/usr/bin/env node
import './no-code-from-text.ts'
import { runCommandLine } from '../api/index.ts'
import { makePages } from './index.ts'

process.exitCode = await runCommandLine(process.argv.slice(2), makePages)
