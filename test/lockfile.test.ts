import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** What `npm install` brings onto a machine, held against what we agreed to. */

interface Entry {
  version?: string
  resolved?: string
  integrity?: string
  link?: boolean
  license?: string
  hasInstallScript?: boolean
  optionalDependencies?: Record<string, string>
}
interface Manifest {
  allowScripts: Record<string, boolean>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { lockfileVersion: number; packages: Record<string, Entry> }
const entries = Object.entries(lock.packages).filter(([path]) => path !== '')
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
const names = (wanted: (entry: Entry, path: string) => boolean): string[] =>
  entries.filter(([path, entry]) => wanted(entry, path)).map(([path]) => path)

const VERSION = /^\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?$/

describe('sources', () => {
  test('every package is pinned by a checksum', () => {
    expect(lock.lockfileVersion).toBe(3)
    expect(entries.length).toBeGreaterThan(100)
    expect(names(({ integrity }) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''))).toEqual([])
  })

  test('every package comes from the registry, none from git, a URL or a folder', () => {
    // .npmrc leaves out where registry packages were fetched from, so an address can only be one of another kind.
    expect(names(({ resolved }) => resolved !== undefined)).toEqual([])
    expect(names(({ version, link }) => link === true || !VERSION.test(version ?? ''))).toEqual([])
  })

  test('package.json names exact versions', () => {
    const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    // A package under a second name: npm:NAME@VERSION.
    const wanted = Object.fromEntries(all.map(([name, version]) => [name, version.replace(/^npm:(?:@[\w.-]+\/)?[\w.-]+@/, '')]))
    expect(Object.entries(wanted).filter(([, version]) => !VERSION.test(version))).toEqual([])
    const locked = Object.keys(wanted).map((name) => [name, lock.packages[`node_modules/${name}`]?.version])
    expect(Object.fromEntries(locked)).toEqual(wanted)
  })
})

test('install scripts are exactly those that package.json allows', () => {
  const scripts = new Set(names(({ hasInstallScript }) => hasInstallScript === true).map(nameOf))
  const allowed = Object.entries(manifest.allowScripts).filter(([, yes]) => yes)
  expect([...scripts].sort()).toEqual(allowed.map(([name]) => name).sort())
})

/** Ask for nothing but their notice; MPL-2.0 for changes to its own files, and we change none. */
const LICENCES = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MPL-2.0', 'Python-2.0', 'Zlib']

/** Packages with another licence, each with the reason why it may be here. */
const EXCEPTIONS: Readonly<Record<string, { license: string | undefined; why: string }>> = {
  '@uniswap/default-token-list': { license: 'GPL-3.0-or-later', why: 'a list of facts, read at run time as it is (decision 0088)' },
  '@uniswap/lib': { license: 'GPL-3.0-or-later', why: 'contracts, brought by v2-periphery' },
  '@uniswap/v2-core': { license: 'GPL-3.0-or-later', why: 'compiled contracts, deployed on the demo chain as they are' },
  '@uniswap/v2-periphery': { license: 'GPL-3.0-or-later', why: 'compiled contracts, deployed on the demo chain as they are' },
  '@uniswap/v3-core': { license: 'BUSL-1.1', why: 'compiled contracts; GPL-2.0-or-later since 1 April 2023 by its own terms' },
  '@uniswap/v3-periphery': { license: 'GPL-2.0-or-later', why: 'compiled contracts, deployed on the demo chain as they are' },
  '@uniswap/universal-router': { license: 'GPL-2.0-or-later', why: 'compiled contracts, deployed in tests alone' },
  '@uniswap/v4-core': {
    license: 'BUSL-1.1',
    why: 'compiled contracts, run in tests and benches alone: non-production use, which it grants',
  },
  'eth-phishing-detect': { license: 'DBAD', why: 'a list of domains, read as data; free to use and ship (decision 0057)' },
  'dejavu-fonts-ttf': {
    license: 'SEE LICENSE IN README.md AND LICENSE',
    why: 'fonts under the Bitstream Vera licence: free to use and ship',
  },
  memorystream: { license: undefined, why: 'MIT by the text in its package; brought by solc, a development tool' },
}

/** An SPDX expression of one level: all parts of an AND, one part of an OR. */
const allows = (license: string): boolean => {
  const parts = license.replace(/[()]/g, '')
  if (parts.includes(' AND ')) return parts.split(' AND ').every((part) => LICENCES.includes(part))
  return parts.split(' OR ').some((part) => LICENCES.includes(part))
}

describe('licences', () => {
  test('are known and agreed to', () => {
    const strange = entries.filter(([path, { license }]) => {
      const exception = EXCEPTIONS[nameOf(path)]
      if (exception) return exception.license !== license
      return license === undefined || !allows(license)
    })
    expect(strange.map(([path, { license }]) => `${path}: ${license ?? 'no licence given'}`)).toEqual([])
  })

  test('no exception outlives its package', () => {
    const present = new Set(entries.map(([path]) => nameOf(path)))
    expect(Object.keys(EXCEPTIONS).filter((name) => !present.has(name))).toEqual([])
  })
})

test('says which packages for other machines the lockfile lacks', () => {
  const present = new Set(entries.map(([path]) => nameOf(path)))
  const lacking = entries.flatMap(([, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !present.has(name)),
  )
  if (lacking.length > 0) console.warn(`package-lock.json has no entry for ${lacking.join(', ')}: npm may not install them there`)
  // Where the tests run, and on the usual servers, nothing may be missing.
  expect(lacking.filter((name) => /linux-(x64|amd64)(-gnu)?$/.test(name))).toEqual([])
})
