import { expect } from '@open-wc/testing';
import { RedoxFileError } from '../../src/core/errors.js';
import { DEFAULTS } from '../../src/core/options.js';
import { chooseDelivery } from '../../src/core/steps/delivery.js';

describe('the delivery', () => {
  it('is embed below the embed limit and upload from there on', () => {
    expect(chooseDelivery(9_999_999, 1000, DEFAULTS)).to.equal('embed');
    expect(chooseDelivery(10_000_000, 1000, DEFAULTS)).to.equal('upload');
  });

  it('is upload where the file is small enough but the whole request is not', () => {
    const options = { ...DEFAULTS, requestLimit: 10_000_000 };
    expect(chooseDelivery(7_499_000, 1000, options)).to.equal('embed');
    expect(chooseDelivery(7_500_000, 1000, options)).to.equal('upload');
  });

  it('is upload where a message as large was refused before', () => {
    expect(chooseDelivery(300, 600, DEFAULTS, 1001)).to.equal('embed');
    expect(chooseDelivery(300, 600, DEFAULTS, 1000)).to.equal('upload');
    expect(chooseDelivery(300, 600, { ...DEFAULTS, delivery: 'embed' }, 1000)).to.equal('embed');
  });

  it('is what the host says', () => {
    expect(chooseDelivery(1, 0, { ...DEFAULTS, delivery: 'upload' })).to.equal('upload');
    expect(chooseDelivery(20_000_000, 0, { ...DEFAULTS, delivery: 'embed' })).to.equal('embed');
  });

  it('is refused where the host says embed and the request would be too large', () => {
    const embed = () => chooseDelivery(30_000_000, 1000, { ...DEFAULTS, delivery: 'embed' });
    expect(embed).to.throw(RedoxFileError).with.property('code', 'file-too-large');
  });
});
