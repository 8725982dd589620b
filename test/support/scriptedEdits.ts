/**
 * A script of edits of all kinds for tests that kill: each edit is made of what is there after those before. A second
 * engine, of the test's own process, makes them in a copy of the project and so tells what the file must hold after each.
 */
import type { Engine } from '../../main/engine/createEngine.ts'
import type { EngineCallName } from '../../shared/api.ts'
import type { Random } from '../../shared/random.ts'
import { contentFor, type EditRequest, perform, requestOf, type Step, type StepKind, stepKinds } from './anyEdits.ts'

export type ScriptedEdit = {
  readonly request: EditRequest
  /** Numbers of boxes that are to be reserved before. */
  readonly newIds: number
  /** It runs beside the calls that follow: the order of both is only known when one waits. */
  readonly isAlone: boolean
}

/** A job, and a call that lets others in while it reads. */
const runsBeside: ReadonlySet<EngineCallName> = new Set(['import.start', 'split.assign'])
/** An import, which is a job, takes as long as a hundred other edits. */
const kinds = Array(20)
  .fill(stepKinds.filter((kind) => kind !== 'import'))
  .flat()
  .concat('import') as StepKind[]
/** Copies of copies would fill the images. */
const mostBoxes = 40

/** The next edit of the script, after the twin has made it. @param labels a folder with label files for the images */
export async function nextEdit(twin: Engine, labels: string, random: Random): Promise<ScriptedEdit> {
  for (;;) {
    const { store } = twin.context.project!
    let newIds = 0
    const content = contentFor(store, labels)
    const counting = {
      ...content,
      categories: store.categories.list(),
      newId: () => {
        newIds++
        return content.newId()
      },
    }
    const request = travel(random) ?? requestOf(counting, nextStep(counting.imageIds.map(content.boxesOf), random))
    if (!request) continue
    await perform(twin.call, request)
    return { request, newIds, isAlone: runsBeside.has(request.name) }
  }
}

/** Sometimes one goes back or forth instead. */
function travel(random: Random): EditRequest | null {
  const chance = random.next()
  if (chance > 0.12) return null
  const name: EngineCallName = chance < 0.07 ? 'history.undo' : 'history.redo'
  return { name, request: {} }
}

function nextStep(boxes: readonly (readonly unknown[])[], random: Random): Step {
  const isFull = boxes.some((ofImage) => ofImage.length > mostBoxes)
  const kind = isFull ? 'bulk' : kinds[random.below(kinds.length)]!
  return { kind, image: random.next(), box: random.next(), other: random.next(), value: isFull ? 0 : random.next() }
}
