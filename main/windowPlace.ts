/** Where the window was and how large, to open it there again; on a screen that is still there. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, type BrowserWindow, type Rectangle, screen } from 'electron'

type Place = { readonly bounds: Partial<Rectangle>; readonly isMaximized: boolean }

const usual: Place = { bounds: { width: 1440, height: 900 }, isMaximized: false }
/** So much of the title must be in reach that the window can be moved. */
const leastVisible = 100

const placeFile = () => join(app.getPath('userData'), 'window-place.json')

export function lastPlace(): Place {
  try {
    const place = JSON.parse(readFileSync(placeFile(), 'utf8')) as Place & { bounds: Rectangle }
    return isInReach(place.bounds) ? place : usual
  } catch {
    // The first start, or a file that someone changed: neither is worth a word.
    return usual
  }
}

/** Remembers the place of the window when it closes. */
export function keepPlace(window: BrowserWindow): void {
  window.on('close', () => {
    const place: Place = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }
    writeFileSync(placeFile(), JSON.stringify(place))
  })
}

function isInReach({ x, y, width, height }: Rectangle): boolean {
  if (![x, y, width, height].every(Number.isFinite)) return false
  return screen.getAllDisplays().some(({ workArea }) => {
    const across = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x)
    return across >= leastVisible && y >= workArea.y - leastVisible && y <= workArea.y + workArea.height - leastVisible
  })
}
