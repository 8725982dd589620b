/** An image file as its row describes it. */
import type { Size } from '../../../shared/box.ts'
import type { Encoding } from '../../../shared/model.ts'
import { windowPercentiles } from '../../../shared/windowPercentiles.ts'

export type PictureFile = {
  readonly path: string
  /** Unix time in milliseconds. */
  readonly modifiedAt: number | null
  /** Of the upright image. */
  readonly size: Size
  readonly orientation: number
  readonly encoding: Encoding
}

/** Everything that the look of an image depends on. */
export function identityOf({ path, modifiedAt }: PictureFile): string {
  return [path, modifiedAt, windowPercentiles.low, windowPercentiles.high].join('\n')
}
