/** Errors of the layer `serve`. */
export const serveErrors = {} as const;
