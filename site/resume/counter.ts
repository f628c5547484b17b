/**
 * The numbers that a page can show. `visitors` is the default, because nobody can raise it much: it leaves out
 * bots and repeats, and a network can add only a limited number a day. One client can raise `views` at will.
 */
export const counters = ['visitors', 'views', 'off'] as const;
export type Counter = (typeof counters)[number];

export const defaultCounter: Counter = 'visitors';
