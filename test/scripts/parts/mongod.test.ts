import { describe, expect, test } from '@jest/globals';
import { vendorUrl, whyNot } from '../../../scripts/parts/mongod.mjs';

describe('why mongod does not run', () => {
  test.each([
    [
      'mongod: error while loading shared libraries: libcurl.so.4: cannot open shared object file: No such file',
      null,
      /libcurl4 .*apt-get install libcurl4/,
    ],
    [
      'mongod: error while loading shared libraries: libcrypto.so.3: cannot open shared object file: No such file',
      null,
      /library libcrypto\.so\.3/,
    ],
    ['', 'SIGILL', /AVX/],
    ['first\nlast word\n', null, /last word$/],
  ])('%s %s', (output, signal, sentence) => {
    expect(whyNot(output, signal)).toMatch(sentence);
  });
});

describe("MongoDB's builds", () => {
  const debian = (version: number): string => `PRETTY_NAME="Debian"\nVERSION_ID="${version}"\nID=debian\n`;
  const ubuntu = (version: string): string => `ID_LIKE=debian\nID=ubuntu\nVERSION_ID="${version}"\n`;
  test.each([
    ['linux', 'x64', debian(12), 'linux/mongodb-linux-x86_64-debian12-'],
    ['linux', 'x64', ubuntu('22.04'), 'linux/mongodb-linux-x86_64-ubuntu2204-'],
    ['linux', 'arm64', ubuntu('24.04'), 'linux/mongodb-linux-aarch64-ubuntu2404-'],
    ['darwin', 'arm64', '', 'osx/mongodb-macos-arm64-'],
    ['linux', 'arm64', debian(12), null],
    ['linux', 'x64', 'ID=alpine\nVERSION_ID=3.20\n', null],
    ['linux', 'riscv64', ubuntu('24.04'), null],
  ])('%s %s %j', (platform, arch, osRelease, start) => {
    const url = vendorUrl({ platform, arch, osRelease });
    if (start === null) expect(url).toBeNull();
    else expect(url).toMatch(`https://fastdl.mongodb.org/${start}`);
  });
});
