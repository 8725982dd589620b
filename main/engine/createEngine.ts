/** The engine without a process around it: the window's engine, the command line and the tests all use this one. */
import type { Emit, EngineCall, EngineHandlers, Reply } from '../../shared/api.ts'
import { fromPlainError } from '../../shared/errors.ts'
import type { EngineContext } from './context.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import type { Folders } from './folders.ts'
import { annotationHandlers } from './handlers/annotations.ts'
import { assistantHandlers } from './handlers/assistant.ts'
import { categoryHandlers } from './handlers/categories.ts'
import { dropHandlers } from './handlers/drop.ts'
import { ensembleHandlers } from './handlers/ensembles.ts'
import { exchangeHandlers } from './handlers/exchange.ts'
import { explainHandlers } from './handlers/explain.ts'
import { findingHandlers } from './handlers/findings.ts'
import { galleryHandlers } from './handlers/gallery.ts'
import { historyHandlers } from './handlers/history.ts'
import { imageHandlers } from './handlers/images.ts'
import { jobHandlers } from './handlers/jobs.ts'
import { labellingHandlers } from './handlers/labellings.ts'
import { modelHandlers } from './handlers/models.ts'
import { pictureHandlers } from './handlers/pictures.ts'
import { closeProject, projectHandlers } from './handlers/project.ts'
import { resultHandlers } from './handlers/results.ts'
import { rootHandlers } from './handlers/roots.ts'
import { runsUnderWay } from './handlers/runsUnderWay.ts'
import { searchHandlers } from './handlers/searches.ts'
import { splitHandlers } from './handlers/split.ts'
import { suspectHandlers } from './handlers/suspects.ts'
import { trainHandlers } from './handlers/train.ts'
import { recentProjects } from './recentProjects.ts'

export type Engine = {
  readonly dispatch: Dispatch
  /** A call within this process, through the same validation as one from outside. */
  readonly call: EngineCall
  readonly close: () => Promise<void>
  readonly context: EngineContext
}

export function createEngine(folders: Folders, emit: Emit, { watchesFolders = false } = {}): Engine {
  const context: EngineContext = { folders, emit, watchesFolders, recent: recentProjects(folders.home), project: null }
  const underWay = runsUnderWay(context)
  const handlers: EngineHandlers = {
    ...projectHandlers(context),
    ...rootHandlers(context),
    ...imageHandlers(context),
    ...dropHandlers(context),
    ...pictureHandlers(context),
    ...categoryHandlers(context),
    ...annotationHandlers(context),
    ...historyHandlers(context),
    ...explainHandlers(context),
    ...findingHandlers(context),
    ...galleryHandlers(context),
    ...exchangeHandlers(context),
    ...splitHandlers(context),
    ...jobHandlers(context),
    ...trainHandlers(context, underWay),
    ...searchHandlers(context),
    ...ensembleHandlers(context, underWay),
    ...resultHandlers(context),
    ...suspectHandlers(context),
    ...assistantHandlers(context),
    ...labellingHandlers(context),
    ...modelHandlers(context),
  }
  const dispatch = createDispatch(handlers, {
    explain: (error) => context.project?.store.explain(error) ?? error,
    whenFree: async () => context.project?.store.edits.inTurn(() => {}),
  })
  const call: EngineCall = async (name, request) => {
    const reply = JSON.parse(await dispatch(name, JSON.stringify(request))) as Reply
    if (!reply.ok) throw fromPlainError(reply.error)
    return reply.value as never
  }
  return { dispatch, call, close: () => closeProject(context), context }
}
