import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parseArguments } from '../../main/arguments.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

it('a project is opened, other files and folders are taken along, and options are neither', () => {
  const workingFolder = temporaryFolder()
  for (const name of ['pictures', 'app', 'report']) mkdirSync(join(workingFolder, name))
  const appFolder = join(workingFolder, 'app')
  const args = ['--inspect=0', 'app', 'pictures', 'p.boxwright', 'not-there', '--out', 'report', '--demo']
  expect(parseArguments(args, { workingFolder, appFolder })).toEqual({
    open: join(workingFolder, 'p.boxwright'),
    paths: [join(workingFolder, 'pictures')],
    demo: true,
    unattended: false,
    out: join(workingFolder, 'report'),
  })
})
