/** The one listener for the keys of the window: finds the command of a stroke and has it carried out. */
import { usePreferences } from '../stores/preferences.ts'
import type { Command } from './commands.ts'
import { keepsStroke } from './fieldKeys.ts'
import { commandsOfStroke } from './keymap.ts'
import { canRun, type Offer, offerOf } from './offers.ts'
import { isModifier, strokeOf } from './stroke.ts'

/** What to do when a key is let go, by its place on the keyboard: modifiers may be up by then. */
const held = new Map<string, () => void>()

/** @returns a function that ends it */
export function startKeyboard(): () => void {
  const controller = new AbortController()
  const { signal } = controller
  window.addEventListener('keydown', onKeyDown, { signal })
  window.addEventListener('keyup', ({ code }) => letGo(code), { signal })
  window.addEventListener('blur', letAllGo, { signal })
  return () => {
    controller.abort()
    letAllGo()
  }
}

/** Carries out what a stroke means on this screen. @returns false when it means nothing now */
export function runStroke(stroke: string): boolean {
  const found = offerOfStroke(stroke)
  found?.offer.run()
  return found !== null
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || isModifier(event)) return
  const stroke = strokeOf(event)
  const found = offerOfStroke(stroke)
  if (!found || keepsStroke(event.target, stroke, found.command.scope === 'window')) return
  event.preventDefault()
  if (event.repeat && !found.command.repeats) return
  found.offer.run()
  if (found.offer.end) held.set(event.code, found.offer.end)
}

function offerOfStroke(stroke: string): { readonly command: Command; readonly offer: Offer } | null {
  const command = commandsOfStroke(stroke, usePreferences.getState()).find(({ id }) => canRun(id))
  return command ? { command, offer: offerOf(command.id)! } : null
}

function letGo(code: string): void {
  held.get(code)?.()
  held.delete(code)
}

function letAllGo(): void {
  for (const code of [...held.keys()]) letGo(code)
}
