/** Column of the rows that rules see: the row of the source, from 1. */
export const ROW_COLUMN = 'mw:row';
