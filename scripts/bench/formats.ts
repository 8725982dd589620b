/**
 * Speed of reading and writing labels: npm run -s bench -- formats [--json] [--images N]
 *   coco     a file of 118,000 images and 860,000 boxes, as large as COCO's own: into a project, and out again
 *   folders  100,000 files of YOLO and of KITTI, read and written
 * Where Python with Datumaro is there (scripts/conformance.mjs makes it), its conversion of the same file is timed too.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { conformancePython } from '../conformance/python.mjs'

const [images, wantsJson] = [numberAfter('--images') ?? 118_000, process.argv.includes('--json')]
const files = Math.min(100_000, images)
const folder = mkdtempSync(join(tmpdir(), 'boxwright-bench-'))
const step = fileURLToPath(new URL('formats/step.ts', import.meta.url))

try {
  const rows = [...measureCoco(), ...measureFolders()]
  if (wantsJson) console.log(JSON.stringify(rows, null, 2))
  else
    for (const { name, seconds, rate, megabytes } of rows)
      console.log(`${name.padEnd(46)} ${seconds.toFixed(1).padStart(7)} s  ${rate.padStart(20)}  ${megabytes} MB`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

type Row = { readonly name: string; readonly seconds: number; readonly rate: string; readonly megabytes: number }

function measureCoco(): Row[] {
  const boxes = Math.round((images * 860) / 118)
  writeCoco(join(folder, 'annotations'), boxes)
  const perSecond = (seconds: number): string => `${Math.round(boxes / seconds).toLocaleString('en')} boxes/s`
  const imported = run('import', folder, String(images))
  const exported = run('export', folder)
  const rows = [
    { name: `COCO import, ${boxes.toLocaleString('en')} boxes`, ...imported, rate: perSecond(imported.seconds) },
    { name: 'COCO export', ...exported, rate: perSecond(exported.seconds) },
  ]
  const other = datumaro()
  return other ? [...rows, { name: 'Datumaro, COCO to COCO', ...other, rate: perSecond(other.seconds) }] : rows
}

function measureFolders(): Row[] {
  return (['yolo', 'kitti'] as const).flatMap((format) => {
    const written = run('write', folder, format, String(files))
    // The first reading warms the system's cache.
    run('read', folder, format)
    const read = run('read', folder, format)
    const rate = (seconds: number): string => `${Math.round(files / seconds).toLocaleString('en')} files/s`
    return [
      { name: `${format} written, ${files.toLocaleString('en')} files`, ...written, rate: rate(written.seconds) },
      { name: `${format} read`, ...read, rate: rate(read.seconds) },
    ]
  })
}

/** Each step in a process of its own with a heap of 700 MB: what needs more does not pass. */
function run(...args: string[]): { readonly seconds: number; readonly megabytes: number } {
  return JSON.parse(
    execFileSync(process.execPath, ['--max-old-space-size=700', step, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  )
}

function datumaro(): { readonly seconds: number; readonly megabytes: number } | null {
  const python = conformancePython()
  if (!python) {
    console.error('skipped: Datumaro for comparison; run node scripts/conformance.mjs once to install it')
    return null
  }
  const script = fileURLToPath(new URL('formats/datumaro_convert.py', import.meta.url))
  const { status, stdout, stderr } = spawnSync(python, [script, folder, join(folder, 'datumaro')], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout.trim().split('\n').at(-1)!)
}

/** Boxes in the order of COCO's own file, which is not that of the images. */
function writeCoco(target: string, boxes: number): void {
  mkdirSync(target, { recursive: true })
  // Datumaro asks for the folder of images, be there any in it or not.
  mkdirSync(join(folder, 'images', 'train'), { recursive: true })
  const path = join(target, 'instances_train.json')
  if (existsSync(path)) return
  const parts = ['{"info": {"year": 2017}, "licenses": [], "images": [']
  for (let id = 0; id < images; id++) {
    parts.push(
      `${id ? ', ' : ''}{"license": 1, "file_name": "${String(id).padStart(12, '0')}.jpg", "height": 480, "width": 640, "id": ${id}}`,
    )
  }
  parts.push('], "annotations": [')
  for (let id = 0; id < boxes; id++) {
    const [x, y, width, height] = [(id * 7) % 500, (id * 13) % 380, 10 + (id % 120), 10 + (id % 90)]
    const place = `[${x}.25, ${y}.5, ${width}.75, ${height}.5]`
    const outline = `[[${x}.25, ${y}.5, ${x + width}, ${y}.5, ${x + width}, ${y + height}]]`
    parts.push(
      `${id ? ', ' : ''}{"segmentation": ${outline}, "area": ${width * height}.5, "iscrowd": 0, "image_id": ${(id * 48_271) % images}, "bbox": ${place}, "category_id": ${1 + (id % 80)}, "id": ${id + 1}}`,
    )
  }
  const categories = Array.from(
    { length: 80 },
    (_, index) => `{"supercategory": "x", "id": ${index + 1}, "name": "class ${index + 1}"}`,
  )
  parts.push(`], "categories": [${categories.join(', ')}]}`)
  writeFileSync(path, parts.join(''))
}

function numberAfter(name: string): number | null {
  const at = process.argv.indexOf(name)
  return at === -1 ? null : Number(process.argv[at + 1])
}
