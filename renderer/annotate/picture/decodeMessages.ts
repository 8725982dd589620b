/** What the window and its decoder say to each other. */
import type { Size } from '../../../shared/box.ts'

export type DecodeRequest =
  /** Only as large as it is needed at the moment; `size` is that of the whole picture. */
  | {
      readonly kind: 'reduced'
      readonly id: number
      readonly file: Blob
      readonly size: Size
      readonly halvings: number
    }
  /** All pixels, and smaller copies. */
  | { readonly kind: 'whole'; readonly id: number; readonly file: Blob }
  /** Giving back the memory of a large picture takes a while too. */
  | { readonly kind: 'close'; readonly bitmaps: readonly ImageBitmap[] }

/** The largest first; none when the browser cannot read the file, or not in that size. */
export type DecodeReply = { readonly id: number; readonly levels: readonly ImageBitmap[] }
