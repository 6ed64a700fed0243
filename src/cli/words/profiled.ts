export const profiledText = (_p: unknown, _l: unknown): string => '';
