/** What the engine knows of the neighbours of the open image, asked before anyone goes there. What changes meanwhile is forgotten. */
import type { Annotation, Image } from '../../shared/model.ts'
import { call } from '../studio.ts'
import { annotationsTouching } from './boxIndex.ts'
import { findingsOf } from './checks/findings.ts'
import { inOrder } from './editQueue.ts'

export type Known = { readonly image: Image; readonly annotations: readonly Annotation[] }

const known = new Map<number, Known>()
/** What is asked for and has not changed since. */
const asked = new Map<number, Promise<Known | null>>()

export const knownAhead = (imageId: number): Known | null => known.get(imageId) ?? null

/** As the engine has it after all edits that were made here before. @returns null when the project has no such image */
export async function askFor(imageId: number): Promise<Known | null> {
  const [[image], annotations] = await inOrder(() =>
    Promise.all([call('images.get', { ids: [imageId] }), call('annotations.ofImage', { imageId })]),
  )
  return image ? { image, annotations } : null
}

/** Keeps what is known of these images and asks for what is not. */
export async function lookAhead(imageIds: readonly number[]): Promise<void> {
  for (const id of known.keys()) if (!imageIds.includes(id)) known.delete(id)
  for (const id of imageIds.filter((wanted) => !known.has(wanted))) {
    const asking = askFor(id)
    asked.set(id, asking)
    const answer = await asking
    if (asked.get(id) !== asking) continue
    asked.delete(id)
    if (!answer) continue
    prepare(answer)
    known.set(id, answer)
  }
}

/** @param imageIds those that changed; null when any may have */
export function forgetAhead(imageIds: readonly number[] | null): void {
  for (const id of imageIds ?? [...known.keys(), ...asked.keys()]) {
    known.delete(id)
    asked.delete(id)
  }
}

/** With thousands of boxes these take longer than a frame, and the first frame needs them. */
function prepare({ image: { width, height }, annotations }: Known): void {
  if (width === null || height === null) return
  annotationsTouching(annotations, { x1: 0, y1: 0, x2: 1, y2: 1 })
  findingsOf({ annotations, size: { width, height } })
}
