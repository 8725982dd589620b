/** What a person decides about the open image: verified, rejected, why, or nothing yet. */
import i18next from 'i18next'
import { type Image, type Review, stateOfImage } from '../../../shared/model.ts'
import { keyTextOf } from '../../keys/keymap.ts'
import { note } from '../../stores/messages.ts'
import { usePreferences } from '../../stores/preferences.ts'
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
  if (!image) return
  const verdict = verdictAfter(image, pressed)
  if (verdict === 'verified') await verify()
  else await judge(image, verdict)
}

/** Nobody can say that the boxes of a picture are right without seeing it. */
export async function verify(): Promise<void> {
  const { image, phase } = useEditor.getState()
  if (!image || verdictAfter(image, 'verified') !== 'verified') return
  if (phase.kind === 'failed') tellUnseen(image)
  else await judge(image, 'verified')
}

function tellUnseen({ path }: Image): void {
  const key = keyTextOf('annotate.reject', usePreferences.getState())
  note(i18next.t('annotate.review.unseen', { name: path.split('/').at(-1), key }))
}

/** The reason is kept at the image, and the two are one step for undo. */
export async function reject(reason: string): Promise<void> {
  const { image } = useEditor.getState()
  if (image) await judge(image, 'rejected', reason)
}

export async function setImageNote(text: string): Promise<void> {
  const { image } = useEditor.getState()
  if (!image || text === image.note) return
  useEditor.setState({ image: { ...image, note: text } })
  await settle(image.id, () => call('images.setNote', { id: image.id, note: text }))
}

async function judge(image: Image, review: Review | null, reason?: string): Promise<void> {
  const { annotations } = useEditor.getState()
  const state = stateOfImage(review, annotations.length)
  useEditor.setState({ image: { ...image, review, state, isChangedSinceReview: false, note: reason ?? image.note } })
  const request = { ids: [image.id], review, ...(reason !== undefined && { note: reason }) }
  await settle(image.id, () => call('images.setReview', request))
}

async function settle(imageId: number, work: () => Promise<unknown>): Promise<void> {
  await write(work)
  await readAgain(imageId)
  await refreshHistory(imageId)
}
