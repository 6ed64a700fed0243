/** Options without those that are left open, for what tells an absent one from `undefined`. */
export const given = <O extends object>(options: { readonly [K in keyof O]: O[K] | undefined }): O =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as O;
