/** Takes a call by name with its request as JSON text and answers with a reply as JSON text. Everything the engine does comes through here. */
import { type EngineCallName, type EngineHandlers, engineCalls, type Reply } from '../../shared/api.ts'
import { BoxwrightError, toPlainError } from '../../shared/errors.ts'

export type Dispatch = (name: string, request: string) => Promise<string>

type ProjectFile = {
  /** Turns errors of the project file into ones that a user understands. */
  readonly explain: (error: unknown) => unknown
  /** Resolves when no long step is being written. */
  readonly whenFree: () => Promise<void>
}

export function createDispatch(handlers: EngineHandlers, { explain, whenFree }: ProjectFile): Dispatch {
  /** What a long step keeps from being written waits for its end. */
  const answerWhenFree = async (name: string, request: string): Promise<Reply> => {
    for (;;) {
      try {
        return await answer(handlers, name, request)
      } catch (error) {
        if (!(error instanceof BoxwrightError) || error.code !== 'step-under-way') throw error
        await whenFree()
      }
    }
  }
  return async (name, request) => {
    const reply = await answerWhenFree(name, request).catch(
      (error): Reply => ({ ok: false, error: toPlainError(explain(error)) }),
    )
    return JSON.stringify(reply)
  }
}

async function answer(handlers: EngineHandlers, name: string, request: string): Promise<Reply> {
  if (!Object.hasOwn(engineCalls, name)) throw new BoxwrightError('unknown-call', `There is no call named ${name}.`)
  const call = name as EngineCallName
  const parsed = engineCalls[call].request.safeParse(JSON.parse(request))
  if (!parsed.success) {
    const where = parsed.error.issues
      .map((issue) => `${issue.path.join('.') || 'request'}: ${issue.message}`)
      .join('; ')
    throw new BoxwrightError('bad-request', `${name} was called with a wrong request (${where}).`)
  }
  // The schema of this very call has just made the request; TypeScript cannot follow that through a union of calls.
  const handler = handlers[call] as (request: unknown) => unknown
  return { ok: true, value: await handler(parsed.data) }
}
