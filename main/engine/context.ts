/** What every handler works with: the open project, its jobs, and the way to announce changes. */
import type { Emit } from '../../shared/api.ts'
import { BoxwrightError } from '../../shared/errors.ts'
import type { FolderWatcher } from './FolderWatcher.ts'
import type { Folders } from './folders.ts'
import type { CropMaker } from './images/CropMaker.ts'
import type { Explainer } from './jobs/Explainer.ts'
import type { JobRunner } from './jobs/runner.ts'
import type { RuleChecker } from './RuleChecker.ts'
import type { recentProjects } from './recentProjects.ts'
import type { Store } from './store/store.ts'

export type OpenProject = {
  readonly store: Store
  readonly jobs: JobRunner
  readonly rules: RuleChecker
  readonly crops: CropMaker
  readonly explainer: Explainer
  readonly folders: FolderWatcher
  /** The last job that made tiles of an image, by the image. */
  readonly tileJobs: Map<number, number>
}

export type EngineContext = {
  readonly folders: Folders
  readonly emit: Emit
  /** Whether changes in the folders of an open project are noticed; a command that soon ends does without. */
  readonly watchesFolders: boolean
  readonly recent: ReturnType<typeof recentProjects>
  /** The open project, or null. */
  project: OpenProject | null
}

/** @throws BoxwrightError `no-project` */
export function openProjectOf(context: EngineContext): OpenProject {
  if (!context.project) throw new BoxwrightError('no-project', 'No project is open. Open or create one first.')
  return context.project
}

/** Tells the window what changed (null: a lot), and has the rules checked again. */
export function announceChange(context: EngineContext, imageIds: readonly number[] | null, categories = false): void {
  const { store, rules } = openProjectOf(context)
  rules.wake()
  const savedAt = store.edits.savedAt() ?? Date.now()
  context.emit('project.changed', { imageIds: imageIds === null ? null : [...imageIds], categories, savedAt })
}
