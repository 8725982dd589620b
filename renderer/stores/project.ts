/** The open project as the engine last described it. Nothing here is the truth: an event says what changed, a call asks again. */
import { create } from 'zustand'
import type { CallResponse } from '../../shared/api.ts'
import type { Category, ProjectInfo } from '../../shared/model.ts'
import { call, on } from '../studio.ts'
import { fail } from './messages.ts'

export type CountedCategory = CallResponse<'categories.list'>[number]

type ProjectState = {
  readonly project: ProjectInfo | null
  readonly categories: readonly CountedCategory[]
  /** Rises with every change of images or boxes; views that depend on them ask again. */
  readonly revision: number
  readonly isEngineRunning: boolean
}

export const useProject = create<ProjectState>()(() => ({
  project: null,
  categories: [],
  revision: 0,
  isEngineRunning: true,
}))

const listeners = new Set<(imageIds: readonly number[] | null) => void>()
/** Called with the images that changed, or null when any may have. @returns a function that ends it */
export function onImagesChanged(listener: (imageIds: readonly number[] | null) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** While someone draws box after box, the counts follow at this pace. */
const restMs = 150

let rested: Promise<unknown> = Promise.resolve()
let upcoming: Promise<void> | null = null

/** Asks the engine for project and classes. Resolves with an answer that was asked for after this call. */
export function refreshProject(): Promise<void> {
  upcoming ??= rested.then(() => {
    upcoming = null
    const answer = askForProject()
    rested = answer.then(() => new Promise((resolve) => setTimeout(resolve, restMs)))
    return answer
  })
  return upcoming
}

/** A class that was just made, until the next answer tells the same: what depends on it need not wait. */
export function noteCategory(category: Category): void {
  useProject.setState(({ categories }) =>
    categories.some(({ id }) => id === category.id)
      ? {}
      : { categories: [...categories, { ...category, annotationCount: 0 }] },
  )
}

async function askForProject(): Promise<void> {
  try {
    const project = await call('project.info', {})
    const categories = project ? await call('categories.list', {}) : []
    useProject.setState((state) => ({ project, categories, revision: state.revision + 1 }))
  } catch (error) {
    fail(error)
  }
}

export function startProject(): () => void {
  const ends = [
    on('project.changed', ({ imageIds }) => {
      void refreshProject()
      for (const listener of listeners) listener(imageIds)
    }),
    on('project.opened', () => {
      void refreshProject()
      for (const listener of listeners) listener(null)
    }),
    on('engine.state', ({ isRunning, message }) => {
      useProject.setState({ isEngineRunning: isRunning })
      if (isRunning) void refreshProject()
      else fail(new Error(message))
      for (const listener of listeners) listener(null)
    }),
  ]
  void refreshProject()
  return () => {
    for (const end of ends) end()
  }
}
