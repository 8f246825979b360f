import { expect } from '@open-wc/testing';
import { RedoxFileError } from '../../src/core/errors.js';
import { can, type FileEvent, type FileState, isWorking, next } from '../../src/core/file-state.js';
import type { RedoxMessage } from '../../src/models/index.js';

const after = (...events: FileEvent[]): FileState => events.reduce(next, { name: 'waiting' } as FileState);
const start: FileEvent[] = [{ type: 'start' }, { type: 'prepare' }];
const error = new RedoxFileError('offline');

describe('the state of a file', () => {
  it('goes from waiting to sent by way of encoding', () => {
    const result = { logIds: ['1'], messageId: 2, transmissionId: 3, response: {} };
    const state = after(...start, { type: 'encode' }, { type: 'send' }, { type: 'accept', result });
    expect(state).to.deep.equal({ name: 'sent', result });
  });

  it('goes back to the queue from a pause and from a failure', () => {
    expect(after(...start, { type: 'upload' }, { type: 'pause' }, { type: 'resume' }).name).to.equal('queued');
    expect(after(...start, { type: 'fail', error }, { type: 'retry' }).name).to.equal('queued');
  });

  it('cannot be paused once its message is composed', () => {
    const ready = after(...start, { type: 'encode' }, { type: 'compose', message: {} as RedoxMessage });
    expect(can(ready, 'pause')).to.equal(false);
    expect(() => next(ready, { type: 'pause' })).to.throw(TypeError, 'ready cannot pause');
  });

  it('goes from sending to uploading, for a message that Redox found too large', () => {
    expect(after(...start, { type: 'encode' }, { type: 'send' }, { type: 'upload' }).name).to.equal('uploading');
  });

  it('is work in every state that ends by itself', () => {
    expect(isWorking('queued') && isWorking('uploading') && isWorking('sending')).to.equal(true);
    expect(isWorking('paused') || isWorking('waiting') || isWorking('sent') || isWorking('failed')).to.equal(false);
  });
});
