/** Brings one pinned wheel from the Python registry (whichever the user's pip is set to), without installing it. */
import { existsSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runProcess } from '../process/runProcess.mjs'
import { verifyChecksum } from './checksum.mjs'
import { explainFailure } from './explainFailure.mjs'
import { makeWhole } from './partial.mjs'
import { withProgress } from './progress.mjs'

const unpackScript = fileURLToPath(new URL('./unpack_wheel.py', import.meta.url))

/** A wheel that is whole stays in `<cache>/downloads` until its library is unpacked, so an interruption costs one wheel at most. */
export async function downloadWheel(pin, { cache, log }) {
  const file = join(cache, 'downloads', `${pin.name.replaceAll('-', '_')}-${pin.version}-${pin.tag}.whl`)
  if (existsSync(file)) return file
  return makeWhole(cache, file, async (work) => {
    const what = `${pin.name} ${pin.version}`
    const { code, output } = await withProgress({ what, folder: work, expectedBytes: pin.bytes, log }, () =>
      pipDownload(pin, work),
    )
    if (code !== 0) throw explainFailure(`pip download ${pin.name}==${pin.version}`, output)
    const wheel = join(work, 'wheel', basename(file))
    await verifyChecksum(wheel, pin.integrity)
    return wheel
  })
}

function pipDownload(pin, work) {
  const target = join(work, 'wheel')
  mkdirSync(target)
  const [python, , ...platforms] = pin.tag.split(/[-.]/)
  // The wheel is asked for by its own tag: which Python is installed here does not matter, for no Python code of it is used.
  const args = [
    ...['-m', 'pip', 'download', `${pin.name}==${pin.version}`, '--dest', target, '--no-deps', '--only-binary=:all:'],
    ...['--implementation', python.slice(0, 2), '--python-version', '3.12'],
    ...platforms.flatMap((platform) => ['--platform', platform]),
    ...['--no-cache-dir', '--progress-bar', 'off', '--disable-pip-version-check', '--no-input', '--retries', '2'],
  ]
  return runProcess('python3', args, { env: { ...process.env, TMPDIR: work } })
}

/** `patterns` are regular expressions on the paths inside the wheel. */
export async function unpackWheel(wheel, into, patterns) {
  const { code, output } = await runProcess('python3', [unpackScript, wheel, into, ...patterns])
  if (code !== 0) throw explainFailure(`unpacking ${wheel}`, output)
}
