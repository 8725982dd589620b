/**
 * Speed and memory of reading and writing labels: npm run -s bench -- formats [--json] [--images N]
 *   coco     a file of 118,000 images and 860,000 boxes, as large as COCO's own: into a project, and out again; beside it
 *            Datumaro reading and writing the same file, and pycocotools loading it
 *   folders  100,000 files of YOLO and of KITTI; beside it a plain script that reads the same files, and one that writes
 *            the same bytes to as many
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeCocoFile } from './formats/cocoFile.ts'
import { answerOf } from './support/programs.ts'
import { pythonWith } from './support/python.ts'
import { numberOf, progress, type Row, report, smallerIsBetter } from './support/report.ts'
import { inWorkFolder } from './support/workFolder.ts'

const images = numberOf('--images', 118_000)
const files = Math.min(100_000, images)
const boxes = Math.round((images * 860) / 118)
const here = (name: string): string => fileURLToPath(new URL(`formats/${name}`, import.meta.url))
/** Pinned as in scripts/conformance.mjs. */
const packages = ['datumaro==1.13.12', 'pycocotools==2.0.11', 'opencv-python-headless']
/** What a small workstation can spare. */
const mostMegabytes = 1000
const filesPerSecond = 10_000

type Measured = { readonly seconds: number; readonly megabytes: number }

await report('formats', () =>
  inWorkFolder(async (folder) => [
    ...(await cocoRows(folder)),
    ...folderRows(folder, 'yolo'),
    ...folderRows(folder, 'kitti'),
  ]),
)

async function cocoRows(folder: string): Promise<Row[]> {
  const python = await pythonWith('formats', packages)
  const file = writeCocoFile(folder, images, boxes)
  const rival = (name: string, ...args: string[]) => measured(python, [here(name), ...args])
  const imported = ours('import', folder, String(images))
  const read = rival('datumaro_steps.py', 'read', folder)
  const loaded = rival('pycocotools_load.py', file)
  const exported = ours('export', folder)
  const converted = rival('datumaro_steps.py', 'convert', folder, join(folder, 'datumaro'))
  const what = `COCO, ${boxes.toLocaleString('en')} boxes`
  const seconds = { unit: 's' } as const
  const both = { ours: imported.seconds + exported.seconds, rival: converted.seconds }
  return [
    smallerIsBetter({
      what: `${what}: import`,
      ours: imported.seconds,
      rival: read.seconds,
      rivalName: 'Datumaro, reading',
      ...seconds,
    }),
    smallerIsBetter({
      what: 'import',
      ours: imported.seconds,
      rival: loaded.seconds,
      rivalName: 'pycocotools, loading',
      ...seconds,
    }),
    smallerIsBetter({
      what: 'import and export',
      ...both,
      rivalName: 'Datumaro, converting',
      ...seconds,
      goalRatio: 1,
    }),
    memoryRow('import, memory', imported, read),
    memoryRow('export, memory', exported, converted),
  ]
}

function memoryRow(what: string, { megabytes }: Measured, rival: Measured): Row {
  return smallerIsBetter({
    what,
    ours: megabytes,
    rival: rival.megabytes,
    rivalName: 'Datumaro',
    unit: 'MB',
    goal: mostMegabytes,
  })
}

/** Reference and ours take turns, so that both meet the same cache. */
function folderRows(folder: string, format: 'yolo' | 'kitti'): Row[] {
  const written = ours('write', folder, format, String(files))
  const plainlyWritten = ours('plainWrite', folder, format)
  // The first reading warms the system's cache.
  ours('plainRead', folder, format)
  const read = ours('read', folder, format)
  const plainlyRead = ours('plainRead', folder, format)
  const row = (what: string, { seconds }: Measured, rival: Measured, rivalName: string, goal?: number) =>
    smallerIsBetter({
      ...{ what: `${format}, ${files.toLocaleString('en')} files: ${what}`, ours: seconds, rival: rival.seconds },
      ...{ rivalName, unit: 's', ...(goal !== undefined && { goal }) },
    })
  return [
    row('read', read, plainlyRead, 'read and thrown away', files / filesPerSecond),
    row('written and read back', written, plainlyWritten, 'the same bytes, plainly'),
  ]
}

/** Each step in a process of its own. */
function ours(...args: string[]): Measured {
  return measured(process.execPath, [here('step.ts'), ...args])
}

/** A step says in its last line what it took. */
function measured(program: string, args: readonly string[]): Measured {
  progress(args.map((part) => part.split('/').at(-1)).join(' '))
  return answerOf(program, args) as Measured
}
