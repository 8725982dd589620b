import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { beside, type Way } from './gallery/gridGeometry.ts'

const ways: Readonly<Record<string, Way>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
}

type Tiles = { readonly count: number; readonly columns: number }

/** Arrow keys go from tile to tile, also to those that are not on the screen yet. */
export function useTileWalk(
  box: RefObject<HTMLElement | null>,
  { count, columns }: Tiles,
  showLine: (line: number) => void,
): (event: KeyboardEvent) => void {
  const wanted = useRef<number | null>(null)
  const focusWanted = () => {
    const tile = box.current?.querySelector<HTMLElement>(`[data-place="${wanted.current}"] button`)
    if (!tile) return
    wanted.current = null
    tile.focus({ preventScroll: true })
  }
  // A tile that has to be scrolled to comes with a later rendering.
  useEffect(focusWanted)
  return (event) => {
    const way = ways[event.key]
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-place]')
    if (!way || !cell || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    event.preventDefault()
    const place = Number(cell.dataset.place)
    const next = beside(place, way, { count, columns, cellWidth: 1, cellHeight: 1 }, 1)
    showLine(Math.floor(next / columns))
    wanted.current = next
    focusWanted()
  }
}
