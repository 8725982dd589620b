import { useEffect } from 'react'
import { keepsStroke } from '../keys/fieldKeys.ts'
import { runStroke } from '../keys/keyboard.ts'
import type { Offer } from '../keys/offers.ts'
import { strokeOf } from '../keys/stroke.ts'
import { useCommands } from '../keys/useCommands.ts'
import { offerEntries } from '../palette/entries.ts'
import { act, finishGesture } from './act.ts'
import { canPerform } from './availability.ts'
import { categoryEntries } from './categoryEntries.ts'
import { annotateNames, type Command, commandNamed } from './command.ts'
import { useEditor } from './editor.ts'
import { isFocusOn } from './focus.ts'
import { perform } from './perform.ts'
import { boxesUnder } from './tools/pointing.ts'
import { sceneOf } from './visible.ts'

/** The commands of this activity, and the space bar, which pans while it is held. */
export function useKeys(): void {
  useCommands(offers)
  useEffect(() => offerEntries(categoryEntries), [])
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    // Before the keyboard of the window sees it: what a tap of the bar means is known when it is let go.
    window.addEventListener('keydown', holdSpace, { signal, capture: true })
    window.addEventListener('keyup', letKeyGo, { signal })
    window.addEventListener('blur', letGo, { signal })
    return () => {
      controller.abort()
      letGo()
    }
  }, [])
}

const offers: Readonly<Record<string, Offer>> = Object.fromEntries(
  annotateNames.map((name) => [`annotate.${name}`, offerOf(commandNamed(name))]),
)

function offerOf(command: Command): Offer {
  if (command.kind === 'peek') return { run: beginPeek, end: endPeek }
  const run = () => perform(command)
  if (command.kind === 'nudge') return { run, end: () => act({ kind: 'settle' }) }
  // Elsewhere Tab moves the focus, as everywhere.
  if (command.kind === 'cycle' || command.kind === 'cycleBack') return { run, canRun: isOverBoxes }
  if (command.kind === 'category') return { run }
  return { run, canRun: () => canPerform(useEditor.getState(), command.kind) }
}

function isOverBoxes(): boolean {
  const editor = useEditor.getState()
  return isFocusOn('canvas') && editor.pointer !== null && boxesUnder(editor.pointer, sceneOf(editor)).length > 0
}

function holdSpace(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || strokeOf(event) !== 'Space') return
  if (keepsStroke(event.target, 'Space', false)) return
  event.preventDefault()
  // Where there is no picture to pan, a tap need not be told from a hold.
  if (useEditor.getState().phase.kind === 'failed') {
    if (!event.repeat) runStroke('Space')
    return
  }
  act({ kind: 'space', isDown: true, timeMs: event.timeStamp })
}

function letKeyGo(event: KeyboardEvent): void {
  if (event.key === ' ') act({ kind: 'space', isDown: false, timeMs: event.timeStamp })
  // Steps of the wheel belong together as long as Alt is held.
  if (event.key === 'Alt') act({ kind: 'settle' })
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
