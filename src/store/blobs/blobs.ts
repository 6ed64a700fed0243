/** A stored file: its name is the lower-case hexadecimal sha256 of its bytes. */
export interface Blob {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** One thing that lies in the storage, whole or not. */
export interface BlobEntry {
  /** What {@link Blobs.remove} takes. */
  readonly key: string;
  /** `null` for an upload that was never finished. */
  readonly sha256: string | null;
  readonly size: number;
  /** When it was last written or put again, in milliseconds since 1970 UTC. */
  readonly changedAt: number;
}

/**
 * Content-addressed storage. Whole or absent: a blob under its name is complete and durable.
 * A folder implements it here; an object store needs the same five methods.
 */
export interface Blobs {
  /**
   * Stores the bytes and resolves when they are durable. Bytes that are there already are not written again, unless the
   * stored copy is damaged: then it is replaced. Putting restarts the grace after which an unreferenced blob is swept.
   */
  put(bytes: Uint8Array): Promise<Blob>;
  /**
   * The bytes, verified against their name at every read. Raises `MW_STORE_BLOB_MISSING`, or `MW_STORE_BLOB_DAMAGED`
   * when they differ or are more than `maxBytes` (no default limit).
   */
  get(sha256: string, maxBytes?: number): Promise<Uint8Array>;
  /** Size of a stored blob, `undefined` when it is absent. Does not verify. */
  stat(sha256: string): Promise<Blob | undefined>;
  /** Everything that lies in the storage, in no particular order. */
  list(): AsyncIterable<BlobEntry>;
  /** Removes one entry; absent is fine. */
  remove(key: string): Promise<void>;
}
