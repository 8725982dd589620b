/**
 * Gives a repackaged Electron what the official one does with `electron [options] <folder>`: run the application in that folder. Playwright also
 * passes modules to load first (`-r`).
 */
const { app } = require('electron')
const { readFileSync } = require('node:fs')
const Module = require('node:module')
const path = require('node:path')

const { preloads, target } = readArguments(process.argv.slice(1))
if (target === undefined) {
  console.error('usage: electron [options] <folder of the application>')
  process.exit(2)
}
Module._preloadModules(preloads)
start(path.resolve(target))

function readArguments(args) {
  const preloads = []
  for (let index = 0; index < args.length; index++) {
    if (args[index] === '-r' || args[index] === '--require') preloads.push(args[++index])
    else if (!args[index].startsWith('-')) return { preloads, target: args[index] }
  }
  return { preloads, target: undefined }
}

function start(folder) {
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
  const { name, productName, version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  app.setVersion(version)
  app.setName(productName ?? name)
  app.setDesktopName(`${name}.desktop`)
  app.setAppPath(folder)
  // As the main module, so that the application sees itself as the one that was started.
  Module._load(folder, Module, true)
}
