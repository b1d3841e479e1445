import { mount } from '@vue/test-utils'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { effectScope } from 'vue'
import { listen, useKeys } from '@/keys/keyboard'
import Overlay from './Overlay.vue'

const scope = effectScope()
const done: string[] = []
const press = (key: string): boolean => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))

beforeAll(() => listen())
afterEach(() => scope.stop())

it('keeps the keys of the desk quiet for as long as it is up', () => {
  scope.run(() => useKeys([{ on: 'A', act: () => done.push('approved') }]))
  const over = mount(Overlay, { props: { label: 'act' }, attachTo: document.body })
  press('a')
  expect(done).toEqual([])

  over.unmount()
  press('a')
  expect(done).toEqual(['approved'])
})
