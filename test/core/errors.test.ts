import { expect } from '@open-wc/testing';
import { RedoxFileError } from '../../src/core/index.js';
import { ERROR_CODES } from '../../src/protocol/error-codes.js';

describe('a file that has failed', () => {
  it('can be tried again unless it is the file that is wrong, or Redox does not want it', () => {
    const final = ERROR_CODES.filter(code => !new RedoxFileError(code).retryable);
    expect([...final].sort()).to.deep.equal([
      'aborted',
      'file-empty',
      'file-encrypted',
      'file-too-large',
      'file-type-mismatch',
      'file-type-not-accepted',
      'file-unreadable',
      'redox-rejected',
      'too-many-files',
    ]);
  });
});
