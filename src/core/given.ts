/** The fields of an object that are there, for what tells an absent one from `undefined`: those that are `undefined` are left out. */
export const given = <F extends object>(fields: { readonly [K in keyof F]: F[K] | undefined }): {
  readonly [K in keyof F]?: Exclude<F[K], undefined>;
} => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
