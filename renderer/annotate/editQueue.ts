/** Sends edits to the engine one after the other, and reads the image again when somebody else changed it or the engine refused. */
import type { Image } from '../../shared/model.ts'
import { fail } from '../stores/messages.ts'
import { isPassing, untilOnDisk } from '../stores/unsaved.ts'
import { call } from '../studio.ts'
import { takeAnnotations } from './commands.ts'
import { type Edit, useEditor } from './editor.ts'
import { refreshHistory } from './history.ts'
import { isSameJson } from './sameJson.ts'
import { storeEdit } from './storeEdit.ts'

let tail: Promise<unknown> = Promise.resolve()
/** Own changes that are not answered yet. What the engine announces meanwhile is what we did ourselves. */
let writes = 0
/** Rises when the engine refuses an edit: those that were built upon it are not sent any more. */
let refusals = 0

export const isWriting = (): boolean => writes > 0

/** Runs after everything that was asked before. */
export function inOrder<T>(work: () => Promise<T>): Promise<T> {
  const result = tail.then(work)
  tail = result.catch(() => {})
  return result
}

/** A change of the project, in its turn. @returns what it gives, or null when the engine refused it and said why */
export function write<T>(work: () => Promise<T>): Promise<T | null> {
  writes++
  return inOrder(async () => {
    try {
      return await untilOnDisk(work)
    } catch (error) {
      fail(error)
      return null
    } finally {
      writes--
    }
  })
}

export async function sendEdit(imageId: number, edit: Edit): Promise<void> {
  const refusalsBefore = refusals
  const reply = await write(async () => {
    if (refusals !== refusalsBefore) return null
    try {
      return await storeEdit(imageId, edit)
    } catch (error) {
      if (!isPassing(error)) refusals++
      throw error
    }
  })
  if (reply) takeImage(reply.image)
  else await readAgain(imageId)
  await refreshHistory(imageId)
}

/** Readings whose turn has not come: whoever asks for the same image meanwhile is answered by them. */
const waiting = new Map<number, Promise<void>>()

/** Shows the open image as the engine has it, once no own change is on its way. */
export function readAgain(imageId: number): Promise<void> {
  const reading = waiting.get(imageId) ?? readInTurn(imageId)
  waiting.set(imageId, reading)
  return reading
}

async function readInTurn(imageId: number): Promise<void> {
  try {
    const [[image], annotations, proposals] = await inOrder(() => {
      waiting.delete(imageId)
      return Promise.all([
        call('images.get', { ids: [imageId] }),
        call('annotations.ofImage', { imageId }),
        call('proposals.ofImage', { imageId }),
      ])
    })
    if (isWriting()) return await readAgain(imageId)
    const editor = useEditor.getState()
    if (!image || editor.image?.id !== imageId || editor.phase.kind !== 'ready') return
    // What is the same is not shown anew: that takes the lists longer than the question.
    const isSame = isSameJson(editor.annotations, annotations)
    const areProposed = isSameJson(editor.proposals, proposals) ? editor.proposals : proposals
    const areKnown = areProposed === editor.proposals && editor.proposalsOf === imageId
    if (isSame && areKnown && isSameJson(editor.image, image)) return
    const known = { ...editor, proposals: areProposed, proposalsOf: imageId }
    useEditor.setState({ ...(isSame ? known : takeAnnotations(known, annotations)), image })
  } catch (error) {
    fail(error)
  }
}

/** The row of the open image, after a change of its state or number of boxes. */
export function takeImage(image: Image): void {
  if (useEditor.getState().image?.id === image.id) useEditor.setState({ image })
}
