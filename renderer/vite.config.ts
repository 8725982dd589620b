import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: folder('.'),
  // The window loads its files from disk, where no address has a root.
  base: './',
  plugins: [react()],
  css: { transformer: 'lightningcss' },
  build: {
    outDir: folder('../dist/renderer'),
    emptyOutDir: true,
    // The oldest Electron that runs the studio is 25.
    target: 'chrome114',
    sourcemap: true,
    // The licences of what is bundled must travel with it.
    license: { fileName: 'renderer.licenses.md' },
    // One window, read from disk: splitting saves nothing.
    chunkSizeWarningLimit: 4096,
  },
})
