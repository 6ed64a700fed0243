/** The losses of a regression by their names. */
export const regressionLosses = ['squared', 'absolute', 'huber', 'quantile', 'poisson', 'gamma', 'tweedie'] as const;
