import { onScopeDispose, shallowReactive } from 'vue'

/** One key of a desk: what it is, what it does, and what the map says about it. */
export interface Key {
  /** `Ctrl+Enter`, `F2`, `Alt+P`, `?`, `G I` (one after the other), `J`. Single letters act outside of text fields only. */
  readonly on: string
  /** For the map; a key without words is not shown. */
  readonly says?: () => string
  readonly when?: () => boolean
  readonly act: (event: KeyboardEvent) => void
}

interface Layer {
  readonly keys: readonly Key[]
  /** Nothing below hears a key while this is up. */
  readonly alone: boolean
}

const layers = shallowReactive<Layer[]>([])
let begun: { key: string; at: number } | undefined

/** Keys for as long as the calling part is on the screen; the newest layer is asked first. */
export function useKeys(keys: readonly Key[], alone = false): void {
  const layer: Layer = { keys, alone }
  layers.push(layer)
  onScopeDispose(() => {
    const at = layers.indexOf(layer)
    if (at >= 0) layers.splice(at, 1)
  })
}

/** Whether something lies over the desk that alone hears keys. */
export function covered(): boolean {
  return layers.some(layer => layer.alone)
}

/** Every key that does something now, for the map. */
export function keysNow(): Key[] {
  const all: Key[] = []
  const seen = new Set<string>()
  for (const layer of [...layers].reverse()) {
    for (const key of layer.keys) {
      if (!key.says || seen.has(key.on)) continue
      seen.add(key.on)
      all.push(key)
    }
  }
  return all
}

/** What a key that is held down does again and again; any other key does what it does once, however long a hand lies on it. */
const repeats = new Set(['J', 'K', 'Down', 'Up', 'Left', 'Right'])

const aliases: Record<string, string> = { ArrowDown: 'Down', ArrowUp: 'Up', ArrowLeft: 'Left', ArrowRight: 'Right', Escape: 'Esc', ' ': 'Space' }

/** How a key press is written: modifiers, then the key; letters as capitals. With Alt the place of the key counts, for layouts give it other signs. */
export function nameOf(event: KeyboardEvent): string {
  let key = aliases[event.key] ?? event.key
  if (event.altKey && /^Key[A-Z]$/.test(event.code)) key = event.code.slice(3)
  if (event.altKey && /^Digit\d$/.test(event.code)) key = event.code.slice(5)
  if (key.length === 1) key = key.toUpperCase()
  const modifiers = `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}`
  const shift = event.shiftKey && key.length > 1 ? 'Shift+' : ''
  return `${modifiers}${shift}${key}`
}

/** Whether what happened, happened in a text field. */
export function typing(event: Event): boolean {
  const at = event.target as HTMLElement | null
  if (!at?.closest) return false
  if (at.isContentEditable) return true
  const field = at.closest('input, textarea, select')
  return field !== null && !['checkbox', 'radio', 'button', 'submit'].includes((field as HTMLInputElement).type)
}

/** Single keys act outside text fields only; F-keys, Ctrl and Alt always. While an input method composes, nothing acts. */
function hear(event: KeyboardEvent): void {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return
  const name = nameOf(event)
  const free = /^(Ctrl\+|Alt\+|F\d)/.test(name) || name === 'Esc'
  if (!free && typing(event)) return
  const sequence = begun && Date.now() - begun.at < 1500 ? `${begun.key} ${name}` : undefined
  begun = undefined
  for (const wanted of sequence ? [sequence, name] : [name]) {
    for (const layer of [...layers].reverse()) {
      const key = layer.keys.find(one => one.on === wanted && (one.when?.() ?? true))
      if (key) {
        event.preventDefault()
        if (!event.repeat || repeats.has(key.on)) key.act(event)
        return
      }
      if (layer.alone) break
    }
  }
  if (layers.some(layer => layer.keys.some(one => one.on.startsWith(`${name} `)))) begun = { key: name, at: Date.now() }
}

export function listen(): void {
  globalThis.addEventListener('keydown', hear)
}
