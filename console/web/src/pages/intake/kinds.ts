/** The kinds of fraud that the centre tells apart, and how many questions each has. */
export const kinds = ['service', 'police', 'credit', 'rebate', 'invest', 'loan', 'acquaintance', 'romance', 'shopping', 'other'] as const
export type Kind = (typeof kinds)[number]

export const questions = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7'] as const
export type Question = (typeof questions)[number]

export const vias = ['110', '96110', 'counter', 'bank', 'online'] as const
export type Via = (typeof vias)[number]

export function kindOf(name: string): Kind {
  return kinds.find(kind => kind === name) ?? 'other'
}

export function viaOf(name: string): Via {
  return vias.find(via => via === name) ?? '110'
}
