/** Create, open, close and describe the project. */
import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { EngineHandlers } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { ProjectInfo } from '../../../shared/model.ts'
import { atMostEvery } from '../atMostEvery.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import { createDemoProject } from '../demo/createDemo.ts'
import { FolderWatcher } from '../FolderWatcher.ts'
import { removeLeftovers } from '../formats/wholeFolder.ts'
import { CropMaker } from '../images/CropMaker.ts'
import { Explainer } from '../jobs/Explainer.ts'
import { projectName } from '../jobs/projectName.ts'
import { JobRunner } from '../jobs/runner.ts'
import { RuleChecker } from '../RuleChecker.ts'
import { createStore, openStore, type Store } from '../store/store.ts'

type Part = Pick<
  EngineHandlers,
  | 'project.create'
  | 'project.open'
  | 'project.close'
  | 'project.info'
  | 'project.recent'
  | 'project.forget'
  | 'project.demo'
>

export function projectHandlers(context: EngineContext): Part {
  return {
    'project.create': ({ path }) => switchTo(context, resolve(withExtension(path)), createStore),
    'project.open': ({ path }) => switchTo(context, resolve(path), openStore),
    'project.close': async () => {
      await closeProject(context)
      context.emit('project.opened', { path: null })
      return {}
    },
    'project.info': () => (context.project ? describe(context.project.store) : null),
    'project.recent': () => context.recent.list(),
    'project.forget': ({ path }) => {
      context.recent.forget(path)
      return {}
    },
    'project.demo': async ({ path, seed, images }) => {
      await switchTo(context, resolve(withExtension(path)), createStore)
      const { jobs } = openProjectOf(context)
      const params = { seed: seed ?? 1, images: images ?? 120 }
      return { jobId: jobs.start('demo', params, (job) => createDemoProject(context, job, params)).id }
    },
  }
}

export async function closeProject(context: EngineContext): Promise<void> {
  const { project } = context
  if (!project) return
  // Jobs end before the file closes under them.
  await project.jobs.close()
  project.explainer.close()
  await project.folders.close()
  await project.rules.close()
  project.store.close()
  context.project = null
}

/** Opens the new project before the old one closes, so that a refusal leaves everything as it was. */
async function switchTo(context: EngineContext, path: string, open: (path: string) => Store): Promise<ProjectInfo> {
  if (context.project?.store.path === path && open === openStore) return describe(context.project.store)
  if (open === createStore) makeFolderOf(path)
  const store = open(path)
  await closeProject(context)
  markInterrupted(store)
  context.project = {
    store,
    jobs: new JobRunner(store, context.emit),
    rules: new RuleChecker(store),
    crops: new CropMaker(context.folders.cache),
    explainer: new Explainer(context.folders),
    folders: folderWatcher(context, store),
    tileJobs: new Map(),
  }
  context.project.rules.wake()
  if (context.watchesFolders) context.project.folders.start()
  const info = describe(store)
  context.recent.note(path, info.name)
  context.emit('project.opened', { path })
  return info
}

/** A scan finds image after image; the window hears of them now and then. */
const announceEveryMs = 500

function folderWatcher(context: EngineContext, store: Store): FolderWatcher {
  const announce = () => {
    if (context.project?.store === store) announceChange(context, null)
  }
  return new FolderWatcher(store, {
    onImages: atMostEvery(announceEveryMs, announce),
    onFound: (rootId, { added, changed, gone, moved }) => {
      announce()
      context.emit('roots.changed', { rootId, added, changed, gone, moved })
    },
    onPresence: announce,
  })
}

/** What was running when the file was last closed was cut off with its process. */
function markInterrupted(store: Store): void {
  for (const params of store.jobs.interruptAll()) void removeLeftovers(params)
  store.runs.interruptAll()
  store.searches.interruptAll()
}

function makeFolderOf(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
  } catch (error) {
    throw new BoxwrightError(
      'folder-not-writable',
      `The folder of ${path} cannot be made (${(error as Error).message}).`,
      { path },
    )
  }
}

function describe(store: Store): ProjectInfo {
  return {
    path: store.path,
    name: projectName(store.path),
    schemaVersion: store.schemaVersion(),
    roots: store.roots.list(),
    ...store.images.counts(),
    runCount: store.runs.list().length,
    savedAt: store.edits.savedAt(),
  }
}

function withExtension(path: string): string {
  return /\.boxwright$/i.test(path) ? path : `${path}.boxwright`
}
