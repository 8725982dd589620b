/** Looks at the pictures that were not looked at yet, so that near copies can be kept in one part of the split. */
import type { CompareReport } from '../../../shared/reports.ts'
import { explainBrokenImage } from '../images/brokenPicture.ts'
import { lookOf } from '../images/likeness.ts'
import { thumbnailFile } from '../images/thumbnail.ts'
import { pictureFileOf } from '../pictureFileOf.ts'
import type { SeenPicture } from '../store/splits.ts'
import type { JobContext } from './runner.ts'

/** Decoding runs beside the engine in so many threads of the image library. */
const picturesAtOnce = 8

export async function comparePictures(context: JobContext, cacheFolder: string): Promise<CompareReport> {
  const { store, signal, report } = context
  const ids = store.splits.unseen()
  const problems: CompareReport['problems'] = []
  const startedAt = Date.now()
  for (let done = 0; done < ids.length; ) {
    signal.throwIfAborted()
    const batch = ids.slice(done, done + picturesAtOnce)
    const looked = await Promise.all(batch.map((id) => look(context, cacheFolder, id)))
    store.splits.setSeen(looked.filter((result) => 'picture' in result).map(({ picture }) => picture))
    for (const result of looked) if ('problem' in result) problems.push(result.problem)
    done += batch.length
    report({
      value: done / ids.length,
      title: `Looked at ${done} of ${ids.length} images`,
      phase: 'comparing',
      secondsLeft: ((Date.now() - startedAt) / 1000 / done) * (ids.length - done),
    })
  }
  return { images: ids.length - problems.length, problems }
}

type Looked = { readonly picture: SeenPicture } | { readonly problem: CompareReport['problems'][number] }

async function look({ store }: JobContext, cacheFolder: string, id: number): Promise<Looked> {
  try {
    const file = await pictureFileOf(store, id)
    const thumbnail = await thumbnailFile(cacheFolder, file)
    return { picture: { imageId: id, modifiedAt: file.modifiedAt, ...(await lookOf(thumbnail)) } }
  } catch (error) {
    return { problem: { path: store.images.file(id).path, message: explainBrokenImage(error) } }
  }
}
