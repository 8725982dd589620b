import type { RefObject } from 'react'
import { useCommands } from '../../keys/useCommands.ts'
import { showImageFrom } from '../../stores/comeBack.ts'
import { useProject } from '../../stores/project.ts'
import { deleteCrops, relabelCrops } from './cropActions.ts'
import { cropSides, select, setCropSide, useGalleryView } from './galleryView.ts'
import { beside, type Grid, scrollTo, type Way } from './gridGeometry.ts'
import { all, clicked, extended, noSelection, only, targets } from './selection.ts'
import type { Gallery } from './useGallery.ts'

type CropCommandsContext = {
  readonly gallery: Gallery
  readonly grid: Grid
  readonly box: RefObject<HTMLElement | null>
}

/** The keys of the wall. */
export function useCropCommands({ gallery, grid, box }: CropCommandsContext): void {
  const { ids } = gallery.columns
  const walk = (way: Way, isExtending: boolean) => {
    const { selection } = useGalleryView.getState()
    const { clientHeight, scrollTop } = box.current!
    const now = selection.current === null ? -1 : ids.indexOf(selection.current)
    const next = now < 0 ? 0 : beside(now, way, grid, clientHeight)
    const id = ids[next]
    if (id === undefined) return
    select((chosen) => (isExtending ? extended(chosen, id, ids) : only(id)))
    box.current!.scrollTop = scrollTo(next, scrollTop, clientHeight, grid)
  }
  const chosen = () => targets(useGalleryView.getState().selection)
  const relabel = (hotkey: string) => {
    const category = useProject.getState().categories.find((one) => one.hotkey === hotkey)
    if (category) void relabelCrops(gallery, chosen(), category)
  }
  const toggleCurrent = () =>
    select((now) => (now.current === null ? now : clicked(now, now.current, ids, { shift: false, ctrl: true })))
  const resize = (step: number) => setCropSide(useGalleryView.getState().cropSide + step * cropSides.step)
  useCommands({
    'gallery.open': () => openCrop(gallery),
    'gallery.delete': () => void deleteCrops(gallery, chosen()),
    'gallery.selectAll': () => select((now) => all(now, ids)),
    'gallery.clear': () => select((now) => ({ ...noSelection, current: now.current })),
    'gallery.toggle': toggleCurrent,
    'gallery.larger': () => resize(1),
    'gallery.smaller': () => resize(-1),
    ...classCommands(relabel),
    ...walkCommands(walk),
  })
}

/** The box of the current crop, large in its image; the way back leads to this place. */
export function openCrop({ columns }: Gallery): void {
  const { current } = useGalleryView.getState().selection
  const index = current === null ? -1 : columns.ids.indexOf(current)
  if (index >= 0) showImageFrom('boxes', columns.imageIds[index]!, columns.ids[index]!)
}

const classCommands = (relabel: (hotkey: string) => void) => ({
  'gallery.class1': () => relabel('1'),
  'gallery.class2': () => relabel('2'),
  'gallery.class3': () => relabel('3'),
  'gallery.class4': () => relabel('4'),
  'gallery.class5': () => relabel('5'),
  'gallery.class6': () => relabel('6'),
  'gallery.class7': () => relabel('7'),
  'gallery.class8': () => relabel('8'),
  'gallery.class9': () => relabel('9'),
  'gallery.class0': () => relabel('0'),
})

const walkCommands = (walk: (way: Way, isExtending: boolean) => void) => ({
  'gallery.left': () => walk('left', false),
  'gallery.right': () => walk('right', false),
  'gallery.up': () => walk('up', false),
  'gallery.down': () => walk('down', false),
  'gallery.pageUp': () => walk('pageUp', false),
  'gallery.pageDown': () => walk('pageDown', false),
  'gallery.first': () => walk('first', false),
  'gallery.last': () => walk('last', false),
  'gallery.extendLeft': () => walk('left', true),
  'gallery.extendRight': () => walk('right', true),
  'gallery.extendUp': () => walk('up', true),
  'gallery.extendDown': () => walk('down', true),
  'gallery.extendFirst': () => walk('first', true),
  'gallery.extendLast': () => walk('last', true),
})
