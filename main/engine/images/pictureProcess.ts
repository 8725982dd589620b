/** Entry of the process that converts pictures. It yields to everything else on the computer, and ends with its parent. */
import { setPriority } from 'node:os'
import { openUpright } from './openUpright.ts'
import type { PictureReply, PictureTask } from './pictureHelper.ts'

const politePriority = 10

process.on('message', async (task: PictureTask) => {
  const error = await perform(task).then(
    () => null,
    (reason: Error) => reason.message,
  )
  process.send?.({ error } satisfies PictureReply)
})
process.on('disconnect', () => process.exit(0))
setPriority(politePriority)

async function perform({ path, target, format }: PictureTask): Promise<void> {
  const picture = (await openUpright(path, 'lenient')).toColourspace('srgb')
  await (format === 'webp' ? picture.webp({ lossless: true, effort: 0 }) : picture.png({ compressionLevel: 1 })).toFile(
    target,
  )
}
