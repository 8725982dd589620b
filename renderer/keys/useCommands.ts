import { useEffect, useLayoutEffect, useRef } from 'react'
import type { CommandId } from './commands.ts'
import { type Offer, type Offers, offer } from './offers.ts'

/** Offers commands as long as the component is on the screen, always with its latest functions. */
export function useCommands(offers: Offers): void {
  const latest = useRef(offers)
  useLayoutEffect(() => {
    latest.current = offers
  })
  const ids = Object.keys(offers).join(' ')
  useEffect(() => {
    const current = (id: CommandId): Offer => {
      const given = latest.current[id]!
      return typeof given === 'function' ? { run: given } : given
    }
    const lasting = (ids === '' ? [] : (ids.split(' ') as CommandId[])).map((id) => [
      id,
      {
        run: () => current(id).run(),
        canRun: () => current(id).canRun?.() ?? true,
        end: () => current(id).end?.(),
      } satisfies Offer,
    ])
    return offer(Object.fromEntries(lasting))
  }, [ids])
}
