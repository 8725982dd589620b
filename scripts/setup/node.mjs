/** A Node that better-sqlite3, vite and vitest accept and that runs TypeScript as it is: the running one, else one from npm. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runProcess } from '../process/runProcess.mjs'
import { StopError } from '../process/stopError.mjs'
import { explainFailure } from './explainFailure.mjs'
import { downloadNpmTarball, unpackTar } from './npmTarball.mjs'
import { makeWhole } from './partial.mjs'
import { nodePackages } from './pins.mjs'
import { platformKey } from './platform.mjs'

// 22.14 is what better-sqlite3 needs; TypeScript without a flag or a warning came with 22.18.
const minimum = '22.18.0'

export async function provideNode(context) {
  if (isAtLeast(process.versions.node, minimum)) return process.execPath
  return (await provideOwnNode(context)).path
}

/** The pinned Node, whatever the system has: also what a package ships. Gives {folder, path}. */
export async function provideOwnNode({ cache, log }) {
  const pin = nodePackages[platformKey]
  if (!pin) throw noNode(`${platformKey} has no Node package in the table of set-up`)
  const folder = join(cache, `node-${pin.version}-${platformKey}`)
  const path = join(folder, pin.executable)
  if (!existsSync(path)) await install({ pin, folder, cache, log })
  return { folder, path }
}

export function isAtLeast(version, least) {
  const [found, wanted] = [version, least].map((text) => text.split('.').map(Number))
  const different = wanted.findIndex((part, index) => part !== found[index])
  return different === -1 || found[different] > wanted[different]
}

async function install({ pin, folder, cache, log }) {
  log(`Node ${pin.version} for the engine and the tools`)
  await makeWhole(cache, folder, async (work) => {
    await unpackTar(await downloadNpmTarball(pin, work, log), work)
    const unpacked = join(work, 'package')
    const { code, output } = await runProcess(join(unpacked, pin.executable), ['--version'])
    if (code !== 0) throw noNode(explainFailure(`Node ${pin.version} from npm`, output).message)
    return unpacked
  })
}

const noNode = (reason) =>
  new StopError(
    `no Node for the engine could be brought (this one is ${process.versions.node}): ${reason}`,
    `install Node ${minimum} or newer (24 is good) and run the command again.`,
  )
