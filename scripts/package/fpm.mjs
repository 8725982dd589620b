#!/usr/bin/env node
/** Understands as much of fpm's command line as electron-builder uses for a deb, and makes it with dpkg-deb alone. */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const { options, mappings } = readArguments(process.argv.slice(2))
const root = mkdtempSync(join(tmpdir(), 'boxwright-deb-'))
try {
  chmodSync(root, 0o755)
  for (const mapping of mappings) copyMapping(mapping, root)
  writeControl(options, root)
  const compression = ['-Z', options.get('deb-compression')?.[0] ?? 'xz', '-z', '1']
  const target = options.get('package')[0]
  execFileSync('dpkg-deb', ['--root-owner-group', ...compression, '--build', root, target], { stdio: 'inherit' })
} finally {
  rmSync(root, { recursive: true })
}

/** Every option but --force has a value, and may come more than once; what is no option is `source=target`. */
function readArguments(args) {
  const options = new Map()
  const mappings = []
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]
    if (arg === '--force') continue
    if (!arg.startsWith('-')) mappings.push(arg)
    else {
      const name = arg.replace(/^-+/, '')
      options.set(name, [...(options.get(name) ?? []), args[++index]])
    }
  }
  return { options, mappings }
}

function copyMapping(mapping, root) {
  const split = mapping.lastIndexOf('=')
  const target = join(root, mapping.slice(split + 1))
  mkdirSync(dirname(target), { recursive: true })
  cpSync(mapping.slice(0, split), target, { recursive: true, verbatimSymlinks: true })
}

function writeControl(options, root) {
  const installedKilobytes = Math.ceil(sizeOf(root) / 1024)
  const folder = join(root, 'DEBIAN')
  mkdirSync(folder)
  writeFileSync(join(folder, 'control'), control(options, installedKilobytes))
  for (const [option, script] of Object.entries({ 'after-install': 'postinst', 'after-remove': 'postrm' })) {
    if (!options.has(option)) continue
    copyFileSync(options.get(option)[0], join(folder, script))
    chmodSync(join(folder, script), 0o755)
  }
}

function control(options, installedKilobytes) {
  const one = (name) => options.get(name)?.[0]
  const fields = {
    Package: one('name'),
    Version: one('version'),
    Architecture: one('architecture'),
    Maintainer: one('maintainer'),
    'Installed-Size': installedKilobytes,
    Depends: options.get('d')?.join(', '),
    Recommends: options.get('deb-recommends')?.join(', '),
    Section: one('category') ?? 'science',
    Priority: one('deb-priority') ?? 'optional',
    Description: description(one('description')),
  }
  const lines = Object.entries(fields).flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
  return `${lines.join('\n')}\n`
}

/** Lines after the first begin with a space; an empty one is written as a dot. */
function description(text) {
  const [first, ...others] = text.trim().split('\n')
  return [first, ...others.map((line) => ` ${line.trim() || '.'}`)].join('\n')
}

function sizeOf(path) {
  const entry = lstatSync(path)
  if (!entry.isDirectory()) return entry.size
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
}
