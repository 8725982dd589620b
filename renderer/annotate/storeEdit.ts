/** Has the engine store an edit, also across its end and new start: what was drawn meanwhile is not lost. */
import type { CallResponse } from '../../shared/api.ts'
import type { AnnotationChange } from '../../shared/edit.ts'
import { BoxwrightError } from '../../shared/errors.ts'
import type { Annotation, ProposalDecision } from '../../shared/model.ts'
import { call } from '../studio.ts'
import type { Edit } from './editor.ts'

type Stored = Pick<CallResponse<'annotations.apply'>, 'image'>

const triesForEngine = 50
const pauseMs = 200

/** @throws BoxwrightError when the engine refuses the edit or does not come back */
export async function storeEdit(imageId: number, { kind, changes, decisions = [] }: Edit): Promise<Stored> {
  const store = () => call('annotations.apply', { imageId, kind, changes: [...changes], decisions: [...decisions] })
  try {
    return await store()
  } catch (error) {
    if (!isEngineAway(error)) throw error
    await engineIsBack(error)
    // It may have stored the edit and ended before it could say so.
    const annotations = await call('annotations.ofImage', { imageId })
    if (!isStored(changes, annotations) || !(await isDecided(imageId, decisions))) return await store()
    const [image] = await call('images.get', { ids: [imageId] })
    return { image: image! }
  }
}

/** Started again, the engine has no project for a moment. */
function isEngineAway(error: unknown): boolean {
  return error instanceof BoxwrightError && (error.code === 'engine-gone' || error.code === 'no-project')
}

async function engineIsBack(otherwise: unknown): Promise<void> {
  for (let attempt = 0; attempt < triesForEngine; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
    const project = await call('project.info', {}).catch(() => null)
    if (project) return
  }
  throw otherwise
}

/** Decisions come with their step or not at all, so one of them tells. */
async function isDecided(imageId: number, decisions: readonly ProposalDecision[]): Promise<boolean> {
  const [first] = decisions
  if (!first) return true
  const open = await call('proposals.ofImage', { imageId })
  return open.every(({ id }) => id !== first.id)
}

/** Whether the boxes are as the changes leave them. */
export function isStored(changes: readonly AnnotationChange[], annotations: readonly Annotation[]): boolean {
  const byId = new Map(annotations.map((annotation) => [annotation.id, annotation]))
  return changes.every(({ before, after }) => {
    if (!after) return !byId.has(before!.id)
    const present = byId.get(after.id)
    return present !== undefined && isSame(present, after)
  })
}

/** The engine sets the time of the change itself. */
function isSame(a: Annotation, b: Annotation): boolean {
  return JSON.stringify(contentOf(a)) === JSON.stringify(contentOf(b))
}

function contentOf({ updatedAt, ...content }: Annotation): [string, unknown][] {
  return Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1))
}
