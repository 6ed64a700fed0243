/** Errors of the layer `monitor`. */
export const monitorErrors = {} as const;
