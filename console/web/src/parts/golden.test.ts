import { mount } from '@vue/test-utils'
import { afterAll, expect, it, vi } from 'vitest'

// Before the client of the API is made, which keeps the one that it finds.
vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ goldenTime: 'PT30M' })))
const { default: Clock } = await import('./Clock.vue')
const { goldenMinutes, readGolden } = await import('./golden')

afterAll(() => vi.unstubAllGlobals())

it('is as long as the law of the house says, and no clock has a colour before that is read', async () => {
  const until = new Date(Date.now() + 15.5 * 60_000).toISOString()
  const clock = mount(Clock, { props: { until } })
  expect(clock.classes()).toEqual(['clk'])

  await readGolden()
  await clock.vm.$nextTick()

  expect(goldenMinutes.value).toBe(30)
  expect(clock.classes()).toEqual(['clk', 'blue'])
  expect(parseFloat(clock.get('.bar i').attributes('style')!.replace('width:', ''))).toBeCloseTo(51.7, 0)
})
