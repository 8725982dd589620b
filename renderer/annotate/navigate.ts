/** From image to image, in the order of the list. */
import i18next from 'i18next'
import { useActivity } from '../stores/activity.ts'
import { fail, note } from '../stores/messages.ts'
import { call } from '../studio.ts'
import { inOrder } from './editQueue.ts'
import { imageBeside, nextAmong, useImageList } from './imageList.ts'

export const goTo = (imageId: number): void => useActivity.setState({ imageId, annotationId: null })

export function goBeside(step: 1 | -1): void {
  const { imageId } = useActivity.getState()
  const beside = imageBeside(useImageList.getState().ids, imageId, step)
  if (beside === null) note(i18next.t(step > 0 ? 'annotate.list.isLast' : 'annotate.list.isFirst'))
  else goTo(beside)
}

export const goToUnlabelled = (): Promise<void> => goToNext(['state:unlabelled'], 'noneUnlabelled')

/** The next image without a verdict, or with one about boxes that have changed since. */
export const goToUnreviewed = (): Promise<void> =>
  goToNext(['state:unlabelled,labelled', 'is:changed'], 'noneUnreviewed')

type NoneLeft = 'noneUnlabelled' | 'noneUnreviewed' | 'noneWithFinding' | 'noneProposed'

/** @param kinds filters of the images that are wanted; one of them is enough */
export async function goToNext(kinds: readonly string[], noneLeft: NoneLeft): Promise<void> {
  const { imageId, filter } = useActivity.getState()
  try {
    const found = await Promise.all(
      kinds.map((kind) => inOrder(() => call('images.ids', { filter: `${filter} ${kind} -is:broken` }))),
    )
    const next = nextAmong(useImageList.getState().ids, imageId, found.flat())
    if (next === null) note(i18next.t(`annotate.list.${noneLeft}`))
    else goTo(next)
  } catch (error) {
    fail(error)
  }
}
