import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { effectScope } from 'vue'
import { keysNow, listen, nameOf, useKeys, type Key } from './keyboard'

let done: string[] = []
const scopes: { stop(): void }[] = []

function desk(keys: readonly (Omit<Key, 'act'> & { act?: Key['act'] })[], alone = false): void {
  const scope = effectScope()
  scopes.push(scope)
  scope.run(() => useKeys(keys.map(key => ({ act: () => done.push(key.on), ...key })), alone))
}
function press(init: KeyboardEventInit, on: Element = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })
  on.dispatchEvent(event)
  return event
}
function field(): HTMLTextAreaElement {
  const area = document.createElement('textarea')
  document.body.append(area)
  return area
}

describe('the keys of a desk', () => {
  beforeAll(() => listen())
  afterEach(() => {
    scopes.splice(0).forEach(scope => scope.stop())
    document.body.replaceChildren()
    done = []
  })

  it('let single letters act outside of text fields only, and Ctrl, Alt and F-keys anywhere', () => {
    desk([{ on: 'M' }, { on: 'Ctrl+Enter' }, { on: 'Alt+P' }, { on: 'F3' }])
    const area = field()
    press({ key: 'm' }, area)
    press({ key: 'm' })
    press({ key: 'Enter', ctrlKey: true }, area)
    press({ key: 'π', code: 'KeyP', altKey: true }, area)
    expect(press({ key: 'F3' }, area).defaultPrevented).toBe(true)
    expect(done).toEqual(['M', 'Ctrl+Enter', 'Alt+P', 'F3'])
  })

  it('do nothing while an input method composes', () => {
    desk([{ on: 'Ctrl+Enter' }])
    press({ key: 'Enter', ctrlKey: true, isComposing: true })
    expect(done).toEqual([])
  })

  it('act once however long they are held, but for those that move', () => {
    desk([{ on: 'A' }, { on: 'J' }, { on: 'Ctrl+Enter' }])
    for (const key of ['a', 'j']) {
      press({ key })
      expect(press({ key, repeat: true }).defaultPrevented).toBe(true)
    }
    press({ key: 'Enter', ctrlKey: true, repeat: true })
    expect(done).toEqual(['A', 'J', 'J'])
  })

  it('take two letters one after the other', () => {
    desk([{ on: 'G I' }, { on: 'I' }])
    press({ key: 'g' })
    press({ key: 'i' })
    press({ key: 'i' })
    expect(done).toEqual(['G I', 'I'])
  })

  it('ask the newest layer first, and nothing below one that stands alone', () => {
    desk([{ on: 'Esc' }, { on: 'J' }])
    desk([{ on: 'Esc', act: () => done.push('closed') }], true)
    press({ key: 'Escape' })
    press({ key: 'j' })
    expect(done).toEqual(['closed'])
  })

  it('are gone with the part that had them', () => {
    desk([{ on: 'J' }])
    desk([{ on: 'Esc' }], true)
    scopes.pop()?.stop()
    press({ key: 'j' })
    expect(done).toEqual(['J'])
  })

  it('stand on the map with words, each once', () => {
    desk([{ on: 'F2', says: () => 'below' }, { on: 'F4' }])
    desk([{ on: 'F2', says: () => 'above' }])
    expect(keysNow().map(key => key.says?.())).toEqual(['above'])
  })

  it('are named alike on every layout', () => {
    expect(nameOf(new KeyboardEvent('keydown', { key: '?', shiftKey: true }))).toBe('?')
    expect(nameOf(new KeyboardEvent('keydown', { key: 'k', metaKey: true }))).toBe('Ctrl+K')
    expect(nameOf(new KeyboardEvent('keydown', { key: 'ArrowDown', altKey: true }))).toBe('Alt+Down')
  })
})
