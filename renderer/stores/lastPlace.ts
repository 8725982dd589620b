/** Where someone was in each project, so that it opens there again: the activity, the image and the filter. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { on } from '../studio.ts'
import { useActivity } from './activity.ts'
import { useComeBack } from './comeBack.ts'
import { showRoomTab } from './imagesRoom.ts'
import { useProject } from './project.ts'

type Place = Pick<ReturnType<typeof useActivity.getState>, 'activity' | 'imageId' | 'filter'>
type Places = {
  /** By the path of the project file, the last visited at the end. */
  readonly places: readonly { readonly path: string; readonly place: Place }[]
}

/** As many as one may come back to. */
const mostPlaces = 50
/** Of a project that was never open here: nothing of another one's goes with it. */
const beginning: Place = { activity: 'images', imageId: null, filter: '' }

const usePlaces = create<Places>()(persist<Places>(() => ({ places: [] }), { name: 'boxwright-places' }))

/** @returns a function that ends it */
export function startLastPlace(): () => void {
  // The project of the window is told after the event, when what is chosen is the new one's already.
  let openPath = useProject.getState().project?.path ?? null
  const ends = [
    on('project.opened', ({ path }) => {
      // Opened anew after the engine had stopped, it is the same project, and one stays where one is.
      const isAnother = path !== openPath
      openPath = path
      if (path === null || !isAnother) return
      const found = usePlaces.getState().places.find((entry) => entry.path === path)
      if (!found) showRoomTab('images')
      useComeBack.setState({ page: null })
      useActivity.setState({ ...(found?.place ?? beginning), annotationId: null, order: 'file' })
    }),
    useActivity.subscribe(({ activity, imageId, filter }) => {
      if (openPath !== null) remember(openPath, { activity, imageId, filter })
    }),
  ]
  return () => {
    for (const end of ends) end()
  }
}

function remember(path: string, place: Place): void {
  usePlaces.setState(({ places }) => ({
    places: [...places.filter((entry) => entry.path !== path), { path, place }].slice(-mostPlaces),
  }))
}
