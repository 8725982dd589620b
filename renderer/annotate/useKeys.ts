import { useEffect } from 'react'
import { act, finishGesture } from './act.ts'
import { useEditor } from './editor.ts'
import { isFocusOn, keepsKey } from './focus.ts'
import { perform } from './perform.ts'
import { type Command, commandOf, keyOf, strokeOf } from './shortcuts.ts'
import { boxesUnder } from './tools/select.ts'

/** The keys of this activity, while it fills the window. */
export function useKeys(): void {
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    window.addEventListener('keydown', onKeyDown, { signal })
    window.addEventListener('keyup', onKeyUp, { signal })
    window.addEventListener('blur', letGo, { signal })
    return () => {
      controller.abort()
      letGo()
    }
  }, [])
}

/** Commands that a held key repeats. */
const repeated: readonly Command['kind'][] = [
  'nudge',
  'nextImage',
  'previousImage',
  'zoomIn',
  'zoomOut',
  'cycle',
  'undo',
  'redo',
]

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey || keepsKey(event.target, event.key)) return
  const command = commandOf(strokeOf(event))
  if (!command || (isCycle(command) && !isOverBoxes())) return
  event.preventDefault()
  if (command.kind === 'peek') beginPeek()
  else if (command.kind === 'verify') act({ kind: 'space', isDown: true, timeMs: event.timeStamp })
  else if (!event.repeat || repeated.includes(command.kind)) perform(command)
}

/** Letting go ends what holding the key meant; the modifiers may be up already. */
function onKeyUp(event: KeyboardEvent): void {
  if (event.key === ' ') act({ kind: 'space', isDown: false, timeMs: event.timeStamp })
  if (event.key.startsWith('Arrow')) act({ kind: 'settle' })
  const { key, code } = event
  if (strokeOf({ key, code, ctrlKey: false, metaKey: false, shiftKey: false }) === keyOf('peek')) endPeek()
}

let isPeeking = false

function beginPeek(): void {
  // Boxes that are hidden already stay so afterwards.
  if (isPeeking || useEditor.getState().areBoxesHidden) return
  isPeeking = true
  useEditor.setState({ areBoxesHidden: true })
}

function endPeek(): void {
  if (isPeeking) useEditor.setState({ areBoxesHidden: false })
  isPeeking = false
}

/** Nobody will hear any more when the keys are let go. */
function letGo(): void {
  act({ kind: 'space', isDown: false, timeMs: Number.POSITIVE_INFINITY })
  endPeek()
  finishGesture()
}

const isCycle = ({ kind }: Command) => kind === 'cycle' || kind === 'cycleBack'

/** Elsewhere Tab moves the focus, as everywhere. */
function isOverBoxes(): boolean {
  const editor = useEditor.getState()
  return isFocusOn('canvas') && editor.pointer !== null && boxesUnder(editor.pointer, editor).length > 0
}
