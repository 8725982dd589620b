/** What the window's main process and the engine process say to each other. Requests, replies and event data are JSON text. */
export type EngineRequest =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly request: string }
  | { readonly kind: 'close' }

export type EngineMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: string }
  | { readonly kind: 'event'; readonly name: string; readonly data: string }
