import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sniffFile, type SniffOptions } from '../../src/data/sniff/index.js';
import { enginePlace } from './engine-place.js';

/** A place for the tests of one file, and a way to sniff what is written there. */
export function sniffing() {
  const place = enginePlace('sniff');
  const { dir } = place;
  const sniff = (content: string | Buffer, options: SniffOptions = {}, name = 'data.csv') => {
    writeFileSync(join(dir, name), content);
    return sniffFile(place.engine, join(dir, name), options);
  };
  return { place, dir, sniff };
}
