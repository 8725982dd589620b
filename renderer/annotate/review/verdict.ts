/** What a person decides about the open image: verified, rejected, why, or nothing yet. */
import { type Image, type Review, stateOfImage } from '../../../shared/model.ts'
import { call } from '../../studio.ts'
import { useEditor } from '../editor.ts'
import { readAgain, write } from '../editQueue.ts'
import { refreshHistory } from '../history.ts'

type Judged = Pick<Image, 'review' | 'isChangedSinceReview'>

/** Once more takes a verdict back; but one about boxes that have changed since is given anew. */
export function verdictAfter({ review, isChangedSinceReview }: Judged, pressed: Review): Review | null {
  return review === pressed && !isChangedSinceReview ? null : pressed
}

export async function toggleVerdict(pressed: Review): Promise<void> {
  const { image } = useEditor.getState()
  if (image) await judge(image, verdictAfter(image, pressed))
}

export async function verify(): Promise<void> {
  const { image } = useEditor.getState()
  if (image && verdictAfter(image, 'verified') === 'verified') await judge(image, 'verified')
}

/** The reason is kept at the image, and the two are one step for undo. */
export async function reject(note: string): Promise<void> {
  const { image } = useEditor.getState()
  if (image) await judge(image, 'rejected', note)
}

export async function setImageNote(note: string): Promise<void> {
  const { image } = useEditor.getState()
  if (!image || note === image.note) return
  useEditor.setState({ image: { ...image, note } })
  await settle(image.id, () => call('images.setNote', { id: image.id, note }))
}

async function judge(image: Image, review: Review | null, note?: string): Promise<void> {
  const { annotations } = useEditor.getState()
  const state = stateOfImage(review, annotations.length)
  useEditor.setState({ image: { ...image, review, state, isChangedSinceReview: false, note: note ?? image.note } })
  const request = { ids: [image.id], review, ...(note !== undefined && { note }) }
  await settle(image.id, () => call('images.setReview', request))
}

async function settle(imageId: number, work: () => Promise<unknown>): Promise<void> {
  await write(work)
  await readAgain(imageId)
  await refreshHistory(imageId)
}
