import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { speak } from '@/i18n'
import type { Case } from './calls'
import TrailPart from './TrailPart.vue'
import type { Schemas } from '@/api/client'

const account = (display: string, institution: string) => ({ is: 'account', key: display, display, typed: display, institution })
const file = {
  asOf: '2026-11-20T02:27:14Z',
  payments: [
    { payer: account('6222 0000 0000 4352 (ICBC)', 'ICBC'), payee: account('6222 6066 9764 8039 373 (BOCOM) 宏盛贸易商行', 'BOCOM'), payeeName: '宏盛贸易商行', amount: '980000.00', currency: 'CNY', left: true, at: '2026-11-20T01:51:30Z', goldenUntil: '2026-11-20T02:51:30Z' },
  ],
  orders: [{ number: '1', kind: 'STOP_PAYMENT', state: 'DONE', institution: 'BOCOM', target: account('6222 6066 9764 8039 373 (BOCOM) 宏盛贸易商行', 'BOCOM'), hold: { stands: true, amount: '412000.00', currency: 'CNY', startsAt: '', endsAt: '' } }],
} as unknown as Case
const findings = {
  unread: 0,
  holders: [],
  transfers: [{ order: '1', source: 'STATEMENT', from: { account: '6222606697648039373' }, to: { account: '6217008831204476204', holder: '沈佳豪' }, amount: '300000.00', currency: 'CNY', at: '2026-11-20T01:55:00Z' }],
} as unknown as Schemas['Findings']

describe('the trail on the screen', () => {
  afterEach(() => speak('zh'))

  it('draws an account for each hop with what came and what is held', () => {
    const trail = mount(TrailPart, { props: { file, findings, taint: 'fifo' } })

    expect(trail.findAll('rect.node')).toHaveLength(3)
    expect(trail.findAll('path.flow')).toHaveLength(2)
    expect(trail.text()).toContain('412,000.00')
    expect(trail.text()).toContain('沈佳豪')
  })

  it('draws each currency by itself, with its own sums and holds', () => {
    const [paid] = file.payments
    const [stop] = file.orders
    const dollars = { ...paid!, payee: account('6217 0088 3120 4476 204', 'CCB'), payeeName: '沈佳豪', amount: '500.00', currency: 'USD' }
    const both = { ...file, payments: [paid!, dollars], orders: [stop!, { ...stop!, number: '2', target: dollars.payee, amount: '500.00', currency: 'USD', hold: { stands: true, amount: '120.00', currency: 'USD', startsAt: '', endsAt: '' } }] } as unknown as Case
    const trail = mount(TrailPart, { props: { file: both, findings: undefined, taint: 'fifo' } })

    expect(trail.findAll('svg.trail').map(one => one.attributes('aria-label'))).toEqual(['资金流向图：1 个账户，止住 ¥ 412,000.00', '资金流向图：1 个账户，止住 $ 120.00'])
    expect(trail.findAll('h3').map(one => one.text())).toEqual(['¥ CNY 1 笔付款 · 1 跳 · 1 个账户', '$ USD 1 笔付款 · 1 跳 · 1 个账户'])
  })

  it('calls a bank that a statement names what its reader calls it, and one that nobody knows as it was written', () => {
    speak('en')
    const [told] = findings.transfers
    const to = (bank: string, institution?: string) => ({ ...told!, to: { account: `621700883120447620${bank.length}`, bank, ...(institution ? { institution } : {}) } })
    const trail = mount(TrailPart, { props: { file, findings: { ...findings, transfers: [to('建设银行', 'CCB'), to('青屿农村信用社')] }, taint: 'fifo' } })

    expect(trail.text()).toContain('CCB')
    expect(trail.text()).toContain('青屿农村信用社')
    expect(trail.text()).not.toContain('建设银行')
  })

  it('does not say that there is no statement while that is being read, or could not be', async () => {
    const trail = mount(TrailPart, { props: { file, findings: undefined, taint: 'fifo', loading: true } })
    expect(trail.text()).not.toContain('还没有流水')
    expect(trail.find('[aria-busy=true]').exists()).toBe(true)

    await trail.setProps({ loading: false, trouble: { is: 'away' } })
    expect(trail.text()).not.toContain('还没有流水')
    await trail.get('[role=alert] button').trigger('click')
    expect(trail.emitted('again')).toHaveLength(1)

    await trail.setProps({ trouble: undefined, findings: { ...findings, transfers: [] } })
    expect(trail.text()).toContain('还没有流水')
  })

  it('says so where there is no payment', () => {
    const trail = mount(TrailPart, { props: { file: { ...file, payments: [] }, findings: undefined, taint: 'fifo' } })

    expect(trail.find('svg.trail').exists()).toBe(false)
    expect(trail.text()).toContain('没有付款')
  })

  it('sets digits like digits, and the words for an account that nobody named like words', () => {
    const [paid] = file.payments
    const { payer: _, ...unnamed } = paid!
    const trail = mount(TrailPart, { props: { file: { ...file, payments: [unnamed] }, findings: undefined, taint: 'fifo' } })

    expect(trail.findAll('text.m')).toHaveLength(1)
    expect(trail.findAll('text').find(one => one.text() === '未说明的账户')?.classes()).toEqual([])
  })

  it('switches the rule by which mixed money is charged', async () => {
    const trail = mount(TrailPart, { props: { file, findings, taint: 'fifo' } })
    await trail.get('button').trigger('click')

    expect(trail.emitted('update:taint')).toEqual([['share']])
  })
})
