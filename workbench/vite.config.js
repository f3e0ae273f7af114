import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join, posix } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

// What the built files depend on. tests/workbench/test_static.py computes the same digest without Node,
// so that a change of the source without a new build fails wherever the tests run.
const SOURCES = ['index.html', 'package-lock.json', 'public', 'src', 'tsconfig.json', 'vite.config.js']

function sourceDigest() {
  const files = SOURCES.flatMap((name) =>
    name.includes('.')
      ? [name]
      : readdirSync(name, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => posix.join(entry.parentPath.replaceAll('\\', '/'), entry.name)),
  ).sort()
  const digest = createHash('sha256')
  for (const file of files) digest.update(`${file}\n`).update(readFileSync(join('.', file))).update('\n')
  return digest.digest('hex')
}

const recordSource = {
  name: 'record-source',
  generateBundle() {
    this.emitFile({
      type: 'asset',
      fileName: 'build.json',
      source: JSON.stringify({ source: sourceDigest() }) + '\n',
    })
  },
}

export default defineConfig({
  plugins: [svelte({ configFile: false }), recordSource],
  build: {
    outDir: '../src/lagebild/server/static',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    license: { fileName: 'licences.md' }, // of everything that is built in
    assetsInlineLimit: 0, // no data: URLs, the Content-Security-Policy stays narrow
  },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:8642', changeOrigin: true } } },
})
