/** A module from base64, which is compiled when it is first asked for; `undefined` where the machine cannot. */
export function moduleFrom(base64: string): () => WebAssembly.Module | undefined {
  let compiled: WebAssembly.Module | undefined;
  return () => {
    try {
      return (compiled ??= new WebAssembly.Module(Buffer.from(base64, 'base64')));
    } catch {
      return undefined;
    }
  };
}

/**
 * A kernel from its module in base64, which is compiled when it is first asked for. Each call gives the exports of an instance with a memory of
 * its own, or `undefined` where the machine cannot run it.
 */
export function kernelFrom<Kernel>(base64: string): () => Kernel | undefined {
  const compiled = moduleFrom(base64);
  return () => {
    const module = compiled();
    try {
      return module && (new WebAssembly.Instance(module, {}).exports as unknown as Kernel);
    } catch {
      return undefined;
    }
  };
}
