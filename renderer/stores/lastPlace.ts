/** Where someone was in each project, so that it opens there again: the activity, the image and the filter. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { on } from '../studio.ts'
import { useActivity } from './activity.ts'
import { useProject } from './project.ts'

type Place = Pick<ReturnType<typeof useActivity.getState>, 'activity' | 'imageId' | 'filter'>
type Places = {
  /** By the path of the project file, the last visited at the end. */
  readonly places: readonly { readonly path: string; readonly place: Place }[]
}

/** As many as one may come back to. */
const mostPlaces = 50

const usePlaces = create<Places>()(persist<Places>(() => ({ places: [] }), { name: 'boxwright-places' }))

/** @returns a function that ends it */
export function startLastPlace(): () => void {
  const ends = [
    on('project.opened', ({ path }) => {
      const found = usePlaces.getState().places.find((entry) => entry.path === path)
      if (found) useActivity.setState({ ...found.place, annotationId: null })
    }),
    useActivity.subscribe(({ activity, imageId, filter }) => {
      const path = useProject.getState().project?.path
      if (path !== undefined) remember(path, { activity, imageId, filter })
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
