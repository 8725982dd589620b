/** How to call the npm that called us: by its script, so that no shell is needed on Windows either. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runProcess } from './runProcess.mjs'

// By itself npm waits more than a minute before it admits that there is no network.
const patience = ['--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=8000']

/** `nodePath` is the Node that npm itself shall run in. */
export function runNpm(args, { nodePath = process.execPath, ...options }) {
  const script = npmScript()
  const all = [...args, ...patience]
  return script ? runProcess(nodePath, [script, ...all], options) : runProcess('npm', all, options)
}

function npmScript() {
  const besideNode = dirname(process.execPath)
  return [
    process.env.npm_execpath,
    join(besideNode, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(besideNode, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ].find((script) => script?.endsWith('npm-cli.js') && existsSync(script))
}
