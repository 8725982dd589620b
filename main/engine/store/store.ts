/** The project file with one part for each table. SQL lives in this folder and nowhere else. */
import { annotationStore } from './annotations.ts'
import { categoryStore } from './categories.ts'
import { editStore } from './edits.ts'
import { evaluationStore } from './evaluations.ts'
import { imageStore } from './images.ts'
import { jobStore } from './jobs.ts'
import { createProjectFile, openProjectFile, type ProjectFile } from './projectFile.ts'
import { rootStore } from './roots.ts'
import { runStore } from './runs.ts'
import { explainSqliteError } from './sqliteErrors.ts'

export type Store = ReturnType<typeof storeOf>

export const createStore = (path: string): Store => storeOf(createProjectFile(path))
export const openStore = (path: string): Store => storeOf(openProjectFile(path))

function storeOf({ db, path, close }: ProjectFile) {
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
    edits: editStore(db),
    jobs: jobStore(db),
    runs: runStore(db),
    evaluations: evaluationStore(db),
  }
}
