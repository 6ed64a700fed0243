const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a part of the path is a file',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open',
  EIO: 'the disk gave an error',
  ERR_INVALID_ARG_VALUE: 'the name holds a character that no file name may have',
};

/** Why the file system refused to write, in words: `fileReason(error)` is `the disk is full`. */
export function fileReason(error: unknown): string {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? `the system says ${code ?? 'no'}`;
}
