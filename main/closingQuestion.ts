/**
 * Before the window closes, it may want to ask: closing cuts off what is being trained. It has the word unless it cannot
 * speak: one that has crashed or is not loaded yet closes at once, and one that hangs after a moment.
 */
import type { BrowserWindow } from 'electron'
import { sendOwnEvent } from './bridge.ts'

/** A window that works answers within a few milliseconds, and asks its user after that. */
const patienceMs = 3000

export type ClosingQuestion = {
  readonly guard: (window: BrowserWindow) => void
  /** What the guarded window says: that it may be closed, or that it stays open, for now or at all. */
  readonly answer: (isClosing: boolean) => void
}

export function closingQuestion(): ClosingQuestion {
  let guarded: BrowserWindow | null = null
  let patience: NodeJS.Timeout | null = null

  return {
    guard: (window) => {
      guarded = window
      window.on('close', (event) => {
        if (!canSpeak(window)) return
        event.preventDefault()
        if (patience !== null) return
        sendOwnEvent(window, 'desktop.closing', {})
        patience = setTimeout(() => window.destroy(), patienceMs)
      })
    },
    answer: (isClosing) => {
      if (patience !== null) clearTimeout(patience)
      patience = null
      // Unlike `close` it does not ask again.
      if (isClosing) guarded?.destroy()
    },
  }
}

const canSpeak = ({ webContents }: BrowserWindow): boolean =>
  !webContents.isCrashed() && !webContents.isLoadingMainFrame()
