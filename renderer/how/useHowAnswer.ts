/** What is asked of a run's network on the picture in hand: asked anew for another run, picture or change of the labels. */
import type { CallRequest, CallResponse } from '../../shared/api.ts'
import { type Asked, useAsked } from '../results/pictures/inside/useExplanation.ts'
import { useProject } from '../stores/project.ts'
import { call } from '../studio.ts'

type Quick = 'how.features' | 'how.signals' | 'how.starts' | 'how.losses'

/** @param request null: nobody looks */
export function useHowAnswer<Name extends Quick>(
  name: Name,
  request: (CallRequest<Name> & { readonly imageId: number }) | null,
): Asked<CallResponse<Name>> {
  const revision = useProject((state) => state.revision)
  return useAsked(
    request && (() => call(name, request)),
    `${name} ${JSON.stringify(request)} ${revision}`,
    request?.imageId ?? 0,
  )
}
