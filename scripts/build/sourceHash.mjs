/** One fingerprint of everything a build depends on: the sources, the lock file and the build itself. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint } from '../setup/stamp.mjs'

const folders = ['main', 'preload', 'renderer', 'shared', 'resources/locales', 'scripts/build']
const files = ['package.json', 'package-lock.json', 'tsconfig.json']

export function sourceHash(project) {
  const inFolders = folders.flatMap((folder) => filesBelow(project, folder))
  return fingerprint([...files, ...inFolders].flatMap((file) => [file, readFileSync(join(project, file))]))
}

function filesBelow(project, folder) {
  return readdirSync(join(project, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      return entry.isDirectory() ? filesBelow(project, path) : [path]
    })
}
