/** Images that exist only as rows: sound JPEGs as a scan would find them, without any file. */
import type { Store } from '../../main/engine/store/store.ts'
import type { Size } from '../../shared/box.ts'
import type { Encoding } from '../../shared/model.ts'

const encoding: Encoding = { format: 'jpeg', bits: 8, isFloat: false, bands: 3, isCmyk: false, pages: 1 }

/** @param paths within the folder, which need not be there @returns all images of the project, in the order of its lists */
export function addImageRows(
  store: Store,
  paths: readonly string[],
  { width, height }: Size,
  folder = '/nowhere',
): readonly number[] {
  const rootId = store.roots.add(folder)
  store.images.addScanned(paths.map((path) => ({ rootId, path, bytes: 1, modifiedAt: 1 })))
  const ids = store.images.ids('')
  const header = { kind: 'sound', rawWidth: width, rawHeight: height, orientation: 1, encoding } as const
  store.images.setHeaders(ids.map((id) => ({ id, header })))
  return ids
}

/** image-1.jpg, image-2.jpg and so on. */
export const numberedPaths = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `image-${index + 1}.jpg`)
