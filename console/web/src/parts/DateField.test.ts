import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { speak } from '@/i18n'
import DateField from './DateField.vue'

const field = (modelValue: string) => mount(DateField, { props: { modelValue, label: '从' }, attachTo: document.body })

describe('a day', () => {
  afterEach(() => speak('zh'))

  it('is written as the language of the reader writes days, whatever the browser speaks', async () => {
    speak('zh')
    const day = field('2026-11-09')
    await flushPromises()
    expect(day.get('.parts').text().replace(/\s/g, '')).toBe('2026/11/9')

    speak('en')
    await flushPromises()
    expect(day.get('.parts').text().replace(/\s/g, '')).toMatch(/^0?9\/11\/2026$/)
  })

  it('steps by the arrows, and goes out as the address keeps it', async () => {
    const day = field('2026-11-09')
    await flushPromises()
    const part = day.findAll('[role=spinbutton]').at(-1)!
    await part.trigger('keydown', { key: 'ArrowUp', code: 'ArrowUp' })

    expect(day.emitted('change')).toEqual([['2026-11-10']])
  })

  it('is taken out by a button', async () => {
    const day = field('2026-11-09')
    await flushPromises()
    await day.get('button[aria-label*="清除"]').trigger('click')

    expect(day.emitted('update:modelValue')).toEqual([['']])
  })

  it('is no day where the address says none', async () => {
    const day = field('2026-99-09')
    await flushPromises()

    expect(day.find('button[aria-label*="清除"]').exists()).toBe(true)
    expect(day.get('.parts').text()).not.toContain('99')
  })
})
