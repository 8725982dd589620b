/** From image to image, in the order of the list. */
import i18next from 'i18next'
import { useActivity } from '../stores/activity.ts'
import { fail, note } from '../stores/messages.ts'
import { call } from '../studio.ts'
import { imageBeside, nextAmong, useImageList } from './imageList.ts'

export const goTo = (imageId: number): void => useActivity.setState({ imageId, annotationId: null })

export function goBeside(step: 1 | -1): void {
  const { imageId } = useActivity.getState()
  const beside = imageBeside(useImageList.getState().ids, imageId, step)
  if (beside === null) note(i18next.t(step > 0 ? 'annotate.list.isLast' : 'annotate.list.isFirst'))
  else goTo(beside)
}

export async function goToUnlabelled(): Promise<void> {
  const { imageId, filter } = useActivity.getState()
  try {
    const unlabelled = await call('images.ids', { filter: `${filter} state:unlabelled -is:broken` })
    const next = nextAmong(useImageList.getState().ids, imageId, unlabelled)
    if (next === null) note(i18next.t('annotate.list.noneUnlabelled'))
    else goTo(next)
  } catch (error) {
    fail(error)
  }
}
