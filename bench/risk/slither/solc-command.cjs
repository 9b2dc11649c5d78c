#!/usr/bin/env node
// The npm package solc as the command that Slither calls: it answers --version and --standard-json.
const { readFileSync } = require('node:fs')
const solc = require('solc')

if (process.argv.includes('--version')) {
  console.log(`solc, the solidity compiler commandline interface\nVersion: ${solc.version().split('+')[0]}`)
} else {
  const input = JSON.parse(readFileSync(0, 'utf8'))
  for (const source of Object.values(input.sources)) {
    if (source.urls) source.content = readFileSync(source.urls[0], 'utf8')
    delete source.urls
  }
  process.stdout.write(solc.compile(JSON.stringify(input)))
}
