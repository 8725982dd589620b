/** Who may import whom. A room that reaches where it must not is found here, not in review. */
import { readFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder, sourceFiles } from './support/sourceFiles.ts'

type Room = { readonly name: string; readonly mayImport: readonly string[]; readonly mayUse: RegExp }

const nothingForeign = /^$/
const node = /^node:/

// The longest matching folder names the room of a file.
const rooms: Record<string, Room> = {
  shared: { name: 'shared', mayImport: ['shared'], mayUse: /^zod$/ },
  resources: { name: 'resources', mayImport: [], mayUse: nothingForeign },
  preload: { name: 'preload', mayImport: ['shared'], mayUse: /^electron$/ },
  renderer: {
    name: 'renderer',
    mayImport: ['renderer', 'shared', 'resources'],
    mayUse:
      /^(react|react-dom|react-konva|konva|zustand|zod|i18next|react-i18next|radix-ui|uplot|rbush|lucide-react|@tanstack\/react-virtual)(\/|$)/,
  },
  main: { name: 'main', mayImport: ['main', 'shared'], mayUse: /^(electron$|node:)/ },
  'main/engine': {
    name: 'main/engine',
    mayImport: [
      'shared',
      'main/engine',
      'main/engine/commands',
      'main/engine/score',
      'main/engine/demo',
      'main/engine/handlers',
      'main/engine/store',
      'main/engine/formats',
      'main/engine/jobs',
      'main/engine/images',
    ],
    mayUse: /^(node:|zod$)/,
  },
  'main/engine/commands': {
    name: 'main/engine/commands',
    mayImport: ['shared', 'main/engine', 'main/engine/commands', 'main/engine/jobs'],
    mayUse: node,
  },
  'main/engine/score': { name: 'main/engine/score', mayImport: ['shared', 'main/engine/score'], mayUse: node },
  'main/engine/demo': {
    name: 'main/engine/demo',
    mayImport: ['shared', 'main/engine', 'main/engine/demo', 'main/engine/jobs', 'main/engine/store'],
    mayUse: /^(node:|sharp$)/,
  },
  'main/engine/handlers': {
    name: 'main/engine/handlers',
    mayImport: [
      'shared',
      'main/engine',
      'main/engine/commands',
      'main/engine/score',
      'main/engine/demo',
      'main/engine/handlers',
      'main/engine/store',
      'main/engine/formats',
      'main/engine/jobs',
      'main/engine/images',
    ],
    mayUse: node,
  },
  'main/engine/store': {
    name: 'main/engine/store',
    mayImport: ['shared', 'main/engine/store'],
    mayUse: /^(node:|better-sqlite3$)/,
  },
  'main/engine/report': {
    name: 'main/engine/report',
    mayImport: ['shared', 'main/engine/report', 'resources'],
    mayUse: nothingForeign,
  },
  'main/engine/images': {
    name: 'main/engine/images',
    mayImport: ['shared', 'main/engine/images'],
    mayUse: /^(node:|sharp$|geotiff$)/,
  },
  'main/engine/formats': {
    name: 'main/engine/formats',
    mayImport: ['shared', 'main/engine/formats'],
    mayUse: /^(node:|yaml$|yauzl$|zod$)/,
  },
  'main/engine/jobs': {
    name: 'main/engine/jobs',
    mayImport: [
      'shared',
      'main/engine',
      'main/engine/jobs',
      'main/engine/store',
      'main/engine/formats',
      'main/engine/images',
      'main/engine/report',
      'main/engine/ensemble',
    ],
    mayUse: /^(node:|zod$)/,
  },
  'main/engine/worker': {
    name: 'main/engine/worker',
    mayImport: [
      'shared',
      'main/engine/worker',
      'main/engine/modelExport',
      'main/engine/detector',
      'main/engine/ensemble',
      'main/engine/tensorflow',
      'main/engine/images',
    ],
    mayUse: /^(node:|zod$)/,
  },
  'main/engine/ensemble': {
    name: 'main/engine/ensemble',
    mayImport: ['shared', 'main/engine/ensemble'],
    mayUse: nothingForeign,
  },
  'main/engine/modelExport': {
    name: 'main/engine/modelExport',
    mayImport: ['shared', 'main/engine/modelExport', 'main/engine/detector', 'main/engine/tensorflow'],
    mayUse: /^(node:|onnxruntime-node$)/,
  },
  'main/engine/detector': {
    name: 'main/engine/detector',
    mayImport: ['shared', 'main/engine/detector', 'main/engine/tensorflow', 'main/engine/images'],
    mayUse: /^(node:|zod$)/,
  },
  'main/engine/tensorflow': {
    name: 'main/engine/tensorflow',
    mayImport: ['shared', 'main/engine/tensorflow'],
    mayUse: /^(node:|@tensorflow\/tfjs(-node-gpu|-backend-webgpu)?$|@tensorflow\/tfjs-node-gpu\/|webgpu$)/,
  },
}

function roomOf(file: string): Room | undefined {
  const folder = Object.keys(rooms)
    .filter((name) => file.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)[0]
  return folder === undefined ? undefined : rooms[folder]
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(projectFolder, file), 'utf8')
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s[^'"\n]*?from\s+['"]([^'"]+)['"]|(?:^|\n)\s*import\s+['"]([^'"]+)['"]|\}\s+from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|require\(\s*['"]([^'"]+)['"]\s*\)/g
  return [...text.matchAll(pattern)].map((match) => match.slice(1).find(Boolean) as string)
}

function violations(file: string): string[] {
  const room = roomOf(file)
  if (!room) return []
  return importsOf(file).flatMap((specifier) => {
    if (specifier.startsWith('.')) {
      const target = posix.normalize(posix.join(dirname(file), specifier))
      const targetRoom = roomOf(target)
      const isAllowed = targetRoom && (targetRoom === room || room.mayImport.includes(targetRoom.name))
      return isAllowed ? [] : [`${file} imports ${target}`]
    }
    return room.mayUse !== nothingForeign && room.mayUse.test(specifier) ? [] : [`${file} uses ${specifier}`]
  })
}

describe('layers', () => {
  const files = sourceFiles(['shared', 'preload', 'renderer', 'main'])
    .map((file) => relative(projectFolder, file))
    .filter((file) => !file.endsWith('.config.ts'))

  it('finds the sources', () => {
    expect(files.length).toBeGreaterThan(5)
  })

  it.each(files)('%s imports only what its room may', (file) => {
    expect(violations(file)).toEqual([])
  })
})
