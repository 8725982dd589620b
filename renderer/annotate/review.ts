/** What a person decides about the open image. */
import { stateOfImage } from '../../shared/model.ts'
import { call } from '../studio.ts'
import { useEditor } from './editor.ts'
import { readAgain, write } from './editQueue.ts'
import { refreshHistory } from './history.ts'

export async function toggleVerified(): Promise<void> {
  const { image, annotations } = useEditor.getState()
  if (!image) return
  const review = image.review === 'verified' ? null : 'verified'
  useEditor.setState({ image: { ...image, review, state: stateOfImage(review, annotations.length) } })
  await write(() => call('images.setReview', { ids: [image.id], review }))
  await readAgain(image.id)
  await refreshHistory(image.id)
}
