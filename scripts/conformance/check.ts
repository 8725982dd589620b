/** Exports a made dataset in every format and compares what other tools read with what was written. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { exportDataset } from '../../main/engine/formats/exportDataset.ts'
import type { Dataset, LabelledBox } from '../../main/engine/formats/format.ts'
import { formatOf, formats } from '../../main/engine/formats/index.ts'
import { pictures } from './pictures.ts'

const [python] = process.argv.slice(2) as [string]
const folder = mkdtempSync(join(tmpdir(), 'boxwright-conformance-'))

/** How far the digits of a format may be off, in pixels. */
const precision: Readonly<Record<string, number>> = { voc: 0.5, kitti: 0.005 }

type Found = {
  readonly images: Record<string, [string, number, number, number, number][]>
  readonly warnings: string[]
}

try {
  await drawPictures()
  for (const format of formats) {
    await exportDataset(format, datasetOf(), { directory: join(folder, format.id), images: 'copy' })
  }
  // Datumaro takes the last folder of an image for its part.
  const flat = datasetOf((path) => path.replaceAll('/', '_'))
  await exportDataset(formatOf('yolo'), flat, { directory: join(folder, 'yolo-flat'), images: 'copy' })
  const script = fileURLToPath(new URL('readers.py', import.meta.url))
  const output = execFileSync(python, [script, folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const report: Record<string, Found> = JSON.parse(output.trim().split('\n').at(-1)!)
  const failures = Object.entries(report).flatMap(([reader, found]) => complaintsOf(reader, found))
  for (const failure of failures) console.log(failure)
  console.log(
    failures.length === 0
      ? `conformance: ${Object.keys(report).length} readings, no warning`
      : `conformance: ${failures.length} complaints`,
  )
  process.exitCode = failures.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function drawPictures(): Promise<void> {
  for (const { path, size, orientation, bits } of pictures) {
    const file = join(folder, 'pictures', path)
    mkdirSync(dirname(file), { recursive: true })
    // A picture that lies is stored with its sides swapped.
    const [width, height] = orientation && orientation >= 5 ? [size.height, size.width] : [size.width, size.height]
    const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
    const picture = sharp({ create: { width, height, channels: 3, background: '#557799', noise } })
    const coloured = bits === 16 ? picture.toColourspace('rgb16') : bits === 1 ? picture.greyscale() : picture
    await (orientation ? coloured.withMetadata({ orientation }) : coloured).toFile(file)
  }
}

function datasetOf(rename = (path: string): string => path): Dataset {
  const names = ['car', 'traffic light', '사람', 'never seen']
  return {
    categories: names.map((name, index) => ({ id: 10 * (index + 1), name })),
    images: pictures.map(({ path, size, split, isVerified }, index) => ({
      id: index + 1,
      path: rename(path),
      file: join(folder, 'pictures', path),
      size,
      split,
      isVerified,
    })),
    sources: [],
    boxesOf: ({ id }) => pictures[id - 1]!.boxes,
    extrasOf: () => null,
  }
}

function complaintsOf(reader: string, { images, warnings }: Found): string[] {
  const complaints = warnings.map((warning) => `${reader}: ${warning}`)
  const [id, tool] = reader.split(', ') as [string, string]
  for (const { path, boxes, size } of pictures) {
    const whole = path.replace(/\.\w+$/, '')
    const stem = id === 'yolo-flat' ? whole.replaceAll('/', '_') : whole
    const wanted = boxes.filter((box) => isKept(id, tool, box))
    const found = images[stem] ?? []
    if (wanted.length !== found.length) {
      complaints.push(`${reader}: ${stem} has ${found.length} boxes of ${wanted.length}`)
      continue
    }
    for (const box of wanted) {
      const isThere = found.some((other) => isSame(id, box, other, size))
      if (!isThere)
        complaints.push(
          `${reader}: ${stem} lacks ${box.className} at ${box.x1} ${box.y1} ${box.x2} ${box.y2}; it has ${JSON.stringify(found)}`,
        )
    }
  }
  return complaints
}

/** Ignore regions are crowds in COCO, groups in OpenImages and DontCare in KITTI; the others have none. */
function isKept(id: string, _tool: string, box: LabelledBox): boolean {
  if (!box.ignore) return true
  return id === 'kitti' || (box.className !== null && (id === 'coco' || id === 'openimages'))
}

function isSame(
  id: string,
  box: LabelledBox,
  [name, x, y, width, height]: Found['images'][string][number],
  size: { width: number; height: number },
): boolean {
  const label = box.ignore && id === 'kitti' ? 'DontCare' : (box.className ?? '')
  const wanted = id === 'kitti' ? label.replaceAll(' ', '_') : label
  const most = (precision[id] ?? 0) + 2e-6 * Math.max(size.width, size.height) + (id === 'voc' ? 0.5 : 0.01)
  const places = [x - box.x1, y - box.y1, x + width - box.x2, y + height - box.y2]
  return name === wanted && places.every((away) => Math.abs(away) <= most)
}
