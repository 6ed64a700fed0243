/**
 * A kernel from its module in base64, which is compiled when it is first asked for. Each call gives the exports of an instance with a memory of
 * its own, or `undefined` where the machine cannot run it.
 */
export function kernelFrom<Kernel>(base64: string): () => Kernel | undefined {
  let compiled: WebAssembly.Module | undefined;
  return () => {
    try {
      compiled ??= new WebAssembly.Module(Buffer.from(base64, 'base64'));
      return new WebAssembly.Instance(compiled, {}).exports as unknown as Kernel;
    } catch {
      return undefined;
    }
  };
}
