import { describe, expect, it } from 'vitest'
import { proofCodeOf } from './proof-code'

describe('the proof code of a warning', () => {
  it.each([
    ['短信正在发送，核验码 482-913，共 2 条 / the message is going out, proof code 482-913, 2 SMS'],
    ['短信已送达 / delivered; 核验码 / proof code 482-913, 2 SMS'],
  ])('is read in %s', remark => {
    expect(proofCodeOf({ kind: 'WARNING_MESSAGE', remark })).toBe('482-913')
  })
  it('is not made up where there is none, nor taken from another order', () => {
    expect(proofCodeOf({ kind: 'WARNING_MESSAGE', remark: 'two warnings went to 482-913 already' })).toBeUndefined()
    expect(proofCodeOf({ kind: 'WARNING_MESSAGE' })).toBeUndefined()
    expect(proofCodeOf({ kind: 'HOLDER_QUERY', remark: 'proof code 482-913' })).toBeUndefined()
  })
})
