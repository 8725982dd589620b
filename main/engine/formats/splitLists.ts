import type { DatasetImage, ExportPart } from './format.ts'
import { stemOf } from './imagePath.ts'

/** The lists of stems, one file for each part, from which readers of VOC and KITTI take the split. */
export function* splitLists(
  folder: string,
  images: readonly DatasetImage[],
  names: readonly string[],
): Generator<ExportPart> {
  for (const split of ['train', 'val', 'test'] as const) {
    const stems = names.filter((_, index) => images[index]!.split === split).map(stemOf)
    if (stems.length > 0) yield { kind: 'text', path: `${folder}/${split}.txt`, text: `${stems.join('\n')}\n` }
  }
}
