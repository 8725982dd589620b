/** What the rule checks find. */
import type { CallResponse, EngineHandlers } from '../../../shared/api.ts'
import type { AnnotationChange } from '../../../shared/edit.ts'
import { type FindingKind, findingKinds } from '../../../shared/filter/terms.ts'
import { mendAll } from '../../../shared/mending.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import type { EditWriter } from '../store/edits.ts'

type Part = Pick<EngineHandlers, 'findings.list' | 'findings.fix'>

export function findingHandlers(context: EngineContext): Part {
  return {
    'findings.list': async ({ kinds, limit }) => {
      const { store, rules } = openProjectOf(context)
      await rules.settled()
      const findings = store.findings.list(kinds ?? findingKinds, limit)
      return {
        findings: findings.map((finding) => ({ ...finding, annotationIds: [...finding.annotationIds] })),
        counts: store.findings.counts(),
      }
    },
    'findings.fix': ({ kind }) => fixAll(context, kind),
  }
}

async function fixAll(context: EngineContext, kind: FindingKind): Promise<CallResponse<'findings.fix'>> {
  const { store, rules } = openProjectOf(context)
  await rules.settled()
  const imageIds = store.findings.imagesWith(kind)
  const boxesOf = Map.groupBy(store.annotations.ofImages(imageIds), ({ imageId }) => imageId)
  const changes = store.images.get(imageIds).flatMap(({ id, width, height }) => {
    if (width === null || height === null) return []
    return mendAll(boxesOf.get(id) ?? [], { width, height }, kind)
  })
  const touched = new Set(changes.flatMap(({ before }) => before?.imageId ?? []))
  if (changes.length > 0) {
    const [onlyImage] = touched
    const done = store.edits.run('fix', touched.size === 1 ? onlyImage! : null, (writer) => {
      for (const change of changes) writeChange(writer, change)
    })
    announceChange(context, done.imageIds, true)
    await rules.settled()
  }
  return { boxes: changes.length, images: touched.size, left: store.findings.counts()[kind] }
}

/** Boxes are taken out, or cut at the border. */
function writeChange(writer: EditWriter, { before, after }: AnnotationChange): void {
  if (!after) {
    writer.remove('annotation', before!.id)
    return
  }
  const { x1, y1, x2, y2 } = after
  writer.update('annotation', after.id, { x1, y1, x2, y2, updated_at: Date.now() })
}

/** Before a filter that asks for findings is used, they must be those of the boxes as they are. */
export async function settleRules(context: EngineContext, filter: string): Promise<void> {
  if (filter.toLowerCase().includes('issue:')) await openProjectOf(context).rules.settled()
}
