/** Serves the window's own files under an origin of their own, with a policy that lets nothing else in. */
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { protocol } from 'electron'

export const appScheme = 'boxwright-app'
export const appOrigin = `${appScheme}://window`
export const imageScheme = 'boxwright-image'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Inline styles are needed by the primitives that place menus; scripts come from our files alone. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  `img-src 'self' data: blob: ${imageScheme}:`,
  `connect-src 'self' ${imageScheme}:`,
  "font-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** Before the app is ready. */
export function declareSchemes(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true }
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges },
    { scheme: imageScheme, privileges },
  ])
}

export function serveApp(rendererFolder: string): void {
  protocol.handle(appScheme, async (request) => {
    const path = decodeURIComponent(new URL(request.url).pathname)
    const file = normalize(join(rendererFolder, path === '/' ? 'index.html' : path))
    if (!file.startsWith(rendererFolder)) return new Response('not found', { status: 404 })
    try {
      const headers = {
        'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
      }
      return new Response(await readFile(file), { headers })
    } catch {
      return new Response('not found', { status: 404 })
    }
  })
}
