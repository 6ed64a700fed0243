/** Classes that differ in case alone are nearly always one class, spelt by several hands. */
export function alikeNotes(classes: readonly string[]): string[] {
  const groups = Map.groupBy(classes, (label) => label.toLowerCase());
  return [...groups.values()]
    .filter((same) => same.length > 1)
    .map(
      (same) =>
        `The classes ${same.map((label) => `"${label}"`).join(' and ')} differ in case only; write them one way if they are one class.`,
    );
}
