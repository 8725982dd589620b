/** Decodes pictures beside the window, which goes on answering meanwhile. */
import type { Size } from '../../../shared/box.ts'
import type { DecodeReply, DecodeRequest } from './decodeMessages.ts'

/** A copy with shorter sides than this saves nothing. */
const smallestCopy = 800

type DecodedImage = CanvasImageSource & { readonly displayWidth: number; readonly close: () => void }
type Decoder = { readonly decode: () => Promise<{ readonly image: DecodedImage }>; readonly close: () => void }
/** Part of WebCodecs that TypeScript does not know yet. */
type DecoderClass = new (options: {
  readonly data: ArrayBuffer
  readonly type: string
  readonly desiredWidth: number
  readonly desiredHeight: number
}) => Decoder

const { ImageDecoder } = globalThis as unknown as { readonly ImageDecoder: DecoderClass }
const reply = (message: DecodeReply) => globalThis.postMessage(message, { transfer: [...message.levels] })

globalThis.addEventListener('message', async ({ data }: MessageEvent<DecodeRequest>) => {
  if (data.kind === 'close') {
    for (const bitmap of data.bitmaps) bitmap.close()
    return
  }
  const work = data.kind === 'whole' ? whole(data.file) : reduced(data.file, data.size, data.halvings)
  // A browser says no more than that it cannot.
  reply({ id: data.id, levels: await work.catch(() => []) })
})

/** JPEG is stored in blocks of which a coarse picture is read without the fine one: in less than half of the time. */
async function reduced(file: Blob, { width, height }: Size, halvings: number): Promise<ImageBitmap[]> {
  const desired = { desiredWidth: Math.ceil(width / 2 ** halvings), desiredHeight: Math.ceil(height / 2 ** halvings) }
  const decoder = new ImageDecoder({ data: await file.arrayBuffer(), type: file.type, ...desired })
  try {
    const { image } = await decoder.decode()
    try {
      return image.displayWidth === desired.desiredWidth ? [await createImageBitmap(image)] : []
    } finally {
      image.close()
    }
  } finally {
    decoder.close()
  }
}

/** Upright: createImageBitmap follows the EXIF orientation. */
async function whole(file: Blob): Promise<ImageBitmap[]> {
  const levels = [await createImageBitmap(file)]
  let { width, height } = levels[0]!
  while (Math.min(width, height) / 2 >= smallestCopy) {
    width = Math.round(width / 2)
    height = Math.round(height / 2)
    const size = { resizeWidth: width, resizeHeight: height, resizeQuality: 'medium' } as const
    levels.push(await createImageBitmap(levels.at(-1)!, size))
  }
  return levels
}
