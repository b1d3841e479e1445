import type { Schemas } from '@/api/client'
import type { IconName } from './icons'

const icons: Record<Schemas['Subject']['is'], IconName> = {
  account: 'acct',
  phone: 'phone',
  link: 'link',
  chat: 'chat',
  email: 'chat',
  person: 'user',
  idDocument: 'doc',
  app: 'app',
}

export function iconOfSubject(is: Schemas['Subject']['is']): IconName {
  return icons[is]
}

/** The colour of a suspect as the sheets call it. */
export function colourOf(suspect: { colour: Schemas['Suspect']['colour'] }): 'red' | 'orange' | 'blue' | 'green' {
  return suspect.colour.toLowerCase() as 'red' | 'orange' | 'blue' | 'green'
}
