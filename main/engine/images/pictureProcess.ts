/** Entry of the process that converts pictures. It yields to everything else on the computer, and ends with its parent. */
import { mkdir, rm } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import type { Sharp } from 'sharp'
import { openUpright } from './openUpright.ts'
import type { PictureReply, PictureTask } from './pictureHelper.ts'

const politePriority = 10
/** Lossy tiles differ from the picture by no more than the picture from what the camera saw. */
const tileQuality = 95

process.on('message', async (task: PictureTask) => {
  const error = await perform(task).then(
    () => null,
    (reason: Error) => reason.message,
  )
  // Whoever asked may be gone.
  process.send?.({ error } satisfies PictureReply, undefined, undefined, () => {})
})
process.on('disconnect', () => process.exit(0))
setPriority(politePriority)

async function perform(task: PictureTask): Promise<void> {
  const picture = (await openUpright(task.path, 'lenient')).toColourspace('srgb')
  if (task.kind === 'convert') await picture.webp({ lossless: true, effort: 0 }).toFile(task.target)
  else if (task.kind === 'tiles') await writeTiles(picture, task)
  else
    await picture.resize(task.side, task.side, { fit: 'inside' }).webp({ quality: 90, effort: 0 }).toFile(task.target)
}

async function writeTiles(picture: Sharp, { target, side, format }: PictureTask & { kind: 'tiles' }): Promise<void> {
  await mkdir(target, { recursive: true })
  const layout = { size: side, overlap: 0, depth: 'onetile', layout: 'dz' } as const
  const tiles =
    format === 'png'
      ? picture.png({ compressionLevel: 1 })
      : picture.jpeg({ quality: tileQuality, chromaSubsampling: '4:4:4' })
  await tiles.tile(layout).toFile(join(target, 'picture.dz'))
  await rm(join(target, 'picture_files', 'vips-properties.xml'), { force: true })
}
