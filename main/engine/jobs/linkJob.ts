/** How many images of a moved folder another folder holds, before anything is linked to it. */
import { setImmediate } from 'node:timers/promises'
import type { LinkReport } from '../../../shared/reports.ts'
import { findImageFiles } from '../images/imageFiles.ts'
import { type MovableFile, matchMoved } from '../images/matchMoved.ts'
import type { JobContext } from './runner.ts'

const knownAtOnce = 2000

export async function checkLink(context: JobContext, rootId: number, folder: string): Promise<LinkReport> {
  const missing = await knownFiles(context, rootId)
  const images = missing.size
  const others: MovableFile[] = []
  let seen = 0
  for await (const files of findImageFiles(folder, { onUnreadable: () => {} })) {
    context.signal.throwIfAborted()
    for (const { path, bytes } of files) {
      seen += 1
      // Numbers below zero are no image's.
      if (!missing.delete(path)) others.push({ id: -seen, path, bytes, fingerprint: null })
    }
    context.report({ value: null, title: `Looked at ${seen} images`, phase: 'linking', secondsLeft: null })
  }
  const byExactPath = images - missing.size
  const lost = [...missing.values()]
  const moves = matchMoved(lost, others)
  const pathOf = new Map([...lost, ...others].map(({ id, path }) => [id, path.normalize('NFC')]))
  const byPath = moves.filter(({ missingId, foundId }) => pathOf.get(missingId) === pathOf.get(foundId)).length
  return {
    images,
    byPath: byExactPath + byPath,
    byName: moves.length - byPath,
    missing: lost.length - moves.length,
    others: others.length - moves.length,
  }
}

async function knownFiles({ store, signal }: JobContext, rootId: number): Promise<Map<string, MovableFile>> {
  const known = new Map<string, MovableFile>()
  let after = ''
  for (;;) {
    const page = store.images.knownFiles({ rootId, within: '', after, limit: knownAtOnce })
    for (const file of page) known.set(file.path, file)
    if (page.length < knownAtOnce) return known
    after = page.at(-1)!.path
    await setImmediate()
    signal.throwIfAborted()
  }
}
