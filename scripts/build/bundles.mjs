/** What vite makes of which entry. The targets are the oldest runtime that each part may meet. */
import { builtinModules } from 'node:module'
import { join } from 'node:path'

const builtins = [...builtinModules, /^node:/]
// Native code and what loads it: stays in node_modules, where its binaries are.
const native = [/^better-sqlite3($|\/)/, /^sharp($|\/)/, /^@tensorflow\//, /^onnxruntime-node$/, /^webgpu$/]

export function bundles(project) {
  return [rendererBundle(project), ...electronBundles(project), engineBundle(project)]
}

const rendererBundle = (project) => ({
  what: 'renderer',
  config: { configFile: join(project, 'renderer', 'vite.config.ts') },
})

// CommonJS, because Electron before 28 cannot start from an ES module, and a sandboxed preload never can.
const electronBundles = (project) =>
  ['main', 'preload'].map((name) => ({
    what: name,
    config: nodeBundle({
      root: project,
      input: { [name]: join(project, name, `${name}.ts`) },
      outDir: join(project, 'dist'),
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      target: 'node18',
      external: ['electron', ...builtins],
    }),
  }))

// All files lie side by side, so that import.meta.url means dist/engine wherever the bundler puts a module.
const engineBundle = (project) => ({
  what: 'engine',
  config: nodeBundle({
    root: project,
    input: {
      engine: join(project, 'main/engine/engine.ts'),
      worker: join(project, 'main/engine/worker/worker.ts'),
      explainProcess: join(project, 'main/engine/worker/explainProcess.ts'),
      pictureProcess: join(project, 'main/engine/images/pictureProcess.ts'),
      cli: join(project, 'main/engine/cli.ts'),
    },
    outDir: join(project, 'dist', 'engine'),
    output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
    target: 'node22',
    external: [...native, ...builtins],
  }),
})

function nodeBundle({ root, input, outDir, output, target, external }) {
  return {
    configFile: false,
    root,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      // The licences of what is bundled must travel with it.
      license: { fileName: `${Object.keys(input)[0]}.licenses.md` },
      outDir,
      emptyOutDir: false,
      target,
      sourcemap: true,
      minify: false,
      rollupOptions: { input, output, external },
    },
  }
}
