/** The fields of an object that are there: those that are `undefined` are left out. */
export const given = <F extends object>(fields: F): { readonly [K in keyof F]?: Exclude<F[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
