import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../core/index.js';

/**
 * Links the running package into a project: `node_modules/millwright` for its types and code, `node_modules/.bin/millwright` for `npx`.
 * On Windows a junction and a command file do the same without administrator's rights.
 */
export async function linkPackage(dir: string, windows = process.platform === 'win32'): Promise<void> {
  const modules = join(dir, 'node_modules');
  await mkdir(join(modules, '.bin'), { recursive: true });
  await symlink(packageRoot(), join(modules, 'millwright'), windows ? 'junction' : 'dir');
  if (!windows) return symlink(join('..', 'millwright', 'bin', 'millwright.js'), join(modules, '.bin', 'millwright'));
  const command = join(modules, '.bin', 'millwright.cmd');
  await writeFile(command, '@node "%~dp0\\..\\millwright\\bin\\millwright.js" %*\r\n');
  await chmod(command, 0o755);
}
