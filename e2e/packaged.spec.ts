/** Of a packaged application only (`npm run package -- --check`). What it has to bring along: TensorFlow, Node, pretrained weights and the runtimes that exports are checked in. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { processesBelow } from './processes.ts'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'
import { becomesDone, splitDemo } from './support/demo.ts'

test('the application trains and exports with what lies in its own folder', async ({ studio }) => {
  test.setTimeout(300_000)
  const project = await splitDemo(studio, 24)
  expect(boxesIn(project).length).toBeGreaterThan(24)

  await studio.train.show()
  await studio.train.chooseSmall('0.1')
  await studio.train.trainButton.click()
  if (process.platform === 'linux') await expectOwnFiles(studio, dirname(process.env.BOXWRIGHT_APP!))
  await becomesDone(project, 'train')
  expect(valueIn(project, 'SELECT device FROM run')).toContain('cpu')
  expect(valueIn(project, 'SELECT best_epoch FROM run')).not.toBeNull()

  // Each is checked in its own runtime before it is handed out.
  for (const [format, file] of [
    ['onnx', 'model.onnx'],
    ['tfjs', 'model.json'],
    ['savedmodel', 'saved_model.pb'],
  ] as const) {
    const folder = join(studio.folder, format)
    await studio.callEngine('model.export', { runId: 1, format, directory: folder })
    const ended = `SELECT state FROM job WHERE kind = 'exportModel' ORDER BY id DESC LIMIT 1`
    await expect.poll(() => valueIn(project, ended), { timeout: 120_000 }).toBe('done')
    expect(readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.split('/').at(-1))).toContain(
      file,
    )
  }
})

/** Every program and library that the engine and its worker run is the package's or the system's. */
async function expectOwnFiles(studio: Studio, folder: string): Promise<void> {
  let files: readonly string[] = []
  const hasTensorflow = () => {
    files = filesInUse(studio)
    return files.some((file) => file.includes('libtensorflow'))
  }
  await expect.poll(hasTensorflow, { timeout: 60_000, intervals: [100] }).toBe(true)
  const isSystems = (file: string) => /^\/(usr|lib\w*|dev|proc|memfd|SYSV)/.test(file)
  expect(files.filter((file) => !file.startsWith(folder) && !isSystems(file))).toEqual([])
}

function filesInUse(studio: Studio): string[] {
  const maps = processesBelow(studio.app.process().pid!, '.mjs').map((pid) => `/proc/${pid}/maps`)
  const lines = maps.filter(existsSync).flatMap((file) => readFileSync(file, 'utf8').split('\n'))
  // What is mapped to be run: pictures and the project file are mapped to be read.
  return lines.flatMap((line) => /^\S+ ..x. .*?\s(\/.*)$/.exec(line)?.[1] ?? [])
}
