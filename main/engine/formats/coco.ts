/** COCO instances: one JSON document for each part, with boxes as [x, y, width, height] in exact pixels. */
import { cocoClasses, cocoFiles, readCoco } from './cocoRead.ts'
import { writeCoco } from './cocoWrite.ts'
import { notDetected, partsOf } from './detection.ts'
import type { FileTree } from './fileTree.ts'
import type { Detection, Format } from './format.ts'

export const coco: Format = {
  id: 'coco',
  label: 'COCO',
  keeps: {
    precision: { share: 1e-9 },
    difficult: true,
    truncated: 'share',
    occluded: 'level',
    ignoreRegions: 'withClass',
    verified: 'always',
    split: true,
    classList: true,
    score: true,
    note: false,
  },
  detect,
  read: readCoco,
  write: writeCoco,
}

async function detect(tree: FileTree): Promise<Detection> {
  const files: string[] = []
  const classes = new Set<string>()
  for (const path of cocoFiles(tree).slice(0, 20)) {
    const bytes = await tree.read(path).catch(() => null)
    const text = bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (!text || !['"images"', '"annotations"', '"categories"'].every((name) => text.includes(name))) continue
    files.push(path)
    for (const name of await cocoClasses(text)) classes.add(name)
  }
  if (!files[0]) return notDetected('there is no JSON file with images and annotations')
  return {
    labelFiles: files.length,
    reason: `${files[0]} has COCO's lists`,
    layout: files.length > 1 ? 'documents' : 'oneDocument',
    classes: [...classes],
    parts: partsOf(files),
    confidence: 0.95,
  }
}
