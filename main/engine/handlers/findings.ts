/** What the rule checks find. */
import type { EngineHandlers } from '../../../shared/api.ts'
import { findingKinds } from '../../../shared/filter/terms.ts'
import { type EngineContext, openProjectOf } from '../context.ts'

type Part = Pick<EngineHandlers, 'findings.list'>

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
  }
}

/** Before a filter that asks for findings is used, they must be those of the boxes as they are. */
export async function settleRules(context: EngineContext, filter: string): Promise<void> {
  if (filter.toLowerCase().includes('issue:')) await openProjectOf(context).rules.settled()
}
