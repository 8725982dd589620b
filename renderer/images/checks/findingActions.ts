/** Dealing with findings: each is one step of undo, told in words. */
import i18next from 'i18next'
import { changed } from '../../../shared/edit.ts'
import type { FindingKind } from '../../../shared/filter/terms.ts'
import { changeOfFix, type Fix } from '../../../shared/mending.ts'
import { dismissalOf } from '../../../shared/rules.ts'
import { fail, note } from '../../stores/messages.ts'
import { call } from '../../studio.ts'
import type { FindingBoxes } from './useFindingBoxes.ts'
import type { ListedFinding } from './useFindings.ts'

/** @returns whether it was done */
export function mend({ image }: FindingBoxes, fix: Fix): Promise<boolean> {
  const size = { width: image.width!, height: image.height! }
  return done(async () => {
    await call('annotations.apply', { imageId: image.id, kind: 'fix', changes: [changeOfFix(fix, size)] })
    return i18next.t(fix.kind === 'clip' ? 'room.checks.clipped' : 'room.checks.deleted')
  })
}

/** The finding is left as it is, and not found again. */
export function dismissFinding({ image, annotations }: FindingBoxes, finding: ListedFinding): Promise<boolean> {
  return done(async () => {
    const older = annotations.find(({ id }) => id === finding.annotationIds[0])
    if (!older) return i18next.t('room.checks.gone')
    const after = { dismissedChecks: [...older.dismissedChecks, dismissalOf(finding)] }
    await call('annotations.apply', { imageId: image.id, kind: 'dismiss', changes: [changed(older, after)] })
    return i18next.t('room.checks.dismissed')
  })
}

export function mendAllOf(kind: FindingKind): Promise<boolean> {
  return done(async () => {
    const { boxes, left } = await call('findings.fix', { kind })
    const rest = left > 0 ? `. ${i18next.t('room.checks.left', { count: left })}` : ''
    return i18next.t('room.checks.mended', { count: boxes }) + rest
  })
}

async function done(work: () => Promise<string>): Promise<boolean> {
  try {
    note(await work())
    return true
  } catch (error) {
    fail(error)
    return false
  }
}
