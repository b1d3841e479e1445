import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'

// What a browser loads before the first page that is fetched on demand: the entry, what it imports statically, its sheets.
const limit = 600 * 1024
const dist = new URL('../dist/', import.meta.url)
const html = readFileSync(new URL('index.html', dist), 'utf8')
const seen = new Set()
const wanted = [...html.matchAll(/(?:src|href)="\/([^"]+)"/g)].map(match => match[1])
let bytes = gzipSync(html).length
while (wanted.length > 0) {
  const file = wanted.pop()
  if (seen.has(file)) continue
  seen.add(file)
  const text = readFileSync(new URL(file, dist))
  bytes += gzipSync(text).length
  if (file.endsWith('.js')) {
    for (const match of text.toString().matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) wanted.push(`assets/${match[1]}`)
  }
}
const kib = (bytes / 1024).toFixed(1)
if (bytes > limit) {
  console.error(`First load is ${kib} KiB compressed; ${limit / 1024} KiB is the most. Load what is not needed at once on demand.`)
  process.exit(1)
}
console.log(`First load: ${kib} KiB compressed in ${seen.size} files (limit ${limit / 1024} KiB).`)

// The page is served under a policy without eval: a library that builds code from text must not slip in.
for (const file of readdirSync(new URL('assets/', dist)).filter(name => name.endsWith('.js'))) {
  if (/\bnew Function\(|[^.\w]eval\(/.test(readFileSync(new URL(`assets/${file}`, dist), 'utf8'))) {
    console.error(`${file} builds code from text, which the content security policy forbids.`)
    process.exit(1)
  }
}

// Compressed once here, so that nobody compresses them for every browser.
for (const folder of ['', 'assets/']) {
  for (const file of readdirSync(new URL(folder, dist)).filter(name => /\.(js|css|html|svg)$/.test(name))) {
    const at = new URL(`${folder}${file}`, dist)
    const plain = readFileSync(at)
    if (plain.length < 1024) continue
    writeFileSync(new URL(`${at.href}.gz`), gzipSync(plain, { level: 9 }))
    writeFileSync(new URL(`${at.href}.br`), brotliCompressSync(plain))
  }
}
