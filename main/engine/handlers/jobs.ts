/** What the user may ask about jobs. */
import type { EngineHandlers } from '../../../shared/api.ts'
import { type EngineContext, openProjectOf } from '../context.ts'

type Part = Pick<EngineHandlers, 'jobs.list' | 'jobs.get' | 'jobs.cancel'>

export function jobHandlers(context: EngineContext): Part {
  const jobs = () => openProjectOf(context).jobs
  return {
    'jobs.list': () => jobs().list(),
    'jobs.get': ({ id }) => jobs().get(id),
    'jobs.cancel': ({ id }) => {
      jobs().cancel(id)
      return {}
    },
  }
}
