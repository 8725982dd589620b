/** The project file with one part for each table. SQL lives in this folder and nowhere else. */
import { userInfo } from 'node:os'
import { annotationStore } from './annotations.ts'
import { boxHistory } from './boxHistory.ts'
import { categoryStore } from './categories.ts'
import { decisionStore } from './decisions.ts'
import { distributionStore } from './distribution.ts'
import { editStore } from './edits.ts'
import { ensembleStore } from './ensembles.ts'
import { evaluationStore } from './evaluations.ts'
import { findingStore } from './findings.ts'
import { foldStore } from './folds.ts'
import { galleryStore } from './gallery.ts'
import { imageRankStore } from './imageRanks.ts'
import { imageStore } from './images.ts'
import { jobStore } from './jobs.ts'
import { labellingStore } from './labellings.ts'
import { createProjectFile, openProjectFile, type ProjectFile } from './projectFile.ts'
import { proposalStore } from './proposals.ts'
import { rootStore } from './roots.ts'
import { runStore } from './runs.ts'
import { searchStore } from './searches.ts'
import { sourceStore } from './sources.ts'
import { splitStore } from './splits.ts'
import { explainSqliteError } from './sqliteErrors.ts'

export type Store = ReturnType<typeof storeOf>

export const createStore = (path: string): Store => storeOf(createProjectFile(path))
export function openStore(path: string): Store {
  const store = storeOf(openProjectFile(path))
  try {
    store.edits.mend()
  } catch (error) {
    store.close()
    throw store.explain(error)
  }
  return store
}

function storeOf({ db, path, close }: ProjectFile) {
  const evaluations = evaluationStore(db)
  const runs = runStore(db)
  const searches = searchStore(db, runs)
  return {
    path,
    close,
    schemaVersion: () => db.pragma('user_version', { simple: true }) as number,
    /** What a thrown value means to the user, when it came from the project file. */
    explain: (error: unknown) => explainSqliteError(error, path),
    roots: rootStore(db),
    images: imageStore(db),
    categories: categoryStore(db),
    annotations: annotationStore(db),
    boxHistory: boxHistory(db),
    proposals: proposalStore(db),
    labellings: labellingStore(db),
    imageRanks: imageRankStore(db),
    edits: editStore(db, userName()),
    sources: sourceStore(db),
    findings: findingStore(db),
    gallery: galleryStore(db),
    splits: splitStore(db),
    distribution: distributionStore(db),
    jobs: jobStore(db, [runs, searches]),
    runs,
    evaluations,
    folds: foldStore(db, evaluations),
    searches,
    ensembles: ensembleStore(db, runs),
    decisions: decisionStore(db),
  }
}

/** The user's name on this computer, for the history. Systems without a user list know none. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return ''
  }
}
