/** What a package tells of the licences of the packages that it carries. */
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { licencesOf } from '../../scripts/package/licences.mjs'
import { projectFolder } from '../support/sourceFiles.ts'

const text = licencesOf(projectFolder, { 'Apache-2.0': join(projectFolder, 'resources', 'weights', 'LICENSE') })
const sectionOf = (name: string) => text.split(/^## /m).find((section) => section.startsWith(`${name} `))

it.each([
  ['better-sqlite3', 'Permission is hereby granted'],
  // A file of its own is lacking, but its README has a section.
  ['seedrandom', 'Permission is hereby granted'],
  // It only names its licence; the text stands at the end.
  ['@tensorflow/tfjs-core', 'no text of its own. Its licence: Apache-2.0'],
])('%s is there with what it says of its licence', (name, words) => {
  expect(sectionOf(name)).toContain(words)
})

it('has the text of a licence that packages only name, and nothing of the tools that build the studio', () => {
  expect(text.split('# Apache-2.0').at(-1)).toContain('Apache License')
  expect(sectionOf('vitest')).toBeUndefined()
})
