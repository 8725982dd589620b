/** Jobs of an engine in a process of its own. */
import { isJobOver } from '../../../shared/model.ts'
import type { EngineChild } from '../../../test/support/engineProcess.ts'

const pauseMs = 200

/** @returns what the job came to; throws when it is not done but over */
export async function resultOf(engine: EngineChild, { jobId }: { readonly jobId: number }): Promise<unknown> {
  for (;;) {
    const { kind, state, error, result } = await engine.call('jobs.get', { id: jobId })
    if (state === 'done') return result
    if (isJobOver(state)) throw new Error(`${kind}: ${error?.message ?? state}`)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}
