/** The keys of the loop, also from the last stop of an image to the first of another. */
import { act, change } from '../act.ts'
import { useEditor } from '../editor.ts'
import { goBeside } from '../navigate.ts'
import { unchanged } from '../outcome.ts'
import { chooseTool } from '../respond.ts'
import { verify } from '../review/verdict.ts'
import { useViewOptions } from '../viewing/options.ts'
import { acceptAndGoOn, endLoop, followLoop, goBack, startLoop } from './loop.ts'

const share = () => useViewOptions.getState().objectShare
const isReady = () => useEditor.getState().phase.kind === 'ready'

export function toggleLoop(): void {
  if (!isReady()) return
  act({ kind: 'cancel' })
  // Edges are then ready to be dragged.
  change((editor) => unchanged(editor.loop ? endLoop(editor) : startLoop(chooseTool(editor, 'select'), share())))
}

/** At the whole picture, where nothing is missing, the image is verified and the next one opened. */
export function goOnInLoop(): void {
  if (!isReady() || change((editor) => acceptAndGoOn(editor, share()))) return
  void verify().then(() => goBeside(1))
}

export function goBackInLoop(): void {
  if (isReady() && !change((editor) => goBack(editor, share()))) goBeside(-1)
}

/** Boxes change by keys, by undo and from elsewhere: the loop follows. @returns a function that ends it */
export function startFollowing(): () => void {
  return useEditor.subscribe((editor, before) => {
    if (editor.phase.kind !== 'ready' || editor.annotations === before.annotations) return
    const followed = followLoop(editor, share())
    if (followed !== editor) useEditor.setState(followed)
  })
}
