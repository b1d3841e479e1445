import { expect, test } from 'vitest'
import type { Seat, Speed } from '@/api/board'
import { desksOf } from './seats'

const seat = (id: string, institution?: string): Seat => ({ id, name: id, roles: [], ...(institution ? { institution } : {}), since: '', usedAt: '', locked: false })
const speed = (id: string, open: number, late = 0): Speed => ({ id, open, onDesk: 0, late, answered: 0, answerWithinS: 60 })

test('the centre first, then what is late, then what is open, then whoever sits where nothing is', () => {
  const desks = desksOf([speed('ABC', 3), speed('ICBC', 1, 1), speed('BOC', 3)], [seat('cmcc-1', 'CMCC'), seat('op-1'), seat('icbc-2', 'ICBC'), seat('icbc-1', 'ICBC')])

  expect(desks.map(one => one.id)).toEqual(['', 'ICBC', 'ABC', 'BOC', 'CMCC'])
  expect(desks[1]!.seats.map(one => one.id)).toEqual(['icbc-2', 'icbc-1'])
  expect(desks[2]!.seats).toEqual([])
})

test('nobody at the centre is no row', () => {
  expect(desksOf([], [])).toEqual([])
})
