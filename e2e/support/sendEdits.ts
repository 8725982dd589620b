/** Has the window send edits through the same channel as its own. */
import type { ScriptedEdit } from '../../test/support/scriptedEdits.ts'
import type { Studio } from '../studio.ts'
import type { Script } from './TwinProject.ts'

/** Sends the edits, a few on their way at a time, until all are answered or the studio is gone. @param onAnswer for each answer that came */
export async function sendEdits(studio: Studio, { edits, firstId }: Script, onAnswer: () => void): Promise<void> {
  const { window } = studio
  const { first } = await studio.callEngine('annotations.reserveIds', { count: 1 })
  await studio.callEngine('annotations.reserveIds', { count: firstId - first - 1 })
  window.on('console', (message) => message.text() === answer && onAnswer())
  await window.evaluate(sendInWindow, { edits, answer, mostOnTheirWay: 4 })
}

const answer = 'an edit was answered'

type Sent = { readonly edits: readonly ScriptedEdit[]; readonly answer: string; readonly mostOnTheirWay: number }

/** Runs in the window, and so stands alone. */
async function sendInWindow({ edits, answer, mostOnTheirWay }: Sent): Promise<void> {
  const { boxwright } = globalThis as unknown as {
    boxwright: { call: (name: string, request: string) => Promise<string> }
  }
  /** What is refused is no edit, and the twin refused it as well. */
  const call = async (name: string, request: object) => {
    const reply = JSON.parse(await boxwright.call(name, JSON.stringify(request)))
    if (!reply.ok && ['internal', 'engine-gone', 'no-project'].includes(reply.error.code))
      throw new Error(reply.error.message)
    return reply.value
  }
  const jobEnds = async (id: number) => {
    while (['queued', 'running'].includes((await call('jobs.get', { id })).state)) {
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }
  const send = async ({ request, newIds }: ScriptedEdit) => {
    const reserved = newIds > 0 && call('annotations.reserveIds', { count: newIds })
    const value = await call(request.name, request.request)
    await reserved
    if (typeof value?.jobId === 'number') await jobEnds(value.jobId)
    console.log(answer)
  }
  const onTheirWay: Promise<void>[] = []
  for (const edit of edits) {
    if (edit.isAlone) await Promise.all(onTheirWay)
    onTheirWay.push(send(edit))
    if (edit.isAlone) await Promise.all(onTheirWay)
    if (onTheirWay.length >= mostOnTheirWay) await onTheirWay.shift()
  }
  await Promise.all(onTheirWay)
}
