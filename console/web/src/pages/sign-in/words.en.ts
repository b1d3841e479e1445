import type { Same } from '@/i18n'
import type { zh } from './words.zh'

/** The door, in English. */
export const en: Same<typeof zh> = {
  title: 'Sign in',
  user: 'User',
  password: 'Password',
  enter: 'Enter',
  wrong: 'Wrong user or password',
  lockedFor: 'Too many tries; again in {seconds} s',
  away: 'No answer from the server. It is starting, or the network is down; try again soon.',
  old: 'Present password',
  fresh: 'New password',
  again: 'Once more',
  change: 'Change password',
  mustChange: 'This password is good once. Choose your own, {n} characters or more.',
  tooShort: '{n} characters or more',
  notSame: 'These two differ',
  capsLock: 'Caps lock is on',
  line: 'Stop it first, know it later.',
}
