/**
 * Packs the studio into release/: the unpacked application, an AppImage and a deb on Linux, an installer on Windows, a disk image on macOS.
 *   npm run package            all of them
 *   npm run package -- --dir   only the unpacked application
 *   npm run package -- --check the unpacked application, and with it, in a folder where nothing of the checkout is near: a folder of
 *                              pictures opened, boxes drawn, a detector trained and exported
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from './build.mjs'
import { licencesOf } from './package/licences.mjs'
import { localTools } from './package/localTools.mjs'
import { runScript } from './process/stopError.mjs'
import { streamProcess } from './process/streamProcess.mjs'
import { buildAddon } from './setup/addon.mjs'
import { withLock } from './setup/lock.mjs'
import { provideOwnNode } from './setup/node.mjs'
import { hasDisplay } from './setup/systemPackages.mjs'
import { isTensorflowAvailable, tensorflowFolder } from './setup/tensorflow.mjs'
import { environmentOf, setUp } from './setup.mjs'
import { withVirtualDisplay } from './start/virtualDisplay.mjs'

// From node_modules/@tensorflow/tfjs-node-gpu/lib/napi-v8 in app.asar.unpacked to resources/tensorflow/tensorflow.
const addonToLibrary = '../../../../../../tensorflow/tensorflow'
const origin = process.platform === 'darwin' ? '@loader_path' : '$ORIGIN'

await runScript(async () => {
  const isChecked = process.argv.includes('--check')
  const args = isChecked ? ['--dir'] : process.argv.slice(2)
  const provided = await setUp({ needs: ['electron', 'training'], requireTraining: isTensorflowAvailable() })
  await build(provided)
  const { project, cache, electron } = provided
  const context = { project, cache, log: (line) => console.log(`package: ${line}`) }
  const staging = join(project, 'release', 'staging')
  mkdirSync(staging, { recursive: true })
  try {
    const tools = args.includes('--dir') || !electron.isDevelopment ? {} : await localTools(context, staging)
    await withLock(cache, context.log, () => stageParts(context, staging))
    const code = await pack(provided, args, { ...environmentOf(provided), ...tools })
    return code === 0 && isChecked ? await checkUnpacked(provided) : code
  } finally {
    rmSync(staging, { recursive: true, force: true })
    warnAboutElectron(electron)
  }
})

/** Lays out what is shipped beside the application where electron-builder.yml expects it. */
async function stageParts(context, staging) {
  const { project } = context
  const texts = { 'Apache-2.0': join(project, 'resources', 'weights', 'LICENSE') }
  writeFileSync(join(staging, 'licences.md'), licencesOf(project, texts))
  const node = await provideOwnNode(context)
  symlinkSync(node.folder, join(staging, 'node'), 'junction')
  if (!isTensorflowAvailable()) return
  symlinkSync(tensorflowFolder(context.cache, 'cpu'), join(staging, 'tensorflow'), 'junction')
  context.log('building the addon that looks for TensorFlow inside the package')
  await buildAddon(context, join(staging, 'tfjs_binding.node'), `${origin}/${addonToLibrary}`)
}

function pack({ project, nodePath, electron }, args, env) {
  const builder = join(project, 'node_modules', 'electron-builder', 'cli.js')
  const options = [
    ...['--config', 'electron-builder.yml', '--publish', 'never', ...args],
    ...[`-c.electronDist=${electron.folder}`, `-c.electronVersion=${electron.version}`],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills these in
    ...(electron.isDevelopment ? ['-c.artifactName=${productName}-${version}-${arch}-for-testing-only.${ext}'] : []),
  ]
  return streamProcess(nodePath, [builder, ...options], { cwd: project, env })
}

/** The packaged application must do without anything of the checkout or of set-up: packages would be found in folders above it. */
async function checkUnpacked({ project, nodePath, cache }) {
  const elsewhere = mkdtempSync(join(tmpdir(), 'boxwright-package-'))
  try {
    const { folder, executable } = unpackedApplication()
    cpSync(join(project, 'release', folder), join(elsewhere, folder), { recursive: true, verbatimSymlinks: true })
    const args = [
      'node_modules/playwright/cli.js',
      'test',
      '--config',
      'e2e/playwright.config.ts',
      'annotate',
      'packaged',
    ]
    const { BOXWRIGHT_NODE: _node, ELECTRON_OVERRIDE_DIST_PATH: _electron, ...rest } = process.env
    const application = join(elsewhere, folder, executable)
    const environment = { ...rest, BOXWRIGHT_APP: application, BOXWRIGHT_CACHE: join(cache, 'unused') }
    const run = (env) => streamProcess(nodePath, args, { cwd: project, env })
    return await (hasDisplay() ? run(environment) : withVirtualDisplay(environment, run))
  } finally {
    rmSync(elsewhere, { recursive: true, force: true })
  }
}

/** Its folder in release/, and what starts it there. */
function unpackedApplication() {
  if (process.platform === 'win32') return { folder: 'win-unpacked', executable: 'boxwright.exe' }
  if (process.platform === 'darwin') return { folder: 'mac', executable: 'Boxwright.app/Contents/MacOS/Boxwright' }
  return { folder: 'linux-unpacked', executable: 'boxwright' }
}

function warnAboutElectron({ isDevelopment, version }) {
  if (!isDevelopment) return
  console.log(
    `package: WARNING: this build contains the Electron ${version} that is meant for development and CI only.`,
  )
  console.log(
    'package: It is for testing. Never publish it: build releases where the official Electron can be downloaded.',
  )
}
